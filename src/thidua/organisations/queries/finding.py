"""Units and people by what is typed of their names, in one question each.

First names that begin with what was typed, from an index in their own order; then names
that hold its words. So a single letter costs as little as a whole name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.kernel import dates
from thidua.kernel.finding import ACT, PERSON, UNIT, Hit, Words
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person
from thidua.organisations.policies import can_manage_people
from thidua.organisations.queries.listing import kind_called

OPENED_AT = {"organisations:unit": UNIT, "organisations:person": PERSON}
"""The pages that show one thing of this room."""
MOST = 8
"""Hits of one kind."""
LOOKED_AT = 2000
"""Names with all the words of which the best are chosen."""
_AFTER_ALL = "\U0010ffff"

_BY_WORDS = """
with begun as materialized (
    select named.id from {table} named
    where named.folded collate "C" >= %(typed)s and named.folded collate "C" < %(end)s
      and kernel_marked(named.{name}) ~ all (%(marks)s) and {visible}
    order by named.folded collate "C"
    limit %(most)s
), worded as materialized (
    select named.id from {table} named
    where kernel_words(named.folded) @@ %(query)s::tsquery
      and kernel_marked(named.{name}) ~ all (%(marks)s) and {visible} and {enough}
    limit %(looked_at)s
)
"""

_PEOPLE = """
{by_words}
select person.id, person.full_name, kernel_fit(person.folded, %(typed)s) as fit,
    serves.title, serves.full_name, serves.unit_id
from organisations_person person
left join lateral (
    select mandate.title, called.full_name, mandate.unit_id
    from organisations_mandate mandate
    join lateral (
        select name.full_name from organisations_unitname name
        where name.unit_id = mandate.unit_id
        order by name.during @> %(day)s::date desc, name.during desc limit 1
    ) called on true
    where mandate.person_id = person.id and mandate.during @> %(day)s::date
    order by mandate.id limit 1
) serves on true
where person.id in (select id from begun union select id from worded)
order by fit, person.sort_key, person.id
limit %(most)s
"""

_FOUND_UNITS = """
{by_words}, found as (
    select distinct on (called.unit_id) called.unit_id, called.full_name,
        called.sort_key, called.during, least(
            kernel_fit(called.folded, %(typed)s),
            kernel_fit(right(called.folded, length(called.name)), %(typed)s)
        ) as fit
    from organisations_unitname called
    where called.id in (select id from begun union select id from worded)
    order by called.unit_id, called.during @> %(day)s::date desc, fit
)
"""

_CHOSEN_UNITS = """
with found as (
    select distinct on (called.unit_id) called.unit_id, called.full_name,
        called.sort_key, called.during, 0 as fit
    from organisations_unitname called
    where called.unit_id = any (%(units)s)
    order by called.unit_id, called.during @> %(day)s::date desc, called.during desc
)
"""

_UNITS = """
{found}, best as (
    select found.*, stands.on_day from found
    cross join lateral (
        select least(max(upper(place.during)) - 1, %(day)s::date) as until,
            bool_or(place.during @> %(day)s::date) as is_there
        from organisations_placement place where place.unit_id = found.unit_id
    ) life
    cross join lateral (
        select case when life.is_there then %(day)s::date else life.until end as on_day
    ) stands
    where stands.on_day is not null
    order by found.fit, life.is_there desc, found.during @> %(day)s::date desc,
        found.sort_key, found.unit_id
    limit %(most)s
)
select best.unit_id, best.full_name, best.fit, best.on_day,
    best.during @> best.on_day, unit.kind, above.full_name
from best
join organisations_unit unit on unit.id = best.unit_id
left join lateral (
    select parent.full_name from organisations_placement place
    join organisations_unitname parent on parent.unit_id = place.parent_id
     and parent.during @> best.on_day
    where place.unit_id = best.unit_id and place.during @> best.on_day
    order by place.tree_id limit 1
) above on true
order by best.fit, best.on_day desc, best.sort_key, best.unit_id
"""


def found(actor: Actor, words: Words, on: date) -> list[Hit]:
    """Units of any day and the people this actor may know of: two questions."""
    asked = _asked(words, on)
    visible, values = _visible(actor, on)
    by_words = _BY_WORDS.format(
        table="organisations_person",
        name="full_name",
        visible=visible,
        enough="(select count(*) from begun) < %(most)s",
    )
    people = _people(actor, _PEOPLE.format(by_words=by_words), asked | values)
    by_words = _BY_WORDS.format(
        table="organisations_unitname", name="full_name", visible="true", enough="true"
    )
    found = _FOUND_UNITS.format(by_words=by_words)
    return [*_units(_UNITS.format(found=found), asked, on), *people]


def recalled(actor: Actor, numbers: Mapping[str, Sequence[int]], on: date) -> list[Hit]:
    """What somebody opened lately, as far as they may still know of it."""
    hits: list[Hit] = []
    asked: dict[str, Any] = {"day": on, "most": MOST, "typed": ""}
    if chosen := numbers.get(UNIT):
        asked["units"] = list(chosen)
        hits += _units(_UNITS.format(found=_CHOSEN_UNITS), asked, on)
    if chosen := numbers.get(PERSON):
        visible, values = _visible(actor, on)
        these = "with begun as (select named.id from organisations_person named where"
        these += f" named.id = any (%(people)s) and {visible}),"
        these += " worded as (select id from begun)"
        asked["people"] = list(chosen)
        hits += _people(actor, _PEOPLE.format(by_words=these), asked | values)
    return hits


def acts(actor: Actor, _on: date) -> list[Hit]:
    """What this room lets one begin, and its pages."""
    hits = [
        _page(pgettext("danh mục", "Đơn vị"), "organisations:units"),
        _page(_("Các phiên đăng nhập"), "organisations:sessions"),
        _page(_("Đổi mật khẩu"), "organisations:change-password"),
    ]
    if can_manage_people(actor):
        hits.append(_page(_("Người dùng và phân công"), "organisations:people"))
    return hits


def _page(label: str, name: str) -> Hit:
    return Hit(ACT, 0, label, reverse(name), _("trang"))


def _asked(words: Words, on: date) -> dict[str, Any]:
    return {
        "typed": words.typed,
        "end": words.typed + _AFTER_ALL,
        "query": words.query,
        "marks": words.marks,
        "day": on,
        "most": MOST,
        "looked_at": LOOKED_AT,
    }


def _visible(actor: Actor, on: date) -> tuple[str, dict[str, Any]]:
    """The people this actor may know of, as a condition on `named`."""
    known = Person.objects.visible_to(actor, on)
    if not known.query.where:
        return "true", {}
    query, values = known.values("pk").query.sql_with_params()
    names = [f"visible{place}" for place in range(len(values))]
    condition = query % tuple(f"%({name})s" for name in names)
    return f"named.id in ({condition})", dict(zip(names, values, strict=True))


def _people(actor: Actor, query: str, asked: Mapping[str, Any]) -> list[Hit]:
    keeps_book = bool(can_manage_people(actor))
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        rows = cursor.fetchall()
    return [
        Hit(
            PERSON,
            pk,
            name,
            reverse("organisations:person", args=[pk])
            if keeps_book
            else reverse("organisations:unit", args=[unit]),
            _("%(title)s, %(unit)s") % {"title": title, "unit": place} if title else "",
            fit,
        )
        for pk, name, fit, title, place, unit in rows
    ]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A row of `_UNITS`."""

    pk: int
    name: str
    fit: int
    on: date
    is_name_of_day: bool
    kind: str
    above: str | None


def _units(query: str, asked: Mapping[str, Any], on: date) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        rows = [_Unit(*row) for row in cursor.fetchall()]
    return [
        Hit(UNIT, one.pk, one.name, _href(one, on), _about(one, on), one.fit)
        for one in rows
    ]


def _href(one: _Unit, on: date) -> str:
    day = "" if one.on == on else f"?ngay={one.on.isoformat()}"
    return reverse("organisations:unit", args=[one.pk]) + day


def _about(one: _Unit, on: date) -> str:
    words = [one.above or kind_called(one.kind, one.name)]
    if not one.is_name_of_day:
        words.append(_("tên cũ"))
    if one.on < on:
        words.append(_("đến %(day)s") % {"day": dates.show(one.on)})
    return " · ".join(words)
