"""The arithmetic of a forecast, against cases worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.indicators.forecast import Past, forecast, needed_each

D = Decimal


def decimals(*values: int) -> list[Decimal]:
    return [D(value) for value in values]


def test_with_fewer_than_six_values_nothing_is_said() -> None:
    assert forecast(Past(D(50), decimals(10, 10, 10, 10, 10)), 3) is None
    assert forecast(Past(D(60), decimals(10, 10, 10, 10, 10, 10)), 0) is None


def test_what_always_moves_alike_goes_on_so_without_any_band() -> None:
    found = forecast(Past(D(120), decimals(*[10] * 12), season=11, never_falls=True), 3)

    assert found is not None
    assert found.middle == found.low == found.high == (D(130), D(140), D(150))
    assert found.now_each == 10


def test_a_drift_goes_on_and_is_damped() -> None:
    """1…12: the last half-year's median is 9.5, the one before 3.5, so 1 each period.

    The first step is 9.5 + 0.8, the second 9.5 + 0.8 + 0.64; every increment lies 0.5,
    1.5 or 2.5 from the median of its own half-year.
    """
    found = forecast(Past(D(0), decimals(*range(1, 13))), 2)

    assert found is not None
    assert found.has_drift
    assert abs(found.middle[0] - D("10.3")) == D("0.5")
    assert found.low[0] == D("10.3") - D("2.5")
    assert found.high[0] == D("10.3") + D("2.5")
    assert abs(found.middle[1] - D("10.3") - D("10.94")) <= 1


def test_one_odd_month_does_not_carry_the_forecast_away() -> None:
    calm = forecast(Past(D(60), decimals(10, 10, 10, 10, 10, 10)), 4)
    odd = forecast(Past(D(60), decimals(10, 10, 900, 10, 10, 10)), 4)

    assert calm is not None
    assert odd is not None
    assert odd.now_each == calm.now_each == 10
    assert odd.middle[0] == calm.middle[0] == 70


def test_a_season_is_half_believed_from_two_full_years_on() -> None:
    """Januaries bring 30, other months 10: 30/10 half believed is 2, shared out."""
    year = [30, *[10] * 11]
    past = Past(D(280), decimals(*year, *year), season=11, never_falls=True)

    found = forecast(past, 2)

    assert found is not None
    assert found.has_season
    january, february = found.middle[0] - 280, found.middle[1] - found.middle[0]
    assert january > D("1.5") * february


def test_a_share_stays_within_nought_and_a_hundred() -> None:
    rising = Past(D(97), decimals(1, 2, 3, 2, 1, 2), least=D(0), most=D(100))

    found = forecast(rising, 12)

    assert found is not None
    assert found.high[-1] == 100
    assert found.low[-1] <= 100


def test_what_each_month_left_must_bring() -> None:
    assert needed_each(D(228), D(320), 8) == D("11.5")
    assert needed_each(D(228), D(320), 0) is None


@given(
    st.lists(st.integers(0, 100).map(Decimal), min_size=6, max_size=40),
    st.integers(1, 24),
    st.integers(0, 11),
)
def test_the_band_holds_the_middle_and_the_same_figures_say_the_same(
    moves: list[Decimal], ahead: int, season: int
) -> None:
    past = Past(sum(moves, D(0)), moves, season=season, never_falls=True, least=D(0))

    found, again = forecast(past, ahead), forecast(past, ahead)

    assert found == again
    assert found is not None
    steps = zip(found.low, found.middle, found.high, strict=True)
    assert all(low <= middle <= high for low, middle, high in steps)
    assert all(a <= b for a, b in zip(found.low, found.low[1:], strict=False))
    assert found.low[0] >= past.stands_at


@pytest.mark.parametrize("least", [None, D(0)])
def test_a_level_may_fall_but_not_below_nought(least: Decimal | None) -> None:
    falling = Past(D(5), decimals(-3, -3, -3, -3, -3, -3), least=least)

    found = forecast(falling, 4)

    assert found is not None
    assert found.end == (D(-7) if least is None else D(0))
