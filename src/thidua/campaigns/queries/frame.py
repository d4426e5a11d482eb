"""What every page of a campaign has on top: its name, its state, its tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.models import AudienceMember, Campaign
from thidua.campaigns.policies import can_manage
from thidua.campaigns.queries.steps import Step, steps_of
from thidua.campaigns.states import CLOSE, LAUNCH, State
from thidua.kernel.dates import show
from thidua.kernel.policy import Verdict
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
    """How many units take part on a day and have said so, and what the reader's did."""

    units: int
    heard: int
    is_mine: bool
    is_acknowledged: bool
    """Has the reader's unit nothing left to acknowledge?"""


def part_of(campaign: Campaign, actor: Actor, day: date) -> Part:
    """Who takes part, counted in one query."""
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    told, mine = Q(acknowledged_at__isnull=False), Q(unit=actor.unit_id)
    found = members.taking_part_on(day).aggregate(
        units=Count("unit", distinct=True),
        heard=Count("unit", distinct=True, filter=told),
        mine=Count("pk", filter=mine),
        untold=Count("pk", filter=mine & ~told),
    )
    return Part(
        found["units"],
        found["heard"],
        found["mine"] > 0,
        not found["untold"],
    )


def frame(
    campaign: Campaign,
    actor: Actor,
    day: date,
    here: str = "",
    part: Part | None = None,
) -> Frame:
    """The head of a campaign's pages; `here` is the tab that is open."""
    part = part or part_of(campaign, actor, day)
    may_manage = can_manage(actor, campaign)
    return Frame(
        pk=campaign.pk,
        name=campaign.name,
        state=state_words(campaign, day),
        state_tone=state_tone(campaign, day),
        crumbs=[
            Link(_("Phong trào"), reverse("campaigns:list")),
            Link(campaign.name, reverse("campaigns:campaign", args=[campaign.pk])),
        ],
        tabs=_tabs(campaign, here, part.units, may_manage),
        is_draft=campaign.state == State.DRAFT,
        is_running=campaign.state == State.LAUNCHED,
        may_manage=may_manage,
        may_launch=may_manage & LAUNCH.open_from(campaign.state),
        may_close=may_manage & CLOSE.open_from(campaign.state),
        is_mine=part.is_mine,
        steps=steps_of(campaign) if may_manage and here in _DRAFTING else [],
    )


def _tabs(campaign: Campaign, here: str, units: int, may_manage: Verdict) -> list[Link]:
    papers = campaign.documents.count()
    tabs = [
        ("campaign", _("Nội dung và chỉ tiêu"), ""),
        ("units", _("Đơn vị"), str(units or "")),
        ("milestones", _("Các mốc"), ""),
        ("documents", _("Văn bản"), str(papers or "")),
        ("check", _("Kiểm tra kế hoạch"), ""),
        ("history", _("Lịch sử"), ""),
    ]
    if may_manage:
        label = _("Soạn") if campaign.state == State.DRAFT else _("Điều chỉnh")
        tabs.append(("edit", label, ""))
    return [
        Link(
            label,
            reverse(f"campaigns:{name}", args=[campaign.pk]),
            count=count,
            is_here=name == here,
        )
        for name, label, count in tabs
    ]


def is_over(campaign: Campaign, day: date) -> bool:
    """Launched, past its last day, and nobody has closed it yet."""
    return campaign.state == State.LAUNCHED and campaign.ends_on < day


def over_words() -> str:
    """What a campaign is called between its last day and its closing."""
    return _("đã hết hạn, chờ tổng kết")


def state_words(campaign: Campaign, day: date) -> str:
    """Where a campaign stands on a day."""
    return over_words() if is_over(campaign, day) else str(campaign.get_state_display())


def state_tone(campaign: Campaign, day: date) -> str:
    """The tone of `state_words`."""
    return "slow" if is_over(campaign, day) else STATE_TONES[State(campaign.state)]


def span(campaign: Campaign) -> str:
    """`2020–2025` for whole years, else the two dates."""
    first, last = campaign.starts_on, campaign.ends_on
    if last.year > first.year:
        return f"{first.year}–{last.year}"
    return f"{show(first)}–{show(last)}"
