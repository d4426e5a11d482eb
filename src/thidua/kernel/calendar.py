"""Working days of the State's offices: Tết, public holidays, and swapped days.

Holidays come from the `holidays` package (Labour Code 45/2019/QH14, article 112, and
the yearly decisions it knows); `data/working_days.csv` adds what it lacks or has wrong,
each row with the document it stands on. A year that nobody has decided yet follows the
package's rule and may change when the Government announces the swap.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

ONE_DAY = timedelta(days=1)
FURTHEST = 4_000
"""Working days that may be counted in one go: some sixteen years."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A day that is worked or free other than the package says, and why."""

    day: date
    is_worked: bool
    document: str


def is_working_day(day: date) -> bool:
    """Do the State's offices work on this day?"""
    corrected = corrections().get(day)
    if corrected is not None:
        return corrected.is_worked
    free, swapped = _year(day.year)
    if day in swapped:
        return True
    return day.weekday() < 5 and day not in free


def next_working_day(day: date) -> date:
    """The day itself when it is worked, else the first one after it."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """`count` working days after `day` (before it when negative); 0 is the day itself.

    The day itself is not counted, as in “within five working days from receipt”.
    """
    if abs(count) > FURTHEST:
        raise ValueError(f"{count} working days are more than {FURTHEST}")
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def nth_working_day(after: date, nth: int) -> date:
    """The n-th working day after a day: the due date of a period's report.

    >>> nth_working_day(date(2025, 4, 30), 5)
    datetime.date(2025, 5, 9)
    """
    return add_working_days(after, max(nth, 0))


def working_days_between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`; negative when `last` is before.

    So that `add_working_days(first, n)` is `n` working days away from `first`.
    """
    if last < first:
        return -working_days_between(last, first)
    days = (last - first).days
    return sum(is_working_day(first + ONE_DAY * n) for n in range(1, days + 1))


@cache
def corrections() -> dict[date, Correction]:
    """The rows of `data/working_days.csv`, by day."""
    source = files("thidua.kernel").joinpath("data", "working_days.csv")
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    found = [
        Correction(
            date.fromisoformat(row["day"]), row["is_worked"] == "yes", row["document"]
        )
        for row in rows
    ]
    return {row.day: row for row in found}


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """(free days, swapped Saturdays that are worked) of one year.

    The package is imported here because it takes a while and few requests ask.
    """
    from holidays.countries.vietnam import Vietnam  # noqa: PLC0415

    known = Vietnam(years=year)  # type: ignore[no-untyped-call]
    swapped = frozenset(d for d in known.weekend_workdays if d.year == year)
    return frozenset(known), swapped
