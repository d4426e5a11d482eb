"""The names of many units at once, as of a day, in one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thidua.kernel.database import prepared

_NAMES = """
select distinct on (called.unit_id) called.unit_id, called.full_name,
    called.sort_key, unit.kind, called.name
from organisations_unitname called
join organisations_unit unit on unit.id = called.unit_id
where called.unit_id = any (%(units)s)
order by called.unit_id, called.during @> %(day)s::date desc, called.during desc
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A unit as a list shows it: full name, place in the dictionary, kind.

    `short` is the bare name, for a map: Ba Tri for Huyện Ba Tri.
    """

    unit: int
    name: str
    sort_key: str
    kind: str
    short: str


def named(units: Collection[int], on: date) -> dict[int, Named]:
    """The units with their names of that day; the last one known when it had none."""
    rows = prepared.rows(_NAMES, {"units": sorted(units), "day": on})
    return {unit: Named(unit, *called) for unit, *called in rows}
