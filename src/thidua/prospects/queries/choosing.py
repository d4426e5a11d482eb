"""What the forms of the room offer: places, campaigns with their items, people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from thidua.campaigns.models import AudienceMember, Campaign, ContentNode
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Mandate
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import in_sentence
from thidua.prospects.where import units_in_charge

Options = list[tuple[str, str]]
AT_MOST = 60
"""Running campaigns that are looked through."""
MOST_PEOPLE = 600
"""People that a form offers: those of a commune and its hamlets."""

# The places of the province in which a unit stands, itself, and the hamlets of its own
# commune: what a phone can carry and somebody may mean.
_PLACES = """
with up as (
    select line.ancestor_id as id, above.kind
    from organisations_lineage line
    join organisations_unit above on above.id = line.ancestor_id
    where line.unit_id = %(unit)s and line.during @> %(on)s::date
), below as (
    select distinct line.unit_id as id, place.kind, up.kind as within
    from up
    join organisations_lineage line
      on line.ancestor_id = up.id and line.during @> %(on)s::date
    join organisations_tree tree on tree.id = line.tree_id and tree.key = 'state'
    join organisations_unit place on place.id = line.unit_id
    where up.kind in ('province', 'city', 'commune', 'ward', 'township')
)
select id from below
where kind in ('district', 'commune', 'ward', 'township', 'special_zone', 'province')
   or kind = 'hamlet' and within in ('commune', 'ward', 'township')
union select id from up where id = %(unit)s
"""


def places(actor: Actor, day: date) -> Options:
    """Where somebody may be told of, one's own unit first; with who answers where it
    is another unit."""
    own = actor.unit_id
    if own is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, {"unit": own, "on": day})
        found = {number for (number,) in cursor.fetchall()} | {own}
    names = listed_names(found, day)
    order = sorted(found, key=lambda one: (one != own, sort_key(names.get(one, ""))))
    answering = units_in_charge(order, day, actor.person_id)
    others = listed_names(set(answering.values()) - set(names), day)
    return [(str(one), _answered(one, answering[one], names | others)) for one in order]


def _answered(place: int, unit: int, names: Mapping[int, str]) -> str:
    if unit == place:
        return names.get(place, "")
    return _("%(place)s (%(unit)s trả lời)") % {
        "place": names.get(place, ""),
        "unit": names.get(unit, ""),
    }


def campaigns(actor: Actor, day: date) -> Options:
    """Running campaigns that concern one's unit, each with its items of content below
    it; where none does, those one knows of."""
    seen = Campaign.objects.visible_to(actor).running().filter(ends_on__gte=day)
    known = list(seen.order_by("-starts_on", "pk")[:AT_MOST])
    members = AudienceMember.objects.filter(audience__campaign__in=known)
    inside = members.filter(unit=actor.unit_id).values_list(
        "audience__campaign", flat=True
    )
    mine = set(inside)
    own = [
        one
        for one in known
        if one.pk in mine or actor.unit_id in {one.office_id, one.launcher_id}
    ]
    running = own or known[:8]
    nodes = ContentNode.objects.filter(
        Q(tree__audience__campaign__in=running), kind=ContentNode.Kind.ITEM
    )
    rows = nodes.order_by("tree__number", "position", "pk").values_list(
        "tree__audience__campaign", "key", "name"
    )
    items: dict[int, dict[Any, str]] = {one.pk: {} for one in running}
    for campaign, key, name in rows:
        items[campaign][key] = name
    return [("", _("không rõ")), *_listed(running, items)]


def _listed(running: list[Campaign], items: Mapping[int, Mapping[Any, str]]) -> Options:
    found: Options = []
    for one in running:
        found.append((str(one.pk), one.name))
        within = _short(one.name)
        found += [
            (f"{one.pk}/{key}", f"{name} ({within})")
            for key, name in items[one.pk].items()
        ]
    return found


def _short(name: str) -> str:
    """What a campaign is called in one breath: what its name puts in quotes."""
    quoted = re.search("“([^”]+)”", name)
    return quoted[1] if quoted else name


def with_own(offered: Options, own: str, name: str) -> Options:
    """The same, and what was chosen before, though it is offered to nobody any more."""
    if not name or own in dict(offered):
        return offered
    return [*offered, (own, name)]


def people_below(unit_id: int, day: date) -> Options:
    """Those who serve at a unit or below it, with where; the nearest, by name.

    Whoever takes part on a phone serves in a hamlet: so they are found here too.
    """
    lines = Lineage.objects.filter(ancestor=unit_id, during__contains=day)
    depth = lines.filter(unit=OuterRef("unit")).values("depth").order_by("depth")[:1]
    held = Mandate.objects.held_on(day).filter(unit__in=lines.values("unit"))
    near = held.annotate(depth=Subquery(depth)).select_related("person")
    some = list(near.order_by("depth", "person__sort_key", "pk")[:MOST_PEOPLE])
    units = listed_names({one.unit_id for one in some}, day)
    people: dict[int, tuple[str, str]] = {}
    for one in some:
        where = in_sentence(units.get(one.unit_id, ""))
        label = f"{one.person.full_name}, {where}"
        people.setdefault(one.person_id, (one.person.sort_key, label))
    order = sorted(people.items(), key=lambda one: one[1])
    return [
        ("", _("không có trong danh bạ")),
        *((str(pk), label) for pk, (_key, label) in order),
    ]


def people_of(unit_id: int, day: date) -> Options:
    """Those who serve at a unit: who may look after a prospect."""
    held = Mandate.objects.held_on(day).filter(unit=unit_id).select_related("person")
    people = {one.person_id: one.person for one in held}
    order = sorted(people.values(), key=lambda one: one.sort_key)
    return [
        ("", _("chưa chọn")),
        *((str(one.pk), one.full_name) for one in order),
    ]
