"""Namesakes in one list: the unit above stands behind the name where two share one.

`Ấp 1, xã Châu Bình` and `Ấp 1, xã Châu Hòa`; whoever is alone keeps the bare name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection

from thidua.organisations.models import Unit
from thidua.organisations.naming import in_sentence, name_near, names_on

_NEXT = """
    select place.parent_id from organisations_placement place
    join organisations_tree tree on tree.id = place.tree_id
    where place.unit_id = {unit} and place.parent_id is not null
    order by place.during @> %(day)s::date desc, upper(place.during) desc nulls first,
        tree.key = 'state' desc, tree.id
    limit 1
"""

STEPS = 3
"""How far up namesakes are told apart: commune, district, province."""

# Of each unit the names of those above it, on a day or when it last stood.
_ABOVE = """
select asked.unit_id, {names} from unnest(%(units)s::bigint[]) asked (unit_id)
"""
_STEP = """
left join lateral ({next}) step{number} on true
left join lateral ({name}) called{number} on true
"""


def next_above(unit: str) -> str:
    """SQL: `parent_id` of a unit on `%(day)s`, or of where it last stood.

    `unit` is a column of, or a value given to, the query around it.
    """
    return _NEXT.format(unit=unit)


def _query() -> str:
    query = _ABOVE.format(
        names=", ".join(f"called{number}.full_name" for number in range(STEPS))
    )
    unit = "asked.unit_id"
    for number in range(STEPS):
        above = f"step{number}.parent_id"
        query += _STEP.format(
            number=number, next=next_above(unit), name=name_near(above)
        )
        unit = above
    return query


def told_apart(names: Mapping[int, str], day: date) -> dict[int, str]:
    """The names of a list, where two are alike with whom they stand under.

    One query when there are namesakes, none without. Where those above are namesakes
    too, the next above is added; what a name says already is not said twice.
    """
    found = dict(names)
    alike = _alike(found)
    if not alike:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_query(), {"units": sorted(alike), "day": day})
        ways = {unit: [way for way in ways if way] for unit, *ways in cursor}
    for step in range(STEPS):
        for unit in alike:
            above = in_sentence(ways[unit][step]) if len(ways[unit]) > step else ""
            if above and not found[unit].endswith(f", {above}"):
                found[unit] += f", {above}"
        alike = _alike(found) & alike
    return found


def _alike(names: Mapping[int, str]) -> set[int]:
    often = Counter(names.values())
    return {unit for unit, name in names.items() if name and often[name] > 1}


def listed_names(unit_ids: Iterable[int], day: date) -> dict[int, str]:
    """What a list calls these units on a day: full names, namesakes told apart."""
    return told_apart(names_on(unit_ids, day), day)


def named_apart(units: Iterable[Unit], day: date) -> list[Unit]:
    """Units `called_on` a day with `name_on` as a list says it."""
    found = list(units)
    names = told_apart({unit.pk: unit.name_on or "" for unit in found}, day)
    for unit in found:
        unit.name_on = names[unit.pk]
    return found
