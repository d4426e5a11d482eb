"""Months, quarters, half-years and years, each with one small number for ever.

The number is computed, so that millions of facts can be keyed on a smallint without a
look-up: months from 0, quarters from 2000, half-years from 3000, years from 4000, all
counted from the year 2000.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from thidua.kernel.calendar import nth_working_day

FIRST_YEAR = 2000
_BASE = {"month": 0, "quarter": 2000, "half": 3000, "year": 4000}
_PER_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class PeriodSpan:
    """One period: `number` counts from 1 within its year."""

    kind: PeriodKind
    year: int
    number: int

    @property
    def id(self) -> int:
        """Its number for ever (a smallint)."""
        place = (self.year - FIRST_YEAR) * _PER_YEAR[self.kind] + self.number - 1
        return _BASE[self.kind] + place

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return 12 // _PER_YEAR[self.kind]

    @property
    def starts_on(self) -> date:
        return date(self.year, (self.number - 1) * self.months + 1, 1)

    @property
    def ends_on(self) -> date:
        return _last_day(self.year, self.number * self.months)

    def before(self, steps: int = 1) -> PeriodSpan:
        """The period of the same kind that many steps earlier."""
        return from_id(self.id - steps)


@cache
def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@cache  # asked for every one of thousands of figures
def from_id(number: int) -> PeriodSpan:
    """The period behind a number; `ValueError` when there is none."""
    for kind in (
        PeriodKind.YEAR,
        PeriodKind.HALF,
        PeriodKind.QUARTER,
        PeriodKind.MONTH,
    ):
        if number >= _BASE[kind]:
            years, place = divmod(number - _BASE[kind], _PER_YEAR[kind])
            return PeriodSpan(kind, FIRST_YEAR + years, place + 1)
    raise ValueError(number)


def containing(day: date, kind: PeriodKind) -> PeriodSpan:
    """The period of that kind in which a day lies."""
    months = 12 // _PER_YEAR[kind]
    return PeriodSpan(kind, day.year, (day.month - 1) // months + 1)


REPORTED_WITHIN = 5
"""Working days after a month within which its reports are due, unless a form says."""


def month_by_habit(today: date) -> PeriodSpan:
    """The last month that ended so long before a day that reports are usually due.

    What forms themselves say comes first: see `told.py`.
    """
    month = containing(today, PeriodKind.MONTH).before()
    if nth_working_day(month.ends_on, REPORTED_WITHIN) > today:
        return month.before()
    return month


def between(start: date, end: date, kind: PeriodKind) -> Iterator[PeriodSpan]:
    """Every period of a kind that ends within [start, end], in order."""
    span = containing(start, kind)
    while span.ends_on <= end:
        if span.ends_on >= start:
            yield span
        span = from_id(span.id + 1)
