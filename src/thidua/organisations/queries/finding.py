"""Units and people by what is typed of their names, in one question.

First names that begin with what was typed, from an index in their own order; then those
of which a later word begins so, each word with its index; then names that hold these
words in another order. So a single letter costs as little as a whole name. Of names
that fit equally well, those nearest to one's own unit come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import dates
from thidua.kernel.database import prepared
from thidua.kernel.finding import PERSON, UNIT, Hit, Words
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person
from thidua.organisations.policies import can_manage_people
from thidua.organisations.queries.listing import kind_called

OPENED_AT = {"organisations:unit": UNIT, "organisations:person": PERSON}
"""The pages that show one thing of this room."""
MOST = 8
"""Hits of one kind."""
BEGUN_AT = 200
"""Names that begin so, in their own order, of which the first are taken."""
LOOKED_AT = 200
"""Names with all the words of which the best are chosen."""
LATER_AT = 32
"""Names of which a later word begins so, in their own order; for each such word."""
LATER = range(1, 5)
"""Words before that one, as many as have an index (`later_words.sql`)."""
_AFTER_ALL = "\U0010ffff"

_BY_WORDS = """
with begun as materialized (
    select named.* from (
        select {columns} from {table} named
        where named.folded collate "C" >= %(typed)s
          and named.folded collate "C" < %(end)s
        order by named.folded collate "C"
        limit %(begun_at)s
    ) named
    where {is_marked} and {is_visible}
    limit %(most)s
), later as materialized (
    select named.* from ({later}) named
    where {is_marked} and named.id not in (select begun.id from begun)
), worded as materialized (
    select named.* from (
        select {columns} from {table} named
        where kernel_words(named.folded) @@ %(query)s::tsquery
          and strpos(' ' || named.folded, %(begun)s) > 0
          and not ({is_full})
        limit %(looked_at)s
    ) named
    where {is_marked}
      and named.id not in (select begun.id from begun union all select id from later)
), named as (
    select * from begun union all select * from later union all select * from worded
)
"""
_FULL = "(select count(*) from begun) + (select count(*) from later) >= %(most)s"
# As `later_words.sql` says it, so that its indexes answer.
_BEHIND = "substring(named.folded, '^(?:[^ ]+ ){{{}}}(.+)') collate \"C\""
_LATER = """(
        select {columns} from {table} named
        where {behind} >= %(typed)s and {behind} < %(end)s and {is_wanted}
        order by {behind}
        limit %(later_at)s
    )"""
_OF_PEOPLE = "named.id, named.full_name, named.folded, named.sort_key"
_OF_UNITS = f"{_OF_PEOPLE}, named.unit_id, named.name, named.during"
_NOT_ENOUGH = "(select count(*) from begun) < %(most)s"
_CHOSEN_PEOPLE = """
with named as (
    select named.* from organisations_person named
    where named.id = any (%(people)s)
)
"""

# In order first: who may be known is asked of the best, until there are enough.
_PEOPLE = """
{by_words}, ordered as (
    select named.id, named.full_name, named.sort_key,
        kernel_fit(named.folded, %(typed)s) as fit
    from named
    order by fit, named.sort_key, named.id
    offset 0
), best as (
    select named.* from ordered named
    where {is_visible}
    order by named.fit, named.sort_key, named.id
    limit %(most)s
)
select 'person' as part, best.id, best.full_name, best.fit, null::date as on_day,
    true as is_name_of_day, serves.title, serves.full_name as place, serves.unit_id
from best
left join lateral (
    select mandate.title, called.full_name, mandate.unit_id
    from organisations_mandate mandate
    join lateral (
        select name.full_name from organisations_unitname name
        where name.unit_id = mandate.unit_id
        order by name.during @> %(day)s::date desc, name.during desc limit 1
    ) called on true
    where mandate.person_id = best.id and mandate.during @> %(day)s::date
    order by mandate.id limit 1
) serves on true
order by best.fit, best.sort_key, best.id
"""

# Where more names begin so than are read, those of one's own province are read besides.
# The nearer a unit stands to one's own, the more of what is above it they share.
_FOUND_UNITS = """
{by_words}, home as materialized (
    select line.tree_id, line.ancestor_id, unit.kind
    from organisations_lineage line
    join organisations_tree tree on tree.id = line.tree_id and tree.key = 'state'
    join organisations_unit unit on unit.id = line.ancestor_id
    where line.unit_id = %(mine)s and line.during @> %(day)s::date
), near as (
    select named.* from home
    join organisations_lineage line
      on line.tree_id = home.tree_id and line.ancestor_id = home.ancestor_id
     and line.during @> %(day)s::date
    cross join lateral (
        select {columns} from organisations_unitname named
        where named.unit_id = line.unit_id
          and strpos(' ' || named.folded, ' ' || %(typed)s::text) > 0
        offset 0
    ) named
    where home.kind in ('province', 'city') and {is_full} and {is_marked}
), found as (
    select named.unit_id, named.full_name, named.sort_key, named.during,
        named.during @> %(day)s::date as is_name_of_day,
        least(
            kernel_fit(named.folded, %(typed)s),
            kernel_fit(right(named.folded, length(named.name)), %(typed)s)
        ) as fit,
        (
            select count(*) from home
            join organisations_lineage line on line.unit_id = named.unit_id
             and line.tree_id = home.tree_id and line.ancestor_id = home.ancestor_id
             and line.during @> %(day)s::date
        ) as shared
    from (select * from named union select * from near) named
    order by fit, shared desc, is_name_of_day desc, named.sort_key
    limit 4 * %(most)s
)
"""

_CHOSEN_UNITS = """
with found as (
    select called.unit_id, called.full_name, called.sort_key, called.during,
        called.during @> %(day)s::date as is_name_of_day, 0::smallint as fit,
        0 as shared
    from organisations_unitname called
    where called.unit_id = any (%(units)s)
)
"""

_UNITS = """
{found}, best as (
    select one.*, life.on_day from (
        select distinct on (found.unit_id) found.* from found
        order by found.unit_id, found.is_name_of_day desc, found.fit,
            found.during desc
    ) one
    cross join lateral (
        select case
            when bool_or(place.during @> %(day)s::date) then %(day)s::date
            when bool_and(lower(place.during) > %(day)s::date)
            then min(lower(place.during))
            else max(upper(place.during)) - 1
        end as on_day
        from organisations_placement place where place.unit_id = one.unit_id
    ) life
    where life.on_day is not null
    order by one.fit, one.shared desc, life.on_day = %(day)s::date desc,
        one.sort_key, one.unit_id
    limit %(most)s
)
select 'unit' as part, best.unit_id, best.full_name, best.fit, best.on_day,
    best.during @> best.on_day, unit.kind, above.full_name, best.unit_id
from best
join organisations_unit unit on unit.id = best.unit_id
left join lateral (
    select parent.full_name from organisations_placement place
    join organisations_unitname parent on parent.unit_id = place.parent_id
     and parent.during @> best.on_day
    where place.unit_id = best.unit_id and place.during @> best.on_day
    order by place.tree_id limit 1
) above on true
order by best.fit, best.shared desc, best.on_day = %(day)s::date desc,
    best.sort_key, best.unit_id
"""
_ONE_OF = "select * from ({}) one"


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """Units of any day, and the people this actor may know of: one question."""
    visible, values = _visible(actor, on)
    is_marked = "named.sort_key ~ all (%(marks)s)" if words.keys else "true"
    people = _by_words(
        _PEOPLE,
        table="organisations_person",
        columns=_OF_PEOPLE,
        is_marked=is_marked,
        is_visible=visible,
        is_wanted=_NOT_ENOUGH,
    )
    units = _by_words(
        _FOUND_UNITS,
        table="organisations_unitname",
        columns=_OF_UNITS,
        is_marked=is_marked,
        is_visible="true",
        is_wanted="true" if len(words.typed) > 1 else _NOT_ENOUGH,
    )
    asked = {
        "typed": words.typed,
        "end": words.typed + _AFTER_ALL,
        "query": words.narrow_query,
        "begun": f" {words.begun}" if len(words.plain) > 1 else " ",
        "marks": words.keys,
        "begun_at": BEGUN_AT if words.keys else MOST,
        "later_at": LATER_AT * 2 if words.keys else LATER_AT,
        "looked_at": LOOKED_AT,
    }
    questions = [_UNITS.format(found=units), people]
    return _hits(questions, asked | values, actor, on)


def _by_words(form: str, **words: str) -> str:
    behind = [_BEHIND.format(place) for place in LATER]
    scans = [_LATER.format(behind=one, **words) for one in behind]
    by_words = _BY_WORDS.format(later=" union ".join(scans), is_full=_FULL, **words)
    return form.format(by_words=by_words, is_full=_FULL, **words)


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """What somebody opened lately, as far as they may still know of it."""
    if not {UNIT, PERSON} & numbers.keys():
        return []
    visible, values = _visible(actor, on)
    people = _PEOPLE.format(by_words=_CHOSEN_PEOPLE, is_visible=visible)
    units = _UNITS.format(found=_CHOSEN_UNITS)
    asked = {
        "typed": "",
        "units": list(numbers.get(UNIT, [])),
        "people": list(numbers.get(PERSON, [])),
    }
    return _hits([units, people], asked | values, actor, on)


def _visible(actor: Actor, on: date) -> tuple[str, dict[str, Any]]:
    """The people this actor may know of, as a condition on `named`."""
    known = Person.objects.visible_to(actor, on)
    if not known.query.where:
        return "true", {}
    query, values = known.values("pk").query.sql_with_params()
    names = [f"visible{place}" for place in range(len(values))]
    condition = query % tuple(f"%({name})s" for name in names)
    return f"named.id in ({condition})", dict(zip(names, values, strict=True))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of `_UNITS` or of `_PEOPLE`.

    `detail` is the kind of a unit or the title of a person, `place` what the unit
    stands under or where the person serves, `unit` the number of the unit to show.
    """

    part: str
    pk: int
    name: str
    fit: int
    on: date | None
    is_name_of_day: bool
    detail: str | None
    place: str | None
    unit: int | None


def _hits(
    questions: Sequence[str], asked: Mapping[str, Any], actor: Actor, on: date
) -> list[Hit]:
    together = " union all ".join(_ONE_OF.format(one) for one in questions)
    mine: dict[str, Any] = {"day": on, "most": MOST, "mine": actor.unit_id}
    rows = [_Row(*row) for row in prepared.rows(together, {**asked, **mine})]
    keeps_book = bool(can_manage_people(actor))
    return [
        _unit(row, on) if row.part == UNIT else _person(row, keeps_book=keeps_book)
        for row in rows
    ]


def _person(row: _Row, *, keeps_book: bool) -> Hit:
    serves = {"title": row.detail, "unit": row.place}
    return Hit(
        PERSON,
        row.pk,
        row.name,
        reverse("organisations:person", args=[row.pk])
        if keeps_book
        else reverse("organisations:unit", args=[row.unit]),
        _("%(title)s, %(unit)s") % serves if row.detail else "",
        row.fit,
    )


def _unit(row: _Row, on: date) -> Hit:
    words = [row.place or kind_called(row.detail or "", row.name)]
    if not row.is_name_of_day:
        words.append(_("tên cũ"))
    href = reverse("organisations:unit", args=[row.pk])
    if row.on and row.on != on:
        when = _("đến %(day)s") if row.on < on else _("từ %(day)s")
        words.append(when % {"day": dates.show(row.on)})
        href = f"{href}?ngay={row.on.isoformat()}"
    return Hit(UNIT, row.pk, row.name, href, " · ".join(words), row.fit)
