"""What of the campaigns waits for a person: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check import check_plans
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    MendRequest,
    Target,
    UnitPlan,
)
from thidua.campaigns.queries.effect.tasks import assessments_for
from thidua.campaigns.queries.milestone_tasks import (
    marks_to_confirm,
    milestones_to_reach,
)
from thidua.campaigns.queries.newcomers import (
    TOLD_FOR,
    newcomers_to_give,
    to_read_why,
)
from thidua.campaigns.queries.to_hand_over import hand_overs_for, in_full
from thidua.campaigns.states import PlanState, TargetState
from thidua.kernel.dates import show
from thidua.kernel.tasks import MINE, Task, in_order, state_on
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.naming import in_sentence, names_on

ANSWER_WITHIN = timedelta(days=10)
"""How long a unit has to take up a campaign or answer a figure (office custom)."""
PLAN_WITHIN = timedelta(days=30)


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """Campaigns to take up, targets to answer, plans to adopt, milestones to reach."""
    if actor.unit_id is None or actor.role not in WRITERS:
        return []
    found = [
        *hand_overs_for(actor.unit_id, on),
        *_to_take_up(actor.unit_id, on),
        *_targets_to_answer(actor.unit_id, on),
        *_counters_to_answer(actor.unit_id, on),
        *milestones_to_reach(actor.unit_id, on),
        *marks_to_confirm(actor.unit_id, on),
        *newcomers_to_give(actor.unit_id, on),
        *assessments_for(actor.unit_id, actor.role, on),
    ]
    return sorted(found, key=in_order)


def _running(on: date) -> QuerySet[Campaign]:
    """Launched by a day and not closed."""
    return Campaign.objects.running().known_by(on)


def _task(
    verb: str,
    thing: str,
    due: date | None,
    on: date,
    url: str,
    detail: str = "",
    turn: str = MINE,
    turn_detail: str = "",
) -> Task:
    return Task(
        verb=verb,
        object=thing,
        detail=detail,
        due_on=due,
        turn=turn,
        turn_detail=turn_detail,
        url=url,
        state=state_on(due, on),
    )


def _to_take_up(unit_id: int, on: date) -> Iterator[Task]:
    """Campaigns to acknowledge, to make one's own by a plan, and plans to mend."""
    silent: dict[int, Task] = {}
    bare: dict[int, Task] = {}
    asked: set[int] = set()
    gone: dict[int, Task] = {}
    taking: set[int] = set()
    for row in _taking_up(unit_id, on):
        campaign_id, name, joined_on, why, told_at, is_adopted, is_asked = row[:7]
        left_on, left_because = row[7:]
        if left_on is not None and left_on <= on:
            gone[campaign_id] = to_read_why(
                campaign_id, name, left_on, left_because, on
            )
            continue
        taking.add(campaign_id)
        if is_asked:
            asked.add(campaign_id)
        if told_at is None:
            silent[campaign_id] = _to_acknowledge(campaign_id, name, joined_on, why, on)
        elif not is_adopted:
            bare[campaign_id] = _to_plan(campaign_id, name, joined_on, on)
    yield from silent.values()
    yield from bare.values()
    yield from (task for pk, task in gone.items() if pk not in taking)
    if asked:
        yield from _plans_to_mend(unit_id, asked, on)


def _taking_up(unit_id: int, on: date) -> Iterable[Any]:
    """Where a unit takes part on a day, and how far it has made it its own; and where
    it was let go of late."""
    plans = UnitPlan.objects.filter(
        campaign=OuterRef("audience__campaign"), unit=unit_id, state=PlanState.ADOPTED
    )
    members = AudienceMember.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=on - TOLD_FOR),
        unit=unit_id,
        audience__campaign__in=_running(on),
        joined_on__lte=on,
    )
    return (
        members.annotate(
            is_adopted=Exists(plans),
            is_asked=Exists(
                _asked_to_mend(unit_id).filter(
                    plan__campaign=OuterRef("audience__campaign")
                )
            ),
        )
        .order_by("pk")
        .values_list(
            "audience__campaign_id",
            "audience__campaign__name",
            "joined_on",
            "reason",
            "acknowledged_at",
            "is_adopted",
            "is_asked",
            "left_on",
            "left_because",
        )
    )


def _to_acknowledge(
    campaign_id: int, name: str, joined_on: date, why: str, on: date
) -> Task:
    return _task(
        _("Tiếp nhận"),
        in_full(name),
        joined_on + ANSWER_WITHIN,
        on,
        reverse("campaigns:campaign", args=[campaign_id]),
        _("Tham gia từ %(day)s: %(why)s") % {"day": show(joined_on), "why": why}
        if why
        else _("Đọc văn bản phát động rồi báo đã tiếp nhận."),
    )


def _to_plan(campaign_id: int, name: str, joined_on: date, on: date) -> Task:
    return _task(
        _("Cụ thể hóa"),
        _("Kế hoạch trong %(name)s") % {"name": name},
        joined_on + PLAN_WITHIN,
        on,
        reverse("campaigns:plan", args=[campaign_id]),
        _("Ghi trọng tâm, việc khó, giải pháp và người phụ trách."),
    )


def _targets_to_answer(unit_id: int, on: date) -> Iterator[Task]:
    targets = Target.objects.waiting_for(unit_id).open_on(on)
    targets = targets.filter(campaign__in=_running(on))
    rows = (
        targets.annotate(said_at=Max("rounds__at"))
        .order_by("campaign_id")
        .values_list(
            "campaign_id",
            "campaign__name",
            "campaign__launched_at",
            "said_at",
            "changed_on",
        )
    )
    for (campaign_id, name, launched_at), some in groupby(rows, lambda row: row[:3]):
        waiting = [row[3:] for row in some]
        said = [said_at for said_at, _changed_on in waiting]
        changed = sum(changed_on is not None for _said_at, changed_on in waiting)
        yield _task(
            _("Trả lời"),
            _("%(count)s chỉ tiêu được giao") % {"count": len(said)},
            _given_on(said, launched_at) + ANSWER_WITHIN,
            on,
            reverse("campaigns:my-targets", args=[campaign_id]),
            _what_to_answer(name, changed),
        )


def _what_to_answer(name: str, changed: int) -> str:
    said = _("%(name)s: nhận, hoặc đề nghị số khác kèm lý do.") % {"name": name}
    if not changed:
        return said
    again = ngettext(
        "%(count)s chỉ tiêu vừa được đổi, có lý do.",
        "%(count)s chỉ tiêu vừa được đổi, có lý do.",
        changed,
    )
    return f"{said} {again % {'count': changed}}"


def _given_on(said: Sequence[datetime | None], launched_at: datetime | None) -> date:
    """Since when the longest waiting figure has waited: the last word said of it."""
    first = min((at for at in said if at is not None), default=launched_at)
    return first.date() if first else date.max - ANSWER_WITHIN


def _counters_to_answer(unit_id: int, on: date) -> Iterator[Task]:
    """For the giver; the figures of the head of the tree are answered by its office."""
    of_root = Q(campaign__office=unit_id, parent__unit=F("campaign__root"))
    waiting = list(
        Target.objects.open_on(on).filter(
            Q(parent__unit=unit_id) | of_root,
            state=TargetState.COUNTERED,
            campaign__in=_running(on),
        )
    )
    if not waiting:
        return
    names = names_on((target.unit_id for target in waiting), on)
    for target in waiting:
        yield _task(
            _("Trả lời"),
            _("Đề nghị của %(unit)s")
            % {"unit": in_sentence(names.get(target.unit_id, ""))},
            None,
            on,
            reverse("campaigns:target", args=[target.campaign_id, target.pk]),
            _("Đơn vị đề nghị số khác: đồng ý, giao lại hoặc giữ nguyên."),
        )


def _asked_to_mend(unit_id: int) -> QuerySet[MendRequest]:
    """Requests about a unit's plans that it has not answered by adopting anew."""
    return MendRequest.objects.filter(
        Q(plan__adopted_at=None) | Q(plan__adopted_at__lte=F("asked_at")),
        plan__unit=unit_id,
    )


def _plans_to_mend(unit_id: int, campaigns: set[int], on: date) -> Iterator[Task]:
    """Plans the unit above wants mended, unless the check finds nothing any more."""
    waiting = _asked_to_mend(unit_id).filter(plan__campaign__in=campaigns)
    last = waiting.order_by("plan", "-asked_at", "-pk").distinct("plan")
    for asked in last.select_related("plan__campaign"):
        campaign = asked.plan.campaign
        _plan, checked = check_plans(campaign, on, [unit_id])[unit_id]
        if checked.errors or checked.warnings:
            yield _task(
                _("Chỉnh"),
                _("Kế hoạch trong %(name)s") % {"name": campaign.name},
                asked.due_on,
                on,
                reverse("campaigns:plan", args=[campaign.pk]),
                asked.note,
            )
