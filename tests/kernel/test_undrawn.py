"""A letter that no font here draws is named, before it is an empty box on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.kernel.papers import ALL, DIRECTIVE
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.fonts import vietnamese_letters
from thidua.kernel.paper.parts import Annex, Clause, Table
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.undrawn import undrawn_in, undrawn_of

SMILE = "\N{SLIGHTLY SMILING FACE}"
FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}"
NOWHERE = "\U0010fffd"
"""Of private use: no font of any machine may draw it."""


@pytest.mark.parametrize("name", sorted(ALL))
def test_what_the_house_makes_can_all_be_drawn(name: str) -> None:
    assert not undrawn_of(ALL[name])


def test_every_vietnamese_letter_and_the_signs_of_an_office_can_be_drawn() -> None:
    said = vietnamese_letters() + "“”‘’–—…•§©®°±²³½×÷≤≥→₫‰"

    assert not undrawn_in([("", said), ("", "e\u0301 o\u031b\u0323"), ("", "a\u200bb")])


def test_a_letter_that_cannot_be_drawn_is_named_in_every_part_of_a_paper() -> None:
    paper = replace(
        DIRECTIVE,
        abstract=f"Về đường hoa {SMILE}",
        body=[
            "Mở đầu.",
            Clause("Giữ đường.", [f"Mỗi ấp một tuyến {FAMILY} trước tháng 6"]),
            Table(["Việc"], [[f"Trồng {NOWHERE}"]]),
        ],
        recipients=[f"Các ấp {SMILE}"],
        annexes=[Annex("Biểu", [f"Dòng {SMILE}"])],
    )

    found = [(one.place, one.letters) for one in undrawn_of(paper)]

    smile = f"{SMILE} (U+1F642)"
    assert found == [
        ("Tên loại và trích yếu", smile),
        ("Nội dung", "\N{MAN} (U+1F468), \N{WOMAN} (U+1F469)"),
        ("Nội dung", f"{NOWHERE} (U+10FFFD)"),
        ("Nơi nhận", smile),
        ("Phụ lục", smile),
    ]
    shown = undrawn_of(paper)[1].where
    assert shown == f"Nội dung: “a) Mỗi ấp một tuyến {FAMILY} trước tháng 6”"


@pytest.mark.parametrize(
    "said", [SMILE, FAMILY, NOWHERE, "\U000f0000", "x\u20e3", "\u0600", "漢", "☐", "ﬁ"]
)
def test_what_is_told_beforehand_is_what_the_pdf_would_refuse(said: str) -> None:
    paper = replace(DIRECTIVE, body=[f"Chào {said} mừng"])
    found = undrawn_of(paper)

    if not found:
        assert as_pdf(paper)
        return
    with pytest.raises(RuleBroken) as no:
        as_pdf(paper)
    assert f"{found[0].letters}, ở Nội dung: “" in str(no.value.reason)


def test_a_long_line_is_shown_around_the_letter_and_further_lines_are_counted() -> None:
    long = "một hai ba bốn năm sáu bảy tám chín mười "
    paper = replace(DIRECTIVE, body=[f"{long}{NOWHERE} {long}", NOWHERE, NOWHERE])

    with pytest.raises(RuleBroken, match=r"Còn 2 dòng nữa\.") as no:
        as_pdf(paper)

    assert "“…áu bảy tám chín mười" not in str(no.value.reason)
    assert f"bảy tám chín mười {NOWHERE} một hai ba" in str(no.value.reason)
    assert "“…" in str(no.value.reason)
