"""Who serves and cannot sign in yet: the list from which sign-ins are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel import clock
from thidua.kernel.text import fold
from thidua.kernel.ui.parts import Link
from thidua.organisations.models import Lineage, Mandate, Person, Unit, User
from thidua.organisations.naming import unit_called

SHOWN = 200
"""People on the page; the rest come when these have their sign-ins."""


@dataclass(frozen=True, slots=True)
class Enrolling:
    """One person who may be given a sign-in, under a name that nobody has."""

    pk: int
    name: str
    offices: str
    username: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A sign-in just made; the password is shown this once."""

    name: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class SignInsPage:
    """Everything `sign_ins.html` shows."""

    unit_id: int
    unit: str
    crumbs: Sequence[Link]
    people: Sequence[Enrolling]
    count: str
    made: Sequence[Enrolled]
    refusal: str


def people_without_sign_in(unit: Unit) -> list[Person]:
    """Those who serve at a unit or below it today and have no sign-in."""
    today = clock.today()
    below = Lineage.objects.filter(ancestor=unit, during__contains=today)
    held = Mandate.objects.held_on(today).filter(unit__in=below.values("unit"))
    people = Person.objects.filter(pk__in=held.values("person"), user__isnull=True)
    return list(people.order_by("sort_key", "pk")[:SHOWN])


def sign_ins_page(
    unit: Unit, made: Sequence[tuple[User, str]], refusal: str
) -> SignInsPage:
    """Whom sign-ins may be made for, and those made just now."""
    today = clock.today()
    people = people_without_sign_in(unit)
    names = _usernames(people)
    offices: dict[int, list[str]] = {}
    held = Mandate.objects.held_on(today).filter(person__in=people)
    for one in held.with_unit_names(today):
        offices.setdefault(one.person_id, []).append(one.label)
    count = len(people)
    return SignInsPage(
        unit_id=unit.pk,
        unit=unit_called(unit, today),
        crumbs=[
            Link(_("Người và phân công"), reverse("organisations:people")),
            Link(_("Cấp tài khoản"), is_here=True),
        ],
        people=[
            Enrolling(
                one.pk,
                one.full_name,
                "; ".join(offices.get(one.pk, [])),
                names[one.pk],
            )
            for one in people
        ],
        count=ngettext(
            "%(n)d người chưa có tài khoản", "%(n)d người chưa có tài khoản", count
        )
        % {"n": count},
        made=[
            Enrolled(user.person.full_name, user.username, password)
            for user, password in made
        ],
        refusal=refusal,
    )


def _usernames(people: Sequence[Person]) -> dict[int, str]:
    """`an.nguyenvan` of Nguyễn Văn An; a number where somebody has it."""
    stems = {one.pk: _stem(one.full_name) for one in people}
    taken = set(
        User.objects.filter(
            username__regex=f"^({'|'.join(sorted(set(stems.values())) or ['-'])})"
        ).values_list("username", flat=True)
    )
    names = {}
    for pk, stem in stems.items():
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}{number}", number + 1
        taken.add(name)
        names[pk] = name
    return names


def _stem(full_name: str) -> str:
    words = [
        "".join(c for c in word if c.isalnum()) for word in fold(full_name).split()
    ]
    given, *rest = [words[-1], *words[:-1]]
    return ".".join(filter(None, [given, "".join(rest)]))[:50]
