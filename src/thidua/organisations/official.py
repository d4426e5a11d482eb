"""The official units of the country, as the files in `data/` hold them.

`data/README.md` says where the facts come from and what was mended in them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.db.backends.postgresql.psycopg_any import DateRange

from thidua.kernel.outlines import box_of
from thidua.organisations.models import Succession, Unit, UnitCode

TWO_TIERS_FROM = date(2025, 7, 1)

_DURING = {
    "before": DateRange(None, TWO_TIERS_FROM),
    "after": DateRange(TWO_TIERS_FROM, None),
    "both": DateRange(None, None),
}
_SCHEMES = {2: UnitCode.Scheme.PROVINCE, 3: UnitCode.Scheme.DISTRICT}


@dataclass(frozen=True, slots=True)
class OfficialUnit:
    """A row of `units.csv`; `key` and `parent` are names of the file alone."""

    key: str
    kind: str
    name: str
    full_name: str
    name_en: str
    code: str
    parent: str
    era: str

    @property
    def during(self) -> DateRange:
        """When it stood; nothing is known of the days before the snapshot."""
        return _DURING[self.era]

    @property
    def scheme(self) -> str:
        """Two digits name a province, three a district, five a commune."""
        return _SCHEMES.get(len(self.code), UnitCode.Scheme.COMMUNE)

    @property
    def is_province(self) -> bool:
        return self.kind in {Unit.Kind.PROVINCE, Unit.Kind.CITY}


@dataclass(frozen=True, slots=True)
class OfficialSuccession:
    """A row of `successions.csv`.

    An echo stands in the source only because two communes bore one name: it is kept
    in the file, so that the mending can be checked, and never loaded.
    """

    old: str
    new: str
    kind: str
    is_main: bool
    is_echo: bool


@cache
def official_units() -> tuple[OfficialUnit, ...]:
    """Every unit of the country before and after 1 July 2025, parents first."""
    return tuple(OfficialUnit(**row) for row in _rows("units.csv"))


def all_successions() -> tuple[OfficialSuccession, ...]:
    """What the source says of who became whom, echoes included."""
    return tuple(
        OfficialSuccession(
            old=row["old"],
            new=row["new"],
            kind=Succession.Kind(row["kind"]).value,
            is_main=row["is_main"] == "1",
            is_echo=row["is_echo"] == "1",
        )
        for row in _rows("successions.csv")
    )


def official_successions() -> tuple[OfficialSuccession, ...]:
    """Who became whom on 1 July 2025."""
    return tuple(line for line in all_successions() if not line.is_echo)


@dataclass(frozen=True, slots=True)
class OfficialShape:
    """A row of `shapes.csv`: the code of a unit of 1 July 2025 and its outline."""

    code: str
    path: str

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of all its pieces."""
        return box_of(self.path)


def official_shapes() -> Iterator[OfficialShape]:
    """The outlines of the 34 provinces and 3,321 communes, provinces first."""
    return (OfficialShape(**row) for row in _rows("shapes.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files(__package__).joinpath("data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
