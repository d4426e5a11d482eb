"""What units are called, and above and below whom they stand, on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from thidua.kernel.database import prepared
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
    units = list(set(unit_ids))
    if not units:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, {"units": units, "day": day})
        return dict(cursor.fetchall())


def unit_called(unit: Unit | int, day: date) -> str:
    """The full name of one unit on a day."""
    unit_id = unit if isinstance(unit, int) else unit.pk
    return names_on([unit_id], day).get(unit_id, "")


_COMMON = (
    "Tỉnh",
    "Huyện",
    "Quận",
    "Thị xã",
    "Thành phố",
    "Xã",
    "Phường",
    "Thị trấn",
    "Đặc khu",
    "Ấp",
    "Thôn",
    "Khu phố",
    "Tổ dân phố",
)
"""Words of kind that begin a name and are small within a sentence."""
_ALWAYS_CAPITAL = ("Thành phố Hồ Chí Minh",)
"""So written everywhere (Decree 30/2020/NĐ-CP, annex II)."""


def in_sentence(name: str) -> str:
    """`Xã Châu Bình` within a sentence: `xã Châu Bình`; `Sở Nội vụ` stays.

    Only the kind of a place becomes small; a body's name and English stay as they are.
    """
    if not (get_language() or "vi").startswith("vi") or name in _ALWAYS_CAPITAL:
        return name
    for kind in _COMMON:
        proper = name.removeprefix(f"{kind} ")
        if proper != name and (proper[:1].isupper() or proper[:1].isdigit()):
            return f"{kind[0].lower()}{kind[1:]} {proper}"
    return name


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


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with its kind and what it is called on a day."""

    pk: int
    kind: str
    name_on: str
    sort_on: str


@dataclass(frozen=True, slots=True)
class Way:
    """The units above one in a tree, the root first."""

    tree: str
    tree_name: str
    above: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Family:
    """A unit on a day: itself, the ways up in its trees, what hangs directly below."""

    itself: Named
    tree_id: int
    """The tree that was asked for."""
    ways: Sequence[Way]
    children: Sequence[Named]

    def way(self, tree: str = Tree.STATE) -> Sequence[Named]:
        """Those above in a tree, the root first; none where it does not stand."""
        return next((one.above for one in self.ways if one.tree == tree), ())


_NAME_NEAR = """
select full_name, sort_key from organisations_unitname
where unit_id = {unit}
order by during @> {day} desc,
         case when upper(during) <= {day} then upper(during) end
             desc nulls last,
         lower(during) nulls first
limit 1
"""

_FAMILY = """
with here as (select id from organisations_tree where key = %(tree)s), kin as (
    select 'itself' as part, (table here) as tree_id, %(unit)s::bigint as unit_id,
        0 as depth
    union all
    select 'above', line.tree_id, line.ancestor_id, line.depth
    from organisations_tree tree
    join organisations_lineage line
      on line.tree_id = tree.id and line.unit_id = %(unit)s
     and line.during @> %(day)s::date
    union all
    select 'below', place.tree_id, place.unit_id, 1
    from organisations_placement place
    where place.tree_id = (table here) and place.parent_id = %(unit)s
      and place.during @> %(day)s::date and %(with_children)s
)
select kin.part, kin.tree_id, tree.key, tree.name, kin.depth,
    unit.id, unit.kind, called.full_name, called.sort_key
from kin
join organisations_unit unit on unit.id = kin.unit_id
join organisations_tree tree on tree.id = kin.tree_id
left join lateral ({called}) called on true
order by kin.part, kin.tree_id, kin.depth desc, called.sort_key, unit.id
"""


def name_near(unit: str, *, day: str = "%(day)s::date") -> str:
    """SQL: `full_name` and `sort_key` of a unit on a day, or those of its nearest name.

    `unit` and `day` are columns of, or values given to, the query around it.
    """
    return _NAME_NEAR.format(unit=unit, day=day)


def family_of(
    unit: Unit | Named | int,
    day: date,
    tree: str = Tree.STATE,
    *,
    with_children: bool = True,
) -> Family:
    """A unit with those above it in every tree and those below in one; one query."""
    asked: dict[str, Any] = {
        "unit": unit if isinstance(unit, int) else unit.pk,
        "day": day,
        "tree": tree,
        "with_children": with_children,
    }
    ways: dict[str, tuple[str, list[Named]]] = {}
    children: list[Named] = []
    rows = prepared.rows(_FAMILY.format(called=name_near("kin.unit_id")), asked)
    for part, tree_id, key, tree_name, depth, pk, kind, name, sort in rows:
        one = Named(pk, kind, name or "", sort or "")
        if part == "below":
            children.append(one)
        elif part == "itself":
            itself, asked_tree = one, tree_id
        else:
            above = ways.setdefault(key, (Tree.called(key, tree_name), []))[1]
            above += [one] if depth else []
    return Family(
        itself=itself,
        tree_id=asked_tree,
        ways=[Way(key, name, above) for key, (name, above) in ways.items()],
        children=children,
    )
