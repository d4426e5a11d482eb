"""What units of one kind below one parent report: for a figure whose own unit has too
few before it, or nearly only noughts, to tell an error of scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection

from thidua.indicators.periods import from_id

FAR, LEAST = 3, 10
"""So many times the most of all peers is asked about; below the least nothing is."""
FEWEST, ENOUGH = 3, 12
"""With fewer peers, or fewer figures of theirs, nothing is held against them."""

_LEVELS = """
with near as (
    select distinct place.parent_id, unit.kind
    from organisations_placement place
    join organisations_unit unit on unit.id = place.unit_id
    where place.unit_id = any(%(units)s) and place.during @> %(day)s::date
      and place.parent_id is not null
)
select place.parent_id, unit.kind, unit.id, figure.indicator_id,
    max(figure.value), count(*)
from near
join organisations_placement place
    on place.parent_id = near.parent_id and place.during @> %(day)s::date
join organisations_unit unit on unit.id = place.unit_id and unit.kind = near.kind
join indicators_observation figure
    on figure.unit_id = unit.id and figure.indicator_id = any(%(indicators)s)
   and figure.period_id between %(first)s and %(last)s
   and figure.value is not null
group by place.parent_id, unit.kind, unit.id, figure.indicator_id
"""
_FAMILIES = """
select place.unit_id, place.parent_id, unit.kind
from organisations_placement place
join organisations_unit unit on unit.id = place.unit_id
where place.unit_id = any(%(units)s) and place.during @> %(day)s::date
"""
Family = tuple[int, str]
"""A parent, and a kind of unit below it."""


class Among(NamedTuple):
    """The most that any of so many peers reported."""

    most: Decimal
    units: int


class _Top(NamedTuple):
    most: Decimal
    unit: int
    figures: int


@dataclass
class Peers:
    """The most of each unit's peers in the periods before; asked when first needed."""

    units: Collection[int] = ()
    indicators: Collection[int] = ()
    first: int = 0
    last: int = 0

    def beside(self, unit: int, indicator: int, level: Decimal) -> Among | None:
        """What a figure is far beyond, if it is."""
        if level < LEAST:
            return None
        found = self._known.get((unit, indicator))
        return found if found is not None and level >= FAR * found.most else None

    @cached_property
    def _known(self) -> dict[tuple[int, int], Among]:
        if not self.units or not self.indicators:
            return {}
        asked: dict[str, Any] = {
            "units": [*self.units],
            "indicators": [*self.indicators],
            "first": self.first,
            "last": self.last,
            "day": self._day,
        }
        tops: dict[tuple[Family, int], list[_Top]] = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(_LEVELS, asked)
            for parent, kind, unit, indicator, most, count in cursor.fetchall():
                tops[(parent, kind), indicator].append(_Top(most, unit, count))
            cursor.execute(_FAMILIES, asked)
            families = cursor.fetchall() if tops else []
        return {
            (unit, indicator): among
            for unit, parent, kind in families
            for indicator in self.indicators
            if (among := _among(tops.get(((parent, kind), indicator), ()), unit))
        }

    @property
    def _day(self) -> date:
        return from_id(self.last).ends_on


def _among(tops: Collection[_Top], unit: int) -> Among | None:
    """Of the others; none where they are few, or all of them have nought."""
    others = [one for one in tops if one.unit != unit]
    if len(others) < FEWEST or sum(one.figures for one in others) < ENOUGH:
        return None
    most = max(one.most for one in others)
    return Among(most, len(others)) if most > 0 else None
