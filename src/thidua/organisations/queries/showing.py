"""A unit's page: names, places, kin, people, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.kernel import clock, dates
from thidua.kernel.database import prepared
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.addresses import address
from thidua.kernel.ui.parts import Fact, Link
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.actor import Actor
from thidua.organisations.models import (
    Delegation,
    Mandate,
    Reorganisation,
    Succession,
    Unit,
    UnitCode,
)
from thidua.organisations.naming import Family, family_of, name_near
from thidua.organisations.policies import (
    can_keep_register,
    can_manage_people,
    can_reorganise,
)
from thidua.organisations.queries.listing import kind_called
from thidua.organisations.queries.telling import history_of_unit

CHILDREN_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Kin:
    """A predecessor or a successor, and by which decision."""

    name: str
    href: str
    how: str
    is_main: bool
    decision: str
    decision_href: str
    when: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the unit hangs in one tree on the day."""

    tree: str
    way: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who acts for the unit on the day."""

    name: str
    title: str
    role: str
    during: str
    is_made_up: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything the page shows, as of one day."""

    pk: int
    name: str
    kind: str
    on: str
    on_iso: str
    is_today: bool
    is_made_up: bool
    standing: str
    facts: Sequence[Fact]
    names: Sequence[Fact]
    places: Sequence[Place]
    children: Sequence[Link]
    children_heading: str
    more_href: str
    was: Sequence[Kin]
    became: Sequence[Kin]
    acts: Sequence[Fact]
    people: Sequence[Holder]
    delegations: Sequence[Fact]
    trail: Newest
    may_reorganise: Verdict
    may_manage_people: Verdict
    may_bring_in: Verdict


def unit_page(unit: Unit, *, on: date, reader: Actor) -> UnitPage:
    """The unit as it stood on a day; its kin and its acts of all days."""
    family = family_of(unit, on)
    called, children = family.itself.name_on, family.children
    today = clock.today()
    names, codes, stays = _spans_of(unit)
    was, became = _kin(unit)
    return UnitPage(
        pk=unit.pk,
        name=called,
        kind=kind_called(unit.kind, called),
        on=dates.show(on),
        on_iso=on.isoformat(),
        is_today=on == today,
        is_made_up=unit.is_made_up,
        standing=_standing(stays, on),
        facts=codes,
        names=names,
        places=_places(family, on, today),
        children=[
            Link(child.name_on, unit_href(child.pk, on, today))
            for child in children[:CHILDREN_SHOWN]
        ],
        children_heading=_("%(n)d đơn vị trực thuộc") % {"n": len(children)},
        more_href=(
            f"{reverse('organisations:units')}?trong={unit.pk}&ngay={on.isoformat()}"
            if len(children) > CHILDREN_SHOWN
            else ""
        ),
        was=was,
        became=became,
        acts=_acts(unit),
        people=_people(unit, on),
        delegations=_delegations(unit, on),
        trail=newest(history_of_unit(unit)),
        may_reorganise=can_reorganise(reader),
        may_manage_people=can_manage_people(reader),
        may_bring_in=can_keep_register(reader, unit.pk, today),
    )


def _places(family: Family, on: date, today: date) -> list[Place]:
    """Where the unit hangs in each tree, as a way from the top."""
    return [
        Place(
            tree=way.tree_name,
            way=[
                Link(above.name_on, unit_href(above.pk, on, today))
                for above in way.above
            ],
        )
        for way in family.ways
    ]


def unit_href(pk: int, on: date, today: date) -> str:
    """The unit's page, on the day one is looking at."""
    day = "" if on == today else f"?ngay={on.isoformat()}"
    return address("organisations:unit", pk) + day


def during_words(during: DateRange) -> str:
    """“từ 01/07/2025”, “đến hết 30/06/2025”, “từ … đến hết …”."""
    first, last = during.lower, during.upper
    until = dates.show(date.fromordinal(last.toordinal() - 1)) if last else ""
    if first and last:
        return _("từ %(first)s đến hết %(last)s") % {
            "first": dates.show(first),
            "last": until,
        }
    if first:
        return _("từ %s") % dates.show(first)
    if last:
        return _("đến hết %s") % until
    return _("không rõ từ ngày nào, đến nay")


def _standing(stays: Sequence[DateRange], on: date) -> str:
    if any(on in during for during in stays) or not stays:
        return ""
    ends = [during.upper for during in stays if during.upper and during.upper <= on]
    if ends:
        return _("Đơn vị này không còn từ %s.") % dates.show(max(ends))
    starts = [during.lower for during in stays if during.lower]
    return _("Đơn vị này chỉ có từ %s.") % dates.show(min(starts))


_SPANS = """
select 'name', full_name, during from organisations_unitname where unit_id = %(unit)s
union all
select scheme, code, during from organisations_unitcode where unit_id = %(unit)s
union all
select 'place', '', during from organisations_placement where unit_id = %(unit)s
order by 3, 1
"""


def _spans_of(unit: Unit) -> tuple[list[Fact], list[Fact], list[DateRange]]:
    """Every name and code it ever had, and the spans in which it stood; one query."""
    names, codes, stays = [], [], []
    for kind, text, during in prepared.rows(_SPANS, {"unit": unit.pk}):
        if kind == "name":
            names.append(Fact(text, during_words(during)))
        elif kind == "place":
            stays.append(during)
        else:
            label = capfirst(str(UnitCode.Scheme(kind).label))
            codes.append(Fact(label, f"{text} ({during_words(during)})"))
    return names, codes, stays


_KIN = """
with line as (
    select succession.*, predecessor_id = %(unit)s as is_forward,
        case when predecessor_id = %(unit)s then successor_id else predecessor_id end
            as other_id
    from organisations_succession succession
    where predecessor_id = %(unit)s or successor_id = %(unit)s
)
select line.is_forward, line.other_id, line.kind, line.is_main, act.id, act.decision,
    act.effective_on, other.full_name
from line
join organisations_reorganisation act on act.id = line.act_id
cross join lateral (
    select act.effective_on - case when line.is_forward then 0 else 1 end as day
) beside
left join lateral ({name}) other on true
order by act.effective_on, line.is_main desc, line.id
"""


def _kin(unit: Unit) -> tuple[list[Kin], list[Kin]]:
    """What it was made of and what became of it, each called as on that day."""
    was: list[Kin] = []
    became: list[Kin] = []
    query = _KIN.format(name=name_near("line.other_id", day="beside.day"))
    rows = prepared.rows(query, {"unit": unit.pk})
    for forward, other, kind, is_main, act, decision, day, name in rows:
        one = Kin(
            name=name or "",
            href=reverse("organisations:unit", args=[other]),
            how=str(Succession.Kind(kind).label),
            is_main=kind == Succession.Kind.SPLIT and is_main,
            decision=decision,
            decision_href=reverse("organisations:act", args=[act]),
            when=dates.show(day),
        )
        (became if forward else was).append(one)
    return was, became


def _acts(unit: Unit) -> list[Fact]:
    acts = Reorganisation.objects.filter(units=unit).order_by("-effective_on", "-pk")
    return [
        Fact(
            f"{dates.show(act.effective_on)} · {act.get_kind_display()}",
            act.decision,
            reverse("organisations:act", args=[act.pk]),
        )
        for act in acts
    ]


def _people(unit: Unit, on: date) -> list[Holder]:
    held = (
        Mandate.objects.held_on(on)
        .filter(unit=unit)
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )
    return [
        Holder(
            name=one.person.full_name,
            title=one.title,
            role=str(one.get_role_display()),
            during=during_words(one.during),
            is_made_up=one.person.is_made_up,
        )
        for one in held
    ]


def _delegations(unit: Unit, on: date) -> list[Fact]:
    """Who acts for whom by delegation on the day, and by which document."""
    given = (
        Delegation.objects.in_force_on(on)
        .filter(mandate__unit=unit)
        .select_related("person", "mandate__person")
        .order_by("during", "pk")
    )
    return [
        Fact(
            _("%(name)s thay mặt %(giver)s")
            % {"name": one.person.full_name, "giver": one.mandate.person.full_name},
            _("%(number)s, %(during)s")
            % {"number": one.number, "during": during_words(one.during)},
        )
        for one in given
    ]
