"""Provinces whose figures are chance alone, but for whoever is planted; no database.

Every kind of figure that offices have and that once deceived the search: amounts that
swing by a part of themselves or by multiples, levels, shares with and without a
ceiling, percents that most finish, rare pieces, pieces that most places have none of,
pieces in bursts, shares of single months, formulas with a floor, differences.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind
from thidua.prospects.discovery.figures import Months, Told
from thidua.prospects.discovery.groups import Peer, by_kind_and_size
from thidua.prospects.discovery.reading import Ground
from thidua.prospects.discovery.rhythm import RHYTHMS, Spans, is_over_a_year, lasting_of
from thidua.prospects.discovery.searching import Search, judged

LAST, MONTHS = 303, 36
FIRST = LAST - MONTHS + 1
STARRED, AHEAD = 14, 4
"""Months that a planted one is ahead, and how many times more it has then."""
Row = Sequence[float | tuple[float, float]]


def poisson(chance: Random, mean: float) -> int:
    """Pieces where so many are usual."""
    if mean > 50:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    count, product = 0, chance.random()
    while product > math.exp(-mean):
        count, product = count + 1, product * chance.random()
    return count


def part_of(chance: Random, size: float, share: float) -> tuple[float, float]:
    """So many households of all, where a share is usual."""
    if share > 0.5:
        return size - part_of(chance, size, 1 - share)[0], size
    return min(size, poisson(chance, size * share)), size


def _swinging(chance: Random, size: float) -> Row:
    own = chance.uniform(5, 9) * size / 1500
    return [own * chance.uniform(0.8, 1.2) for _month in range(MONTHS)]


def _money(chance: Random, size: float) -> Row:
    own = size * math.exp(chance.gauss(0, 0.7))
    return [own * math.exp(chance.gauss(0, 1)) for _month in range(MONTHS)]


def _growing(chance: Random, size: float) -> Row:
    level, pace = chance.uniform(20, 40), chance.gauss(0.3, 0.1)
    return [
        (level + pace * month + chance.gauss(0, 0.5)) * size / 1000
        for month in range(MONTHS)
    ]


def _share(chance: Random, size: float) -> Row:
    begun, pace = chance.gauss(0, 0.5), chance.gauss(0.2, 0.1)
    return [
        part_of(chance, size, 1 / (1 + math.exp(-begun - pace * month / 12)))
        for month in range(MONTHS)
    ]


def _nearly_all(chance: Random, size: float) -> Row:
    share, pace = chance.betavariate(6, 1.5), abs(chance.gauss(1, 0.6))
    return [
        part_of(chance, size, min(1, share + (1 - share) * pace * month / 24))
        for month in range(MONTHS)
    ]


def _finished(chance: Random, _size: float) -> Row:
    begun, pace = chance.uniform(30, 95), max(0, chance.gauss(1.8, 1.2))
    return [min(100, round(begun + pace * month, 1)) for month in range(MONTHS)]


def _poor(chance: Random, size: float) -> Row:
    share = chance.uniform(0.005, 0.04)
    return [
        part_of(chance, size, share * math.exp(-0.01 * month))
        for month in range(MONTHS)
    ]


def _rare(chance: Random, size: float) -> Row:
    own = chance.gammavariate(2, 0.08) * size / 1500
    return [poisson(chance, own) for _month in range(MONTHS)]


def _mostly_none(chance: Random, size: float) -> Row:
    if chance.random() < 0.75:
        return [0] * MONTHS
    own = chance.gammavariate(1, 2) * size / 1500
    return [poisson(chance, own) for _month in range(MONTHS)]


def _bursts(chance: Random, size: float) -> Row:
    own = chance.gammavariate(3, 2) * size / 1500
    return [
        poisson(chance, own * chance.gammavariate(0.5, 2)) for _month in range(MONTHS)
    ]


def _of_one_month(chance: Random, _size: float) -> Row:
    own = 100 * chance.uniform(5, 9) / chance.uniform(5, 9)
    return [
        own * chance.uniform(0.8, 1.2) / chance.uniform(0.8, 1.2)
        for _month in range(MONTHS)
    ]


def _with_a_floor(chance: Random, _size: float) -> Row:
    own = 100 * chance.uniform(5, 9) / chance.uniform(5, 9)
    return [max(100, own * chance.uniform(0.95, 1.05)) for _month in range(MONTHS)]


def _difference(chance: Random, size: float) -> Row:
    own = chance.gauss(0, 3)
    return [(own + chance.gauss(0, 4)) * size / 1500 for _month in range(MONTHS)]


def _few_pieces(chance: Random, _size: float) -> Row:
    own = max(0, int(chance.gauss(0, 2)))
    return [own + (chance.random() < 0.1) for _month in range(MONTHS)]


KINDS: Mapping[str, tuple[str, str, int, Callable[[Random, float], Row]]] = {
    "an amount": ("flow", "higher", 1, _swinging),
    "money": ("flow", "higher", 1, _money),
    "a level": ("stock", "higher", 1, _swinging),
    "a level that grows": ("stock", "higher", 1, _growing),
    "a share": ("ratio", "higher", 1, _share),
    "a share near its ceiling": ("ratio", "higher", 1, _nearly_all),
    "a percent that most finish": ("percent", "higher", 1, _finished),
    "a small share, less is better": ("ratio", "lower", 1, _poor),
    "rare pieces": ("flow", "higher", 0, _rare),
    "pieces that most have none of": ("flow", "higher", 0, _mostly_none),
    "pieces in bursts": ("flow", "higher", 0, _bursts),
    "pieces in bursts, less is better": ("flow", "lower", 0, _bursts),
    "a share of single months": ("formula", "higher", 1, _of_one_month),
    "a formula with a floor": ("formula", "higher", 1, _with_a_floor),
    "a difference": ("formula", "higher", 1, _difference),
    "a level of few pieces": ("stock", "higher", 0, _few_pieces),
}
"""By name: nature, which is better, decimals, and how a place's months fall."""
PLANTED = (
    "an amount",
    "a level",
    "a level that grows",
    "rare pieces",
    "a formula with a floor",
)
"""Those of which four times as much is no chance."""


@dataclass(frozen=True)
class Made:
    """Figures of so many places, and who was planted on what."""

    ground: Ground
    months: Months
    planted: frozenset[tuple[int, int]]

    def searched(self) -> Search:
        return judged(self.ground, lambda _asked: self.months, by_kind_and_size)


def made(
    seed: int,
    *,
    units: int,
    kinds: Iterable[str] = KINDS,
    starred: Iterable[str] = (),
    stars: int = 0,
) -> Made:
    """From a seed always the same: some kinds of chance alone, and some on which so
    many places are planted."""
    chance = Random(seed)
    peers = [
        Peer(unit, "commune", 1, float(chance.randint(300, 2300)))
        for unit in range(1, units + 1)
    ]
    versions, spans, planted = [], {}, set()
    told: dict[tuple[int, int], Told] = {}
    months: Months = {}
    lines = [(kind, 0) for kind in kinds] + [(kind, stars) for kind in starred]
    for number, (kind, many) in enumerate(lines, start=1):
        decimals, falls = KINDS[kind][2:]
        version = _version(number, kind)
        spans[number] = _spans(version)
        versions.append(version)
        lucky = chance.sample(range(1, units + 1), many)
        planted |= {(unit, number) for unit in lucky}
        for peer in peers:
            row = falls(chance, peer.size)
            if peer.unit_id in lucky:
                row = _ahead(chance, row, decimals)
            key = (peer.unit_id, number)
            told[key], months[key] = _read(version, spans[number], row)
    ground = Ground(LAST, versions, spans, peers, told, frozenset())
    return Made(ground, months, frozenset(planted))


def _version(number: int, kind: str) -> IndicatorVersion:
    nature, better, decimals, _falls = KINDS[kind]
    return IndicatorVersion(
        id=number,
        indicator_id=number,
        nature=nature,
        better=better,
        decimals=decimals,
        name=kind,
    )


def _spans(version: IndicatorVersion) -> Spans:
    count = RHYTHMS[PeriodKind.MONTH].span(is_flow=is_over_a_year(version))
    first = (FIRST, FIRST + count - 1)
    return Spans(PeriodKind.MONTH, first, (LAST - count + 1, LAST))


def _ahead(chance: Random, row: Row, decimals: int) -> Row:
    """Since some months it has four times as much; of pieces two a month at least."""
    begun, since = row[:-STARRED], row[-STARRED:]
    more = [AHEAD * one for one in since if not isinstance(one, tuple)]
    if not decimals:
        more = [poisson(chance, max(one, 2)) for one in more]
    return [*begun, *more]


def _read(
    version: IndicatorVersion, spans: Spans, row: Row
) -> tuple[Told, dict[int, tuple[float, float]]]:
    """As the database would tell it: two spans summed, and the last months."""
    parts = [one if isinstance(one, tuple) else (one, 0.0) for one in row]
    by_month = dict(enumerate(parts, start=FIRST))

    def summed(first: int, last: int) -> tuple[int, float, float]:
        if version.name == "a share of single months":
            first = last
        some = [by_month[month] for month in range(first, last + 1)]
        count = spans.last[1] - spans.last[0] + 1
        fold = count / len(some)
        return (
            count,
            fold * sum(above for above, _below in some),
            fold * sum(below for _above, below in some),
        )

    last = {month: by_month[month] for month in range(*lasting_of(spans))}
    return Told(*summed(*spans.last), *summed(*spans.first)), last
