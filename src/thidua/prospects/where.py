"""Which unit answers for a place, and what somebody may choose from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from thidua.organisations.actor import WRITERS

_IN_CHARGE = """
select line.ancestor_id
from organisations_lineage line
join organisations_tree tree on tree.id = line.tree_id
where line.unit_id = %(unit)s and line.during @> %(on)s::date
  and exists (select from organisations_mandate held
      where held.unit_id = line.ancestor_id and held.role = any (%(roles)s)
        and held.during @> %(on)s::date
        and held.person_id is distinct from %(apart)s)
order by line.depth, tree.key <> 'state', tree.id
limit 1
"""


def unit_in_charge(unit_id: int, day: date, apart: int | None = None) -> int:
    """The unit itself where somebody writes for it, else the next above that has one;
    the unit itself when nobody does anywhere.

    One person may be left apart: nobody answers their own tip.
    """
    asked: dict[str, Any] = {
        "unit": unit_id,
        "on": day,
        "roles": list(WRITERS),
        "apart": apart,
    }
    with connection.cursor() as cursor:
        cursor.execute(_IN_CHARGE, asked)
        row = cursor.fetchone()
    return row[0] if row else unit_id
