"""A plan of support: what is done to help a prospect grow, by whom, until when."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken
from thidua.kernel.lengths import in_full
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor
from thidua.prospects.drafts import MeasureDraft
from thidua.prospects.models import Prospect, SupportMeasure
from thidua.prospects.policies import can_nurture
from thidua.prospects.states import CLOSE, DROP_MEASURE, FINISH_MEASURE, START_MEASURE

MOST = 30
"""Measures of one prospect: more is a project of its own."""


@transaction.atomic
def plan_measure(
    prospect: Prospect, draft: MeasureDraft, *, actor: Actor, at: datetime
) -> SupportMeasure:
    """Add a measure to the plan of somebody who is still nurtured."""
    one = Prospect.objects.locked(prospect)
    can_nurture(actor, one).enforce()

    CLOSE.open_from(one.state).enforce()
    faults = Faults()
    with faults:
        _refuse_nothing(draft)
    with faults:
        _refuse_past(draft, day_of(at))
    faults.say()
    if one.measures.count() >= MOST:
        raise RuleBroken(
            _("Kế hoạch đã có %d việc.") % MOST, _("Gộp các việc nhỏ lại.")
        )
    made = SupportMeasure(prospect=one)
    draft.onto(made)
    made.save()

    record("prospects.measure.planned", one, actor=actor, at=at, words=made.words)
    return made


@transaction.atomic
def start_measure(
    measure: SupportMeasure, *, actor: Actor, at: datetime
) -> SupportMeasure:
    """Somebody has begun with it."""
    one = _locked(measure)
    can_nurture(actor, one.prospect).enforce()

    one.state = START_MEASURE.take_from(one.state)
    one.save(update_fields=["state"])

    record(
        "prospects.measure.started", one.prospect, actor=actor, at=at, words=one.words
    )
    return one


@transaction.atomic
def finish_measure(
    measure: SupportMeasure,
    told: str,
    *,
    file: StoredFile | None = None,
    actor: Actor,
    at: datetime,
) -> SupportMeasure:
    """It is done: what came of it, with a proof if there is one."""
    one = _locked(measure)
    can_nurture(actor, one.prospect).enforce()

    if not told.strip():
        raise RuleBroken(
            _("Chưa ghi kết quả."), _("Một câu: đã làm gì, được gì."), field="told"
        )
    one.state = FINISH_MEASURE.take_from(one.state)
    one.file = file
    _tell(one, told, actor, at)

    record(
        "prospects.measure.finished",
        one.prospect,
        actor=actor,
        at=at,
        words=one.words,
        told=one.told,
    )
    return one


@transaction.atomic
def drop_measure(
    measure: SupportMeasure, reason: str, *, actor: Actor, at: datetime
) -> SupportMeasure:
    """It will not be done after all, and why."""
    one = _locked(measure)
    can_nurture(actor, one.prospect).enforce()

    if not reason.strip():
        raise RuleBroken(_("Chưa ghi lý do."), _("Một câu là đủ."), field="reason")
    one.state = DROP_MEASURE.take_from(one.state)
    _tell(one, reason, actor, at)

    record(
        "prospects.measure.dropped",
        one.prospect,
        actor=actor,
        at=at,
        words=one.words,
        reason=one.told,
    )
    return one


def _refuse_nothing(draft: MeasureDraft) -> None:
    if not draft.words.strip():
        raise RuleBroken(
            _("Chưa ghi việc hỗ trợ."), _("Ghi việc cụ thể."), field="words"
        )


def _refuse_past(draft: MeasureDraft, today: date) -> None:
    if draft.due_on < today:
        raise RuleBroken(
            _("Hạn đã qua."), _("Chọn hôm nay hoặc một ngày sau."), field="due_on"
        )


def _tell(one: SupportMeasure, told: str, actor: Actor, at: datetime) -> None:
    one.told, one.told_at = in_full(told.strip(), 500, "told"), at
    one.told_by = actor.signed[:200]
    one.save()


def _locked(measure: SupportMeasure) -> SupportMeasure:
    held = SupportMeasure.objects.select_for_update(of=("self",))
    return held.select_related("prospect").get(pk=measure.pk)
