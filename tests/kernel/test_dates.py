"""Dates as they are typed, shown, and said beside a deadline."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.kernel import dates

TUESDAY = date(2025, 5, 20)


@pytest.mark.parametrize(
    "typed",
    [
        "20/05/2025",
        "20/5/25",
        "20-5-25",
        "20.05.2025",
        "2025-05-20",
        "ngày 20 tháng 5 năm 2025",
        " 20 / 5 / 2025 ",
    ],
)
def test_a_date_is_read_day_first(typed: str) -> None:
    assert dates.read_date(typed) == TUESDAY


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/11/2024", "Tháng 11 chỉ có 30 ngày."),
        ("29/02/2025", "Tháng 2 chỉ có 28 ngày."),
        ("05/20/2025", "Không có tháng 20. Ghi ngày trước, tháng sau."),
        ("hôm qua", "Ghi ngày theo mẫu 20/05/2025."),
        ("00/05/2025", "Ghi ngày theo mẫu 20/05/2025."),
        ("01/01/0000", "Ghi ngày theo mẫu 20/05/2025."),
    ],
)
def test_what_is_no_date_is_told_why(typed: str, why: str) -> None:
    assert dates.read_date(typed) is None
    assert dates.why_no_date(typed) == why


def test_a_date_is_shown_short_and_long() -> None:
    assert dates.show(TUESDAY) == "20/05/2025"
    assert dates.show(None) == ""
    assert dates.show_long(TUESDAY) == "Thứ Ba, 20/05/2025"
    assert dates.show_short(TUESDAY, beside=date(2025, 1, 1)) == "20/05"
    assert dates.show_short(TUESDAY, beside=date(2026, 1, 1)) == "20/05/2025"


@pytest.mark.parametrize(
    ("day", "said"),
    [(18, "quá 2 ngày"), (20, "hôm nay"), (21, "ngày mai"), (24, "còn 4 ngày")],
)
def test_a_deadline_says_how_it_stands(day: int, said: str) -> None:
    assert dates.due(date(2025, 5, day), TUESDAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [(17, "đã 3 ngày"), (19, "hôm qua"), (20, "hôm nay"), (21, "ngày mai")],
)
def test_what_waits_says_for_how_long(day: int, said: str) -> None:
    assert dates.since(date(2025, 5, day), TUESDAY) == said


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2025, 5, 1), date(2025, 5, 31), "tháng 5/2025"),
        (date(2025, 4, 1), date(2025, 6, 30), "quý II/2025"),
        (date(2025, 1, 1), date(2025, 6, 30), "6 tháng đầu năm 2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "năm 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "tháng 2/2024"),
        (date(2025, 2, 1), date(2025, 4, 30), "01/02/2025–30/04/2025"),
        (date(2025, 5, 2), date(2025, 5, 31), "02/05/2025–31/05/2025"),
    ],
)
def test_a_period_has_the_name_the_office_gives_it(
    first: date, last: date, name: str
) -> None:
    assert dates.period_name(first, last) == name


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2020, 10, 1), date(2020, 12, 31), "10–12/2020"),
        (date(2021, 1, 1), date(2024, 12, 31), "2021–2024"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2024, 7, 1), date(2025, 9, 30), "07/2024–09/2025"),
        (date(2025, 5, 1), date(2025, 5, 31), "05/2025"),
        (date(2025, 5, 2), date(2025, 5, 31), "02/05–31/05/2025"),
        (date(2025, 5, 12), date(2025, 5, 12), "12/05/2025"),
        (date(2024, 12, 30), date(2025, 1, 5), "30/12/2024–05/01/2025"),
    ],
)
def test_a_phase_is_said_in_few_signs(first: date, last: date, said: str) -> None:
    assert dates.months(first, last) == said
