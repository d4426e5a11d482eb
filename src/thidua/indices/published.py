"""The years that come with the program, as the files in `data/` hold them.

`data/README.md` says where the facts come from and what was decided about them.
"""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from thidua.indices.drafts import ComponentDraft, MakeUpDraft

_FIXED = {"index", "year", "province", "score", "rank", "source"}
_FILES = ("pci.csv", "papi.csv", "facts.csv")
_OF_FILE = {"pci.csv": "pci", "papi.csv": "papi"}


@dataclass(frozen=True, slots=True)
class KnownIndex:
    """An index and every make-up of it."""

    code: str
    short_name: str
    name: str
    name_en: str
    publisher: str
    decimals: int
    about: str
    make_ups: Sequence[MakeUpDraft]


@dataclass(frozen=True, slots=True)
class KnownLine:
    """What is known of one province in a year, by the name it had."""

    province: str
    score: Decimal | None = None
    rank: int | None = None
    missing_reason: str = ""
    source: str = ""
    scores: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownYear:
    """A year of an index with all that is known of it."""

    index: str
    year: int
    publisher: str
    published_on: date | None
    ranked: int
    is_computed: bool
    is_whole: bool
    source: str
    note: str
    lines: Sequence[KnownLine]


@dataclass(frozen=True, slots=True)
class KnownRegion:
    """A region and its provinces by name."""

    code: str
    name: str
    name_en: str
    source: str
    provinces: Sequence[str]


@cache
def known_indices() -> Sequence[KnownIndex]:
    """Every index with its make-ups."""
    return [
        KnownIndex(**one | {"make_ups": [_make_up(made) for made in one["make_ups"]]})
        for one in _book()["indices"]
    ]


@cache
def known_regions() -> Sequence[KnownRegion]:
    """The regions by which provinces are compared."""
    members = defaultdict(list)
    for row in _rows("regions.csv"):
        members[row["region"]].append(row["province"])
    return [KnownRegion(**one, provinces=members[one["code"]]) for one in _regions()]


def known_years() -> Iterator[KnownYear]:
    """Every year that lies here, the oldest of each index first."""
    lines = _lines()
    for row in _rows("publications.csv"):
        day = row["published_on"]
        yield KnownYear(
            index=row["index"],
            year=int(row["year"]),
            publisher=row["publisher"],
            published_on=date.fromisoformat(day) if day else None,
            ranked=int(row["ranked"]),
            is_computed=row["is_computed"] == "1",
            is_whole=row["is_whole"] == "1",
            source=row["source"],
            note=row["note"],
            lines=lines[row["index"], int(row["year"])],
        )


def _lines() -> dict[tuple[str, int], list[KnownLine]]:
    """The lines of all files by index and year; gaps join what is known in part."""
    gaps = {
        (row["index"], int(row["year"]), row["province"]): row["reason"]
        for row in _rows("gaps.csv")
    }
    found: dict[tuple[str, int], list[KnownLine]] = defaultdict(list)
    for name in _FILES:
        for row in _rows(name):
            index = row.get("index") or _OF_FILE[name]
            place = (index, int(row["year"]), row["province"])
            found[place[:2]].append(_line(row, gaps.pop(place, "")))
    for (index, year, province), reason in gaps.items():
        found[index, year].append(KnownLine(province, missing_reason=reason))
    return found


def _line(row: Mapping[str, str], missing_reason: str) -> KnownLine:
    return KnownLine(
        province=row["province"],
        score=_number(row["score"]),
        rank=int(row["rank"]) if row["rank"] else None,
        missing_reason=missing_reason,
        source=row.get("source", ""),
        scores={
            name: Decimal(value)
            for name, value in row.items()
            if name not in _FIXED and value
        },
    )


def _make_up(told: Mapping[str, Any]) -> MakeUpDraft:
    parts = [
        ComponentDraft(
            code=one["code"],
            name=one["name"],
            name_en=one.get("name_en", ""),
            weight=_number(one.get("weight")),
            most=_number(one.get("most")),
            part_of=one.get("part_of", ""),
        )
        for one in told["components"]
    ]
    return MakeUpDraft(
        from_year=told["from_year"],
        to_year=told.get("to_year"),
        least=Decimal(told["least"]),
        most=Decimal(told["most"]),
        change=told["change"],
        source=told["source"],
        components=parts,
    )


def _number(value: object) -> Decimal | None:
    return None if value in {None, ""} else Decimal(str(value))


def _regions() -> list[dict[str, str]]:
    regions: list[dict[str, str]] = _book()["regions"]
    return regions


@cache
def _book() -> dict[str, Any]:
    text = files(__package__).joinpath("data", "indices.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files(__package__).joinpath("data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
