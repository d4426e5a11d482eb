"""The rounds of reminders: each step once; what is past is left out and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.follow_up.models import ReminderPlan, ReminderRound
from thidua.follow_up.plans import plans_of
from thidua.follow_up.policies import can_plan_reminders, can_work
from thidua.follow_up.promises import FAR, tales_of_promises
from thidua.follow_up.reminders import (
    Asked,
    tales_of,
    tales_of_findings,
    tales_of_reviews,
)
from thidua.follow_up.steps import Step, to_take
from thidua.follow_up.telling import tell
from thidua.indicators.models import Form, FormPeriod
from thidua.kernel.clock import day_of
from thidua.organisations.actor import Actor


@transaction.atomic
def hold_round(*, actor: Actor, at: datetime) -> ReminderRound | None:
    """Remind whom today's steps concern; None when today's round was held already.

    Two workers at once: the second waits for the first and finds the round held.
    """
    can_work(actor).enforce()

    today = day_of(at)
    before = ReminderRound.objects.filter(day__lt=today).first()
    try:
        with transaction.atomic():
            held = ReminderRound.objects.create(day=today, held_at=at)
    except IntegrityError:
        return None
    after = before.day if before else today - timedelta(days=1)
    asked, held.skipped_count = _asked(after, today)
    to_mend, passed = tales_of_findings(after, today)
    to_report, gone = tales_of_reviews(after, today)
    to_keep, left_out = tales_of_promises(after, today)
    held.skipped_count += passed + gone + left_out
    told = [*tales_of(asked, today), *to_mend, *to_report, *to_keep]
    held.made_count = tell(told, at=at)
    held.away_days = max(0, (today - after).days - 1)
    held.save()

    record(
        "follow_up.round.held",
        held,
        actor=actor,
        at=at,
        made=held.made_count,
        skipped=held.skipped_count,
    )
    return held


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """When the units that owe a form are reminded, in working days."""

    is_on: bool
    days_before: int
    on_day: bool
    escalate_after: int


@transaction.atomic
def plan_reminders(
    of: Form | Campaign, draft: PlanDraft, *, actor: Actor, at: datetime
) -> ReminderPlan:
    """The office says when units are reminded of a form, or of what a campaign asks."""
    can_plan_reminders(actor, of).enforce()

    plan, _made = ReminderPlan.objects.update_or_create(
        **_whose(of),
        defaults={
            "is_on": draft.is_on,
            "days_before": draft.days_before,
            "on_day": draft.on_day,
            "escalate_after": draft.escalate_after,
        },
    )

    record(
        "follow_up.reminders.planned",
        of,
        actor=actor,
        at=at,
        is_on=draft.is_on,
        days_before=draft.days_before,
        on_day=draft.on_day,
        escalate_after=draft.escalate_after,
    )
    return plan


@transaction.atomic
def follow_the_campaign(form: Form, *, actor: Actor, at: datetime) -> None:
    """A form has no plan of its own any more."""
    can_plan_reminders(actor, form).enforce()

    ReminderPlan.objects.filter(form=form).delete()

    record("follow_up.reminders.follow", form, actor=actor, at=at)


def _whose(of: Form | Campaign) -> dict[str, Any]:
    return {"form": of} if isinstance(of, Form) else {"campaign": of}


def _asked(after: date, today: date) -> tuple[Sequence[Asked], int]:
    """Whose step is taken today, and how many steps passed unseen."""
    spans = FormPeriod.objects.filter(
        form__opened_at__isnull=False,
        period__closed_at__isnull=True,
        due_on__range=(after - FAR, today + FAR),
    ).select_related("form__reminder_plan", "period")
    plans = plans_of(span.form for span in spans)
    asked, skipped = [], 0
    for span in spans:
        plan = plans[span.form_id]
        step, passed = to_take(span.due_on, plan, after=after, today=today)
        skipped += passed
        if step is not None:
            asked.append(Asked(span, Step(step)))
    return asked, skipped
