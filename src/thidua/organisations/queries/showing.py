"""A unit's page: names, places, kin, people, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.trail import trail_of
from thidua.kernel import clock, dates
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Fact, Link, TrailLine
from thidua.organisations.actor import Actor
from thidua.organisations.models import (
    Mandate,
    Reorganisation,
    Succession,
    Tree,
    Unit,
    UnitCode,
)
from thidua.organisations.naming import ancestors_of, children_of, names_on
from thidua.organisations.policies import can_manage_people, can_reorganise
from thidua.organisations.queries.listing import kind_called
from thidua.organisations.queries.telling import told

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
    trail: Sequence[TrailLine]
    may_reorganise: Verdict
    may_manage_people: Verdict


def unit_page(unit: Unit, *, on: date, reader: Actor) -> UnitPage:
    """The unit as it stood on a day; its kin and its acts of all days."""
    names = list(unit.names.order_by("during"))
    called = names_on([unit.pk], on).get(unit.pk, "")
    children = children_of(unit, on)
    today = clock.today()
    return UnitPage(
        pk=unit.pk,
        name=called,
        kind=kind_called(unit.kind, called),
        on=dates.show(on),
        on_iso=on.isoformat(),
        is_today=on == today,
        is_made_up=unit.is_made_up,
        standing=_standing(unit, on),
        facts=_codes(unit),
        names=[Fact(name.full_name, during_words(name.during)) for name in names],
        places=_places(unit, on),
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
        was=_kin(unit, forward=False),
        became=_kin(unit, forward=True),
        acts=_acts(unit),
        people=_people(unit, on),
        trail=told(trail_of(unit)),
        may_reorganise=can_reorganise(reader),
        may_manage_people=can_manage_people(reader),
    )


def unit_href(pk: int, on: date, today: date) -> str:
    """The unit's page, on the day one is looking at."""
    day = "" if on == today else f"?ngay={on.isoformat()}"
    return reverse("organisations:unit", args=[pk]) + day


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


def _standing(unit: Unit, on: date) -> str:
    places = list(unit.placements.values_list("during", flat=True))
    if any(on in during for during in places) or not places:
        return ""
    ends = [during.upper for during in places if during.upper and during.upper <= on]
    if ends:
        return _("Đơn vị này không còn từ %s.") % dates.show(max(ends))
    starts = [during.lower for during in places if during.lower]
    return _("Đơn vị này chỉ có từ %s.") % dates.show(min(starts))


def _codes(unit: Unit) -> list[Fact]:
    return [
        Fact(
            str(UnitCode.Scheme(code.scheme).label).capitalize(),
            f"{code.code} ({during_words(code.during)})",
        )
        for code in unit.codes.order_by("during", "scheme")
    ]


def _places(unit: Unit, on: date) -> list[Place]:
    trees = Tree.objects.filter(
        placements__unit=unit, placements__during__contains=on
    ).order_by("pk")
    today = clock.today()
    return [
        Place(
            tree=tree.name,
            way=[
                Link(above.name_on, unit_href(above.pk, on, today))
                for above in ancestors_of(unit, on, tree.key)
            ],
        )
        for tree in trees
    ]


def _kin(unit: Unit, *, forward: bool) -> list[Kin]:
    lines = Succession.objects.filter(
        **{"predecessor" if forward else "successor": unit}
    ).select_related("act")
    found = list(lines.order_by("act__effective_on", "-is_main", "pk"))
    others = [line.successor_id if forward else line.predecessor_id for line in found]
    days = {line.act.effective_on for line in found}
    names: dict[int, str] = {}
    for day in days:
        beside = day if forward else date.fromordinal(day.toordinal() - 1)
        names |= names_on(others, beside)
    return [
        Kin(
            name=names.get(other, ""),
            href=reverse("organisations:unit", args=[other]),
            how=str(line.get_kind_display()),
            is_main=line.kind == Succession.Kind.SPLIT and line.is_main,
            decision=line.act.decision,
            decision_href=reverse("organisations:act", args=[line.act_id]),
            when=dates.show(line.act.effective_on),
        )
        for line, other in zip(found, others, strict=True)
    ]


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
