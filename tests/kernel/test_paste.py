"""Blocks as they come from the clipboard of a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.kernel.paste import MOST_ROWS, Oddity, TooMuch, read_block


def texts(block: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_block(block)]


def test_a_block_of_excel_is_rows_of_cells() -> None:
    assert texts("1\t2\r\n3\t4\r\n") == [["1", "2"], ["3", "4"]]
    assert texts("1\n2\n3") == [["1"], ["2"], ["3"]]
    assert texts("4,1 \t 0,5") == [["4,1", "0,5"]]


def test_empty_rows_at_the_end_go_and_those_between_stay() -> None:
    assert texts("1\n\n3\n\n\n") == [["1"], [""], ["3"]]
    assert texts("") == []


def test_a_quoted_cell_keeps_its_newlines_tabs_and_quotes() -> None:
    block = 'Bến Tre\t"dòng một\r\ndòng hai"\t"nói ""ấy"" và\ttab"\r\n5\t6\t7'

    assert texts(block) == [
        ["Bến Tre", "dòng một\ndòng hai", 'nói "ấy" và\ttab'],
        ["5", "6", "7"],
    ]


def test_a_quotation_mark_of_the_text_is_no_quoting() -> None:
    assert texts('"Đồng khởi" mới\t1') == [['"Đồng khởi" mới', "1"]]
    assert texts('"chưa đóng\t1\n2\t3') == [['"chưa đóng', "1"], ["2", "3"]]


def test_short_rows_are_filled() -> None:
    assert texts("1\t2\t3\n4") == [["1", "2", "3"], ["4", "", ""]]


@pytest.mark.parametrize(
    ("text", "oddity"),
    [
        ("=SUM(A1:A3)", Oddity.FORMULA),
        ("=1+1", Oddity.FORMULA),
        ("@cmd", Oddity.FORMULA),
        ("+A1", Oddity.FORMULA),
        ("-(B2)", Oddity.FORMULA),
        ("#REF!", Oddity.FAULT),
        ("#N/A", Oddity.FAULT),
        ("#DIV/0!", Oddity.FAULT),
        ("#NAME?", Oddity.FAULT),
        ("-3,5", None),
        ("+7", None),
        ("Xã #3", None),
    ],
)
def test_formulas_and_faults_are_named(text: str, oddity: Oddity | None) -> None:
    ((cell,),) = read_block(text)

    assert cell.oddity is oddity
    assert bool(cell.words) == (oddity is not None)


def test_control_characters_do_not_come_in() -> None:
    assert texts("1\x002\x07") == [["12"]]


def test_a_block_beyond_reason_is_refused_with_a_remedy() -> None:
    with pytest.raises(TooMuch) as refused:
        read_block("1\n" * (MOST_ROWS + 1))

    assert "dòng" in refused.value.remedy


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@given(
    st.lists(
        st.lists(st.text("ab1 \t\n\"'=", max_size=6), min_size=2, max_size=2),
        min_size=1,
        max_size=4,
    )
)
def test_what_a_spreadsheet_quotes_is_read_back(rows: list[list[str]]) -> None:
    block = "\r\n".join("\t".join(quoted(cell) for cell in row) for row in rows)
    wanted = [[cell.strip() for cell in row] for row in rows]
    while wanted and not any(wanted[-1]):
        wanted.pop()

    assert texts(block) == wanted


@given(st.text(max_size=60))
def test_any_text_is_a_rectangle(text: str) -> None:
    assert len({len(row) for row in read_block(text)}) <= 1
