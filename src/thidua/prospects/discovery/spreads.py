"""How far is far: the usual deviation of peers, as one sees it who stands ahead.

Figures of offices lean to the right, stand at floors and swing with their size. So the
deviation is told by those ahead (`reach`), and a lead is measured twice: as a margin,
and as a multiple (`multiples`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

NORMAL = 1.4826
"""Of a normal law, how many median absolute deviations one standard deviation is."""
MEAN_NORMAL = 1.2533
"""The same of mean absolute deviations: the fallback where most are alike."""
TENTH = 1.2816
"""Deviations beyond which a tenth of a normal law lies."""
FEW = 4
"""Fewer ahead have no middle of their own: the farthest of them speaks."""
PIECES, PART = 8, 0.1
"""So many pieces, or this part of what is usual, are nothing to multiply: two bridges
are not “twice as many” as one."""

Scale = Callable[[float], float]


def median(values: Sequence[float]) -> float:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
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


def reach(residuals: Sequence[float], least: float = 0.0) -> float:
    """How far one usually lies ahead, as a standard deviation; 0 if all are alike.

    The largest of three that agree for a normal law: the spread of all; that of those
    ahead alone (the upper of a double deviation, Rosenmai 2013), for at a floor nobody
    swings downwards; and where the best tenth begins, for some laws have long tails.
    """
    usual = spread(residuals, least)
    ahead = sorted(one for one in residuals if one > least)
    if not ahead:
        return usual
    if len(ahead) < FEW:
        return max(usual, ahead[-1])
    tenth = sorted(residuals)[len(residuals) * 9 // 10]
    return max(usual, NORMAL * median(ahead), tenth / TENTH)


def multiples(values: Sequence[float], grain: float) -> tuple[Scale, float] | None:
    """The scale on which twice as much is equally far everywhere, and what it adds
    before it multiplies; None where values lie on both sides of nought, or all there.

    A started logarithm (Tukey 1977): near nought it counts, further up it multiplies.
    Where less is better all is below nought, and half as much is equally far.
    """
    least, most = min(values), max(values)
    if least < 0 < most or least == most == 0:
        return None
    sign = 1 if most > 0 else -1
    usual = median([abs(one) for one in values if one])
    begin = max(PIECES * grain, PART * usual)
    return lambda one: sign * math.log(max(sign * one, 0.0) + begin), begin
