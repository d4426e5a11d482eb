"""Who takes part, who has said so, who has made the campaign its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.ladder import receivers, units_by_rule
from thidua.campaigns.models import AudienceMember, Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import PlanState, State, TargetState
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show, show_moment
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit
from thidua.organisations.naming import names_on

FILTERS = {
    "": gettext_lazy("Tất cả"),
    "chua-tiep-nhan": gettext_lazy("Chưa báo tiếp nhận"),
    "chua-cu-the-hoa": gettext_lazy("Chưa cụ thể hóa"),
    "cho-chi-tieu": gettext_lazy("Còn chỉ tiêu chưa nhận"),
}
ROWS = 60


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One participating unit."""

    pk: int
    member: int
    name: str
    audience: str
    receiver: str
    told: str
    told_tone: str
    plan: str
    plan_tone: str
    targets: str
    targets_tone: str
    href: str
    plan_href: str


@dataclass(frozen=True, slots=True)
class Left:
    """A unit that takes part no more."""

    name: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The list, filtered."""

    frame: Frame
    finding: str
    filters: Sequence[parts.Link]
    rows: Sequence[UnitRow]
    left: Sequence[Left]
    audiences: Sequence[tuple[str, str]]
    is_preview: bool
    day: str
    pager: parts.Pager


def units_page(
    campaign: Campaign, actor: Actor, day: date, wanted: str = "", number: int = 1
) -> UnitsPage:
    """The units on a day; before the launch, those whom the rules would reach."""
    page = frame(campaign, actor, day, "units")
    rows = (
        _by_rule(campaign, day)
        if campaign.state == State.DRAFT
        else _members(campaign, day)
    )
    path = reverse("campaigns:units", args=[campaign.pk])
    counts = {key: sum(_is_wanted(row, key) for row in rows) for key in FILTERS}
    chosen = [row for row in rows if _is_wanted(row, wanted)]
    pages = max(1, -(-len(chosen) // ROWS))
    here = min(max(number, 1), pages)
    first = (here - 1) * ROWS
    return UnitsPage(
        frame=page,
        finding=_finding(
            campaign, len(rows), counts["chua-tiep-nhan"], counts["chua-cu-the-hoa"]
        ),
        filters=[
            parts.Link(
                str(label),
                f"{path}?loc={key}" if key else path,
                count=str(counts[key]),
                is_here=key == wanted,
            )
            for key, label in FILTERS.items()
        ],
        rows=chosen[first : first + ROWS],
        left=_left(campaign, day),
        audiences=[(str(one.pk), one.name) for one in campaign.audiences.all()],
        is_preview=campaign.state == State.DRAFT,
        day=show(day),
        pager=parts.pager(here, pages, lambda to: f"{path}?loc={wanted}&trang={to}"),
    )


def _is_wanted(row: UnitRow, wanted: str) -> bool:
    return {
        "chua-tiep-nhan": row.told_tone == "slow",
        "chua-cu-the-hoa": row.plan_tone == "slow",
        "cho-chi-tieu": row.targets_tone == "slow",
    }.get(wanted, True)


def _finding(campaign: Campaign, count: int, silent: int, bare: int) -> str:
    if campaign.state == State.DRAFT:
        return _("%(count)s đơn vị sẽ tham gia nếu phát động hôm nay") % {
            "count": count
        }
    if silent:
        return _("%(silent)s trên %(count)s đơn vị chưa báo tiếp nhận") % {
            "silent": silent,
            "count": count,
        }
    if bare:
        return _("Mọi đơn vị đã tiếp nhận; %(bare)s nơi chưa cụ thể hóa") % {
            "bare": bare
        }
    return _("Cả %(count)s đơn vị đã tiếp nhận và cụ thể hóa") % {"count": count}


def _by_rule(campaign: Campaign, day: date) -> list[UnitRow]:
    found = [
        (unit.pk, audience.name)
        for audience in campaign.audiences.select_related("below", "tree")
        for unit in units_by_rule(audience, day)
    ]
    answer_to = receivers(campaign, day)
    names = names_on([*(pk for pk, _a in found), *answer_to.values()], day)
    rows = [
        _row(
            pk,
            0,
            audience,
            names,
            answer_to,
            told="",
            plan=None,
            targets=(0, 0),
            campaign=campaign,
        )
        for pk, audience in found
    ]
    return _sorted(rows, day)


def _members(campaign: Campaign, day: date) -> list[UnitRow]:
    members = list(
        AudienceMember.objects.filter(audience__campaign=campaign)
        .taking_part_on(day)
        .select_related("audience")
    )
    answer_to = receivers(campaign, day)
    plans = dict(campaign.plans.values_list("unit_id", "state"))
    names = names_on([*(m.unit_id for m in members), *answer_to.values()], day)
    targets = _targets(campaign)
    rows = []
    for member in members:
        told = ""
        if member.acknowledged_at:
            told = show_moment(member.acknowledged_at.astimezone(ZONE))
        rows.append(
            _row(
                member.unit_id,
                member.pk,
                member.audience.name,
                names,
                answer_to,
                told=told,
                plan=plans.get(member.unit_id, ""),
                targets=targets.get(member.unit_id, (0, 0)),
                campaign=campaign,
            )
        )
    return _sorted(rows, day)


def _targets(campaign: Campaign) -> dict[int, tuple[int, int]]:
    """By unit: how many targets were given, how many are accepted."""
    found: dict[int, tuple[int, int]] = {}
    given = campaign.open_targets().filter(parent__isnull=False)
    states = given.values_list("unit_id", "state", "ended_from")
    for unit_id, state, earlier in states:
        count, accepted = found.get(unit_id, (0, 0))
        is_accepted = TargetState.ACCEPTED in {state, earlier}
        found[unit_id] = (count + 1, accepted + is_accepted)
    return found


def _row(
    unit_id: int,
    member: int,
    audience: str,
    names: dict[int, str],
    answer_to: dict[int, int],
    *,
    told: str,
    plan: str | None,
    targets: tuple[int, int],
    campaign: Campaign,
) -> UnitRow:
    is_preview = plan is None
    given, accepted = targets
    page = reverse("campaigns:campaign", args=[campaign.pk])
    return UnitRow(
        pk=unit_id,
        member=member,
        name=names.get(unit_id, ""),
        audience=audience,
        receiver=names.get(answer_to.get(unit_id, 0), ""),
        told="" if is_preview else told or _("chưa báo"),
        told_tone="" if is_preview else "done" if told else "slow",
        plan=_plan_words(plan),
        plan_tone="" if is_preview else "done" if plan == PlanState.ADOPTED else "slow",
        targets=_("%(accepted)s/%(given)s đã nhận")
        % {"accepted": accepted, "given": given}
        if given
        else "",
        targets_tone="" if not given else "done" if accepted == given else "slow",
        href=f"{page}?don-vi={unit_id}",
        plan_href=reverse("campaigns:plan-of", args=[campaign.pk, unit_id]),
    )


def _plan_words(plan: str | None) -> str:
    if plan is None:
        return ""
    if plan == PlanState.ADOPTED:
        return _("đã ban hành")
    return _("đang soạn") if plan else _("chưa có")


def _sorted(rows: list[UnitRow], day: date) -> list[UnitRow]:
    units = Unit.objects.filter(pk__in={row.pk for row in rows}).called_on(day)
    keys = {unit.pk: getattr(unit, "sort_on", "") for unit in units}
    return sorted(rows, key=lambda row: (row.audience, str(keys.get(row.pk, ""))))


def _left(campaign: Campaign, day: date) -> list[Left]:
    gone = AudienceMember.objects.filter(
        audience__campaign=campaign, left_on__lte=day
    ).order_by("-left_on", "pk")
    members = list(gone)
    names = names_on((member.unit_id for member in members), campaign.starts_on)
    return [Left(names.get(m.unit_id, ""), show(m.left_on), m.reason) for m in members]
