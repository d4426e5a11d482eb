"""What units have reported with all below them, over one period or many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Tree

Key = tuple[int, int, int]
"""Unit, indicator, period."""

_NOW = "select * from indicators_figures(%s, %s, %s, %s::smallint[])"
_THEN = "select * from indicators_figures_as_of(%s, %s, %s, %s::smallint[], %s, %s)"
_EXPECTED = "select * from indicators_expected(%s, %s, %s, %s::smallint[])"


@dataclass(frozen=True, slots=True)
class Sums:
    """What a set of figures adds up to; provisional, and of that the official part.

    `reported` figures were sent, `accepted` of them are official. The unit's own figure
    stands apart as well, for indicators that are never added up.
    """

    reported: int = 0
    total: Decimal = Decimal(0)
    numerator: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    weight: Decimal = Decimal(0)
    accepted: int = 0
    official_total: Decimal = Decimal(0)
    official_numerator: Decimal = Decimal(0)
    official_denominator: Decimal = Decimal(0)
    official_weighted: Decimal = Decimal(0)
    official_weight: Decimal = Decimal(0)
    own_value: Decimal | None = None
    own_numerator: Decimal | None = None
    own_denominator: Decimal | None = None
    own_is_official: bool = False

    def __add__(self, other: Sums) -> Sums:
        """Both together; own figures add up as well."""
        both: dict[str, Any] = {
            f.name: getattr(self, f.name) + getattr(other, f.name)
            for f in fields(self)[:12]
        }
        for name in ("own_value", "own_numerator", "own_denominator"):
            both[name] = _plus(getattr(self, name), getattr(other, name))
        both["own_is_official"] = self.own_is_official and other.own_is_official
        return Sums(**both)

    def value(self, version: IndicatorVersion) -> Decimal | None:
        """The provisional value by the indicator's own way; None when there is none."""
        if version.across == IndicatorVersion.Across.NONE:
            return self._own(version)
        if version.across == IndicatorVersion.Across.RATIO:
            return _share(self.numerator, self.denominator)
        if version.across == IndicatorVersion.Across.WEIGHTED:
            return self.weighted / self.weight if self.weight else None
        return self.total if self.reported else None

    def official(self, version: IndicatorVersion) -> Decimal | None:
        """The same from accepted figures only."""
        if version.across == IndicatorVersion.Across.NONE:
            return self._own(version) if self.own_is_official else None
        if version.across == IndicatorVersion.Across.RATIO:
            return _share(self.official_numerator, self.official_denominator)
        if version.across == IndicatorVersion.Across.WEIGHTED:
            weight = self.official_weight
            return self.official_weighted / weight if weight else None
        return self.official_total if self.accepted else None

    def _own(self, version: IndicatorVersion) -> Decimal | None:
        if version.nature == IndicatorVersion.Nature.RATIO:
            return _share(self.own_numerator, self.own_denominator)
        return self.own_value


def _share(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    if numerator is None or not denominator:
        return None
    return numerator / denominator * 100


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or other is None:
        return one if other is None else other
    return one + other


NOTHING = Sums()


def figures_of(
    tree: Tree | int,
    units: Iterable[int],
    indicators: Iterable[int],
    periods: Iterable[int],
    *,
    tree_on: date | None = None,
    known_at: datetime | None = None,
) -> dict[Key, Sums]:
    """What units have reported with all below them, by (unit, indicator, period).

    By default the tree of each period's last day and the figures known now, which are
    kept added up; another `tree_on` or `known_at` is computed from the change rows.
    Where nothing was reported there is no key.
    """
    tree_id = tree if isinstance(tree, int) else tree.pk
    asked: list[Any] = [tree_id, list(units), list(indicators), list(periods)]
    with connection.cursor() as cursor:
        if tree_on is None and known_at is None:
            cursor.execute(_NOW, asked)
        else:
            cursor.execute(_THEN, [*asked, tree_on, known_at])
        return _sums_of(cursor.fetchall())


def _sums_of(rows: Iterable[tuple[Any, ...]]) -> dict[Key, Sums]:
    return {(row[0], row[1], row[2]): Sums(*row[3:]) for row in rows if row[3]}


def figures_of_both(
    tree_id: int,
    indicators: Sequence[int],
    one: tuple[Sequence[int], Sequence[int]],
    other: tuple[Sequence[int], Sequence[int]],
) -> dict[Key, Sums]:
    """`figures_of` now, for two sets of units and their periods, in one query."""
    asked: list[list[Any]] = [
        [tree_id, list(units), list(indicators), list(periods)]
        for units, periods in (one, other)
        if units and periods
    ]
    if not asked:
        return {}
    query = " union all ".join([_NOW] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(query, [value for each in asked for value in each])
        return _sums_of(cursor.fetchall())


def expected_of(
    tree: Tree | int,
    units: Iterable[int],
    indicators: Iterable[int],
    periods: Iterable[int],
) -> dict[Key, int]:
    """How many figures are expected at and below units, by each period's duties."""
    tree_id = tree if isinstance(tree, int) else tree.pk
    asked: list[Any] = [tree_id, list(units), list(indicators), list(periods)]
    with connection.cursor() as cursor:
        cursor.execute(_EXPECTED, asked)
        return {(row[0], row[1], row[2]): row[3] for row in cursor.fetchall()}


def over_time(
    version: IndicatorVersion, by_period: Mapping[int, Sums], periods: Iterable[int]
) -> Sums:
    """Periods together: flows add up, levels are those of the last one reported."""
    known = [by_period[period] for period in periods if period in by_period]
    if not known:
        return NOTHING
    if version.over_time == IndicatorVersion.OverTime.LAST:
        return known[-1]
    total = NOTHING
    for sums in known:
        total += sums
    return total


def adds_up(version: IndicatorVersion) -> bool:
    """May the figures of several units be put together?"""
    return version.across != IndicatorVersion.Across.NONE
