"""How a province's goal becomes figures for districts and communes; pure.

By the rule of the line: a sum is shared out to the last digit, a weighted mean comes
out at the goal, a minimum is the same for all, a count gives enough units the level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from thidua.campaigns.models import Target
from thidua.config.demonstration.dice import dice, share_out
from thidua.config.demonstration.places import Place
from thidua.config.demonstration.series import TOWN_SHARE, Line, base_of
from thidua.indicators.models import IndicatorVersion

TENTH = Decimal("0.1")
HIGHEST = Decimal("99.5")


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit is offered, and the planned denominator where the rule asks one."""

    place: Place
    value: Decimal
    weight: Decimal | None = None


def goal_of(line: Line) -> Decimal:
    """The goal in the indicator's own measure (đồng for money)."""
    return Decimal(str(line["goal"])) * int(line.get("scale", 1))


def shares_of(
    line: Line, goal: Decimal, places: Sequence[Place], *, split: str = ""
) -> list[Share]:
    """The parts of a goal for these places, in the same order."""
    split = split or line["split"]
    if split == "sum":
        return _summed(line, goal, places)
    weights = [Decimal(round(base_of(line, place))) for place in places]
    if split == "weighted":
        shape = [_shape(line, place) for place in places]
        values = mean_of(goal, weights, shape)
    elif split == "count":
        values = _counted(goal, line["count"], len(places))
    else:
        values = [goal] * len(places)
    return [
        Share(place, value, weight)
        for place, value, weight in zip(places, values, weights, strict=True)
    ]


def _summed(line: Line, goal: Decimal, places: Sequence[Place]) -> list[Share]:
    decimals = int(line.get("decimals", 0))
    spread = 0.0 if line.get("base") == "rural" else 0.15
    needs = [
        base_of(line, place)
        * dice("need", line["code"], place.key).triangular(1 - spread, 1 + spread, 1)
        for place in places
    ]
    parts = share_out(int(goal.scaleb(decimals)), needs)
    return [
        Share(place, Decimal(part).scaleb(-decimals))
        for place, part in zip(places, parts, strict=True)
    ]


def _shape(line: Line, place: Place) -> Decimal:
    """How far from the mean a place is expected: 1 is the mean itself."""
    if line.get("base") == "population":
        return Decimal(str(TOWN_SHARE.get(place.code, 1.0)))
    spread = 0.05 if line["goal"] > 90 else 0.1
    drawn = dice("mean", line["code"], place.key).uniform(1 - spread, 1 + spread)
    return Decimal(str(round(drawn, 4)))


def mean_of(
    goal: Decimal, weights: Sequence[Decimal], shape: Sequence[Decimal]
) -> list[Decimal]:
    """Percentages of that shape, in tenths, whose weighted mean is the goal."""
    whole = sum(weights, Decimal(0))
    products = (s * w for s, w in zip(shape, weights, strict=True))
    middle = sum(products, Decimal(0)) / whole
    values = [min(HIGHEST, goal * one / middle).quantize(TENTH) for one in shape]
    for _round in range(20_000):
        products = (v * w for v, w in zip(values, weights, strict=True))
        mean = sum(products, Decimal(0)) / whole
        if mean.quantize(TENTH, ROUND_HALF_UP) == goal and mean >= goal:
            break
        step = TENTH if mean < goal else -TENTH
        place = _round % len(values)
        values[place] = min(HIGHEST, values[place] + step)
    return values


def _counted(level: Decimal, count: int, among: int) -> list[Decimal]:
    """The level for as many as must reach it, a little less for the others."""
    return [level if place < count else level - 4 for place in range(among)]


def starting_point(parent: Target, value: Decimal) -> Decimal | None:
    """Where a place starts: as far from its own figure as the whole from the whole's.

    What flows starts from nothing; of ranks and counts of units nobody starts anywhere.
    """
    version = parent.version
    if version.nature == IndicatorVersion.Nature.FLOW:
        return Decimal(0)
    is_count = parent.split == Target.Split.COUNT
    if parent.baseline is None or not parent.value or is_count:
        return None
    return round(parent.baseline * value / parent.value, version.decimals)
