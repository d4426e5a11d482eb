"""What units reported before, as far as the figures of a file are held against it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import nan
from statistics import median
from typing import Any

from django.db import connection

from thidua.indicators.checks import AS_SIGMA, DEVIATIONS, ENOUGH, WINDOW
from thidua.indicators.peers import Among, Peers

_LEVELS = """
select unit_id, indicator_id, string_agg(period_id::text, ' ' order by period_id),
    string_agg(coalesce((case when denominator is null then value
        else round(numerator / nullif(denominator, 0) * 100, 6) end)::float8, 'nan')
        ::text, ' ' order by period_id)
from indicators_observation
where unit_id = any(%s) and indicator_id = any(%s) and period_id between %s and %s
group by unit_id, indicator_id
"""
"""Each line's figures as one text: thousands of arrays are read ten times slower."""
Seat = tuple[int, int]
"""A unit and an indicator."""
_NOTHING: tuple[list[Decimal], Among | None] = [], None
_NEARLY = 1 - 1e-9
"""What is nearer to the bound than this is told exactly."""


@dataclass
class Past:
    """The levels of a file's units and indicators through the periods it can touch.

    Eight bytes a figure, and one question, asked when the first figure is held against
    it: one that stands already is not. Floats tell what is surely usual; the rest is
    compared as the decimals they were.
    """

    units: Collection[int] = ()
    indicators: Collection[int] = ()
    first: int = 0
    last: int = 0

    @cached_property
    def peers(self) -> Peers:
        """What others report, for whom their own past says nothing."""
        return Peers(self.units, self.indicators, self.first, self.last)

    @classmethod
    def of(cls, units: set[int], indicators: set[int], periods: set[int]) -> Past:
        """From twelve periods before the first up to the last."""
        return cls(units, indicators, min(periods) - WINDOW, max(periods) - 1)

    @cached_property
    def levels(self) -> dict[Seat, array[float]]:
        """By unit and indicator, a place for each period."""
        found: dict[Seat, array[float]] = {}
        if not self.units:
            return found
        blank = array("d", [nan]) * (self.last - self.first + 1)
        asked: list[Any] = [[*self.units], [*self.indicators], self.first, self.last]
        with connection.cursor() as cursor:
            cursor.execute(_LEVELS, asked)
            for unit, indicator, known, levels in cursor:
                kept = found[unit, indicator] = blank[:]
                told = map(float, levels.split())
                for period, level in zip(map(int, known.split()), told, strict=True):
                    kept[period - self.first] = level
        return found

    def unusual(
        self,
        seat: Seat,
        period: int,
        level: Decimal | None,
        least: Decimal | None,
    ) -> list[Decimal]:
        """The last twelve before a period, where a level may lie outside of them."""
        return self.held(seat, period, level, least)[0]

    def held(
        self,
        seat: Seat,
        period: int,
        level: Decimal | None,
        least: Decimal | None,
    ) -> tuple[list[Decimal], Among | None]:
        """The last twelve before a period, where a level may lie outside of them; its
        peers, where these say nothing and it is far beyond them."""
        if level is None:
            return _NOTHING
        kept, end = self.levels.get(seat), period - self.first
        window = (
            [one for one in kept[max(0, end - WINDOW) : end] if one == one]
            if kept
            else []
        )
        usual = _usual(window)
        if usual is None:
            return [], self.peers.beside(*seat, level)
        is_low = least is not None and level < least
        if not is_low and abs(float(level) - usual[0]) <= usual[1] * _NEARLY:
            return _NOTHING
        return [Decimal(repr(one)) for one in window], None

    def shown(
        self, seat: Seat, period: int, most: int = WINDOW
    ) -> list[tuple[int, Decimal]]:
        """The last figures before a period, each with its own."""
        kept = self.levels.get(seat, ())
        start = max(0, period - self.first - WINDOW)
        window = enumerate(kept[start : period - self.first], self.first + start)
        known = [(one, Decimal(repr(level))) for one, level in window if level == level]
        return known[-most:]


def _usual(window: Sequence[float]) -> tuple[float, float] | None:
    """The middle of a past and how far from it is usual; None when nothing is."""
    if len(window) < ENOUGH:
        return None
    middle = median(window)
    spread = median([abs(one - middle) for one in window]) * float(AS_SIGMA)
    if not spread and not middle:
        return None
    return middle, float(DEVIATIONS) * (spread or max(abs(middle) / 10, 0.2))
