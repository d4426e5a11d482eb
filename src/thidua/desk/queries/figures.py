"""Figures of many units, indicators and periods in one reading; what they add to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from thidua.indicators.models import IndicatorVersion

Key = tuple[int, int, int]
"""Unit, indicator, period."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What a unit and all below it reported; provisional, then official."""

    reported: int
    total: Decimal
    numerator: Decimal
    denominator: Decimal
    weighted: Decimal
    weight: Decimal
    accepted: int
    official_total: Decimal
    official_numerator: Decimal
    official_denominator: Decimal
    official_weighted: Decimal
    official_weight: Decimal

    def official(self) -> Sums:
        """The same with only what was accepted."""
        parts = (
            self.accepted,
            self.official_total,
            self.official_numerator,
            self.official_denominator,
            self.official_weighted,
            self.official_weight,
        )
        return Sums(*parts, *parts)

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            *(getattr(self, slot) + getattr(other, slot) for slot in self.__slots__)
        )


def sums_of(
    tree: int, units: Sequence[int], indicators: Sequence[int], periods: Sequence[int]
) -> dict[Key, Sums]:
    """The sums of each unit with all below it, on each period's own tree."""
    if not units or not indicators or not periods:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from indicators_figures(%s, %s, %s, %s::smallint[])",
            [tree, list(units), list(indicators), list(periods)],
        )
        return {(row[0], row[1], row[2]): Sums(*row[3:]) for row in cursor.fetchall()}


def value_of(version: IndicatorVersion, sums: Sums | None) -> Decimal | None:
    """One period's figure by the indicator's rule; None when nothing was reported."""
    across = IndicatorVersion.Across
    if sums is None or not sums.reported:
        return None
    if version.nature == IndicatorVersion.Nature.RATIO:
        if not sums.denominator:
            return None
        return 100 * sums.numerator / sums.denominator
    if version.across == across.WEIGHTED:
        return sums.weighted / sums.weight if sums.weight else None
    return sums.total


def value_to_date(
    version: IndicatorVersion, by_period: Iterable[Sums | None]
) -> Decimal | None:
    """The figure at the end of the last of these periods, in their order.

    What accumulates is summed; of a level the last one known is taken.
    """
    known = [sums for sums in by_period if sums is not None and sums.reported]
    if not known:
        return None
    if version.over_time == IndicatorVersion.OverTime.SUM:
        whole = known[0]
        for sums in known[1:]:
            whole = whole + sums
        return value_of(version, whole)
    return value_of(version, known[-1])
