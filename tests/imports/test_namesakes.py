"""Communes of one name: the heading above a row decides, or somebody is asked."""

from __future__ import annotations

import pytest

from tests.imports import workbooks as make
from tests.imports.factories import answered, fates
from tests.imports.test_messes import Sent, called
from thidua.imports.matching import MAYBE, Named, Names, spell_unit

pytestmark = pytest.mark.django_db


class Namesakes(Sent):
    """The first commune of each of two districts bears the same name."""

    def __init__(self) -> None:
        super().__init__("ROAD")
        self.first, self.second = self.office.cast.districts[:2]
        self.mine, self.other = (
            self.office.cast.communes_of(one)[0] for one in (self.first, self.second)
        )
        for one in (self.mine, self.other):
            one.names.update(name="Tân Thạch", full_name="Xã Tân Thạch")

    def rows(self, *body: list[make.Cell]) -> list[list[make.Cell]]:
        """A table of communes under group rows."""
        return [["STT", "Đơn vị", "Đường bê tông hóa"], *body]


def test_the_group_row_decides_between_namesakes_and_the_row_says_so() -> None:
    sent = Namesakes()
    rows = sent.rows(
        ["I", called(sent.second), None], [1, "Xã Tân Thạch", 2.5], ["II", "", None]
    )

    run = sent.check(make.xlsx(rows))

    row = run.rows.get(fate="n")
    assert (row.payload or {})["u"] == sent.other.pk
    assert f"lấy theo “{called(sent.second)}”" in (row.said or {})["reason"]


def test_a_commune_without_figures_ends_no_group() -> None:
    sent = Namesakes()
    silent = sent.office.cast.communes_of(sent.second)[1]
    rows = sent.rows(
        ["I", called(sent.second), None],
        [1, called(silent), None],
        [2, "Xã Tân Thạch", 2.5],
    )

    run = sent.check(make.xlsx(rows))

    assert (run.rows.get(fate="n").payload or {})["u"] == sent.other.pk
    assert "Dòng không có số." in [
        (row.said or {})["reason"] for row in run.rows.filter(fate="k")
    ]


def test_a_row_whose_group_row_contradicts_it_is_asked_about() -> None:
    sent = Namesakes()
    alone = sent.office.cast.communes_of(sent.first)[1]
    rows = sent.rows(["I", called(sent.second), None], [1, called(alone), 2.5])

    run = sent.check(make.xlsx(rows))

    assert fates(run) == {"a": 1, "k": 1}
    question = run.questions.get()
    assert f"(nhóm “{called(sent.second)}”)" in question.words
    assert "không thuộc nhóm này" in question.words
    assert next(value for value, _words in question.choices) == str(alone.pk)
    assert fates(answered(run, {question.key: str(alone.pk)}, sent.who)) == {
        "n": 1,
        "k": 1,
    }


@pytest.mark.parametrize("hint", ["Xã Tân Thạch ({})", "Xã Tân Thạch, {}"])
def test_a_district_in_the_cell_itself_decides(hint: str) -> None:
    sent = Namesakes()
    rows = sent.rows([1, hint.format(called(sent.second)), 2.5])

    run = sent.check(make.xlsx(rows))

    assert (run.rows.get(fate="n").payload or {})["u"] == sent.other.pk


def test_a_heading_that_several_districts_bear_chooses_nothing() -> None:
    names = Names(
        [
            Named("1", ("Xã An Hóa",), frozenset({"ct1", "t"})),
            Named("2", ("Xã An Hóa",), frozenset({"bt", "t"})),
            Named("3", ("Xã Phú Lễ",), frozenset({"bt", "t"})),
            Named("4", ("Xã Tam Phước",), frozenset({"ct1", "t"})),
            Named("5", ("Sở Tài chính",), frozenset({"t"})),
        ],
        spell_unit,
    )
    either = MAYBE.join(["ct1", "ct2", ""])

    assert not names.find("Xã An Hóa", either).is_certain
    assert names.find("Xã Phú Lễ", either).is_outside
    assert names.find("Xã Tam Phước", either).is_certain
    assert names.find("Sở Tài chính", "bt").is_certain
    assert names.find("Xã An Hóa", "bt").ids == ("2",)
