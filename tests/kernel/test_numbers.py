"""Numbers as officers type and paste them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.kernel.numbers import (
    NBSP,
    Unreadable,
    aligned,
    read_number,
    show_dong,
    show_number,
    show_percent,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0", "0"),
        ("007", "7"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        (f"1{NBSP}234,5", "1234.5"),
        ("1\u202f234\u2009567,25", "1234567.25"),
        ("1'234,5", "1234.5"),
        ("0,41", "0.41"),
        ("0.41", "0.41"),
        ("1.234", "1234"),
        ("12.345.678", "12345678"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("-3,5", "-3.5"),
        ("−3,5", "-3.5"),
        ("– 3,5", "-3.5"),
        ("+7", "7"),
        ("１．２３４", "1234"),
        ("１２,５", "12.5"),
        ("  12 \t", "12"),
    ],
)
def test_a_figure_is_read_the_vietnamese_way(typed: str, meant: str) -> None:
    reading = read_number(typed)

    assert reading.value == Decimal(meant)
    assert not reading.is_doubtful


@pytest.mark.parametrize(
    ("typed", "understood", "or_else"),
    [
        ("1.5", "1.5", "15"),
        ("12.75", "12.75", "1275"),
        ("1.2345", "1.2345", "12345"),
        ("1,234", "1.234", "1234"),
        ("-1.5", "-1.5", "-15"),
    ],
)
def test_what_can_be_read_two_ways_is_asked_about(
    typed: str, understood: str, or_else: str
) -> None:
    reading = read_number(typed)

    assert (reading.value, reading.other) == (Decimal(understood), Decimal(or_else))


def test_the_decimals_of_the_indicator_decide_which_reading_comes_first() -> None:
    whole = read_number("1,234", decimals=0)

    assert (whole.value, whole.other) == (Decimal(1234), Decimal("1.234"))
    assert not read_number("1,234", decimals=3).is_doubtful


@pytest.mark.parametrize(
    ("typed", "unit"), [("4,1 km", "km"), ("63%", "%"), ("840 m²", "m²"), ("12", "")]
)
def test_a_unit_behind_the_figure_is_told(typed: str, unit: str) -> None:
    assert read_number(typed).unit == unit


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "mười hai",
        "=SUM(A1:A3)",
        "+A1",
        "-SUM(B2)",
        "@A1",
        "#REF!",
        "#DIV/0!",
        "1e5",
        "1,5E+05",
        "1.23.456",
        "12,34,5",
        ",5",
        "--3",
        "1-2",
        "9" * 19,
        "<script>",
        "½",
    ],
)
def test_what_is_no_figure_is_refused_with_a_remedy(typed: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_number(typed)

    assert refused.value.reason
    assert refused.value.remedy


@pytest.mark.parametrize(("typed", "decimals"), [("1,5", 0), ("1.5", 0), ("0,125", 2)])
def test_more_decimals_than_the_indicator_keeps_are_refused(
    typed: str, decimals: int
) -> None:
    with pytest.raises(Unreadable):
        read_number(typed, decimals=decimals)


@given(st.decimals(-(10**15), 10**15, places=4, allow_nan=False, allow_infinity=False))
def test_what_is_shown_is_read_again_as_the_same(value: Decimal) -> None:
    assert read_number(show_number(value, 4)).value == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_never_breaks(text: str) -> None:
    try:
        said: object = read_number(text).value.is_finite()
    except Unreadable as refused:
        said = refused.remedy

    assert said


def test_figures_are_shown_as_on_paper() -> None:
    assert show_number(Decimal("1234567.50")) == "1.234.567,5"
    assert show_number(Decimal("1234.5"), 0) == "1.235"
    assert show_number(Decimal("-0.5"), 1) == "−0,5"
    assert show_number(Decimal("1E+3")) == "1.000"
    assert show_number(None) == ""
    assert show_percent(78) == f"78{NBSP}%"
    assert show_dong(Decimal(3_510_000)) == f"3.510.000{NBSP}đồng"
    assert show_dong(3_510_000, "triệu") == f"3,51{NBSP}triệu đồng"
    assert show_dong(12_000_000_000, "tỷ") == f"12{NBSP}tỷ đồng"


@pytest.mark.parametrize(
    ("shown", "column"),
    [
        (["112,5", "226,42", "–", "1.300"], ["112,50", "226,42", "–", "1.300,00"]),
        (["7", "12"], ["7", "12"]),
        (["", "−0,5"], ["", "−0,5"]),
        ([], []),
    ],
)
def test_the_numbers_of_a_column_have_as_many_decimals(
    shown: list[str], column: list[str]
) -> None:
    assert aligned(shown) == column
