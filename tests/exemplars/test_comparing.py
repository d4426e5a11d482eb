"""Caught up, surpassed: the rule never turns against who does better."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.exemplars.comparing import Bar, Outcome, Place, compare, tolerance_of

figures = st.decimals(-1000, 1000, places=2, allow_nan=False)
values = st.one_of(st.none(), figures)
bars = st.builds(
    Bar,
    frozen=figures,
    tolerance=st.decimals(0, 50, places=2, allow_nan=False),
    is_lower_better=st.booleans(),
    is_obligatory=st.booleans(),
)
tables = st.lists(st.tuples(bars, values), min_size=1, max_size=6)
wanted = st.integers(1, 4)

HOUSES = Bar(Decimal(86), tolerance=Decimal(1))
DAYS = Bar(Decimal(5), is_lower_better=True)
EXTRA = Bar(Decimal(10), is_obligatory=False)


@pytest.mark.parametrize(
    ("houses", "days", "extra", "outcome"),
    [
        ("85", "5", None, Outcome.CAUGHT_UP),
        ("84.9", "5", "99", Outcome.NOT_YET),
        ("87", "6", None, Outcome.NOT_YET),
        ("87", "5", None, Outcome.CAUGHT_UP),
        ("87", "4", None, Outcome.SURPASSED),
        ("86", "4", "11", Outcome.SURPASSED),
        ("87", None, None, Outcome.NOT_YET),
        (None, None, None, Outcome.UNKNOWN),
        (None, None, "11", Outcome.NOT_YET),
    ],
)
def test_within_the_tolerance_is_caught_up_and_two_better_figures_surpass(
    houses: str | None, days: str | None, extra: str | None, outcome: Outcome
) -> None:
    found = compare(
        [HOUSES, DAYS, EXTRA],
        [Decimal(one) if one else None for one in (houses, days, extra)],
        better_wanted=2,
    )
    assert found.outcome == outcome


def test_equal_to_the_frozen_value_is_not_strictly_better() -> None:
    assert HOUSES.place(Decimal(86)) == Place.WITHIN
    assert compare([HOUSES], [Decimal(86)], better_wanted=1).outcome == (
        Outcome.CAUGHT_UP
    )


def test_where_nothing_is_obligatory_everything_is() -> None:
    loose = [EXTRA, Bar(Decimal(3), is_obligatory=False)]
    found = compare(loose, [Decimal(99), Decimal(2)], better_wanted=1)
    assert found.outcome == Outcome.NOT_YET


def test_a_tolerance_in_percent_is_of_the_frozen_value() -> None:
    assert tolerance_of(Decimal(-80), Decimal(5)) == 4


@given(tables, wanted, st.data())
def test_a_better_value_never_gives_a_worse_verdict(
    table: list[tuple[Bar, Decimal | None]], want: int, data: st.DataObject
) -> None:
    some_bars = [bar for bar, _value in table]
    before = [value for _bar, value in table]
    place = data.draw(st.integers(0, len(table) - 1))
    step = data.draw(st.decimals(0, 500, places=2, allow_nan=False))
    now, bar = before[place], some_bars[place]
    if now is None:
        better = data.draw(figures)
    else:
        better = now - step if bar.is_lower_better else now + step
    after = [better if at == place else one for at, one in enumerate(before)]

    assert (
        compare(some_bars, after, better_wanted=want).outcome
        >= compare(some_bars, before, better_wanted=want).outcome
    )


@given(tables, wanted, st.randoms())
def test_the_order_of_the_figures_does_not_matter(
    table: list[tuple[Bar, Decimal | None]], want: int, dice: random.Random
) -> None:
    shuffled = table[:]
    dice.shuffle(shuffled)
    found, again = (
        compare(
            [bar for bar, _ in one], [value for _, value in one], better_wanted=want
        )
        for one in (table, shuffled)
    )
    assert found.outcome == again.outcome
    assert found.better_count == again.better_count


@given(tables, wanted)
def test_a_wider_tolerance_never_gives_a_worse_verdict(
    table: list[tuple[Bar, Decimal | None]], want: int
) -> None:
    some = [value for _bar, value in table]
    strict = [
        Bar(bar.frozen, Decimal(0), bar.is_lower_better, bar.is_obligatory)
        for bar, _value in table
    ]
    loose = [bar for bar, _value in table]
    assert (
        compare(loose, some, better_wanted=want).outcome
        >= compare(strict, some, better_wanted=want).outcome
    )
