"""The steps of a reminder, and on which days they fall due.

Before the due day, on it, and after it the unit above is told. A step is taken on its
day, or within a few days when no worker ran then; what is older is left out and
counted: a clock that jumps by a month must not send a month's reminders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from thidua.follow_up.models import ReminderPlan
from thidua.kernel.calendar import add_working_days

MADE_UP_FOR = timedelta(days=5)
"""How long after its day a step is still taken: a long weekend without a worker."""


class Step(TextChoices):
    """One of the three; each is taken once."""

    BEFORE = "before"
    ON_DAY = "on-day"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Due:
    """A step on its day."""

    step: Step
    day: date


def steps_of(due_on: date, plan: ReminderPlan) -> Iterator[Due]:
    """The steps that a plan asks for, in order."""
    if not plan.is_on:
        return
    if plan.days_before:
        yield Due(Step.BEFORE, add_working_days(due_on, -plan.days_before))
    if plan.on_day:
        yield Due(Step.ON_DAY, due_on)
    if plan.escalate_after:
        yield Due(Step.AFTER, add_working_days(due_on, plan.escalate_after))


def to_take(
    due_on: date, plan: ReminderPlan, *, after: date, today: date
) -> tuple[Step | None, int]:
    """The step to take today, when one fell due since `after`; how many are left out.

    Of several that fell due meanwhile only the last counts.
    """
    passed = [one for one in steps_of(due_on, plan) if after < one.day <= today]
    if not passed:
        return None, 0
    last = passed[-1]
    if today - last.day > MADE_UP_FOR:
        return None, len(passed)
    return last.step, len(passed) - 1
