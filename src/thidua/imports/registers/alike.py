"""Who of the register may be meant by a name of a list; nobody is joined lightly.

The same name with all its marks, at the same unit, with no other year of birth is the
same person. Whoever is alike in part is shown beside the row, and a person says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from thidua.imports.registers.reading import is_bare
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the register, and what they serve as on the day or later."""

    pk: int
    full_name: str
    birth_year: int | None
    signs_in: bool
    offices: list[Mandate] = field(default_factory=list)

    def at(self, unit_id: int) -> list[Mandate]:
        """What they serve as at a unit."""
        return [one for one in self.offices if one.unit_id == unit_id]

    def is_called(self, name: str) -> bool:
        """Is it the very name, whatever its capitals?"""
        return self.full_name.casefold() == name.casefold()

    def may_be_born(self, year: int | None) -> bool:
        """Does no year of birth speak against it?"""
        return not year or not self.birth_year or self.birth_year == year

    def is_born(self, year: int | None) -> bool:
        """Does the year of birth speak for it?"""
        return bool(year) and self.birth_year == year


class Register:
    """The people whose names are like those of a list; read at one stroke."""

    def __init__(
        self, names: Iterable[str], actor: Actor, day: date, within: set[int]
    ) -> None:
        self._within, self._is_whole = within, actor.is_administrator or actor.is_system
        turned = {turn for name in names for turn in turns(name)}
        people = {
            one.pk: Somebody(
                one.pk, one.full_name, one.birth_year, hasattr(one, "user")
            )
            for one in Person.objects.visible_to(actor, day)
            .filter(folded__in=turned)
            .select_related("user")
        }
        held = Mandate.objects.filter(person__in=people).filter(
            Q(during__contains=day) | Q(during__startswith__gt=day)
        )
        for mandate in held.with_unit_names(day):
            people[mandate.person_id].offices.append(mandate)
        self._by_name: dict[str, list[Somebody]] = defaultdict(list)
        for one in people.values():
            self._by_name[fold(one.full_name)].append(one)

    def alike(self, name: str) -> list[Somebody]:
        """Those of this name, with other marks, or with its words turned round."""
        return [one for turn in turns(name) for one in self._by_name.get(turn, ())]

    def sure(
        self, name: str, year: int | None, unit_id: int, title: str
    ) -> Somebody | None:
        """The one who is meant, where nothing speaks against it."""
        here = [
            one
            for one in self._by_name.get(fold(name), ())
            if one.is_called(name) and one.may_be_born(year) and one.at(unit_id)
        ]
        if len(here) > 1:
            here = [one for one in here if one.is_born(year)] or here
        if len(here) > 1:
            here = [
                one
                for one in here
                if any(fold(held.title) == fold(title) for held in one.at(unit_id))
            ]
        return here[0] if len(here) == 1 else None

    def doubtful(self, name: str, year: int | None, unit_id: int) -> list[Somebody]:
        """Those who may be meant: the same unit or year, or nothing to tell apart."""
        return [
            one
            for one in self.alike(name)
            if one.may_be_born(year)
            and (one.at(unit_id) or one.is_born(year) or _is_likely(one, name))
        ]

    def label(self, one: Somebody) -> str:
        """Somebody beside a row; a year of birth is shown only to their own office."""
        is_theirs = self._is_whole or any(
            held.unit_id in self._within for held in one.offices
        )
        said = [one.full_name]
        if one.birth_year and is_theirs:
            said.append(_("sinh %s") % one.birth_year)
        said += [held.label for held in one.offices[:2]] or [_("chưa có phân công")]
        return joined(", ", said)


def turns(name: str) -> Iterator[str]:
    """The folded name and its words turned round: `an nguyen van` for one."""
    words = fold(name).split()
    seen: Sequence[str] = list(
        dict.fromkeys(
            " ".join(words[place:] + words[:place]) for place in range(len(words))
        )
    )
    yield from seen[:8]


def _is_likely(one: Somebody, name: str) -> bool:
    """The same letters, where marks or years cannot tell them apart."""
    if fold(one.full_name) != fold(name):
        return False
    return one.is_called(name) or is_bare(name) or is_bare(one.full_name)
