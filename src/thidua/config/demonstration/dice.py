"""Chance with a fixed seed: the same key always falls the same way.

Nothing here depends on the order of calls, on the machine or on the day, so that two
installations of the demonstration show the same figures.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

Thing = TypeVar("Thing")
SEED = "thidua-2020"


def dice(*key: object) -> random.Random:
    """A source of chance of its own for one key."""
    return random.Random("|".join(map(str, (SEED, *key))))  # noqa: S311  no secret


def pick(
    chance: random.Random, things: Sequence[Thing], weights: Sequence[float]
) -> Thing:
    """One of the things, each as likely as its weight."""
    ends = list(accumulate(weights))
    return things[min(bisect(ends, chance.random() * ends[-1]), len(things) - 1)]


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number by weights without losing any (largest remainders)."""
    if not weights:
        return []
    sum_of_weights = sum(weights)
    exact = [total * weight / sum_of_weights for weight in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
