"""Which province is meant: as of the year, loosely written, doubtful ones asked."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from thidua.kernel.text import fold, sort_key
from thidua.organisations.models import Unit, UnitName

KINDS = (Unit.Kind.PROVINCE, Unit.Kind.CITY)
_BEFORE = re.compile(r"^(thanh pho|tinh|tp|t)(\.\s*|\s+)")
_LETTERS = re.compile(r"[^a-z0-9]+")
ALIKE = 0.8
"""How alike two names must be to be asked about; a habit, not a rule."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province as it was called in a year."""

    unit_id: int
    name: str
    full_name: str
    name_en: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a written name means; several when it must be asked, none when unknown."""

    written: str
    found: Province | None
    choices: Sequence[Province] = ()


class Provinces:
    """The provinces that stood at the end of a year."""

    def __init__(self, provinces: Iterable[Province]) -> None:
        self.all = sorted(provinces, key=lambda one: one.sort_key)
        self._by_key: dict[str, Province] = {}
        for one in self.all:
            for words in (one.name, one.full_name, one.name_en):
                if words:
                    self._by_key.setdefault(plain(words), one)
        for spelling, name in spellings().items():
            if (meant := self._by_key.get(plain(name))) is not None:
                self._by_key.setdefault(spelling, meant)

    def __len__(self) -> int:
        return len(self.all)

    def by_id(self) -> Mapping[int, Province]:
        """Each by the number of its unit."""
        return {one.unit_id: one for one in self.all}

    def called(self, written: str) -> Match:
        """The province of that name; near ones are offered, never taken."""
        key = plain(written)
        if not key:
            return Match(written, None)
        if (exact := self._by_key.get(key)) is not None:
            return Match(written, exact)
        near = get_close_matches(key, self._by_key, n=4, cutoff=ALIKE)
        choices = list(dict.fromkeys(self._by_key[one] for one in near))
        return Match(written, None, choices)


def provinces_of(year: int) -> Provinces:
    """The provinces and cities that stood on the last day of a year."""
    day = date(year, 12, 31)
    names = UnitName.objects.filter(
        unit__kind__in=KINDS,
        during__contains=day,
        unit__placements__during__contains=day,
        unit__placements__tree__key="state",
    )
    rows = names.values_list("unit_id", "name", "full_name", "name_en")
    return Provinces(Province(*row, sort_key=sort_key(row[1])) for row in rows)


def plain(text: str) -> str:
    """Letters alone: no marks, no capitals, no “Tỉnh”, “TP.” in front."""
    return _LETTERS.sub("", _BEFORE.sub("", fold(text)))


@cache
def spellings() -> Mapping[str, str]:
    """How some provinces are also written, from the project's own data."""
    book = files(__package__).joinpath("data", "spellings.csv")
    with book.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {plain(row["spelling"]): row["province"] for row in rows}
