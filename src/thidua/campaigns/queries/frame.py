"""What every page of a campaign has on top: its name, its state, its tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.campaigns.check import Check
from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries.steps import Step, steps_of
from thidua.campaigns.queries.tabs import tabs_with_offered
from thidua.campaigns.states import CLOSE, LAUNCH, State
from thidua.kernel.database import prepared
from thidua.kernel.dates import show
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.addresses import address
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor

_DRAFTING = {"edit", "documents", "check"}
STATE_TONES = {State.DRAFT: "wait", State.LAUNCHED: "done", State.CLOSED: "locked"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Name, where it stands, where one may go, and what may be done with the whole."""

    pk: int
    name: str
    state: str
    state_tone: str
    crumbs: list[Link]
    tabs: list[Link]
    is_draft: bool
    is_running: bool
    may_manage: Verdict
    may_launch: Verdict
    may_close: Verdict
    is_mine: bool
    steps: Sequence[Step]
    """While one drafts: the numbered steps to the launch."""


@dataclass(frozen=True, slots=True)
class Part:
    """How many units take part on a day, have said so and have adopted a plan.

    Beside it what the reader's unit did, how many papers the campaign has, and whether
    there is more to ask: of a unit that came later or left, of bodies that are gone, of
    what few campaigns have.
    """

    units: int
    heard: int
    adopted: int
    is_mine: bool
    is_acknowledged: bool
    """Has the reader's unit nothing left to acknowledge?"""
    papers: int
    came_or_left: bool
    """Did the reader's unit come in after the launch, or leave?"""
    bodies_stand: bool
    """Have launcher, office and head of the tree all a place on that day?"""
    carries_on: bool
    """Campaigns of others?"""
    has_index_goals: bool
    has_milestones: bool
    has_changed: bool
    """Was its audience changed after the launch?"""


_PART = """
with taking as (
    select member.unit_id, bool_or(member.acknowledged_at is not null) as is_told,
        bool_or(member.acknowledged_at is null) as is_untold
    from campaigns_audiencemember member
    join campaigns_audience audience on audience.id = member.audience_id
    where audience.campaign_id = %(campaign)s and member.joined_on <= %(day)s
      and (member.left_on is null or member.left_on > %(day)s)
    group by member.unit_id
)
select count(*), count(*) filter (where is_told),
    (select count(*) from campaigns_unitplan plan
     where plan.campaign_id = %(campaign)s and plan.state = 'adopted'
       and plan.unit_id in (select unit_id from taking)),
    count(*) filter (where unit_id = %(unit)s) > 0,
    count(*) filter (where unit_id = %(unit)s and is_untold) = 0,
    (select count(*) from campaigns_launchdocument paper
     where paper.campaign_id = %(campaign)s),
    exists (select from campaigns_audiencemember member
        join campaigns_audience audience on audience.id = member.audience_id
        where audience.campaign_id = %(campaign)s and member.unit_id = %(unit)s
          and (member.reason <> '' or member.left_on is not null)),
    not exists (select from unnest(%(bodies)s::bigint[]) body
        where not exists (select from organisations_placement place
            where place.unit_id = body and place.during @> %(day)s::date)),
    exists (select from campaigns_campaign_carries_on carried
        where carried.from_campaign_id = %(campaign)s),
    exists (select from campaigns_indexgoal goal where goal.campaign_id = %(campaign)s),
    exists (select from campaigns_milestone step
        join campaigns_audience audience on audience.id = step.audience_id
        where audience.campaign_id = %(campaign)s),
    exists (select from campaigns_audiencechange changed
        join campaigns_audience audience on audience.id = changed.audience_id
        where audience.campaign_id = %(campaign)s)
from taking
"""


def part_of(campaign: Campaign, actor: Actor, day: date) -> Part:
    """Who takes part, counted in one query."""
    asked: dict[str, Any] = {
        "campaign": campaign.pk,
        "unit": actor.unit_id,
        "day": day,
        "bodies": [campaign.launcher_id, campaign.office_id, campaign.root_id],
    }
    ((*counted,),) = prepared.rows(_PART, asked)
    return Part(*counted)


def frame(
    campaign: Campaign,
    actor: Actor,
    day: date,
    here: str = "",
    part: Part | None = None,
    checked: Check | None = None,
) -> Frame:
    """The head of a campaign's pages; `here` is the tab that is open. A page that held
    the plan against the rules gives what came of it."""
    part = part or part_of(campaign, actor, day)
    may_manage = can_manage(actor, campaign)
    return Frame(
        pk=campaign.pk,
        name=campaign.name,
        state=state_words(campaign, day),
        state_tone=state_tone(campaign, day),
        crumbs=[
            Link(_("Phong trào"), address("campaigns:list")),
            Link(campaign.name, address("campaigns:campaign", campaign.pk)),
        ],
        tabs=_tabs(campaign, here, part, may_manage),
        is_draft=campaign.state == State.DRAFT,
        is_running=campaign.state == State.LAUNCHED,
        may_manage=may_manage,
        may_launch=may_manage & LAUNCH.open_from(campaign.state),
        may_close=may_manage & CLOSE.open_from(campaign.state),
        is_mine=part.is_mine,
        steps=steps_of(campaign, day, checked)
        if may_manage and here in _DRAFTING
        else [],
    )


def _tabs(campaign: Campaign, here: str, part: Part, may_manage: Verdict) -> list[Link]:
    tabs = [
        ("campaign", _("Nội dung và chỉ tiêu"), ""),
        ("units", pgettext("danh mục", "Đơn vị"), str(part.units or "")),
        ("milestones", _("Các mốc"), ""),
        ("effect", _("Hiệu quả"), ""),
        ("documents", pgettext("danh mục", "Văn bản"), str(part.papers or "")),
        ("check", _("Kiểm tra kế hoạch"), ""),
        ("history", _("Lịch sử"), ""),
    ]
    tabs = tabs_with_offered(tabs)
    if may_manage and campaign.state != State.CLOSED:
        label = _("Soạn") if campaign.state == State.DRAFT else _("Điều chỉnh")
        tabs.append(("edit", label, ""))
    return [
        Link(
            label,
            address(name if ":" in name else f"campaigns:{name}", campaign.pk),
            count=count,
            is_here=name == here,
        )
        for name, label, count in tabs
        if campaign.state != State.DRAFT or (name != "effect" and ":" not in name)
    ]


def is_over(campaign: Campaign, day: date) -> bool:
    """Launched, past its last day, and nobody has closed it yet."""
    return campaign.state == State.LAUNCHED and campaign.ends_on < day


def is_early(campaign: Campaign, day: date) -> bool:
    """Launched, and its first day is still to come."""
    return campaign.state == State.LAUNCHED and day < campaign.starts_on


def early_words() -> str:
    """What a campaign is called between its launch and its first day."""
    return _("đã phát động, chưa bắt đầu")


def over_words() -> str:
    """What a campaign is called between its last day and its closing."""
    return _("đã hết hạn, chờ tổng kết")


def state_words(campaign: Campaign, day: date) -> str:
    """Where a campaign stands on a day."""
    if is_over(campaign, day):
        return over_words()
    if is_early(campaign, day):
        return early_words()
    return str(campaign.get_state_display())


def state_tone(campaign: Campaign, day: date) -> str:
    """The tone of `state_words`."""
    return "slow" if is_over(campaign, day) else STATE_TONES[State(campaign.state)]


def span(campaign: Campaign) -> str:
    """`2020–2025` for whole years, else the two dates."""
    first, last = campaign.starts_on, campaign.ends_on
    if last.year > first.year:
        return f"{first.year}–{last.year}"
    return f"{show(first)}–{show(last)}"
