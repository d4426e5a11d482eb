"""Working days against the official Tết and swapped days of 2024–2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.kernel import calendar

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("first", "last", "what"),
    [
        (date(2024, 2, 8), date(2024, 2, 14), "Tết Giáp Thìn"),
        (date(2025, 1, 25), date(2025, 2, 2), "Tết Ất Tỵ"),
        (date(2026, 2, 14), date(2026, 2, 22), "Tết Bính Ngọ"),
        (date(2024, 4, 27), date(2024, 5, 1), "30/4 and 1/5 of 2024"),
        (date(2025, 4, 30), date(2025, 5, 4), "30/4 and 1/5 of 2025"),
        (date(2024, 8, 31), date(2024, 9, 3), "National Day 2024"),
        (date(2025, 8, 30), date(2025, 9, 2), "National Day 2025"),
        (date(2026, 8, 29), date(2026, 9, 2), "National Day 2026"),
        (date(2026, 1, 1), date(2026, 1, 4), "New Year 2026, swapped"),
        (date(2024, 4, 18), date(2024, 4, 18), "Hùng Kings 2024"),
        (date(2025, 4, 7), date(2025, 4, 7), "Hùng Kings 2025"),
        (date(2026, 4, 27), date(2026, 4, 27), "Hùng Kings 2026, in lieu of a Sunday"),
    ],
)
def test_nobody_works_on_the_official_days_off(
    first: date, last: date, what: str
) -> None:
    worked = [day for day in every_day(first, last) if calendar.is_working_day(day)]

    assert worked == [], what


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 5, 4),
        date(2025, 4, 26),
        date(2026, 1, 10),
        date(2026, 8, 22),
        date(2024, 2, 7),
        date(2024, 2, 15),
        date(2025, 1, 24),
        date(2025, 2, 3),
        date(2026, 2, 13),
        date(2026, 2, 23),
    ],
)
def test_swapped_saturdays_and_the_days_around_tet_are_worked(day: date) -> None:
    assert calendar.is_working_day(day)


def test_a_report_falls_due_on_a_working_day_after_its_period() -> None:
    assert calendar.nth_working_day(date(2025, 4, 30), 1) == date(2025, 5, 5)
    assert calendar.nth_working_day(date(2025, 4, 30), 3) == date(2025, 5, 7)
    assert calendar.nth_working_day(date(2025, 1, 31), 1) == date(2025, 2, 3)
    assert calendar.nth_working_day(date(2025, 4, 30), 0) == date(2025, 4, 30)


def test_the_next_working_day_is_the_day_itself_when_it_is_worked() -> None:
    assert calendar.next_working_day(date(2025, 5, 1)) == date(2025, 5, 5)
    assert calendar.next_working_day(date(2025, 5, 5)) == date(2025, 5, 5)


@given(DAYS, st.integers(-60, 60))
def test_counting_forth_and_back_agree(day: date, count: int) -> None:
    there = calendar.add_working_days(day, count)

    if count:
        assert calendar.is_working_day(there)
    if count > 0:
        assert calendar.working_days_between(day, there) == count


def test_a_count_beyond_reason_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="more than"):
        calendar.add_working_days(date(2025, 5, 20), 10**9)


def test_every_correction_names_its_document() -> None:
    assert all(row.document for row in calendar.corrections().values())
