"""A figure typed in a form: what is refused says what would be taken."""

from __future__ import annotations

import pytest

from thidua.kernel.ui.fields import DongField, Fault, FigureField


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [("-1", "Ghi số từ 0 trở lên."), ("11", "Ghi số không quá 10.")],
)
def test_a_figure_out_of_bounds_says_what_to_type(typed: str, remedy: str) -> None:
    with pytest.raises(Fault) as refused:
        FigureField(least=0, most=10).clean(typed)

    assert refused.value.remedy == remedy


@pytest.mark.parametrize(
    ("typed", "dong"),
    [
        ("2.500.000", 2_500_000),
        ("2,5 triệu", 2_500_000),
        ("2,5tr", 2_500_000),
        ("300 nghìn đồng", 300_000),
        ("1,2 tỉ", 1_200_000_000),
        ("50 000 đ", 50_000),
    ],
)
def test_money_is_read_as_it_is_spoken(typed: str, dong: int) -> None:
    assert DongField().clean(typed) == dong


@pytest.mark.parametrize("typed", ["hai triệu", "20 USD", "2,5", "1,0000001 triệu"])
def test_what_is_no_whole_dong_is_refused_with_a_remedy(typed: str) -> None:
    with pytest.raises(Fault) as refused:
        DongField().clean(typed)

    assert refused.value.remedy


def test_money_that_reads_two_ways_is_asked_about_in_dong() -> None:
    with pytest.raises(Fault) as asked:
        DongField().clean("2,500 triệu")

    assert "2.500.000" in asked.value.remedy
    assert "2.500.000.000" in asked.value.remedy


def test_a_million_of_something_else_is_no_two() -> None:
    """“2 triệu” where people are counted is neither 2 nor 2.000.000 without a word."""
    with pytest.raises(Fault) as refused:
        FigureField(label="Số người").clean("2 triệu")

    assert "triệu" in str(refused.value)
    assert FigureField(label="Số người").clean("30 người") == 30
