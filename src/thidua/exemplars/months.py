"""Of which months an exemplar is evaluated, and which one is due."""

from __future__ import annotations

from datetime import date

from thidua.exemplars.models import Exemplar
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel.clock import day_of


def open_months(exemplar: Exemplar, today: date) -> list[PeriodSpan]:
    """From the month in which it was registered to the one that runs, newest first."""
    first = containing(day_of(exemplar.registered_at), PeriodKind.MONTH)
    span = containing(today, PeriodKind.MONTH)
    found = [span]
    while span.id > first.id:
        span = span.before()
        found.append(span)
    return found


def last_month(today: date) -> PeriodSpan:
    """The month that a unit evaluates on a day: the last one that is over."""
    return containing(today, PeriodKind.MONTH).before()


def due_month(tracked_on: date | None, today: date) -> PeriodSpan | None:
    """The last month that is over, of an exemplar that was followed in it."""
    if tracked_on is None:
        return None
    month = last_month(today)
    return month if month.ends_on >= tracked_on else None


def last_day(month: PeriodSpan, today: date) -> date:
    """The day as of which the figures of a month are read."""
    return min(month.ends_on, today)
