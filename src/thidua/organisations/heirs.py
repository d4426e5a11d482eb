"""Who stands in the place of units that a reform abolished, and who answers for them.

`sql/answering.sql` says it for the database; here it is only asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thidua.organisations.models import Placement


@dataclass(frozen=True, slots=True)
class Heir:
    """Who succeeded a unit, wholly or in part, and by which decision."""

    unit_id: int
    is_whole: bool
    is_main: bool
    decision: str


def standing(unit_ids: Iterable[int], on: date) -> set[int]:
    """Which of these units stand in any tree on a day."""
    places = Placement.objects.filter(unit__in=unit_ids, during__contains=on)
    return set(places.values_list("unit_id", flat=True))


def heirs_of(unit_ids: Iterable[int], on: date) -> dict[int, tuple[Heir, ...]]:
    """Who stands in the place of each unit on a day, through however many acts; who
    succeeded it wholly or mainly stands first."""
    units = sorted(set(unit_ids))
    if not units:
        return {}
    found: dict[int, list[Heir]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute("select * from organisations_heirs(%s, %s)", [units, on])
        for unit_id, heir_id, is_whole, is_main, decision in cursor:
            found[unit_id].append(Heir(heir_id, is_whole, is_main, decision))
    return {unit_id: tuple(heirs) for unit_id, heirs in found.items()}


def main_of(heirs: Sequence[Heir]) -> int | None:
    """The one who succeeded wholly, else the main one, else none."""
    best = sorted(heirs, key=lambda heir: (not heir.is_whole, not heir.is_main))
    return best[0].unit_id if best else None


def answering_for(unit_ids: Iterable[int], on: date) -> Mapping[int, int]:
    """Who answers for each unit on a day: itself while it stands, then who succeeded it
    (the main one), without any whoever stands above; one query."""
    units = sorted(set(unit_ids))
    if not units:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit, organisations_answering(unit, %s::date)"
            " from unnest(%s::bigint[]) unit",
            [on, units],
        )
        return dict(cursor.fetchall())
