"""What units are called, and above and below whom they stand, on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

from thidua.organisations.models import Lineage, Tree, Unit

_NAMES = """
select distinct on (unit_id) unit_id, full_name
from organisations_unitname
where unit_id = any(%(units)s)
order by unit_id, during @> %(day)s::date desc,
         case when upper(during) <= %(day)s::date then upper(during) end
             desc nulls last,
         lower(during) nulls first
"""

_PARENTS = """
select unit_id, parent_id
from organisations_placement
where tree_id = (select id from organisations_tree where key = %(tree)s)
  and unit_id = any(%(units)s) and during @> %(day)s::date and parent_id is not null
"""


def names_on(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """The full name of each unit on a day, in one query.

    A unit that no longer stood then keeps its last name before the day; one that did
    not stand yet, its first.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {"units": list(set(unit_ids)), "day": day})
        return dict(cursor.fetchall())


def unit_called(unit: Unit | int, day: date) -> str:
    """The full name of one unit on a day."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    return names_on([unit_id], day).get(unit_id, "")


def parents_on(
    unit_ids: Iterable[int], day: date, tree: str = Tree.STATE
) -> dict[int, int]:
    """The unit above each unit in a tree on a day; roots and strangers are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            _PARENTS, {"units": list(set(unit_ids)), "day": day, "tree": tree}
        )
        return dict(cursor.fetchall())


def ancestors_of(unit: Unit, day: date, tree: str = Tree.STATE) -> list[Unit]:
    """Those above a unit on a day, the root first; each with `name_on`."""
    lines = (
        Lineage.objects.filter(
            tree__key=tree, unit=unit, during__contains=day, depth__gt=0
        )
        .order_by("-depth")
        .values_list("ancestor", flat=True)
    )
    order = list(lines)
    units = Unit.objects.filter(pk__in=order).called_on(day).in_bulk()
    return [units[pk] for pk in order]


def children_of(unit: Unit, day: date, tree: str = Tree.STATE) -> list[Unit]:
    """Those directly under a unit on a day, as a dictionary sorts; with `name_on`."""
    units = Unit.objects.filter(
        placements__tree__key=tree,
        placements__parent=unit,
        placements__during__contains=day,
    )
    return list(units.called_on(day).order_by("sort_on", "pk"))  # type: ignore[misc]
