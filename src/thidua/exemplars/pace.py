"""Is a learner slower than its plan? Pure: where it began, where it is, by when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

MARGIN = Decimal("0.25")
"""Of the whole way: how far behind the days one may be before one is called slow."""


def is_slow(
    *,
    start: Decimal | None,
    now: Decimal | None,
    bar: Decimal,
    starts_on: date,
    due_on: date,
    day: date,
) -> bool:
    """Behind its days by more than a quarter of the way, or past its day and not there.

    The way leads from where the learner began to the frozen value, whichever is the
    higher; without a figure only the day speaks.
    """
    if day > due_on:
        return now is None or not _is_there(start, now, bar)
    if start is None or now is None or start == bar:
        return False
    gone = Decimal((day - starts_on).days) / Decimal((due_on - starts_on).days)
    covered = (now - start) / (bar - start)
    return covered < gone - MARGIN


def _is_there(start: Decimal | None, now: Decimal, bar: Decimal) -> bool:
    return now >= bar if start is None or start <= bar else now <= bar
