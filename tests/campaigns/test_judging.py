"""When a goal is reached, nearly, not; and when nobody is called best."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from thidua.campaigns.effect.facts import Outcome, Place
from thidua.campaigns.effect.judging import (
    best_and_weakest,
    is_small,
    judged,
    of_some,
)
from thidua.campaigns.measure import Measure
from thidua.campaigns.pace import Course, Step

D = Decimal
KM = Measure("km", 1)
MARCH, YEAR_END = date(2025, 3, 31), date(2025, 12, 31)
ROADS = Course(
    target=D(100),
    starts_on=date(2025, 1, 1),
    due_on=YEAR_END,
    steps=[Step(MARCH, D(20))],
)


@pytest.mark.parametrize(
    ("course", "reached", "day", "outcome"),
    [
        (ROADS, D(20), MARCH, Outcome.REACHED),
        (ROADS, D("19.2"), MARCH, Outcome.REACHED),  # a hundredth of the way is leeway
        (ROADS, D(18), MARCH, Outcome.NEARLY),
        (ROADS, D("17.9"), MARCH, Outcome.MISSED),
        (ROADS, None, MARCH, Outcome.SILENT),
        (ROADS, D(95), YEAR_END, Outcome.NEARLY),
        (replace(ROADS, has_monthly_pace=False), D(5), MARCH, Outcome.OPEN),
        (replace(ROADS, has_monthly_pace=False), None, MARCH, Outcome.OPEN),
        (replace(ROADS, has_monthly_pace=False), D(100), MARCH, Outcome.REACHED),
        (replace(ROADS, is_rank=True, target=D(20)), D(25), MARCH, Outcome.OPEN),
        (replace(ROADS, is_rank=True, target=D(20)), D(25), YEAR_END, Outcome.MISSED),
        (replace(ROADS, is_rank=True, target=D(20)), D(18), MARCH, Outcome.REACHED),
    ],
)
def test_a_goal_is_judged_by_what_its_day_asked(
    course: Course, reached: Decimal | None, day: date, outcome: Outcome
) -> None:
    assert judged(course, reached, day, KM).outcome == outcome


def test_down_from_the_baseline_is_a_way_too() -> None:
    leaving = replace(
        ROADS, target=D(140), baseline=D(640), steps=(), is_lower_better=True
    )

    found = judged(leaving, D(170), YEAR_END, KM)

    assert (found.share, found.outcome) == (D(94), Outcome.NEARLY)


def test_a_step_of_many_units() -> None:
    outcomes = [of_some(n, 20, is_due=True) for n in (0, 17, 18, 20)]

    assert outcomes == [
        Outcome.SILENT,
        Outcome.MISSED,
        Outcome.NEARLY,
        Outcome.REACHED,
    ]
    assert of_some(3, 20, is_due=False) == Outcome.OPEN


def places(*shares: int) -> list[Place]:
    return [
        Place(n, f"Xã {n}", D(share), D(share), D(100))
        for n, share in enumerate(shares)
    ]


def test_with_few_units_or_all_alike_nobody_is_best() -> None:
    assert best_and_weakest(places(10, 50, 90, 100)) == ((), ())
    assert best_and_weakest(places(*[80] * 9)) == ((), ())


def test_equals_stand_together_and_a_crowd_is_not_singled_out() -> None:
    best, weakest = best_and_weakest(places(100, 100, 100, 100, 50, 40, 30))
    crowd, _low = best_and_weakest(places(*[100] * 8, 10, 20, 30))

    assert [one.unit_id for one in best] == [0, 1, 2, 3]
    assert [one.unit_id for one in weakest] == [6, 5, 4]
    assert crowd == ()


def test_where_ten_were_asked_one_more_or_less_does_not_decide() -> None:
    houses = Measure("căn")

    assert is_small(D(9), houses)
    assert not is_small(D(10), houses)
