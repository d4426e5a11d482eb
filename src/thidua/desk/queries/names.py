"""The names of many units at once, as of a day, in one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from thidua.organisations.models import UnitName


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
    rows = (
        UnitName.objects.filter(unit__in=units)
        .order_by("during")
        .values_list("during", "unit_id", "full_name", "sort_key", "unit__kind", "name")
    )
    found: dict[int, tuple[bool, Named]] = {}
    for during, unit, *called in rows:
        stands = (during.lower is None or during.lower <= on) and (
            during.upper is None or on < during.upper
        )
        if unit not in found or stands or not found[unit][0]:
            found[unit] = (stands, Named(unit, *called))
    return {unit: pair[1] for unit, pair in found.items()}
