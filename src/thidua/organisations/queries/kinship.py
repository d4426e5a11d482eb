"""Who became whom: chains of successions between two days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import connection

from thidua.organisations.models import Unit

_CHAIN = """
with recursive chain (origin, unit_id, is_whole, is_main, steps) as (
    select unit, unit, true, true, 0 from unnest(%(units)s::bigint[]) unit
    union all
    select chain.origin, line.{to}, chain.is_whole and line.kind = 'whole',
           chain.is_main and line.is_main, chain.steps + 1
    from chain
    join organisations_succession line on line.{source} = chain.unit_id
    join organisations_reorganisation act on act.id = line.act_id
    where act.effective_on > %(since)s and act.effective_on <= %(until)s
      and chain.steps < 50
)
select origin, unit_id, bool_or(is_whole), bool_or(is_main)
from chain
where not exists (
    select from organisations_succession line
    join organisations_reorganisation act on act.id = line.act_id
    where line.{source} = chain.unit_id
      and act.effective_on > %(since)s and act.effective_on <= %(until)s
)
group by origin, unit_id
order by origin, bool_or(is_main) desc, unit_id
"""


@dataclass(frozen=True, slots=True)
class Heir:
    """A unit at the far end of a chain.

    `is_whole`: everything on the way went whole; `is_main`: the main successor at
    every step.
    """

    unit_id: int
    is_whole: bool
    is_main: bool


def successors_of(unit: Unit | int, since: date, until: date) -> Sequence[Heir]:
    """What stands on `until` for a unit that stood on `since`.

    Itself, whole, if nothing changed. Chains are followed: A became B and B became C
    gives C. The main one comes first.
    """
    unit_id = unit if isinstance(unit, int) else unit.pk
    return heirs_of([unit_id], since, until)[unit_id]


def heirs_of(
    unit_ids: Iterable[int], since: date, until: date
) -> dict[int, list[Heir]]:
    """`successors_of` for many units, in one query."""
    return _follow(unit_ids, since, until, "forward")


def origins_of(
    unit_ids: Iterable[int], since: date, until: date
) -> dict[int, list[Heir]]:
    """What on `since` became each unit that stands on `until`, in one query."""
    return _follow(unit_ids, since, until, "backward")


def _follow(
    unit_ids: Iterable[int],
    since: date,
    until: date,
    way: Literal["forward", "backward"],
) -> dict[int, list[Heir]]:
    ends = ["predecessor_id", "successor_id"]
    source, to = ends if way == "forward" else reversed(ends)
    units = list(dict.fromkeys(unit_ids))
    found: dict[int, list[Heir]] = {unit: [] for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(
            _CHAIN.format(source=source, to=to),
            {"units": units, "since": since, "until": until},
        )
        for origin, unit_id, is_whole, is_main in cursor.fetchall():
            found[origin].append(Heir(unit_id, is_whole, is_main))
    return found
