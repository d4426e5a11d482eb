"""After the launch: what comes next, where it is done, and what is done already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check.targets import left_to_give
from thidua.campaigns.models import AudienceMember, Campaign, Target, UnitPlan
from thidua.campaigns.states import PlanState, State, TargetState
from thidua.documents.models import Document
from thidua.documents.states import State as Drafted
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor

WAITING = (TargetState.PROPOSED, TargetState.INSISTED)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: its page, how far it is; `tone` is that of `.way`."""

    label: str
    href: str
    words: str
    is_done: bool
    tone: str = ""


@dataclass(frozen=True, slots=True)
class SoFar:
    """Of `units` that take part how many said so and issued a plan; targets."""

    units: int
    heard: int
    adopted: int
    given: int
    accepted: int


def steps_of_bodies(campaign: Campaign, actor: Actor, far: SoFar) -> list[NextStep]:
    """For who runs a launched campaign; none once all is done."""
    units = reverse("campaigns:units", args=[campaign.pk])
    steps = [
        *_giving(campaign),
        *_paper(campaign, actor),
        _counted(
            _("Đơn vị báo tiếp nhận"),
            f"{units}?loc=chua-tiep-nhan",
            far.heard,
            far.units,
        ),
        _counted(
            _("Đơn vị nhận chỉ tiêu"),
            f"{units}?loc=cho-chi-tieu",
            far.accepted,
            far.given,
        ),
        _counted(
            _("Đơn vị cụ thể hóa"),
            f"{units}?loc=chua-cu-the-hoa",
            far.adopted,
            far.units,
        ),
    ]
    return _in_turn(one for one in steps if one is not None)


def steps_of_unit(campaign: Campaign, actor: Actor, day: date) -> list[NextStep]:
    """For a unit that takes part; none once all is done."""
    is_seen = campaign.state == State.LAUNCHED and campaign.seen_on is None
    if not is_seen or actor.is_of_the_people:
        return []
    silent, heard, given, waiting, plan = _of_unit(campaign, actor.unit_id, day)
    if not silent and not heard:
        return []
    here = reverse("campaigns:campaign", args=[campaign.pk])
    adopted = plan == PlanState.ADOPTED
    steps = [
        NextStep(
            _("Báo tiếp nhận"),
            f"{here}#tiep-nhan",
            _("chưa báo") if silent else _("đã báo"),
            not silent,
        ),
        _counted(
            _("Trả lời chỉ tiêu"),
            reverse("campaigns:my-targets", args=[campaign.pk]),
            given - waiting,
            given,
        ),
        NextStep(
            _("Cụ thể hóa"),
            reverse("campaigns:plan", args=[campaign.pk]),
            _("đã ban hành") if adopted else _("đang soạn") if plan else _("chưa có"),
            adopted,
        ),
    ]
    return _in_turn(one for one in steps if one is not None)


def _in_turn(steps: Iterable[NextStep]) -> list[NextStep]:
    """What is done, and of the rest the first as the one to do now."""
    found = list(steps)
    first = next((one for one in found if not one.is_done), None)
    if first is None:
        return []
    return [
        replace(one, tone="past" if one.is_done else "now" if one is first else "")
        for one in found
    ]


def _counted(label: str, href: str, done: int, count: int) -> NextStep | None:
    """`12/20`; None where there is nothing of it."""
    if not count:
        return None
    words = {"done": show_number(done), "count": show_number(count)}
    return NextStep(label, href, _("%(done)s/%(count)s") % words, done == count)


def _giving(campaign: Campaign) -> list[NextStep]:
    """To divide the targets of the whole, where any is to be divided."""
    count, left = left_to_give(campaign)
    if not count:
        return []
    if len(left) == 1:
        href = reverse("campaigns:give", args=[campaign.pk, left[0]])
    else:
        href = reverse("campaigns:edit", args=[campaign.pk]) + "#chi-tieu"
    words = ngettext("còn %(n)s chỉ tiêu", "còn %(n)s chỉ tiêu", len(left)) % {
        "n": show_number(len(left))
    }
    label = _("Chia chỉ tiêu cho các đơn vị")
    return [NextStep(label, href, words if left else _("đã chia"), not left)]


def _paper(campaign: Campaign, actor: Actor) -> list[NextStep]:
    """Number and signature of what launched it, as far as they are known here."""
    paper = (
        campaign.documents.filter(is_launch=True).select_related("drafted_as").first()
    )
    if paper is None:
        return []
    drafted = paper.drafted_as
    href = reverse("campaigns:documents", args=[campaign.pk])
    if drafted and Document.objects.visible_to(actor).filter(pk=drafted.pk).exists():
        href = reverse("documents:document", args=[drafted.pk])
    label = _("Cấp số, ký văn bản phát động")
    if not paper.number:
        return [NextStep(label, href, _("chưa cấp số"), is_done=False)]
    if drafted and drafted.state == Drafted.ISSUED:
        return [NextStep(label, href, _("chưa gắn bản ký"), is_done=False)]
    return [NextStep(label, href, _("đã có số"), is_done=True)]


class _Own(NamedTuple):
    """Has a unit something to take up, did it, its targets, those that wait for its
    word, how its plan stands."""

    silent: bool
    heard: bool
    given: int
    waiting: int
    plan: str | None


def _of_unit(campaign: Campaign, unit_id: int | None, day: date) -> _Own:
    members = AudienceMember.objects.filter(
        audience__campaign=OuterRef("pk"), unit=unit_id
    ).taking_part_on(day)
    own = Target.objects.filter(
        campaign=OuterRef("pk"), unit=unit_id, parent__isnull=False
    )
    plans = UnitPlan.objects.filter(campaign=OuterRef("pk"), unit=unit_id)
    found = Campaign.objects.filter(pk=campaign.pk).values_list(
        Exists(members.filter(acknowledged_at=None)),
        Exists(members.exclude(acknowledged_at=None)),
        _count_of(own.open()),
        _count_of(own.filter(state__in=WAITING)),
        Subquery(plans.values("state")[:1]),
    )
    return _Own(*found.get())


def _count_of(found: QuerySet[Target]) -> Coalesce:
    counted = found.order_by().values("campaign").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)
