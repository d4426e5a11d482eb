"""What a unit has reported before: to compare, to add up, to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.indicators.checks import WINDOW, Figure, Finding, findings, has_usual
from thidua.indicators.models import IndicatorVersion, Observation
from thidua.indicators.peers import Peers
from thidua.indicators.periods import PeriodSpan, from_id


@dataclass(frozen=True, slots=True)
class Past:
    """The last twelve periods of one unit's figures, by indicator, oldest first."""

    span: PeriodSpan
    figures: Mapping[int, Sequence[tuple[int, Figure]]]
    unit: int
    peers: Peers

    def levels(self, indicator_id: int) -> list[Decimal]:
        """The values that can be compared (a ratio in percent), oldest first."""
        return [
            level
            for _period, figure in self.figures.get(indicator_id, ())
            if (level := figure.level) is not None
        ]

    def odd(self, version: IndicatorVersion, figure: Figure) -> tuple[Finding, ...]:
        """Everything about a figure that the unit should explain."""
        indicator, level = version.indicator_id, figure.level
        levels, among = self.levels(indicator), None
        if level is not None and not has_usual(levels):
            among = self.peers.beside(self.unit, indicator, level)
        return findings(version, figure, levels, among)

    def last(self, indicator_id: int) -> Figure | None:
        """The figure of the period before, if there is one."""
        before = self.span.before().id
        return dict(self.figures.get(indicator_id, ())).get(before)

    def this_year(self, indicator_id: int) -> Decimal:
        """What was reported since the year began, before this period."""
        return sum(
            (
                figure.value
                for period, figure in self.figures.get(indicator_id, ())
                if figure.value is not None and from_id(period).year == self.span.year
            ),
            Decimal(0),
        )


def past_of(unit_id: int, indicator_ids: Iterable[int], span: PeriodSpan) -> Past:
    """The twelve periods before this one, drafts included, in one query."""
    before = [span.id - steps for steps in range(1, WINDOW + 1)]
    rows = (
        Observation.objects.filter(
            unit=unit_id, indicator__in=list(indicator_ids), period__in=before
        )
        .order_by("period")
        .values_list("indicator", "period", "value", "numerator", "denominator")
    )
    figures: dict[int, list[tuple[int, Figure]]] = {}
    for indicator, period, value, numerator, denominator in rows:
        figure = Figure(value, numerator, denominator)
        figures.setdefault(indicator, []).append((period, figure))
    indicators = {*indicator_ids}
    return Past(
        span, figures, unit_id, Peers([unit_id], indicators, before[-1], before[0])
    )
