"""The book of people, and one person's page, as an administrator sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel import clock
from thidua.kernel.numbers import show_number
from thidua.kernel.sheets import Column, Sheet
from thidua.kernel.text import fold
from thidua.kernel.ui.addresses import address
from thidua.kernel.ui.filters import paged
from thidua.kernel.ui.parts import Pager
from thidua.kernel.ui.trails import Newest, newest
from thidua.organisations.models import Mandate, Person, Unit, User
from thidua.organisations.naming import unit_called
from thidua.organisations.queries.showing import during_words
from thidua.organisations.queries.telling import history_of_person


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the book, with what they do today."""

    name: str
    href: str
    username: str
    offices: str
    is_made_up: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """The book, filtered by a name or a unit."""

    rows: Sequence[PersonRow]
    pager: Pager
    count: str
    text: str
    said: str
    """What the book is narrowed to beside a unit; “” for nothing."""
    unit_id: int | None
    unit_name: str


def _named_so(text: str) -> str:
    return _("tên có “%s”") % text if text else ""


def people_sheet(text: str, unit: Unit | None) -> Sheet:
    """The same list, all of it, as an Excel file."""
    people = list(_people(text, unit))
    said = _("lọc theo %(asked)s") % {"asked": _named_so(text)} if text else ""
    offices = _offices([person.pk for person in people], clock.today())
    return Sheet(
        name=_("Người"),
        title=_("Người và phân công").upper(),
        subtitle=", ".join(
            one
            for one in (unit_called(unit, clock.today()) if unit else "", said)
            if one
        ),
        columns=[
            Column(_("Họ và tên"), width=30),
            Column(_("Phân công hôm nay"), width=60),
            Column(_("Tên đăng nhập"), width=20),
        ],
        rows=[
            [
                person.full_name,
                "; ".join(offices.get(person.pk, [])),
                getattr(getattr(person, "user", None), "username", ""),
            ]
            for person in people
        ],
    )


def _people(text: str, unit: Unit | None) -> QuerySet[Person]:
    people = Person.objects.select_related("user").order_by("sort_key", "pk")
    if text:
        people = people.filter(folded__contains=fold(text))
    if unit:
        people = people.filter(mandates__unit=unit).distinct()
    return people


def people_page(text: str, unit: Unit | None, params: Mapping[str, str]) -> PeoplePage:
    """Those whose name holds the text, or who have a mandate at the unit."""
    today = clock.today()
    people = _people(text, unit)
    count = people.count()
    words = ngettext("%(n)s người", "%(n)s người", count) % {
        "n": show_number(Decimal(count))
    }
    some, links = paged(count, params, reverse("organisations:people"), words)
    shown = list(people[some])
    offices = _offices([person.pk for person in shown], today)
    return PeoplePage(
        rows=[
            PersonRow(
                name=person.full_name,
                href=reverse("organisations:person", args=[person.pk]),
                username=getattr(getattr(person, "user", None), "username", ""),
                offices="; ".join(offices.get(person.pk, [])),
                is_made_up=person.is_made_up,
            )
            for person in shown
        ],
        pager=links,
        count=words,
        text=text,
        said=_named_so(text),
        unit_id=unit.pk if unit else None,
        unit_name=unit_called(unit, today) if unit else "",
    )


@dataclass(frozen=True, slots=True)
class MandateRow:
    """One mandate, and whether it may still be ended."""

    pk: int
    label: str
    role: str
    during: str
    is_open: bool
    delegations_href: str
    addresses_href: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person's mandates, sign-in and trail."""

    pk: int
    name: str
    is_made_up: bool
    username: str
    waits_for_change: bool
    has_second_factor: bool
    mandates: Sequence[MandateRow]
    trail: Newest


def person_page(person: Person) -> PersonPage:
    """Everything an administrator needs to give or take a mandate."""
    today = clock.today()
    user = User.objects.filter(person=person).first()
    held = Mandate.objects.filter(person=person).with_unit_names(today)
    return PersonPage(
        pk=person.pk,
        name=person.full_name,
        is_made_up=person.is_made_up,
        username=user.username if user else "",
        waits_for_change=bool(user and user.is_password_one_time),
        has_second_factor=bool(user and user.second_factors.exists()),
        mandates=[_mandate_row(one, today) for one in held],
        trail=newest(history_of_person(person)),
    )


def _mandate_row(one: Mandate, today: date) -> MandateRow:
    is_open = one.during.upper is None or one.during.upper > today
    mail = f"{address('follow_up:addresses')}?don-vi={one.unit_id}"
    is_head = one.role == Mandate.Role.HEAD
    return MandateRow(
        pk=one.pk,
        label=one.label,
        role=str(one.get_role_display()),
        during=during_words(one.during),
        is_open=is_open,
        delegations_href=address("desk:delegations-of", one.pk) if is_head else "",
        addresses_href=mail if is_open else "",
    )


def _offices(people: Sequence[int], today: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    held = Mandate.objects.held_on(today).filter(person__in=people)
    for one in held.with_unit_names(today):
        words = _("%(title)s, %(unit)s") % {
            "title": one.title,
            "unit": one.unit_name,
        }
        found.setdefault(one.person_id, []).append(words)
    return found
