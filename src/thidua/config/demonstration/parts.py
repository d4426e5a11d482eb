"""Breakdowns of the demonstration, and the made-up figures of their parts.

Parts add up; a few do not, so that the check has something to say. All of it is made up
and falls the same way everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zlib import crc32

from thidua.config.demonstration.dice import SEED
from thidua.config.demonstration.files import told
from thidua.config.demonstration.series import Figure, Line, Series
from thidua.indicators.actions import draw_up_breakdown
from thidua.indicators.models import Breakdown
from thidua.indicators.parting import code_from
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

SINCE = date(2021, 1, 1)
WRONG_IN_A_THOUSAND = 1
"""Parts that do not fit their whole."""
ALWAYS_WRONG = frozenset(
    {("nha-tinh-thuong", "b28999", 51), ("hoc-sinh-bo-hoc", "b29026", 51)}
)
"""Two that the district of the story has before it: the reports wait to be accepted."""


def draw_up_breakdowns(
    owner: Unit, *, actor: Actor, at: datetime
) -> dict[str, Breakdown]:
    """Every breakdown of the content, by its key."""
    return {
        key: draw_up_breakdown(
            owner,
            name=said["name"],
            kind=said["kind"],
            categories=said["categories"],
            about=said.get("about", ""),
            since=SINCE,
            actor=actor,
            at=at,
        )
        for key, said in told("breakdowns").items()
    }


def in_parts(line: Line, whole: Series) -> dict[str, Series]:
    """The figures of a line's parts, by their codes."""
    parts: dict[str, Series] = {}
    for key, shares in line.get("parts", {}).items():
        said = told("breakdowns")[key]
        codes = [f"{line['code']}-{code_from(name, ())}" for name in said["categories"]]
        series = _split(line["code"], key, said["kind"], shares, whole)
        parts |= dict(zip(codes, series, strict=True))
    return parts


def with_parts(line: Line, whole: Series) -> Iterator[tuple[str, Series]]:
    """A line's own figures, and those of its parts."""
    yield line["code"], whole
    yield from in_parts(line, whole).items()


def _split(
    code: str, key: str, kind: str, shares: Sequence[float], whole: Series
) -> list[Series]:
    made: list[Series] = [{} for _share in shares]
    for place, figures in whole.items():
        columns: list[list[Figure]] = [[] for _share in shares]
        for number, figure in enumerate(figures):
            values = _values(code, key, kind, shares, place, number, figure)
            for column, value in zip(columns, values, strict=True):
                column.append(value)
        for one, column in zip(made, columns, strict=True):
            one[place] = column
    return made


def _values(
    code: str,
    key: str,
    kind: str,
    shares: Sequence[float],
    place: str,
    number: int,
    figure: Figure,
) -> list[Figure]:
    if figure.value is None:
        return [Figure() for _share in shares]
    whole, left = int(figure.value), int(figure.value)
    values = []
    for position, share in enumerate(shares):
        drawn = crc32(f"{SEED}|part|{code}|{key}|{position}|{place}|{number}".encode())
        luck = drawn % 1000 / 1000
        value = min(left, int(whole * share * (0.9 + luck / 5) + luck))
        if kind == "divides":
            value = left if position == len(shares) - 1 else value
            left -= value
        values.append(value)
    if whole > 0 and _is_wrong(code, place, number):
        values[0] = values[0] + 1 if kind == "divides" else whole + 1
    return [Figure(value=Decimal(value)) for value in values]


def _is_wrong(code: str, place: str, number: int) -> bool:
    if (code, place, number) in ALWAYS_WRONG:
        return True
    drawn = crc32(f"{SEED}|wrong|{code}|{place}|{number}".encode())
    return drawn % 1000 < WRONG_IN_A_THOUSAND


def asked_of(line: Mapping[str, Any], breakdowns: Mapping[str, Breakdown]) -> list[int]:
    """The breakdowns that a form asks for at a line."""
    return [breakdowns[key].pk for key in line.get("parts", {})]
