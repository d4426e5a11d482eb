"""Whose hands a club is in on a day: the unit in charge, the board, the chair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.clubs.models import BoardTerm, Club, ClubMember, Role
from thidua.exemplars.keeping import keeper_of
from thidua.organisations.models import Mandate, User


@dataclass(frozen=True, slots=True)
class Hands:
    """`keeper` is the unit in charge, or who succeeded it; `board` and `chair` are the
    persons who can sign in. `chair_unit` is the unit that is the chair itself."""

    keeper: int | None
    board: frozenset[int]
    chair: ClubMember | None
    chair_person: int | None
    chair_unit: int | None


def hands_of(club: Club, day: date) -> Hands:
    """Who may do what with the club today; three questions."""
    terms = BoardTerm.objects.filter(club=club, ends_on__isnull=True)
    some = list(terms.select_related("member"))
    people = signing_in(one.member.person_id for one in some)
    chair = next((one.member for one in some if one.role == Role.CHAIR), None)
    person = chair.person_id if chair else None
    return Hands(
        keeper=keeper_of(club.home_id, day),
        board=frozenset(people),
        chair=chair,
        chair_person=person if person in people else None,
        chair_unit=chair.unit_id if chair else None,
    )


def signing_in(people: Iterable[int | None]) -> set[int]:
    """Of some persons, those who can sign in."""
    wanted = {one for one in people if one is not None}
    if not wanted:
        return set()
    found = User.objects.filter(person__in=wanted, is_active=True)
    return set(found.values_list("person_id", flat=True))


def units_that_sign_in(units: Iterable[int], day: date) -> set[int]:
    """Of some units, those for which somebody signs in."""
    wanted = list(units)
    if not wanted:
        return set()
    held = Mandate.objects.held_on(day).filter(unit__in=wanted)
    found = held.filter(person__user__is_active=True)
    return set(found.values_list("unit", flat=True))
