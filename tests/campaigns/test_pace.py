"""Where a target should stand on a day, and in which words it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given as for_any
from hypothesis import strategies as st

from thidua.campaigns.measure import Measure
from thidua.campaigns.pace import Course, Standing, Step, pace
from thidua.campaigns.queries.effect.tables import climbed

D = Decimal
HOUSEHOLDS = Measure("hộ")
PERCENT = Measure("%", 1)
YEAR = Course(target=D(365), starts_on=date(2025, 1, 1), due_on=date(2026, 1, 1))
NOON = date(2025, 7, 2)  # 182 days after the start


def words(course: Course, achieved: Decimal | None, day: date = NOON) -> str:
    return pace(course, achieved, day, HOUSEHOLDS).words.replace("\u00a0", " ")


def test_without_a_plan_it_runs_straight_from_the_baseline() -> None:
    course = replace(YEAR, baseline=D(100), target=D(465))

    assert course.planned_on(date(2025, 1, 1)) == 100
    assert course.planned_on(date(2024, 6, 1)) == 100
    assert course.planned_on(NOON) == 282
    assert course.planned_on(date(2026, 1, 1)) == 465
    assert course.planned_on(date(2027, 1, 1)) == 465


def test_a_plan_of_its_own_goes_step_by_step() -> None:
    steps = (Step(date(2025, 6, 30), D(300)), Step(date(2025, 3, 31), D(10)))
    course = replace(YEAR, steps=steps)

    assert course.planned_on(date(2025, 3, 30)) == 0
    assert course.planned_on(date(2025, 3, 31)) == 10
    assert course.planned_on(date(2025, 6, 29)) == 10
    assert course.planned_on(date(2025, 6, 30)) == 300


@for_any(st.integers(0, 365), st.integers(0, 365))
def test_the_plan_never_goes_back(one: int, other: int) -> None:
    first, second = sorted([one, other])
    start = YEAR.starts_on

    before = YEAR.planned_on(start + timedelta(first))
    after = YEAR.planned_on(start + timedelta(second))

    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= YEAR.target


@pytest.mark.parametrize(
    ("achieved", "said"),
    [
        (182, "đúng nhịp"),
        (184, "đúng nhịp"),
        (200, "vượt nhịp 18 hộ"),
        (177, "chậm nhịp 5 hộ"),
        (365, "đạt chỉ tiêu"),
        (400, "đạt, vượt chỉ tiêu 35 hộ"),
    ],
)
def test_it_is_said_in_words(achieved: int, said: str) -> None:
    assert words(YEAR, D(achieved)) == said


def test_silence_is_not_nought() -> None:
    found = pace(YEAR, None, NOON, HOUSEHOLDS)

    assert (found.standing, found.share) == (Standing.SILENT, None)
    assert found.words == "chưa có số liệu"


def test_percents_differ_by_points() -> None:
    course = replace(YEAR, baseline=D(50), target=D(70))

    found = pace(course, D("66.8"), NOON, PERCENT)

    assert found.words.replace("\u00a0", " ") == "vượt nhịp 6,8 điểm"


def test_lower_is_better_counts_the_way_down() -> None:
    poverty = replace(YEAR, baseline=D(8), target=D(2), is_lower_better=True)

    found = pace(poverty, D(7), NOON, PERCENT)
    assert (found.standing, round(found.share or 0)) == (Standing.BEHIND, 17)
    ahead = pace(poverty, D(3), NOON, PERCENT)
    assert ahead.standing == Standing.AHEAD
    assert ahead.words.replace("\u00a0", " ") == "giảm nhanh hơn nhịp 2 điểm"
    assert pace(poverty, D(1), NOON, PERCENT).standing == Standing.REACHED
    assert pace(poverty, D(9), NOON, PERCENT).share == 0


def test_after_the_deadline_what_lacks_is_missed() -> None:
    assert words(YEAR, D(300), date(2026, 1, 1)) == "hết hạn, còn thiếu 65 hộ"


def test_a_yearly_figure_has_no_monthly_pace_and_says_so() -> None:
    yearly = replace(YEAR, has_monthly_pace=False)

    assert words(yearly, D(20)) == "tính theo năm, không có nhịp tháng"
    assert pace(yearly, D(20), NOON, HOUSEHOLDS).planned is None


def test_a_level_nobody_measured_has_no_pace() -> None:
    assert words(replace(YEAR, baseline=None), D(20)) == (
        "chưa có xuất phát điểm nên chưa có nhịp"
    )


def test_a_rank_is_within_its_target_or_not() -> None:
    top = replace(YEAR, target=D(20), is_rank=True)

    assert words(top, D(7)) == "hạng 7, trong 20 hạng đầu"
    assert words(top, D(34)) == "hạng 34, cần trong 20 hạng đầu"
    assert pace(top, D(34), NOON, HOUSEHOLDS).share is None
    assert pace(top, D(34), date(2026, 2, 1), HOUSEHOLDS).standing == Standing.MISSED


def test_a_rank_is_said_as_a_rank_and_two_lie_places_apart() -> None:
    rank = Measure("hạng", is_rank=True)

    assert rank.say(D(18)).replace("\u00a0", " ") == "hạng 18"
    assert rank.gap(D(3)) == "3 bậc"
    assert rank.say(None) == "–"
    assert [climbed(places) for places in (3, -2, 0)] == [
        "lên 3 bậc",
        "xuống 2 bậc",
        "giữ hạng",
    ]
    with override("en"):
        assert rank.say(D(18)).replace("\u00a0", " ") == "rank 18"
        assert (rank.gap(D(1)), rank.gap(D(3))) == ("1 place", "3 places")


@pytest.mark.parametrize(
    ("measure", "gap", "said"),
    [
        (Measure("%", 1), "1", "1 point"),
        (Measure("%", 1), "0.3", "0,3 points"),
        (Measure("đơn vị", is_of_units=True), "1", "1 unit"),
        (Measure("đơn vị", is_of_units=True), "3", "3 units"),
        (Measure("", is_rank=True), "1", "1 place"),
    ],
)
def test_english_says_one_of_a_thing_in_the_singular(
    measure: Measure, gap: str, said: str
) -> None:
    with override("en"):
        assert measure.gap(Decimal(gap)).replace("\u00a0", " ") == said
