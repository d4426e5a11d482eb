"""Names of people who do not exist, from the frequencies of Vietnamese names.

Source of the frequencies: duyet/vietnamese-namedb (MIT), counts of name parts only.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from thidua.config.demonstration.dice import dice, pick
from thidua.config.demonstration.files import opened

NOT_TO_BE_USED = frozenset({"Cao Văn Trọng", "Nguyễn Văn Đức", "Nguyễn Hoàng Thao"})
"""People whom the documents name: nobody of the demonstration is called so."""


@dataclass(frozen=True, slots=True)
class MadeUpName:
    """A full name, surname first, and the gender that it is usual for."""

    full: str
    is_woman: bool


@cache
def _parts() -> tuple[list[tuple[str, int]], list[tuple[str, str, int]]]:
    with opened("surnames.csv") as file:
        surnames = [(r["surname"], int(r["count"])) for r in csv.DictReader(file)]
    with opened("given_names.csv") as file:
        given = [
            (r["given"], r["gender"], int(r["weight"])) for r in csv.DictReader(file)
        ]
    return surnames, given


def name_of(*key: object) -> MadeUpName:
    """The made-up name that belongs to a key, always the same."""
    surnames, givens = _parts()
    chance = dice("name", *key)
    while True:
        surname, _count = pick(chance, surnames, [count for _, count in surnames])
        given, gender, _weight = pick(chance, givens, [weight for *_, weight in givens])
        full = f"{surname} {given}"
        if full not in NOT_TO_BE_USED and surname not in given.split():
            return MadeUpName(full=full, is_woman=gender == "F")
