"""The targets: what a level is given is what the level below is given together."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from thidua.config.demonstration.era_two import two_tier_content
from thidua.config.demonstration.files import told
from thidua.config.demonstration.places import (
    BEN_TRE,
    VINH_LONG,
    Place,
    communes_of,
    districts_of,
)
from thidua.config.demonstration.targets import Share, goal_of, mean_of, shares_of

CONTENT = told("indicators")
LINES: list[tuple[dict[str, Any], str]] = [
    *((line, "communes") for line in CONTENT["communes"]["lines"]),
    *((line, "districts") for line in CONTENT["districts"]["lines"]),
    *((line, "two tiers") for line in two_tier_content()["lines"]),
]


def places_of(level: str) -> Sequence[Place]:
    communes = communes_of(VINH_LONG if level == "two tiers" else BEN_TRE)
    return districts_of(BEN_TRE, communes) if level == "districts" else communes


def mean(shares: Sequence[Share]) -> Decimal:
    weights = [share.weight or Decimal(0) for share in shares]
    products = (s.value * w for s, w in zip(shares, weights, strict=True))
    return sum(products, Decimal(0)) / sum(weights)


@pytest.mark.parametrize(
    ("line", "level"), LINES, ids=[f"{x['code']}, {y}" for x, y in LINES]
)
def test_a_goal_is_given_out_by_its_rule(line: dict[str, Any], level: str) -> None:
    goal = goal_of(line)
    if line["split"] == "count":
        goal = Decimal(line["level"])

    shares = shares_of(line, goal, places_of(level))

    if line["split"] == "sum":
        assert sum(share.value for share in shares) == goal
        assert all(share.value >= 0 for share in shares)
    elif line["split"] == "weighted":
        rounded = mean(shares).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert rounded == goal
        assert all(0 < share.value < 100 for share in shares)
    elif line["split"] == "each":
        assert all(share.value == goal for share in shares)
    else:
        assert sum(share.value >= goal for share in shares) >= line["count"]


def test_no_district_is_asked_for_more_communes_than_it_has() -> None:
    line = next(
        one
        for one in CONTENT["districts"]["lines"]
        if one["code"] == "xa-nong-thon-moi"
    )
    communes = communes_of(BEN_TRE)

    for share in shares_of(line, goal_of(line), districts_of(BEN_TRE, communes)):
        rural = [
            place
            for place in communes
            if place.above == share.place.key and place.kind == "commune"
        ]
        assert share.value <= len(rural)


def test_a_mean_comes_out_at_its_goal() -> None:
    weights = [Decimal(100), Decimal(300), Decimal(50)]
    shape = [Decimal("0.9"), Decimal(1), Decimal("1.2")]

    values = mean_of(Decimal(80), weights, shape)

    products = (v * w for v, w in zip(values, weights, strict=True))
    total = sum(products, Decimal(0)) / sum(weights)
    assert total.quantize(Decimal("0.1")) == Decimal(80)
    assert values[0] < values[2]
