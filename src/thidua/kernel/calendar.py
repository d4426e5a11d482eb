"""Working days of Vietnamese offices: weekends, holidays, Tết and its swapped days.

The `holidays` package knows the days off and the Saturdays worked in exchange; what it
does not know yet stands in `CORRECTIONS`, with the decision that orders it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

CORRECTIONS: dict[date, bool] = {}
"""Days on which the package is wrong: True is worked, False is off."""


def is_working_day(day: date) -> bool:
    """Do offices work on that day?"""
    return CORRECTIONS.get(day, _of_the_year(day.year).is_working_day(day))


def nth_working_day(after: date, nth: int) -> date:
    """The nth working day after a day: the 5th after 30/04/2025 is 09/05/2025.

    >>> nth_working_day(date(2025, 4, 30), 5)
    datetime.date(2025, 5, 9)
    """
    day, left = after, nth
    while left > 0:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to `end`, which counts."""
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, days + 1))


@cache
def _of_the_year(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("VN", years=[year])
