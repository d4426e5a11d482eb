"""A figure divides without a crumb lost, and the balance says it in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from thidua.campaigns.cascade import (
    Given,
    Part,
    Row,
    Rule,
    Standing,
    apportion,
    balance,
    fill_by_weight,
    fill_equally,
)
from thidua.campaigns.measure import Measure

KM = Measure("km", 1)
PERCENT = Measure("%", 1)
D = Decimal

STEPS = st.sampled_from([D(1), D("0.1"), D("0.01"), D(1000), D(10) ** 9])
WEIGHTS = st.lists(st.integers(0, 10**6).map(D), min_size=1, max_size=160).filter(any)


@for_any(st.integers(0, 10**9), WEIGHTS, STEPS)
def test_the_shares_sum_to_the_last_digit(
    steps: int, weights: list[Decimal], step: Decimal
) -> None:
    amount = steps * step

    shares = apportion(amount, weights, step)

    assert sum(shares) == amount


@for_any(st.integers(0, 10**6), WEIGHTS, STEPS)
def test_no_share_is_further_than_a_step_from_the_exact_one(
    steps: int, weights: list[Decimal], step: Decimal
) -> None:
    amount, whole = steps * step, sum(weights)

    for share, weight in zip(apportion(amount, weights, step), weights, strict=True):
        assert abs(share - amount * weight / whole) < step
        assert share % step == 0
        assert share >= 0


@for_any(st.decimals(0, 10**6, places=6), WEIGHTS)
def test_an_amount_finer_than_a_step_still_sums(
    amount: Decimal, weights: list[Decimal]
) -> None:
    assert sum(apportion(amount, weights, D("0.1"))) == amount


@for_any(
    st.integers(0, 10**6),
    st.lists(
        st.builds(
            Row,
            weight=st.integers(1, 1000).map(D),
            locked=st.none() | st.integers(0, 100).map(D),
        ),
        min_size=1,
        max_size=60,
    ).filter(lambda rows: any(row.locked is None for row in rows)),
)
def test_locked_rows_keep_their_figures(extra: int, rows: list[Row]) -> None:
    locked = sum((row.locked for row in rows if row.locked is not None), D(0))
    whole = Given(locked + extra, Rule.SUM, Measure("km", 0))

    for fill in (fill_equally, fill_by_weight):
        filled = fill(whole, rows)
        assert sum(value for value in filled if value is not None) == whole.value
        for row, value in zip(rows, filled, strict=True):
            assert row.locked in (None, value)


def test_a_row_without_a_weight_stays_empty() -> None:
    rows = [Row(weight=D(3)), Row(), Row(weight=D(1))]

    assert fill_by_weight(Given(D(8), Rule.SUM, KM), rows) == [D(6), None, D(2)]


def test_locked_rows_that_take_more_than_there_is_are_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        fill_equally(Given(D(4), Rule.SUM, KM), [Row(locked=D(5)), Row()])


def test_a_mean_is_filled_so_that_it_comes_out_beside_a_locked_row() -> None:
    whole = Given(D(80), Rule.WEIGHTED, PERCENT)
    rows = [Row(weight=D(100), locked=D(70)), Row(weight=D(100)), Row(weight=D(0))]

    assert fill_by_weight(whole, rows) == [D(70), D(90), None]


def test_a_mean_without_weights_says_that_they_are_missing() -> None:
    whole = Given(D(50), Rule.WEIGHTED, PERCENT)

    found = balance(whole, [Part(D(50)), Part(None), Part(D(70))])

    assert found.standing == Standing.EMPTY
    assert found.sentence.replace("\u00a0", " ") == (
        "2 đơn vị đã được giao mà chưa có mẫu số, nên chưa tính được bình quân;"
        " cần 50 %."
    )


def test_each_and_count_fill_with_the_same_figure() -> None:
    rows = [Row(), Row(locked=D(5)), Row()]

    each = Given(D(3), Rule.EACH, KM)
    count = Given(D(2), Rule.COUNT, PERCENT, level=D(70))

    assert fill_equally(each, rows) == [D(3), D(5), D(3)]
    assert fill_equally(count, rows) == [D(70), D(5), D(70)]


@pytest.mark.parametrize(
    ("values", "standing", "sentence"),
    [
        ([200, 120], Standing.EVEN, "Đã giao đủ 320 km."),
        (
            [200, 96],
            Standing.SHORT,
            "Đã giao 296 trên 320 km, còn 24 km chưa có nơi nhận.",
        ),
        ([200, 125], Standing.OVER, "Đã giao 325 trên 320 km, giao vượt 5 km."),
        ([320, None], Standing.EVEN, "Đã giao đủ 320 km. 1 đơn vị chưa có số."),
        (
            [None, None],
            Standing.EMPTY,
            "Chưa giao cho đơn vị nào trong 2 đơn vị; cần giao 320 km.",
        ),
    ],
)
def test_a_sum_balances_in_words(
    values: list[int | None], standing: Standing, sentence: str
) -> None:
    parts = [Part(None if value is None else D(value)) for value in values]

    found = balance(Given(D(320), Rule.SUM, KM), parts)

    assert (found.standing, found.sentence.replace("\u00a0", " ")) == (
        standing,
        sentence,
    )


def test_accepted_and_pending_are_counted_apart() -> None:
    parts = [Part(D(200), is_accepted=True), Part(D(100)), Part(None)]

    found = balance(Given(D(320), Rule.SUM, KM), parts)

    assert (found.accepted, found.pending) == (D(200), D(100))
    assert (found.accepted_count, found.pending_count, found.blank) == (1, 1, 1)


def test_a_weighted_mean_leaves_out_who_has_no_weight_and_says_so() -> None:
    parts = [Part(D(80), D(300)), Part(D(60), D(100)), Part(D(10))]

    found = balance(Given(D(80), Rule.WEIGHTED, PERCENT), parts)

    assert found.total == D(75)
    assert found.standing == Standing.SHORT
    assert "thấp hơn số được giao 5" in found.sentence
    assert "1 đơn vị chưa có số hoặc chưa có mẫu số" in found.sentence


def test_a_mean_above_is_good_unless_lower_is_better() -> None:
    parts = [Part(D(6), D(1)), Part(D(4), D(1))]

    assert balance(Given(D(4), Rule.WEIGHTED, PERCENT), parts).is_even
    poverty = Given(D(4), Rule.WEIGHTED, PERCENT, is_lower_better=True)
    assert balance(poverty, parts).standing == Standing.SHORT


def test_each_unit_takes_at_least_the_figure() -> None:
    given = Given(D(80), Rule.EACH, PERCENT)

    assert balance(given, [Part(D(80)), Part(D(90))]).is_even
    short = balance(given, [Part(D(80)), Part(D(79)), Part(None)])
    assert short.standing == Standing.SHORT
    assert short.sentence.startswith("1 trên 3 đơn vị nhận mức 80")


def test_each_unit_takes_at_most_the_figure_when_lower_is_better() -> None:
    given = Given(D(2), Rule.EACH, PERCENT, is_lower_better=True)

    assert balance(given, [Part(D(2)), Part(D(1))]).is_even
    assert balance(given, [Part(D(3))]).standing == Standing.SHORT


def test_a_count_counts_units_that_meet_the_level() -> None:
    given = Given(D(3), Rule.COUNT, PERCENT, level=D(70))

    found = balance(given, [Part(D(70)), Part(D(75)), Part(D(60))])

    assert (found.total, found.difference) == (D(2), D(-1))
    assert "còn thiếu 1 đơn vị" in found.sentence
    assert balance(given, [Part(D(70))] * 4).is_even


def test_what_is_not_split_needs_no_parts() -> None:
    assert balance(Given(D(20), Rule.NONE, Measure("hạng")), []).is_even
