"""Curves of learners are measured as the frozen value is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from thidua.exemplars.queries.curving import _rolled
from thidua.indicators.periods import PeriodKind, between


def test_each_point_of_what_flows_is_a_sum_of_as_many_months_as_the_frozen_value() -> (
    None
):
    since = date(2023, 1, 1)
    months = list(between(since, date(2024, 12, 31), PeriodKind.MONTH))
    running = {one.id: Decimal(place) for place, one in enumerate(months, start=1)}

    rolled = _rolled(running, since, 12)

    assert list(rolled) == [one.id for one in months[11:]]
    assert set(rolled.values()) == {Decimal(12)}


def test_a_month_that_nobody_told_adds_nothing() -> None:
    since = date(2023, 1, 1)
    months = list(between(since, date(2024, 6, 30), PeriodKind.MONTH))
    told = {months[3].id: Decimal(5), months[17].id: Decimal(8)}

    assert _rolled(told, since, 12) == {months[17].id: Decimal(3)}
