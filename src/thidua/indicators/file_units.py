"""Units as files name them: in full, bare, by code, and by what they lie within."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from thidua.imports.kinds import DIM, WITHIN, Field
from thidua.imports.matching import Known, Named, Names, spell_unit
from thidua.indicators.file_words import COMMUNE_WORDS, DISTRICT_WORDS, UNIT_WORDS
from thidua.indicators.models import FormLine, level_of
from thidua.kernel.sentences import sentence as _
from thidua.organisations.models import Lineage, UnitCode, UnitName
from thidua.organisations.naming import names_on

UNIT, ABOVE = "unit", "above"


class FileUnits:
    """The units that a file may name, by the names of a day and along a tree."""

    def __init__(self, names: Mapping[int, str], tree_id: int, day: date) -> None:
        """`names`: each unit with its full name of that day, not told apart."""
        self._names, self._tree_id, self._day = names, tree_id, day

    def known(self, options: Sequence[tuple[str, str]]) -> dict[str, Known]:
        """What the two fields may be; names are read once a file asks."""
        return {
            UNIT: Known(options, self._named),
            ABOVE: Known([], lambda: self._names_above),
        }

    def _named(self) -> Names:
        codes = defaultdict(list)
        owned = UnitCode.objects.filter(unit__in=self._names)
        for unit, code in owned.values_list("unit", "code"):
            codes[unit].append(code)
        bare, above = _bare(self._names), self._ancestors
        return Names(
            [
                Named(
                    str(unit),
                    (name, bare.get(unit, ""), *codes[unit]),
                    frozenset(above[unit]),
                )
                for unit, name in self._names.items()
            ],
            spell_unit,
            lambda: self._names_above,
        )

    @cached_property
    def _ancestors(self) -> dict[int, set[str]]:
        above: dict[int, set[str]] = defaultdict(set)
        lines = Lineage.objects.filter(
            tree=self._tree_id, unit__in=self._names, depth__gt=0
        )
        for unit, ancestor in lines.values_list("unit", "ancestor"):
            above[unit].add(str(ancestor))
        return above

    @cached_property
    def _names_above(self) -> Names:
        ids = {int(one) for above in self._ancestors.values() for one in above}
        names = names_on(ids, self._day)
        bare = _bare(names)
        return Names(
            [Named(str(one), (name, bare.get(one, ""))) for one, name in names.items()],
            spell_unit,
        )


def _bare(units: Collection[int]) -> dict[int, str]:
    names = UnitName.objects.filter(unit__in=units)
    return dict(names.values_list("unit", "name"))


def unit_fields(kinds: Iterable[str], *more: str) -> list[Field]:
    """The column of the unit, and that of what it lies within, by the kinds of the
    units; `more` are other headers of the first."""
    levels = {level_of(kind) for kind in kinds}
    words: tuple[str, ...] = (*UNIT_WORDS, *more)
    above: tuple[str, ...] = DISTRICT_WORDS
    if FormLine.Level.COMMUNE in levels:
        words += COMMUNE_WORDS
    if FormLine.Level.DISTRICT in levels:
        words, above = words + DISTRICT_WORDS, ("thuoc", "don vi cap tren")
    return [
        Field(UNIT, _("Đơn vị"), words, DIM, is_required=True),
        Field(ABOVE, _("Thuộc huyện, đơn vị cấp trên"), above, WITHIN),
    ]
