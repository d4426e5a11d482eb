"""Has a learner caught up with an exemplar, or surpassed it? Pure, and monotonic.

The sources name the verdict and leave the rule open; this is the project's own
(legal.md §7.2): for every shared figure with its direction and tolerance, a learner has
caught up when it is no worse than the exemplar's *frozen* value, less the tolerance, on
all obligatory figures; it has surpassed when it has caught up and is strictly better
than the frozen value on at least so many figures. The value is frozen on the day on
which the exemplar was praised, so that the bar never moves silently.

A better value never gives a worse verdict, and no verdict depends on the order in which
figures came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum


class Outcome(IntEnum):
    """From worst to best; `UNKNOWN`: nothing that could be compared."""

    UNKNOWN = 0
    NOT_YET = 1
    CAUGHT_UP = 2
    SURPASSED = 3


class Place(IntEnum):
    """Where one value lies beside the bar."""

    MISSING = 0
    BELOW = 1
    WITHIN = 2
    """Not better than the frozen value, and no worse than the tolerance allows."""
    BETTER = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """What is to be reached on one figure.

    `frozen` and `tolerance` are in the measure of the figure, the tolerance not
    negative.
    """

    frozen: Decimal
    tolerance: Decimal = Decimal(0)
    is_lower_better: bool = False
    is_obligatory: bool = True

    def place(self, value: Decimal | None) -> Place:
        """Where a learner's value lies."""
        if value is None:
            return Place.MISSING
        ahead = self.ahead(value)
        if ahead > 0:
            return Place.BETTER
        return Place.WITHIN if ahead >= -self.tolerance else Place.BELOW

    def ahead(self, value: Decimal) -> Decimal:
        """By how much a value is better than the frozen one; negative: worse."""
        return self.frozen - value if self.is_lower_better else value - self.frozen


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict, and where each value lies, in the order of the bars."""

    outcome: Outcome
    places: Sequence[Place]
    better_count: int


def compare(
    bars: Sequence[Bar], values: Sequence[Decimal | None], *, better_wanted: int
) -> Comparison:
    """The verdict of the rule on one learner.

    Where no figure is obligatory all are. `better_wanted` is how many figures must be
    strictly better to have surpassed, at least one; never more than there are.
    """
    places = [bar.place(value) for bar, value in zip(bars, values, strict=True)]
    better = places.count(Place.BETTER)
    return Comparison(_outcome(bars, places, better, better_wanted), places, better)


def _outcome(
    bars: Sequence[Bar], places: Sequence[Place], better: int, better_wanted: int
) -> Outcome:
    if all(place == Place.MISSING for place in places):
        return Outcome.UNKNOWN
    obliged = [
        place for bar, place in zip(bars, places, strict=True) if bar.is_obligatory
    ]
    if min(obliged or places) < Place.WITHIN:
        return Outcome.NOT_YET
    wanted = min(max(better_wanted, 1), len(bars))
    return Outcome.SURPASSED if better >= wanted else Outcome.CAUGHT_UP


def tolerance_of(frozen: Decimal, percent: Decimal) -> Decimal:
    """A tolerance said in percent of the frozen value, in the value's own measure."""
    return abs(frozen) * percent / 100
