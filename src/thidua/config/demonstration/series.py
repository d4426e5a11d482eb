"""Figures that look like life, for one indicator over all places and periods.

Sums land where the indicator says (`pace`: the share of the plan's way that the
province has come by the last period); how they spread over places and months follows
the season, the place's size and its character, and chance with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from thidua.config.demonstration.curves import period_weights, smooth
from thidua.config.demonstration.dice import dice, share_out
from thidua.config.demonstration.places import Place
from thidua.organisations.official import official_units


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is kept: a value, or the two parts of a ratio."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is asked for: the periods, how long each is, and the plan's last day."""

    starts: tuple[date, ...]
    months: int
    plan_starts: date
    plan_months: int

    @property
    def elapsed(self) -> float:
        """How much of the plan's time has gone by the end of the last period."""
        return len(self.starts) * self.months / self.plan_months


Line = Mapping[str, Any]
Series = dict[str, list[Figure]]


def series_of(line: Line, places: Sequence[Place], sheet: Sheet) -> Series:
    """Every place's figures, one for each period of the sheet."""
    makers = {"flow": _flows, "stock": _stocks, "ratio": _ratios}
    return makers[line["nature"]](line, places, sheet)


def character(place: Place, line: Line) -> float:
    """How well a place does: its people's own habit, a little different each time."""
    steady = dice("character", place.key).triangular(0.72, 1.28, 1.0)
    own = dice("character", place.key, line["code"]).triangular(0.8, 1.2, 1.0)
    return steady * own


def _flows(line: Line, places: Sequence[Place], sheet: Sheet) -> Series:
    scale = 10 ** int(line.get("decimals", 0))
    total = line["goal"] * sheet.elapsed * line["pace"] * scale
    totals = share_out(
        round(total), [place.weight * _way(place, line) for place in places]
    )
    weights = period_weights(line["season"], sheet.starts, sheet.months)
    return {
        place.key: [
            Figure(value=_shown(count, line))
            for count in _spread(
                amount,
                risen(place.key, line["code"], weights),
                line,
                dice(line["code"], place.key),
            )
        ]
        for place, amount in zip(places, totals, strict=True)
    }


RISING = frozenset(
    {
        ("b29083", "duong-be-tong"),
        ("b28894", "ngay-cong"),
        ("b29053", "dat-hien"),
        ("b28858", "co-so-moi"),
        ("b29119", "ho-thoat-ngheo"),
    }
)
"""Communes that began slowly and found their stride: what a search of the figures is to
find. They do more in all, and nearly all of it in the last months."""
RISEN_SINCE, RISEN_BY, RISEN_IN_ALL = 14, 20, 1.8


def _way(place: Place, line: Line) -> float:
    """How a commune does in all, and more of it where it found its stride."""
    is_rising = (place.key, line["code"]) in RISING
    return character(place, line) * (RISEN_IN_ALL if is_rising else 1)


def risen(key: str, code: str, weights: Sequence[float]) -> Sequence[float]:
    """The weights of the months, of such a commune the last ones much heavier."""
    if (key, code) not in RISING:
        return weights
    early = len(weights) - RISEN_SINCE
    return [*weights[:early], *(RISEN_BY * one for one in weights[early:])]


def _spread(
    amount: int, weights: Sequence[float], line: Line, chance: Random
) -> list[int]:
    """A whole number over periods: the season, shaken, some idle; nothing is lost."""
    rough, idle = line["rough"], line.get("idle", 0.0)
    shaken = [
        weight
        * (1 - rough + rough * chance.expovariate(1.0))
        * (0.0 if chance.random() < idle else 1.0)
        for weight in weights
    ]
    if not any(shaken):
        shaken = list(weights)
    whole = sum(shaken)
    gone, reached, counts = 0.0, 0, []
    offset = chance.random()
    for weight in shaken:
        gone += weight
        mark = int(amount * gone / whole + (offset if gone < whole else 0.5))
        mark = min(mark, amount)
        counts.append(mark - reached)
        reached = mark
    counts[-1] += amount - reached
    return counts


def _shown(count: int, line: Line) -> Decimal:
    """From counted steps to the indicator's own measure (đồng for money)."""
    steps = Decimal(count).scaleb(-int(line.get("decimals", 0)))
    return steps * int(line.get("scale", 1))


def _stocks(line: Line, places: Sequence[Place], sheet: Sheet) -> Series:
    first, way = line["baseline"], line["goal"] - line["baseline"]
    reached = first + way * sheet.elapsed * line["pace"]
    sizes = [base_of(line, place) for place in places]
    starts = share_out(round(first), sizes)
    if way > 0 and line.get("base") != "rural":
        pairs = zip(sizes, places, strict=True)
        sizes = [size * character(place, line) for size, place in pairs]
    ends = share_out(round(reached), sizes)
    return {
        place.key: _levels(line, start, end, sheet, dice(line["code"], place.key))
        for place, start, end in zip(places, starts, ends, strict=True)
    }


def _levels(
    line: Line, start: int, end: int, sheet: Sheet, chance: Random
) -> list[Figure]:
    last = len(sheet.starts) - 1
    levels = []
    for place in range(last + 1):
        share = smooth((place + 1) / (last + 1))
        level = start + (end - start) * share
        if place != last:
            level += (abs(end - start) * 0.03 + 0.4) * chance.gauss(0, line["rough"])
        levels.append(Figure(value=Decimal(max(0, round(level)))))
    return levels


@cache
def _communes_below(key: str) -> int:
    return sum(u.parent == key and u.kind == "commune" for u in official_units())


_BASES: dict[str, Callable[[Place], float]] = {
    "households": lambda place: place.people / 3.4,
    "clans": lambda place: 6 + place.people / 1100,
    "procedures": lambda place: 40 + place.people / 45,
    "hamlets": lambda place: 4 + place.people / 1600,
    "population": lambda place: place.people,
    "criteria": lambda _place: 59,
    "tasks": lambda place: 14 + place.people % 11,
    "rural": lambda place: _communes_below(place.key),
}


def base_of(line: Line, place: Place) -> float:
    """The size of a ratio's denominator in a place; its people for other natures."""
    return float(_BASES[line.get("base", "population")](place))


def _ratios(line: Line, places: Sequence[Place], sheet: Sheet) -> Series:
    sizes = [base_of(line, place) for place in places]
    first, way = line["baseline"], line["goal"] - line["baseline"]
    starts = _around(line, "first", first, places, sizes, spread=0.22)
    reached = first + way * sheet.elapsed * line["pace"]
    ends = _around(line, "last", reached, places, sizes, spread=0.12)
    return {
        place.key: _shares(line, place, size, (start, max(start, end)), sheet)
        for place, size, start, end in zip(places, sizes, starts, ends, strict=True)
    }


def _around(
    line: Line,
    end: str,
    mean: float,
    places: Sequence[Place],
    sizes: Sequence[float],
    spread: float,
) -> list[float]:
    """A percentage for each place, whose mean by size is the province's.

    What is left to a hundred varies when the mean is high, so that none is above it.
    """
    from_top = mean > 60
    middle = 100 - mean if from_top else mean
    urban = line["base"] == "population"
    drawn = [
        dice(line["code"], end, place.key).triangular(1 - spread, 1 + spread, 1)
        * (TOWN_SHARE.get(place.code, 1.0) if urban else 1.0)
        for place in places
    ]
    whole = sum(share * size for share, size in zip(drawn, sizes, strict=True))
    factor = middle * sum(sizes) / whole
    shares = [min(97.0, share * factor) for share in drawn]
    return [100 - share if from_top else share for share in shares]


TOWN_SHARE = {"829": 3.6, "833": 0.9, "835": 0.85, "836": 0.95, "834": 0.6}
"""The city of Bến Tre is mostly urban; most districts hold one township."""


def _shares(
    line: Line,
    place: Place,
    size: float,
    ends: tuple[float, float],
    sheet: Sheet,
) -> list[Figure]:
    chance = dice(line["code"], "shares", place.key)
    start, end = ends
    last = len(sheet.starts) - 1
    is_monthly = line["base"] in {"procedures", "tasks"}
    figures = []
    for number, first in enumerate(sheet.starts):
        base = size * (1 + 0.006 * number * sheet.months / 12)
        if line["base"] in {"criteria", "hamlets", "clans"}:
            base = size
        if is_monthly:
            base *= (
                chance.triangular(0.75, 1.25) * period_weights("even", [first], 1)[0]
            )
        whole = max(1, round(base))
        share = start + (end - start) * smooth((number + 1) / (last + 1))
        share += chance.gauss(0, line["rough"]) * (0.9 if is_monthly else 0.25)
        part = min(whole, max(0, round(whole * share / 100)))
        figures.append(Figure(numerator=part, denominator=whole))
    return figures
