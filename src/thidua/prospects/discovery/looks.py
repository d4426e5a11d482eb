"""Many looks: thousands of units times dozens of indicators find something by chance.

A score becomes the probability of such a one by chance, one-sided, by Student's law,
whose tails are heavier than the normal law's: the deviation itself is only estimated.
A median absolute deviation tells 37 % of what a standard deviation tells (Rousseeuw
and Croux 1993), so that its degrees of freedom are 0.37 of those of so many peers; the
usual deviation of those ahead (`spreads.reach`) is hardly ever less than it.
Of all looks of one search those are kept whose false discovery rate is at most `RATE`
(Benjamini and Hochberg 1995): of the hits shown about one in twenty is expected to be
chance. It also holds for looks that lean the same way, like the indicators of one unit
(Benjamini and Yekutieli 2001).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

RATE = 0.05
EFFICIENCY, LEAST_FREEDOM = 0.5, 3.0


def chance_of(score: float, peers: int) -> float:
    """The probability of a score at least so high by chance, among so many peers."""
    return tail(score, max(EFFICIENCY * (peers - 2), LEAST_FREEDOM))


def tail(score: float, freedom: float) -> float:
    """Student's law above a score, by Wallace's approximation (1959), which is off by
    less than a hundredth of a deviation from three degrees of freedom on."""
    size = math.sqrt(freedom * math.log1p(score * score / freedom))
    normal = math.copysign(size * (8 * freedom + 1) / (8 * freedom + 3), score)
    return math.erfc(normal / math.sqrt(2)) / 2


def discoveries(chances: Sequence[float], rate: float = RATE) -> list[int]:
    """The places of those that count as found among all these looks, surest first."""
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    looks = len(order)
    kept = 0
    for rank, place in enumerate(order, start=1):
        if chances[place] <= rate * rank / looks:
            kept = rank
    return order[:kept]
