"""How far one point stands ahead of its peers: medians, and a line that no one bends.

The line through the peers is that of Theil (1950) and Sen (1968): the median of the
slopes of all pairs, and the median of what is left as its level. A point is held
against the line of the *others* (leave one out), so that it never moves the bar that it
is measured by: a better value of a unit never lowers its own score. Where nearly nobody
began the line is not known: there it bends (`_bent`). How far is far: `spreads`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub
from typing import NamedTuple

from thidua.prospects.discovery.spreads import (
    NORMAL,
    median,
    multiples,
    reach,
    spread,
)

FAR = 3.0
"""Deviations of the starts from their middle: as far the line of the peers is known."""
NOISE = 1e-9
"""Of the largest value: a spread so small is only what the machine rounds."""

_Pairs = list[tuple[float, int, int]]


@dataclass(frozen=True, slots=True)
class Point:
    """One unit: where it started (None: not known), what it reached, how large it is.

    Larger is better in both; whoever reads where less is better turns the signs.
    `grain` is what one piece is in `value`, where pieces are counted: two bridges of a
    commune with 2,000 households are two grains of 0.5 per thousand.
    """

    key: int
    start: float | None
    value: float
    size: float
    grain: float = 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a point stands: what its peers reach from such a start, and how far ahead.

    `score` counts usual deviations of the peers, of a margin or of a multiple,
    whichever is fewer; `slope` and `level` are those of the line on which it is
    expected: of theirs, or of the one that it bends into.
    """

    key: int
    expected: float
    score: float
    slope: float
    level: float


class _Others(NamedTuple):
    """All but one point, column by column."""

    starts: Sequence[float]
    values: Sequence[float]
    sizes: Sequence[float]


def standings(
    points: Sequence[Point], *, screen: float | None = None
) -> list[Standing | None]:
    """Each point against the line of the others, in the order given.

    None where the others are all alike: nothing says how far is far. A point smaller
    than its peers must stand further ahead, for small numbers swing more: its deviation
    grows with 1/√size beyond the usual size (Spiegelhalter 2005, on funnel plots). So
    must one that started far from the others, for there the line is less sure, and one
    of whom much is expected. What is counted in pieces swings at least as Poisson's
    law does: where two bridges are usual, four are no wonder. Who is ahead by a margin
    must be so by a multiple too, where that has a meaning, for amounts swing by a part
    of themselves.

    With a `screen` only those are worked out that stand so many deviations ahead of the
    line of all, itself included; the others are None. That saves most of the work.
    """
    has_start = all(one.start is not None for one in points)
    starts = [one.start or 0.0 for one in points] if has_start else [0.0] * len(points)
    values = [one.value for one in points]
    pairs = _pairs(starts, values)
    wanted = _screened(starts, values, pairs, screen)
    ranks = _ranks(pairs, wanted)
    columns = (starts, values, [one.size for one in points])
    return [
        _standing(
            one,
            starts[place],
            _Others(*([*some[:place], *some[place + 1 :]] for some in columns)),
            _median_without(pairs, ranks[place]),
        )
        if place in wanted
        else None
        for place, one in enumerate(points)
    ]


def _standing(
    one: Point, start: float, others: _Others, slope: float
) -> Standing | None:
    """One point against the others, whose slope is known."""
    lines = [slope * begun for begun in others.starts]
    rest = list(map(sub, others.values, lines))
    level = median(rest)
    least = NOISE * max(map(abs, (*others.values, *lines)))
    rest = [value - level for value in rest]
    usual = reach(rest, least)
    if not usual:
        return None
    bent, height = _bent(slope, level, start, others.starts)
    expected = height + bent * start
    doubt = _doubt(others.starts, start)
    doubt *= math.sqrt(max(1.0, median(others.sizes) / one.size))
    usual *= doubt * _swing(expected, median(others.values))
    usual = max(usual, math.sqrt(abs(expected) * one.grain))
    score = (one.value - expected) / usual
    usually = [level + line for line in lines]
    score = min(score, _as_a_multiple(one, expected, others.values, usually, doubt))
    return Standing(one.key, expected, score, bent, height)


def _as_a_multiple(
    one: Point,
    expected: float,
    others: Sequence[float],
    usually: Sequence[float],
    doubt: float,
) -> float:
    """How far ahead by how many times more; infinite where that has no meaning: peers
    on both sides of nought, or nothing expected."""
    scale = multiples(others, one.grain)
    if scale is None or not expected:
        return math.inf
    above, begin = scale
    usual = reach(list(map(sub, map(above, others), map(above, usually))), NOISE)
    poisson = math.sqrt(abs(expected) * one.grain) / (abs(expected) + begin)
    usual = max(usual * doubt, poisson)
    return (above(one.value) - above(expected)) / usual if usual else math.inf


def _bent(
    slope: float, level: float, start: float, near: Sequence[float]
) -> tuple[float, float]:
    """The line where this one started: far from the others one keeps one's distance.

    What starts differ by within the crowd is partly chance, which flattens the line
    (regression dilution). Drawn on to one who truly began elsewhere, it would say that
    the lead of years was won since. So beyond the crowd at least the lead is expected
    again, and of who began far below no less than the distance from which it came.
    """
    middle = median(near)
    reach = FAR * spread([one - middle for one in near])
    edge = min(max(start, middle - reach), middle + reach)
    if start == edge:
        return slope, level
    bent = max(slope, 1.0) if start > edge else min(slope, 1.0)
    return bent, level + (slope - bent) * edge


def _screened(
    starts: Sequence[float],
    values: Sequence[float],
    pairs: _Pairs,
    screen: float | None,
) -> set[int]:
    everybody = range(len(values))
    if screen is None:
        return set(everybody)
    slope = _median_without(pairs, ())
    rest = [values[place] - slope * starts[place] for place in everybody]
    level = median(rest)
    usual = spread([value - level for value in rest])
    return {place for place in everybody if rest[place] - level > screen * usual}


def _swing(expected: float, typical: float) -> float:
    """Where much is expected much swings: what is counted by its square root."""
    if expected * typical <= 0:
        return 1.0
    return math.sqrt(max(1.0, expected / typical))


def _doubt(near: Sequence[float], start: float) -> float:
    """How much less sure the line is where this one started: 1 and a little more."""
    middle = median(near)
    wide = NORMAL * median([abs(one - middle) for one in near])
    far = (start - middle) / wide if wide else 0.0
    return math.sqrt(1 + (1 + far**2) / len(near))


def _pairs(starts: Sequence[float], values: Sequence[float]) -> _Pairs:
    """The slope of each pair that did not start alike, sorted once for all."""
    count = len(starts)
    return sorted(
        ((values[one] - values[other]) / (starts[one] - starts[other]), one, other)
        for one in range(count)
        for other in range(one)
        if starts[one] != starts[other]
    )


def _ranks(pairs: _Pairs, wanted: set[int]) -> dict[int, list[int]]:
    """For each one wanted, the ranks of the pairs that it is in, ascending."""
    ranks: dict[int, list[int]] = defaultdict(list)
    if not wanted:
        return ranks
    for rank, (_slope, one, other) in enumerate(pairs):
        if one in wanted:
            ranks[one].append(rank)
        if other in wanted:
            ranks[other].append(rank)
    return ranks


def _median_without(pairs: _Pairs, gone: Sequence[int]) -> float:
    """The median slope when some pairs are taken out; 0 where none is left."""
    left = len(pairs) - len(gone)
    if left <= 0:
        return 0.0
    low, high = _nth(gone, (left - 1) // 2), _nth(gone, left // 2)
    return (pairs[low][0] + pairs[high][0]) / 2


def _nth(gone: Sequence[int], nth: int) -> int:
    """The rank of the nth that is left, when those of `gone` (ascending) are taken."""
    for rank in gone:
        if rank > nth:
            break
        nth += 1
    return nth
