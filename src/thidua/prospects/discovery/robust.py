"""How far one point stands ahead of its peers: medians, and a line that no one bends.

The line through the peers is that of Theil (1950) and Sen (1968): the median of the
slopes of all pairs, and the median of what is left as its level. A point is held
against the line of the *others* (leave one out), so that it never moves the bar that it
is measured by: a better value of a unit never lowers its own score. Where nearly nobody
began the line is not known: there it bends (`_bent`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

NORMAL = 1.4826
"""Of a normal law, how many median absolute deviations one standard deviation is."""
MEAN_NORMAL = 1.2533
"""The same of mean absolute deviations: the fallback where most are alike."""

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

    `score` counts usual deviations of the peers; `slope` and `level` are those of the
    line on which it is expected: of theirs, or of the one that it bends into.
    """

    key: int
    expected: float
    score: float
    slope: float
    level: float


def median(values: Sequence[float]) -> float:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    count = len(ordered)
    half = count // 2
    if count % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def spread(residuals: Sequence[float], least: float = 0.0) -> float:
    """How far residuals usually lie apart, as a standard deviation; 0 if not at all.

    1.4826 median absolute deviations. Where more than half are alike that is 0, and the
    mean absolute deviation answers (Iglewicz and Hoaglin 1993). What is not above
    `least` is only what the machine rounds.
    """
    sizes = [abs(one) for one in residuals]
    usual = NORMAL * median(sizes)
    if usual > least:
        return usual
    usual = MEAN_NORMAL * math.fsum(sizes) / len(sizes)
    return usual if usual > least else 0.0


def standings(
    points: Sequence[Point], *, screen: float | None = None
) -> list[Standing | None]:
    """Each point against the line of the others, in the order given.

    None where the others are all alike: nothing says how far is far. A point smaller
    than its peers must stand further ahead, for small numbers swing more: its deviation
    grows with 1/√size beyond the usual size (Spiegelhalter 2005, on funnel plots). So
    must one that started far from the others, for there the line is less sure, and one
    of whom much is expected. What is counted in pieces swings at least as Poisson's
    law does: where two bridges are usual, four are no wonder.

    With a `screen` only those are worked out that stand so many deviations ahead of the
    line of all, itself included; the others are None. That saves most of the work.
    """
    has_start = all(one.start is not None for one in points)
    starts = [one.start or 0.0 for one in points] if has_start else [0.0] * len(points)
    values = [one.value for one in points]
    pairs = _pairs(starts, values)
    wanted = _screened(starts, values, pairs, screen)
    ranks = _ranks(pairs, wanted)
    sizes = [one.size for one in points]
    return [
        _standing(
            one.key,
            place,
            (starts, values, sizes, one.grain),
            _median_without(pairs, ranks[place]),
        )
        if place in wanted
        else None
        for place, one in enumerate(points)
    ]


def _standing(
    key: int,
    place: int,
    told: tuple[Sequence[float], Sequence[float], Sequence[float], float],
    slope: float,
) -> Standing | None:
    starts, values, sizes, grain = told
    others = [other for other in range(len(values)) if other != place]
    rest = [values[other] - slope * starts[other] for other in others]
    level = median(rest)
    least = NOISE * max(
        max(abs(values[other]), abs(slope * starts[other])) for other in others
    )
    usual = spread([value - level for value in rest], least)
    if not usual:
        return None
    slope, level = _bent(slope, level, starts[place], [starts[one] for one in others])
    expected = level + slope * starts[place]
    typical = median([sizes[other] for other in others])
    usual *= math.sqrt(max(1.0, typical / sizes[place])) * _doubt(starts, others, place)
    usual *= _swing(expected, median([values[other] for other in others]))
    usual = max(usual, math.sqrt(abs(expected) * grain))
    score = (values[place] - expected) / usual
    return Standing(key, expected, score, slope, level)


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


def _doubt(starts: Sequence[float], others: Sequence[int], place: int) -> float:
    """How much less sure the line is where this one started: 1 and a little more."""
    near = [starts[other] for other in others]
    middle = median(near)
    wide = NORMAL * median([abs(one - middle) for one in near])
    count = len(others)
    if not wide:
        return math.sqrt(1 + 1 / count)
    return math.sqrt(1 + (1 + ((starts[place] - middle) / wide) ** 2) / count)


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
