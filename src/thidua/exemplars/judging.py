"""What the rule says of the learners of an exemplar on a day, line by line.

The same whenever it is worked out again from the same reports: it reads the frozen
values, the rule of the day of the praise, and the figures by the given day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.exemplars.comparing import Comparison, Outcome, Place, compare
from thidua.exemplars.models import Exemplar, Learning, PanelVerdict
from thidua.exemplars.ruling import Barred, bars_of
from thidua.exemplars.values import Known, Value, of_learners
from thidua.indicators.periods import from_id

WORDS: Mapping[Outcome, str] = {
    Outcome.UNKNOWN: PanelVerdict.Outcome.UNKNOWN,
    Outcome.NOT_YET: PanelVerdict.Outcome.NOT_YET,
    Outcome.CAUGHT_UP: PanelVerdict.Outcome.CAUGHT_UP,
    Outcome.SURPASSED: PanelVerdict.Outcome.SURPASSED,
}
"""How a verdict is written down."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a learner beside its bar."""

    barred: Barred
    value: Value | None
    place: Place

    @property
    def ahead(self) -> Decimal | None:
        """By how much better than the frozen value; negative: worse; None: no value."""
        return self.barred.bar.ahead(self.value.value) if self.value else None

    def kept(self) -> dict[str, Any]:
        """What a verdict keeps of it, so that it can be held against what is computed
        later."""
        return {
            "figure": self.barred.figure.pk,
            "name": self.barred.figure.name,
            "frozen": str(self.barred.frozen.value),
            "tolerance": str(self.barred.bar.tolerance),
            "obligatory": self.barred.bar.is_obligatory,
            "value": str(self.value.value) if self.value else None,
            "period": self.value.period_id if self.value else None,
            "accepted": bool(self.value and self.value.accepted),
            "place": self.place.name.lower(),
        }


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rule says of one learner."""

    learning: Learning
    comparison: Comparison
    lines: Sequence[Line]

    @property
    def outcome(self) -> str:
        """As it is written down."""
        return WORDS[self.comparison.outcome]

    @property
    def lacks_months(self) -> bool:
        """Is it measured by figures, and has told none since it began?"""
        return bool(self.lines) and self.comparison.outcome == Outcome.UNKNOWN

    def kept(self) -> list[dict[str, Any]]:
        """What a verdict keeps."""
        return [one.kept() for one in self.lines]


def judged(
    exemplar: Exemplar,
    learners: Sequence[Learning],
    day: date,
    *,
    bars: Sequence[Barred] | None = None,
) -> list[Judged]:
    """What the rule says of each learner by a day; three queries for all of them.

    Only months that began with the learner or after it count: what was reached before,
    or in the month in which it began, is its start, and who stays where it stood has
    neither caught up nor surpassed.
    """
    if exemplar.rule is None:
        return [Judged(one, compare([], [], better_wanted=1), []) for one in learners]
    bars = bars_of(exemplar) if bars is None else bars
    figures = [one.figure for one in bars]
    months = exemplar.rule.window
    known = of_learners(learners, figures, exemplar.campaign, day, months)
    wanted = exemplar.rule.better_wanted
    return [_judged(one, bars, known, wanted) for one in learners]


def _judged(
    learning: Learning, bars: Sequence[Barred], known: Known, wanted: int
) -> Judged:
    values = [_since(learning, known.get((learning.pk, one.figure.pk))) for one in bars]
    comparison = compare(
        [one.bar for one in bars],
        [one.value if one else None for one in values],
        better_wanted=wanted,
    )
    lines = [
        Line(bar, value, place)
        for bar, value, place in zip(bars, values, comparison.places, strict=True)
    ]
    return Judged(learning, comparison, lines)


def _since(learning: Learning, value: Value | None) -> Value | None:
    """A value that was reached in a whole month of learning, else none."""
    if value is None or from_id(value.period_id).starts_on < learning.starts_on:
        return None
    return value
