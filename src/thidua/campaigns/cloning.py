"""Next year's campaign out of this one: days moved by whole years, goals proposed.

What flows begins anew at nought, so last year's figure is only a mark to beat; of a
level, last year's end is where the next one starts.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.campaigns.achieved import Achieved
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.pace import Course
from thidua.indicators.models import IndicatorVersion

_YEAR = re.compile(r"\b(20\d\d)\b")


def later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th."""
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def renamed(text: str, years: int) -> str:
    """Years that stand in a name go along: “năm 2025” becomes “năm 2026”."""
    return _YEAR.sub(lambda found: str(int(found[1]) + years), text)


@dataclass(frozen=True, slots=True)
class Goal:
    """What a target of the next campaign begins with."""

    value: Decimal
    baseline: Decimal | None


def proposed(target: Target, reached: Achieved, course: Course) -> Goal:
    """Last year's goal, or what was reached where that was better.

    The baseline of a level is what was reached; what flows starts from nought.
    """
    value = target.value
    got = reached.value
    if got is not None and course.is_reached_by(got):
        value = got
    flows = target.version.over_time == IndicatorVersion.OverTime.SUM
    starts_from_nought = flows or target.split == Target.Split.COUNT
    return Goal(value, None if starts_from_nought else got)


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy under way: the two campaigns, the years between, old keys to new."""

    source: Campaign
    made: Campaign
    years: int
    keys: Mapping[UUID, UUID]
