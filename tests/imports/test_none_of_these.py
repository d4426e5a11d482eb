"""Of several names or rows none may be meant; rows of which that is said stay out, and
say so. What cannot be a figure is no answer, and rounding says what it does to which
cells."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.communes import Commune, three
from tests.imports.factories import APRIL, answered, carried, fates
from tests.imports.test_messes import Sent
from thidua.imports.matching import Named, Names, spell_unit
from thidua.imports.models import Import, ImportRow
from thidua.indicators.models import IndicatorVersion
from thidua.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

HEAD: list[make.Cell] = ["Đơn vị", "Đường bê tông hóa"]


def page_of(sent: Sent, run: Import, name: str = "hoi/") -> str:
    """A page of the import, as the sender reads it."""
    with clock.standing_on(APRIL.date()):
        answer = signed_in(sent.who).get(f"/nhap-tep/{run.pk}/{name}")
    return unescape(answer.content.decode())


def left_out(run: Import) -> ImportRow:
    """The one row that does not go in."""
    return run.rows.get(fate="r")


def test_names_that_are_only_alike_are_several_and_none_is_said_to_be_sure() -> None:
    known = ["Xã Tân Phú", "Xã Tân Phú Tây", "Xã Phú Đông", "Huyện Thạnh Phú", "Xã Mỹ"]
    names = Names(
        [Named(str(n), (name, name[3:])) for n, name in enumerate(known)], spell_unit
    )

    nearest = names.nearest("Huyện Tân Phú Đông")

    assert {"0", "1", "2"} <= set(nearest)
    assert "4" not in nearest
    assert not names.find("Huyện Tân Phú Đông").is_certain


def test_the_question_offers_the_nearest_and_that_it_is_none_of_them() -> None:
    sent = Sent()
    run = sent.check(make.xlsx([HEAD, ["Huyện Tân Phú Đông", 1.5]]))
    question = run.questions.get()

    *likely, none = question.choices

    assert len(likely) > 1
    assert none == ["leave", "Không phải tên nào ở đây: các dòng này không vào"]
    assert "Không có tên nào đúng như vậy, chỉ có tên gần giống." in question.words
    page = page_of(sent, run)
    assert page.count(f'type="radio" name="q{question.pk}"') == len(question.choices)
    assert "Hệ thống hiểu là" not in page


def test_a_name_like_no_other_is_not_taken_for_the_answer_that_it_is_none() -> None:
    sent = Sent()
    run = sent.check(make.xlsx([HEAD, ["QWXZ", 1.5]]))

    page = page_of(sent, run)

    assert "Không có tên ấy trong hệ thống: các dòng này không vào" in page
    assert "Hệ thống hiểu là" not in page


def test_none_of_the_names_leaves_the_row_out_and_says_so() -> None:
    sent = Sent()
    rows: list[list[make.Cell]] = [HEAD, [sent.names[0], 2], ["Chưa từng nghe", 1.5]]
    run = sent.check(make.xlsx(rows))

    run = answered(run, {run.questions.get().key: "leave"}, sent.who)

    assert fates(run) == {"n": 1, "r": 1}
    row = left_out(run)
    said = {key: one for key, one in (row.said or {}).items() if key != "told"}
    assert said == {
        "typed": "1,5",
        "reason": "Đã trả lời: “Chưa từng nghe” không phải tên nào trong hệ thống.",
        "remedy": "Sửa tên trong tệp rồi gửi lại.",
        "about": "Đường bê tông hóa · tháng 4/2025",
        "cause": 1,
    }
    again = sent.check(make.xlsx(rows))  # said of that file alone
    assert fates(again) == {"n": 1, "a": 1}


def test_neither_of_two_rows_is_taken_where_somebody_says_so() -> None:
    sent = Sent()
    name = sent.names[0]
    run = sent.check(make.xlsx([HEAD, [name, 1.5], [name, 2.5]]))
    question = run.questions.get()
    assert [value for value, _words in question.choices] == ["1.1", "2.1", "leave"]

    run = answered(run, {question.key: "leave"}, sent.who)

    assert fates(run) == {"r": 2}
    said = {(row.said or {})["reason"] for row in run.rows.all()}
    assert said == {"Đã trả lời: không lấy số nào trong các dòng 2, 3."}


@pytest.mark.parametrize(
    "error",
    ["#DIV/0!", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "nhiều"],
)
def test_an_error_is_no_choice_beside_a_figure(error: str) -> None:
    sent = Sent()
    name = sent.names[0]

    run = sent.check(make.xlsx([HEAD, [name, error], [name, 2.5]]))

    assert fates(run) == {"n": 1, "r": 1}
    assert not run.questions.exists()
    row = left_out(run)
    assert (row.row, row.column) == (2, 2)
    assert error in (row.said or {})["reason"]
    carried(run, sent.who)
    assert sent.figure("ROAD").value == 2.5


def test_errors_are_left_out_of_a_question_about_other_rows() -> None:
    sent = Sent()
    name = sent.names[0]

    run = sent.check(make.xlsx([HEAD, [name, 1.5], [name, "#DIV/0!"], [name, 2.5]]))

    assert fates(run) == {"a": 2, "r": 1}
    assert [value for value, _w in run.questions.get().choices] == [
        "1.1",
        "3.1",
        "leave",
    ]


class Rounding(Sent):
    """An office whose roads are kept with one decimal."""

    def __init__(self) -> None:
        super().__init__("ROAD")
        version = self.office.lines["ROAD"].version_id
        IndicatorVersion.objects.filter(pk=version).update(decimals=1)

    def send(self, *typed: make.Cell) -> Import:
        """A figure for each commune."""
        rows = [[name, one] for name, one in zip(self.names, typed, strict=False)]
        return self.check(make.xlsx([HEAD, *rows]))


def test_rounding_says_of_every_cell_what_it_becomes() -> None:
    sent = Rounding()

    run = sent.send(12.345, 8, 20.01)

    assert fates(run) == {"n": 1, "a": 2}
    question = run.questions.get()
    assert question.becomes == [
        ["B2", "12,345 km → 12,3 km"],
        ["B4", "20,01 km → 20 km"],
    ]
    page = re.sub(r"\s+", " ", page_of(sent, run))
    assert "<b>B2</b> 12,345 km → 12,3 km" in page
    run = answered(run, {question.key: "round"}, sent.who)
    assert fates(run) == {"n": 3}


def test_an_answer_about_other_cells_rounds_no_converted_one() -> None:
    sent = Rounding()

    run = sent.send(12.345, "450 m", "1.500 m")

    assert fates(run) == {"n": 1, "a": 2}  # 1.500 m is 1,5 km: nothing is lost
    asked = {one.key: one for one in run.questions.all()}
    assert set(asked) == {"round:1:1:", "round:1:1:m:much"}
    metres = asked["round:1:1:m:much"]
    assert metres.becomes == [["B3", "450 m = 0,45 km → 0,5 km"]]
    assert "đổi ra km" in metres.words
    assert "quá một phần trăm" in metres.words
    run = answered(run, {"round:1:1:": "round"}, sent.who)
    assert fates(run) == {"n": 2, "a": 1}
    run = answered(run, {metres.key: "leave"}, sent.who)
    assert fates(run) == {"n": 2, "r": 1}
    assert "0,45 km" in (left_out(run).said or {})["reason"]


def test_rounding_that_loses_much_is_asked_apart() -> None:
    sent = Rounding()

    run = sent.send(12.345, 0.45)

    assert {one.key for one in run.questions.all()} == {
        "round:1:1:",
        "round:1:1::much",
    }


def test_a_row_of_a_list_says_whose_it_is_and_which_cell_is_at_fault() -> None:
    commune = Commune()
    rows = three()
    rows[1][4], rows[2][2], rows[3][3] = "Ấp Chưa Từng Nghe", "năm kia", None

    run = commune.check(make.xlsx(rows))

    asked, *refused = run.rows.order_by("row")
    assert [asked.fate, *(row.fate for row in refused)] == ["a", "r", "r"]
    said = [row.said or {} for row in (asked, *refused)]
    assert [one["about"] for one in said] == [
        "Nguyễn Văn An",
        "Trần Thị Bông",
        "Lê Văn Chín",
    ]
    assert [one["cause"] for one in said] == [5, 3, 4]
    with clock.standing_on(APRIL.date()):
        page = signed_in(commune.who).get(f"/nhap-tep/{run.pk}/").content.decode()
    for one in said:
        assert f'<td data-th="Về">{one["about"]}</td>' in page
