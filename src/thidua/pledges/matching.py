"""Who of those registered already may be the one who registers now.

The same name with all its marks, no other year of birth, no other place: the same one.
Alike in part (without marks, the words turned round, one of the two years unknown, the
same year elsewhere in the commune) is shown side by side, and a person says. Nobody is
joined silently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q

from thidua.imports.registers.alike import turns
from thidua.imports.registers.reading import is_bare
from thidua.kernel.text import fold, tidy
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Mandate, Person
from thidua.pledges.drafts import RegistrationDraft
from thidua.pledges.models import Registration
from thidua.pledges.states import State

SOMEBODY = (Registration.Kind.INDIVIDUAL, Registration.Kind.HOUSEHOLD)
"""Kinds whose name is that of a person."""


class Standing:
    """Those registered in a campaign at a unit under names like some; read at once.

    `near` are the units, of the same commune, whose registrations may be of the same
    people; they are asked about and never taken for the same.
    """

    def __init__(
        self,
        campaign_id: int,
        unit_id: int,
        names: Iterable[str],
        *,
        near: Iterable[int] = (),
        apart: int = 0,
    ) -> None:
        self._unit_id = unit_id
        turned = {turn for name in set(names) for turn in turns(name)}
        elsewhere = Q(unit__in=list(near)) & ~Q(state=State.DRAFT)
        alive = Registration.objects.alive().filter(
            Q(unit=unit_id) | elsewhere, campaign=campaign_id, folded__in=turned
        )
        self._by_name: dict[str, list[Registration]] = defaultdict(list)
        for one in alive.exclude(pk=apart).order_by("pk"):
            self._by_name[one.folded].append(one)

    def note(self, one: Registration) -> None:
        """One more, written just now."""
        self._by_name[one.folded].append(one)

    def expect(self, draft: RegistrationDraft) -> None:
        """One more that stands in the list being read and is not written yet."""
        one = Registration(
            unit_id=self._unit_id, kind=draft.kind, birth_year=draft.birth_year
        )
        one.call(draft.name, draft.address)
        self.note(one)

    def same(self, draft: RegistrationDraft) -> Registration | None:
        """The one at the unit that says the same of the same subject."""
        return next((one for one in self._here(draft) if is_same(one, draft)), None)

    def doubtful(self, draft: RegistrationDraft) -> list[Registration]:
        """Those who may be meant."""
        return [one for one in self._of(draft) if may_be(one, draft)]

    def of_the_other_kind(self, draft: RegistrationDraft) -> list[Registration]:
        """A person where a household registers, a household where a person does: they
        may be of one home. Both may stand; whoever approves sees the other."""
        if draft.kind not in SOMEBODY:
            return []
        others = [one for one in self._called(draft) if one.kind in SOMEBODY]
        return [one for one in others if one.kind != draft.kind and may_be(one, draft)]

    def next_namesake(self, draft: RegistrationDraft) -> int:
        """A number by which another one of the very same name and place is told."""
        key = key_of(draft)
        taken = [one.namesake for one in self._here(draft) if _key(one) == key]
        return max(taken, default=0) + 1

    def _here(self, draft: RegistrationDraft) -> list[Registration]:
        return [one for one in self._of(draft) if one.unit_id == self._unit_id]

    def _of(self, draft: RegistrationDraft) -> list[Registration]:
        return [one for one in self._called(draft) if one.kind == draft.kind]

    def _called(self, draft: RegistrationDraft) -> list[Registration]:
        return [
            one for turn in turns(draft.name) for one in self._by_name.get(turn, ())
        ]


def is_same(one: Registration, draft: RegistrationDraft) -> bool:
    """Does nothing speak against it, and the name with all its marks for it?"""
    if one.name.casefold() != tidy(draft.name).casefold():
        return False
    if one.birth_year and one.birth_year == draft.birth_year:
        return _may_live_at(one, draft)
    is_like = one.birth_year == draft.birth_year
    return is_like and one.place_key == fold(draft.address)


def may_be(one: Registration, draft: RegistrationDraft) -> bool:
    """May it be the same one? No year speaks against it, the place does not or the year
    speaks for it; the name is the same but for marks that one of the two lacks, or for
    the order of its words."""
    if one.birth_year and draft.birth_year and one.birth_year != draft.birth_year:
        return False
    is_sure = bool(one.birth_year) and one.birth_year == draft.birth_year
    lives_there = _may_live_at(one, draft)
    if not (is_sure or lives_there):
        return False
    mine, theirs = tidy(draft.name), one.name
    is_marked = not (is_bare(mine) or is_bare(theirs))
    words_differ = sorted(mine.casefold().split()) != sorted(theirs.casefold().split())
    return not (is_marked and words_differ) or (is_sure and lives_there)


def _may_live_at(one: Registration, draft: RegistrationDraft) -> bool:
    place = fold(draft.address)
    return not one.place_key or not place or one.place_key == place


def key_of(draft: RegistrationDraft) -> tuple[str, str, int, str]:
    """What the database tells subjects apart by, but for their number."""
    return (
        draft.kind,
        fold(tidy(draft.name)),
        draft.birth_year or 0,
        fold(tidy(draft.address)),
    )


def _key(one: Registration) -> tuple[str, str, int, str]:
    return one.kind, one.folded, one.birth_year or 0, one.place_key


def people_called(
    drafts: Sequence[RegistrationDraft], actor: Actor, unit_id: int, day: date
) -> dict[int, list[Person]]:
    """By the place of a draft: those of the register who may be meant by its name.

    Only those who serve at the unit, above or below it; three questions for all.
    """
    wanted = {
        turn for draft in drafts if draft.kind in SOMEBODY for turn in turns(draft.name)
    }
    if not wanted:
        return {}
    near = Lineage.objects.filter(during__contains=day)
    served = Mandate.objects.held_on(day).filter(person=OuterRef("pk"))
    here = served.filter(unit=unit_id) | served.filter(
        unit__in=near.filter(ancestor=unit_id).values("unit")
    )
    people = Person.objects.visible_to(actor, day).filter(folded__in=wanted)
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in people.filter(Exists(here)).order_by("pk"):
        by_name[person.folded].append(person)
    return {
        place: found
        for place, draft in enumerate(drafts)
        if draft.kind in SOMEBODY and (found := _meant(draft, by_name))
    }


def _meant(draft: RegistrationDraft, by_name: dict[str, list[Person]]) -> list[Person]:
    found = [one for turn in turns(draft.name) for one in by_name.get(turn, ())]
    return [
        one
        for one in found
        if not (
            one.birth_year and draft.birth_year and one.birth_year != draft.birth_year
        )
    ]


def surely(draft: RegistrationDraft, people: Sequence[Person]) -> Person | None:
    """The one of the register who is meant: the name and the year are the same."""
    sure = [
        one
        for one in people
        if one.full_name.casefold() == tidy(draft.name).casefold()
        and one.birth_year
        and one.birth_year == draft.birth_year
    ]
    return sure[0] if len(sure) == 1 else None
