"""The sums behind a figure's page: a unit and its children over some periods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodSpan, from_id
from thidua.indicators.queries.computed import NEARLY_COMPLETE
from thidua.indicators.queries.sums import (
    NOTHING,
    Key,
    Sums,
    expected_of,
    figures_of_both,
    over_time,
)
from thidua.indicators.queries.words import period_words, show_value
from thidua.kernel.numbers import show_number, show_percent
from thidua.kernel.ui.addresses import address
from thidua.organisations.naming import Named


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit below, or one period, contributes."""

    name: str
    value: str
    official: str
    reported: str
    tone: str
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    """The sums of a unit and its children over the periods, and what was expected."""

    version: IndicatorVersion
    periods: Sequence[int]
    sums: Mapping[Key, Sums]
    expected: Mapping[Key, int]

    @classmethod
    def of(
        cls,
        version: IndicatorVersion,
        unit: int,
        children: Sequence[int],
        periods: Sequence[int],
        *,
        beside: Sequence[int],
        tree_id: int,
    ) -> Table:
        """Read them in two queries; the unit's own also of the periods `beside`."""
        indicators = [version.indicator_id]
        both = sorted({*periods, *beside})
        sums = figures_of_both(tree_id, indicators, ([unit], both), (children, periods))
        expected = expected_of(tree_id, [unit, *children], indicators, periods)
        return cls(version, periods, sums, expected)

    def whole(self, unit: int) -> Sums:
        """All periods together."""
        by_period = {p: self.one(unit, p) for p in self.periods}
        known = {p: sums for p, sums in by_period.items() if sums.reported}
        return over_time(self.version, known, self.periods)

    def one(self, unit: int, period: int) -> Sums:
        """One period."""
        return self.sums.get((unit, self.version.indicator_id, period), NOTHING)

    def asked(self, unit: int) -> int:
        """How many figures were expected in all periods."""
        indicator = self.version.indicator_id
        return sum(self.expected.get((unit, indicator, p), 0) for p in self.periods)

    def parts(
        self, children: Sequence[Named], span: PeriodSpan, since: date | None
    ) -> list[Part]:
        """What each unit below contributes; each opens over the same time."""
        return [
            self._part(
                child.name_on,
                self.whole(child.pk),
                self.asked(child.pk),
                figure_href(self.version.indicator_id, child.pk, span, since),
            )
            for child in children
            if self.whole(child.pk).reported or self.asked(child.pk)
        ]

    def months(self, unit: int) -> list[Part]:
        """What each period contributes, when there are several."""
        if len(self.periods) < 2:
            return []
        indicator = self.version.indicator_id
        return [
            self._part(
                capfirst(period_words(period)),
                self.one(unit, period),
                self.expected.get((unit, indicator, period), 0),
                figure_href(indicator, unit, from_id(period)),
            )
            for period in self.periods
        ]

    def _part(self, name: str, sums: Sums, asked: int, href: str) -> Part:
        return Part(
            name=name,
            value=show_value(self.version, sums.value(self.version)),
            official=show_value(self.version, sums.official(self.version)),
            reported=reported_words(sums.reported, asked),
            tone=reported_tone(sums.reported, asked),
            href=href,
        )


def reported_words(reported: int, asked: int) -> str:
    """`3/6 (50 %)`: reported of expected."""
    if not asked and not reported:
        return ""
    if not asked:
        return show_number(reported)
    said = f"{show_number(reported)}/{show_number(asked)}"
    return f"{said} ({show_percent(100 * reported / asked)})"


def reported_tone(reported: int, asked: int) -> str:
    """How `reported_words` look: all of them, nearly all, or too few to go by."""
    if not asked:
        return ""
    if reported >= asked:
        return "is-good"
    return "" if reported >= asked * NEARLY_COMPLETE else "is-late"


def figure_href(
    indicator: int, unit: int, span: PeriodSpan, since: date | None = None
) -> str:
    """The address of a figure; added up from a day on with `since`."""
    return added_up(address("indicators:figure", indicator, unit, span.id), since)


def added_up(href: str, since: date | None) -> str:
    """The address of a figure that is added up from a day on; None: of its period."""
    return f"{href}?tu={since:%d/%m/%Y}" if since else href
