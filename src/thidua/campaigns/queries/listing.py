"""The list of campaigns that a person may know of, and their part in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from thidua.campaigns.models import AudienceMember, Campaign, Target, UnitPlan
from thidua.campaigns.queries.frame import (
    early_words,
    is_early,
    is_over,
    over_words,
    span,
    state_tone,
    state_words,
)
from thidua.campaigns.states import PlanState, State, TargetState
from thidua.campaigns.stewardship import as_on
from thidua.kernel.dates import show
from thidua.kernel.finding import words_of
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.ui import filters
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class Row:
    """One campaign of the list."""

    name: str
    motto: str
    href: str
    about: str
    state: str
    tone: str
    part: str
    part_tone: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list by state, and whether the reader may begin a new one."""

    finding: str
    groups: Sequence[Group]
    may_draft: Verdict
    is_for_people: bool
    """Of somebody who writes for no office: nothing waits for an office of theirs."""


FIELDS = (
    filters.Field("tim", gettext_lazy("Tên phong trào")),
    filters.Field("trang-thai", gettext_lazy("Trạng thái"), State.choices),
    filters.Field("he-thong", gettext_lazy("Hệ thống"), Campaign.Line.choices),
    filters.Field(
        "phan",
        gettext_lazy("Phần mình"),
        [("cho", gettext_lazy("đang chờ đơn vị mình"))],
    ),
)
"""What the list may be narrowed by."""
FIELDS_OF_PEOPLE = FIELDS[:3]
"""The same, for who writes for no office: nothing waits for an office of theirs."""


def list_page(
    actor: Actor, day: date, asked: Mapping[str, str] | None = None
) -> ListPage:
    """The campaigns visible to the actor that were asked for, running ones first."""
    asked = asked or {}
    campaigns = _campaigns(actor, day)
    names = names_on((c.launcher_id for c in campaigns), day)
    parts = _parts(campaigns, actor, day)
    chosen = [one for one in campaigns if _is_wanted(one, parts[one.pk][1], asked)]
    order = (State.LAUNCHED, State.DRAFT, State.CLOSED)
    over = [one for one in chosen if is_over(one, day)]
    early = [one for one in chosen if is_early(one, day)]
    apart = {*over, *early}
    groups = [
        Group(
            capfirst(str(state.label)),
            [
                _row(one, names, parts, day)
                for one in sorted(chosen, key=lambda one: not parts[one.pk][1])
                if one.state == state and one not in apart
            ],
        )
        for state in order
    ]
    groups[1:1] = [
        Group(capfirst(words), [_row(one, names, parts, day) for one in some])
        for words, some in ((early_words(), early), (over_words(), over))
    ]
    running = sum(_is_on(one, day) for one in campaigns)
    is_people = actor.is_of_the_people
    waiting = 0 if is_people else sum(tone == "slow" for _w, tone in parts.values())
    return ListPage(
        finding=_finding(running, waiting),
        groups=[group for group in groups if group.rows],
        may_draft=_may_draft(actor),
        is_for_people=is_people,
    )


def _may_draft(actor: Actor) -> Verdict:
    return only_if(
        actor.holds(Power.RUN),
        otherwise=_("Vai này chỉ xem."),
        remedy=_("Chuyên viên hoặc thủ trưởng của đơn vị soạn phong trào."),
    )


def _is_on(one: Campaign, day: date) -> bool:
    is_apart = is_over(one, day) or is_early(one, day)
    return one.state == State.LAUNCHED and not is_apart


def list_sheet(actor: Actor, day: date, asked: Mapping[str, str]) -> Sheet:
    """The same list as an Excel file."""
    campaigns = _campaigns(actor, day)
    names = names_on((c.launcher_id for c in campaigns), day)
    parts = _parts(campaigns, actor, day)
    return Sheet(
        name=_("Phong trào"),
        title=_("Các phong trào thi đua").upper(),
        subtitle=_("ngày %(day)s") % {"day": show(day)},
        columns=[
            Column(_("Phong trào"), width=50),
            Column(_("Trạng thái"), width=14),
            Column(_("Hình thức"), width=14),
            Column(_("Bắt đầu"), kind=Kind.DATE, width=12),
            Column(pgettext("ngày", "Kết thúc"), kind=Kind.DATE, width=12),
            Column(_("Cơ quan phát động"), width=30),
            Column(_("Số đơn vị"), kind=Kind.NUMBER, width=10),
            Column(_("Phần của đơn vị mình"), width=28),
        ],
        rows=[
            [
                one.name,
                state_words(one, day),
                str(one.get_shape_display()),
                one.starts_on,
                one.ends_on,
                one.launched_as or names.get(one.launcher_id, ""),
                getattr(one, "unit_count", 0),
                parts[one.pk][0],
            ]
            for one in campaigns
            if _is_wanted(one, parts[one.pk][1], asked)
        ],
    )


def _campaigns(actor: Actor, day: date) -> list[Campaign]:
    return as_on(
        Campaign.objects.visible_to(actor)
        .known_by(day)
        .annotate(unit_count=Count("audiences__members__unit", distinct=True))
        .order_by("-starts_on", "pk"),
        day,
    )


def _is_wanted(campaign: Campaign, tone: str, asked: Mapping[str, str]) -> bool:
    words = words_of(asked.get("tim", ""))
    return (
        (not words or words.fit(campaign.name) is not None)
        and asked.get("trang-thai", "") in {"", campaign.state}
        and asked.get("he-thong", "") in {"", campaign.line}
        and (not asked.get("phan") or tone == "slow")
    )


def _finding(running: int, waiting: int) -> str:
    if not running:
        return _("Chưa có phong trào nào đang thực hiện")
    said = ngettext(
        "%(running)s phong trào đang thực hiện",
        "%(running)s phong trào đang thực hiện",
        running,
    ) % {"running": running}
    if waiting:
        return f"{said}, " + _("%(waiting)s phong trào chờ đơn vị mình") % {
            "waiting": waiting
        }
    return said


def _row(
    campaign: Campaign,
    names: dict[int, str],
    parts: dict[int, tuple[str, str]],
    day: date,
) -> Row:
    words, tone = parts[campaign.pk]
    units: int = getattr(campaign, "unit_count", 0)
    about = [
        capfirst(str(campaign.get_shape_display())),
        span(campaign),
        campaign.launched_as or names.get(campaign.launcher_id, ""),
    ]
    if units:
        about.append(
            ngettext("%(count)s đơn vị", "%(count)s đơn vị", units) % {"count": units}
        )
    return Row(
        name=campaign.name,
        motto=campaign.motto,
        href=reverse("campaigns:campaign", args=[campaign.pk]),
        about=" · ".join(about),
        state=state_words(campaign, day),
        tone=state_tone(campaign, day),
        part=words,
        part_tone=tone,
    )


def _parts(
    campaigns: Sequence[Campaign], actor: Actor, day: date
) -> dict[int, tuple[str, str]]:
    """What the reader's unit has to do with each campaign, in words and a tone."""
    unit_id = actor.unit_id
    members = AudienceMember.objects.filter(
        unit=unit_id, audience__campaign__in=campaigns
    ).taking_part_on(day)
    acknowledged = dict(members.values_list("audience__campaign_id", "acknowledged_at"))
    open_targets = Target.objects.filter(campaign__in=campaigns, unit=unit_id)
    waiting = set(
        open_targets.filter(
            Q(state=TargetState.PROPOSED) | Q(state=TargetState.INSISTED)
        ).values_list("campaign_id", flat=True)
    )
    adopted = set(
        UnitPlan.objects.filter(
            campaign__in=campaigns, unit=unit_id, state=PlanState.ADOPTED
        ).values_list("campaign_id", flat=True)
    )
    return {
        campaign.pk: _part(campaign, unit_id, acknowledged, waiting, adopted)
        for campaign in campaigns
    }


def _part(
    campaign: Campaign,
    unit_id: int | None,
    acknowledged: Mapping[int, object],
    waiting: set[int],
    adopted: set[int],
) -> tuple[str, str]:
    if campaign.state == State.DRAFT:
        return _("đơn vị mình đang soạn"), "wait"
    if unit_id in {campaign.office_id, campaign.launcher_id}:
        return _("đơn vị mình theo dõi"), "done"
    if campaign.pk not in acknowledged:
        return _("đơn vị dưới tham gia"), ""
    if campaign.state == State.CLOSED:
        return _("đã tham gia"), "locked"
    if acknowledged[campaign.pk] is None:
        return _("chưa báo tiếp nhận"), "slow"
    if campaign.pk in waiting:
        return _("có chỉ tiêu chờ trả lời"), "slow"
    if campaign.pk not in adopted:
        return _("chưa ban hành kế hoạch"), "slow"
    return _("đã có kế hoạch"), "done"
