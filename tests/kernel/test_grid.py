"""The entry grid, server side: what is sent, what it means, what is answered."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from thidua.kernel.errors import RuleBroken, SayingNo
from thidua.kernel.ui import grid
from thidua.kernel.ui.grid import CellAnswer, CellInput, Outcome, SentCell


def posted(**fields: list[str] | str) -> HttpRequest:
    return RequestFactory().post("/luoi/", fields)


def sent(text: str) -> SentCell:
    return SentCell("12", text, 3)


def test_a_script_sends_cells_with_their_versions() -> None:
    request = posted(cell=["12", "13"], value=["4,1 ", ""], version=["3", "1"])

    assert grid.sent_cells(request) == [SentCell("12", "4,1", 3), SentCell("13", "", 1)]


def test_without_script_the_whole_form_says_the_same() -> None:
    request = posted(**{"cell-12": "4,1", "cell-13": "", "note": "x"})

    assert grid.sent_cells(request) == [SentCell("12", "4,1", 0), SentCell("13", "", 0)]


@pytest.mark.parametrize("version", ["-1", "９", "x", "1" * 30])
def test_a_version_that_is_no_number_is_none(version: str) -> None:
    (cell,) = grid.sent_cells(posted(cell="12", value="1", version=version))

    assert cell.version == 0


def test_cells_without_values_are_refused() -> None:
    with pytest.raises(SayingNo) as refused:
        grid.sent_cells(posted(cell=["12", "13"], value=["1"]))

    assert refused.value.status == 400


def test_a_figure_is_read_and_an_emptied_cell_is_none() -> None:
    assert grid.read_cell(sent("4,1"), decimals=2) == Decimal("4.1")
    assert grid.read_cell(sent("4,1 KM"), decimals=2, unit="km") == Decimal("4.1")
    assert grid.read_cell(sent("")) is None


def test_what_reads_two_ways_is_asked_with_both_readings() -> None:
    read = grid.read_cell(sent("1.5"), decimals=1)

    assert isinstance(read, CellAnswer)
    assert read.outcome is Outcome.ASKED
    assert list(read.choices) == ["1,5", "15"]


@pytest.mark.parametrize("text", ["=SUM(A1)", "#REF!", "abc", "4,1 m", "1e5"])
def test_what_is_no_figure_of_this_cell_is_refused_and_stays(text: str) -> None:
    read = grid.read_cell(sent(text), unit="km")

    assert isinstance(read, CellAnswer)
    assert (read.outcome, read.value) == (Outcome.REFUSED, text)
    assert read.reason
    assert read.remedy


def test_an_answer_speaks_for_each_cell() -> None:
    answer = grid.answer(
        [
            grid.saved(sent("4,1"), "4,1", 4, note="gấp chín lần"),
            grid.changed(sent("8"), "7,5", 5, by="Đoàn Quốc Bảo"),
            grid.said_no(sent("8"), RuleBroken("Kỳ đã khóa.", "Xin mở lại.")),
        ],
        said="Đã lưu lúc 14:32",
        texts={"sum": "12"},
    )

    said = json.loads(answer.content)
    assert [cell["outcome"] for cell in said["cells"]] == [
        "saved",
        "changed",
        "refused",
    ]
    assert said["cells"][0]["note"] == "gấp chín lần"
    assert said["cells"][1]["theirs"] == "7,5"
    assert "Đoàn Quốc Bảo" in said["cells"][1]["reason"]
    assert said["cells"][2]["remedy"] == "Xin mở lại."
    assert said["texts"] == {"sum": "12"}


def test_the_script_says_how_its_other_cells_look() -> None:
    request = posted(cell="12", value="1", seen='{"13": [2, "4,1"], "14": [0, ""]}')

    assert grid.seen_cells(request) == [SentCell("13", "4,1", 2), SentCell("14", "", 0)]
    assert grid.seen_cells(posted(cell="12", value="1")) == []


@pytest.mark.parametrize("seen", ["[1]", "{", '{"13": 1}', '"x"', "[" * 99_999])
def test_what_says_nothing_of_cells_is_refused(seen: str) -> None:
    with pytest.raises(SayingNo) as refused:
        grid.seen_cells(posted(seen=seen))

    assert refused.value.status == 400


def test_an_answer_speaks_of_cells_beside_those_that_were_sent() -> None:
    other = grid.saved(SentCell("13", "", 0), "120", 1, note="Lê Văn B ghi 120.")

    said = json.loads(grid.answer([], beside=[other]).content)

    (beside,) = said["beside"]
    assert (beside["cell"], beside["value"], beside["version"]) == ("13", "120", 1)
    assert beside["note"] == "Lê Văn B ghi 120."


def test_an_input_carries_what_the_script_needs_and_lets_no_script_in() -> None:
    markup = CellInput("12", 'Đường "<b>"', value="<script>", version=3).input

    assert 'data-cell="12"' in markup
    assert 'data-version="3"' in markup
    assert "<script>" not in markup
    assert "<b>" not in markup
    assert " readonly" in CellInput("12", "x", is_locked=True).input
