"""The places of the demonstration as the generator sees them: code, kind, people.

The population of the province is that of the public statistics (Bến Tre 2022:
1,298,010; the new Vĩnh Long is not in them and is made up); how it spreads over the
communes is made up, with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.config.demonstration.dice import dice, share_out
from thidua.organisations.official import official_units

BEN_TRE, VINH_LONG = "b83", "a86"
POPULATION = {BEN_TRE: 1_298_010, VINH_LONG: 3_367_000}

_PEOPLE_OF = {"ward": 10_500, "township": 11_500, "commune": 7_800}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit that reports figures; `weight` is its share of its province's people."""

    key: str
    kind: str
    name: str
    above: str
    people: int
    weight: float

    @property
    def code(self) -> str:
        """The official code."""
        return self.key[1:]


def communes_of(province: str) -> tuple[Place, ...]:
    """The communes, wards and townships below a province's key, in official order."""
    districts = {unit.key for unit in official_units() if unit.parent == province}
    rows = [
        unit
        for unit in official_units()
        if (unit.parent in districts or unit.parent == province)
        and unit.kind in _PEOPLE_OF
    ]
    sizes = [
        _PEOPLE_OF[row.kind] * dice("people", row.key).triangular(0.55, 1.75, 0.9)
        for row in rows
    ]
    people = share_out(POPULATION[province], sizes)
    total = POPULATION[province]
    return tuple(
        Place(row.key, row.kind, row.full_name, row.parent, count, count / total)
        for row, count in zip(rows, people, strict=True)
    )


def districts_of(province: str, communes: Iterable[Place]) -> tuple[Place, ...]:
    """The districts of a province, with the people of their communes."""
    people: dict[str, int] = {}
    for commune in communes:
        people[commune.above] = people.get(commune.above, 0) + commune.people
    total = POPULATION[province]
    return tuple(
        Place(
            unit.key,
            unit.kind,
            unit.full_name,
            province,
            people.get(unit.key, 0),
            people.get(unit.key, 0) / total,
        )
        for unit in official_units()
        if unit.parent == province and unit.kind == "district"
    )
