"""How clubs and their members are told, and what of a member an outsider may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from thidua.clubs.models import Club, ClubMember
from thidua.clubs.queries.reading import Reading
from thidua.exemplars.models import Exemplar
from thidua.exemplars.shown import PRIVATE, Shown, shown_of, somebody


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


def gather_members(of: Reading, members: Iterable[ClubMember]) -> None:
    """Let the page ask for the names of their units together with all others."""
    for one in members:
        of.places.gather([one.home_id, one.unit_id])
        if one.exemplar is not None:
            of.places.gather([one.exemplar.home_id])


def shown_members(
    of: Reading, members: Sequence[ClubMember], *, whole: bool = False
) -> dict[int, ShownMember]:
    """By member: what this reader sees (`whole`: what those inside see); few questions,
    however many there are."""
    is_inside = whole or of.is_inside
    gather_members(of, members)
    some = [one.exemplar for one in members if one.exemplar is not None]
    numbers = [one.pk for one in some]
    visible = Exemplar.objects.visible_to(of.actor, of.day).filter(pk__in=numbers)
    seen = set(visible.values_list("pk", flat=True)) if some else set()
    known = set(numbers) if is_inside else set(_whole(of, numbers))
    told = shown_of(some, inside=known, day=of.day, places=of.places)
    return {
        one.pk: _of_register(of, one, told[one.exemplar_id], seen)
        if one.exemplar_id is not None
        else _of_others(of, one, is_inside=is_inside)
        for one in members
    }


def _whole(of: Reading, numbers: list[int]) -> Iterable[int]:
    found = Exemplar.objects.inside(of.actor, of.day).filter(pk__in=numbers)
    return found.values_list("pk", flat=True) if numbers else []


def _of_register(
    of: Reading, one: ClubMember, told: Shown, seen: set[int]
) -> ShownMember:
    pk, places = one.exemplar_id or 0, of.places
    return ShownMember(
        pk=one.pk,
        name=places.called(one.unit_id) or told.name,
        about=told.title,
        href=reverse("exemplars:exemplar", args=[pk]) if pk in seen else "",
        kind=str(one.get_kind_display()),
        home="" if one.unit_id == one.home_id else places.called(one.home_id),
        is_named=True,
    )


def _of_others(of: Reading, one: ClubMember, *, is_inside: bool) -> ShownMember:
    actor, places = of.actor, of.places
    is_own = actor.person_id is not None and actor.person_id == one.person_id
    is_named = is_inside or is_own or one.shows_name or one.kind not in PRIVATE
    name = places.called(one.unit_id) or one.name
    if not is_named:
        name = somebody(one, places.listed(one.home_id))
    hides_home = one.unit_id == one.home_id or not is_named
    return ShownMember(
        pk=one.pk,
        name=f"{name[:1].upper()}{name[1:]}",
        about=one.trade,
        href="",
        kind=str(one.get_kind_display()),
        home="" if hides_home else places.called(one.home_id),
        is_named=is_named,
    )


def field_words(club: Club) -> str:
    """`Trồng dừa; chuỗi giá trị dừa và nông sản`."""
    field = str(club.get_field_display())
    return f"{club.trade}; {field}" if club.trade else field
