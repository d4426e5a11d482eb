"""Which unit answers for a place, and what somebody may choose from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from thidua.organisations.actor import WRITERS

_ANSWERS = """
  and exists (select from organisations_mandate held
      join organisations_user login
        on login.person_id = held.person_id and login.is_active
      where held.unit_id = line.ancestor_id and held.role = any (%(roles)s)
        and held.during @> %(on)s::date
        and held.person_id is distinct from %(apart)s)
"""
_IN_CHARGE = f"""
select asked.unit_id, first.ancestor_id
from unnest(%(units)s::bigint[]) asked (unit_id)
join lateral (
    select line.ancestor_id
    from organisations_lineage line
    join organisations_tree tree on tree.id = line.tree_id
    where line.unit_id = asked.unit_id and line.during @> %(on)s::date
    {_ANSWERS}
    order by line.depth, tree.key <> 'state', tree.id
    limit 1
) first on true
"""  # noqa: S608 - no word of it comes from outside

# Of the units below one, the nearest first, those for which the one itself is the first
# in charge going up.
_LOOKED_AFTER = f"""
select below.unit_id from (
    select line.unit_id, min(line.depth) as depth from organisations_lineage line
    where line.ancestor_id = %(unit)s and line.during @> %(on)s::date
      and line.unit_id <> %(unit)s
    group by line.unit_id
) below
join lateral (
    select line.ancestor_id
    from organisations_lineage line
    join organisations_tree tree on tree.id = line.tree_id
    where line.unit_id = below.unit_id and line.during @> %(on)s::date
    {_ANSWERS}
    order by line.depth, tree.key <> 'state', tree.id
    limit 1
) first on first.ancestor_id = %(unit)s
order by below.depth, below.unit_id
limit %(most)s
"""  # noqa: S608 - no word of it comes from outside


def unit_in_charge(unit_id: int, day: date, apart: int | None = None) -> int:
    """The unit itself where somebody signs in to write for it, else the next above that
    has one; the unit itself when nobody does anywhere.

    One person may be left apart: nobody answers their own tip.
    """
    return units_in_charge([unit_id], day, apart)[unit_id]


def units_in_charge(
    unit_ids: Iterable[int], day: date, apart: int | None = None
) -> dict[int, int]:
    """The same of many units, in one question."""
    units = list(unit_ids)
    asked: dict[str, Any] = {
        "units": units,
        "on": day,
        "roles": list(WRITERS),
        "apart": apart,
    }
    with connection.cursor() as cursor:
        cursor.execute(_IN_CHARGE, asked)
        found = dict(cursor.fetchall())
    return {one: found.get(one, one) for one in units}


def looked_after(unit_id: int, day: date, most: int) -> list[int]:
    """The units below one for which nobody signs in, nor for any between: the one above
    writes in their place. The nearest first, no more than `most`."""
    asked: dict[str, Any] = {
        "unit": unit_id,
        "on": day,
        "roles": list(WRITERS),
        "apart": None,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOOKED_AFTER, asked)
        return [number for (number,) in cursor.fetchall()]
