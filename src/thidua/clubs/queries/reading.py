"""Who reads a club on a day, what they may see, what the units of the page are
called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.clubs.hands import Hands, hands_of
from thidua.clubs.models import Club, ClubMember
from thidua.clubs.policies import can_run
from thidua.clubs.states import OPEN, Standing
from thidua.exemplars.models import at_or_below
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit
from thidua.organisations.places import Places


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a club on a day, what they may see, in whose hands it is."""

    club: Club
    actor: Actor
    day: date
    hands: Hands
    is_inside: bool
    places: Places
    """What the units of the page are called: its parts gather theirs before one is
    named."""


def reading_of(club: Club, actor: Actor, day: date) -> Reading:
    """Asked once for a whole page."""
    hands = hands_of(club, day)
    places = Places(day, [club.home_id])
    return Reading(club, actor, day, hands, is_inside(actor, club, hands, day), places)


def is_inside(actor: Actor, club: Club, hands: Hands, day: date) -> bool:
    """Does this person see the club whole: its board, its members, the unit in charge
    and those above it?"""
    if can_run(actor, hands):
        return True
    if actor.holds(Power.RUN):
        units = at_or_below(actor.unit_id, day)
        if Unit.objects.filter(pk=club.home_id).filter(pk__in=units).exists():
            return True
    return bool(my_rows(actor, club, (Standing.MEMBER,)))


def my_rows(actor: Actor, club: Club, states: Iterable[str] = OPEN) -> list[ClubMember]:
    """Those in the club who are this person, or whom this person's unit speaks for."""
    found = ClubMember.objects.none()
    some = ClubMember.objects.filter(club=club, state__in=list(states))
    if actor.person_id is not None:
        found = some.filter(person=actor.person_id)
    if actor.unit_id is not None and actor.holds(Power.RUN):
        found = found | some.filter(home=actor.unit_id)
        found = found | some.filter(unit=actor.unit_id)
    return list(found.order_by("sort_key", "pk").distinct())
