"""How clubs and their members are told, and what of a member an outsider may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.clubs.hands import Hands
from thidua.clubs.models import Club, ClubMember
from thidua.clubs.policies import can_run
from thidua.clubs.states import OPEN, Standing
from thidua.exemplars.models import Exemplar, at_or_below
from thidua.exemplars.queries.words import called
from thidua.exemplars.shown import PRIVATE, Shown, shown_of, somebody
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power, Unit
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member as a reader sees them: by name, or as what they are and where."""

    pk: int
    name: str
    about: str
    href: str
    kind: str
    home: str
    is_named: bool


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


def shown_members(
    members: Sequence[ClubMember], actor: Actor, day: date, *, is_inside: bool
) -> dict[int, ShownMember]:
    """By member: what this reader sees; few questions, however many there are."""
    of = [one.exemplar for one in members if one.exemplar is not None]
    numbers = [one.pk for one in of]
    seen = set(
        Exemplar.objects.visible_to(actor, day)
        .filter(pk__in=numbers)
        .values_list("pk", flat=True)
    )
    whole = set(numbers) if is_inside else set(_whole(actor, numbers, day))
    told = shown_of(of, inside=whole, day=day) if of else {}
    homes = {one.home_id for one in members} | {one.unit_id or 0 for one in members}
    places, names = called(homes - {0}, day), names_on(homes - {0}, day)
    return {
        one.pk: _of_register(one, told[one.exemplar_id], places, seen)
        if one.exemplar_id is not None
        else _of_others(one, actor, places, names, is_inside=is_inside)
        for one in members
    }


def _whole(actor: Actor, numbers: list[int], day: date) -> Iterable[int]:
    found = Exemplar.objects.inside(actor, day).filter(pk__in=numbers)
    return found.values_list("pk", flat=True)


def _of_register(
    one: ClubMember, told: Shown, places: Mapping[int, str], seen: set[int]
) -> ShownMember:
    pk = one.exemplar_id or 0
    return ShownMember(
        pk=one.pk,
        name=places.get(one.unit_id or 0, told.name),
        about=told.title,
        href=reverse("exemplars:exemplar", args=[pk]) if pk in seen else "",
        kind=str(one.get_kind_display()),
        home="" if one.unit_id == one.home_id else places.get(one.home_id, ""),
        is_named=True,
    )


def _of_others(
    one: ClubMember,
    actor: Actor,
    places: Mapping[int, str],
    names: Mapping[int, str],
    *,
    is_inside: bool,
) -> ShownMember:
    is_own = actor.person_id is not None and actor.person_id == one.person_id
    is_named = is_inside or is_own or one.shows_name or one.kind not in PRIVATE
    name = places.get(one.unit_id or 0, one.name)
    if not is_named:
        name = somebody(one, names.get(one.home_id, ""))
    home = places.get(one.home_id, "")
    return ShownMember(
        pk=one.pk,
        name=f"{name[:1].upper()}{name[1:]}",
        about=one.trade or _("người học"),
        href="",
        kind=str(one.get_kind_display()),
        home="" if one.unit_id == one.home_id or not is_named else home,
        is_named=is_named,
    )


def field_words(club: Club) -> str:
    """`Trồng dừa; chuỗi giá trị dừa và nông sản`."""
    field = str(club.get_field_display())
    return f"{club.trade}; {field}" if club.trade else field
