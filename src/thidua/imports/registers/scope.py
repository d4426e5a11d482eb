"""The units a list may speak of: one unit and everything below it, on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from thidua.imports.matching import Known, Named, Names, spell_unit
from thidua.imports.registers.unit_words import bare_of
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Unit, UnitCode, UnitName
from thidua.organisations.naming import names_on


class Scope:
    """A unit and those below it in any tree, by every name and code they go by."""

    def __init__(self, unit: Unit, day: date) -> None:
        self.unit, self.day = unit, day
        below = Lineage.objects.filter(ancestor=unit, during__contains=day)
        self.ids = {unit.pk, *below.values_list("unit", flat=True)}
        self.names = names_on(self.ids, day)
        self.title = self.names.get(unit.pk, "")
        ordered = sorted(self.names.items(), key=lambda pair: sort_key(pair[1]))
        self.options = [(str(pk), name) for pk, name in ordered]

    def known(self) -> Known:
        """The units, for a dim; a district tells two hamlets of one name apart."""
        return Known(self.options, self._names)

    def _names(self) -> Names:
        others: dict[int, list[str]] = defaultdict(list)
        bare = UnitName.objects.filter(unit__in=self.ids, during__contains=self.day)
        for unit, name in bare.values_list("unit", "name"):
            others[unit] += [name, bare_of(name, Unit.Kind.HAMLET)]
        codes = UnitCode.objects.filter(unit__in=self.ids, during__contains=self.day)
        for unit, code in codes.values_list("unit", "code"):
            others[unit].append(code)
        above: dict[int, set[str]] = defaultdict(set)
        lines = Lineage.objects.filter(
            unit__in=self.ids,
            ancestor__in=self.ids,
            depth__gt=0,
            during__contains=self.day,
        )
        for unit, ancestor in lines.values_list("unit", "ancestor"):
            above[unit].add(str(ancestor))
        return Names(
            [
                Named(str(pk), (name, *others[pk]), frozenset(above[pk]))
                for pk, name in self.names.items()
            ],
            spell_unit,
        )


def own_unit(actor: Actor) -> list[tuple[str, str]]:
    """Where somebody may begin: the unit they act for."""
    if actor.mandate is None:
        return []
    return [(str(actor.unit_id), actor.mandate.unit_name)]


def unit_of(place: str) -> Unit:
    """The unit that an address names; `LookupError` when there is none."""
    unit = Unit.objects.filter(pk=int(place)).first() if place.isdecimal() else None
    if unit is None:
        raise LookupError(place)
    return unit
