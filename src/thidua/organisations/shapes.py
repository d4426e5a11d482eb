"""Where units lie on a map: their own outlines, or those of what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from thidua.kernel.database import prepared
from thidua.organisations.models import Unit
from thidua.organisations.official import OfficialShape, official_shapes

PROVINCE = 2
"""The digits of a province's code."""
ARCHIPELAGOS = {"20333": "Hoàng Sa", "22736": "Trường Sa"}

# A unit without an outline is drawn from the outlines of today's communes. Each of
# those belongs to the unit from which most of its predecessors came, whole ones first;
# outlines are long, so they are fetched when that is known.
_AREAS = """
with own as materialized (
    select unit_id from organisations_shape where unit_id = any (%(units)s)
), heirs as materialized (
    select distinct on (became.successor_id) line.ancestor_id as unit_id,
        became.successor_id as shape_id
    from organisations_lineage line
    join organisations_succession became on became.predecessor_id = line.unit_id
    where line.tree_id = %(tree)s and line.during @> %(day)s::date
      and line.ancestor_id in (
          select unit.id from organisations_unit unit
          where unit.id = any (%(units)s) and unit.kind = any (%(kinds)s)
            and unit.id not in (select unit_id from own))
    group by became.successor_id, line.ancestor_id
    order by became.successor_id,
        count(*) filter (where became.kind = 'whole') desc, count(*) desc,
        line.ancestor_id
)
select part.unit_id, string_agg(path, '' order by path), min("left"), min(top),
    max("right"), max(bottom), bool_or(is_own)
from (
    select unit_id, unit_id as shape_id, true as is_own from own
    union all
    select unit_id, shape_id, false from heirs
) part
join organisations_shape shape on shape.unit_id = part.shape_id
group by part.unit_id
"""


@dataclass(frozen=True, slots=True)
class Area:
    """One unit on the map; `is_own` is False when it is drawn from its successors."""

    unit: int
    path: str
    box: tuple[int, int, int, int]
    is_own: bool


def areas_of(unit_ids: Iterable[int], tree_id: int, day: date) -> dict[int, Area]:
    """The areas of units standing on a day, in one query; some may have none.

    Communes and bodies of before 1 July 2025 have none: today's outlines are larger
    than they were.
    """
    asked: dict[str, Any] = {
        "units": sorted(set(unit_ids)),
        "kinds": [Unit.Kind.DISTRICT, Unit.Kind.PROVINCE, Unit.Kind.CITY],
        "tree": tree_id,
        "day": day,
    }
    return {
        unit: Area(unit, path, (left, top, right, bottom), is_own)
        for unit, path, left, top, right, bottom, is_own in prepared.rows(_AREAS, asked)
    }


@cache
def country() -> tuple[OfficialShape, ...]:
    """The 34 provinces, Hoàng Sa and Trường Sa in theirs."""
    return tuple(shape for shape in official_shapes() if len(shape.code) == PROVINCE)


@cache
def archipelagos() -> tuple[tuple[str, tuple[int, int, int, int]], ...]:
    """Hoàng Sa and Trường Sa with the box around each, for every map of the country."""
    found = {s.code: s.box for s in official_shapes() if s.code in ARCHIPELAGOS}
    return tuple((name, found[code]) for code, name in ARCHIPELAGOS.items())
