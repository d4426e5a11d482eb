"""Readings of what formulas and checklists give, in the shape of the reported ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.indicators.models import IndicatorVersion
from thidua.indicators.queries import Course, courses_of


@dataclass(frozen=True, slots=True)
class Worked:
    """Where a computed figure stands: its last month that counts, and its months.

    `periods` holds each month's own value where months add up, else the value by then.
    """

    period_id: int
    reported: int
    accepted: int
    value: Decimal
    periods: tuple[tuple[int, Decimal], ...]


def worked_out(
    asked: Sequence[tuple[int, IndicatorVersion, date]], *, tree_id: int, day: date
) -> list[Worked | None]:
    """One for each (unit, version, since), in its order; the parts are read at once."""
    courses = courses_of(tree_id, asked, day)
    return [
        _worked(version, courses[unit, version.indicator_id, since])
        for unit, version, since in asked
    ]


def _worked(version: IndicatorVersion, course: Course) -> Worked | None:
    last = course.last()
    if last is None or last[1].value is None:
        return None
    known = [(m, r.value) for m, r in course.steps if r.value is not None]
    adds_up = version.over_time == IndicatorVersion.OverTime.SUM
    if adds_up:
        before = [Decimal(0), *(value for _month, value in known)]
        pairs = zip(known, before, strict=False)
        known = [(month, value - gone) for (month, value), gone in pairs]
    month, reading = course.steps[-1] if adds_up else last
    value = reading.value if reading.value is not None else last[1].value
    return Worked(month, reading.reported, reading.accepted, value, tuple(known))
