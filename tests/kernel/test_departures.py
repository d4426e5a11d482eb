"""The linter tells what in a document departs from the decree, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.shared import Mm, Pt

from tests.kernel.papers import ALL, DECISION, DIRECTIVE, LETTER, PARTY
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.departures import departures, departures_of_docx
from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.word import as_docx

Mess = Callable[[Document], object]


def points_of(paper: Paper, mess: Mess) -> list[str]:
    """The points of the decree from which a paper departs after it was messed up."""
    document = docx.Document(BytesIO(as_docx(paper)))
    mess(document)
    messed = BytesIO()
    document.save(messed)
    return [one.point for one in departures_of_docx(messed).departures]


def say(before: str, after: str) -> Mess:
    """Somebody types another text into the line that begins so."""

    def mess(document: Document) -> None:
        cells = [
            cell
            for table in document.tables
            for row in table.rows
            for cell in row.cells
        ]
        lines = [
            *document.paragraphs,
            *(one for cell in cells for one in cell.paragraphs),
        ]
        line = next(one for one in lines if one.text.startswith(before))
        line.runs[0].text = line.text.replace(before, after, 1) if after else ""
        for run in line.runs[1:]:
            run.text = ""

    return mess


def narrow(document: Document) -> None:
    document.sections[0].left_margin = Mm(20)


def letter_paper(document: Document) -> None:
    document.sections[0].page_height = Mm(279)


def numbered_first(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def arial(document: Document) -> None:
    document.paragraphs[-2].runs[0].font.name = "Arial"


def large(document: Document) -> None:
    long = next(one for one in document.paragraphs if len(one.text) > 60)
    long.runs[0].font.size = Pt(16)


@pytest.mark.parametrize("name", ["directive", "letter", "decision"])
def test_what_the_house_makes_departs_in_nothing(name: str) -> None:
    judged = departures(ALL[name])

    assert judged.is_judged
    assert list(judged.departures) == []


def test_a_party_document_is_not_judged_by_the_decree() -> None:
    assert not departures(PARTY).is_judged
    assert not departures_of_docx(BytesIO(as_docx(PARTY))).is_judged


@pytest.mark.parametrize(
    ("paper", "mess", "point"),
    [
        (DIRECTIVE, narrow, "I.3"),
        (DIRECTIVE, letter_paper, "I.1"),
        (DIRECTIVE, numbered_first, "I.7"),
        (DIRECTIVE, say("CỘNG HÒA", ""), "II.1 a"),
        (DIRECTIVE, say("Độc lập - Tự do", "Độc Lập – Tự Do"), "II.1 b"),
        (DIRECTIVE, say("Số: 05", "Số: 5"), "II.3 c"),
        (DIRECTIVE, say("Số: 05/", "Số 05-"), "II.3 c"),
        (
            DIRECTIVE,
            say("Bến Tre, ngày 05 tháng 01", "Bến Tre, ngày 5 tháng 1"),
            "II.4 b",
        ),
        (DIRECTIVE, say("CHỈ THỊ", ""), "II.5"),
        (DIRECTIVE, say("đ) Công khai", "e) Công khai"), "II.6 đ"),
        (DIRECTIVE, large, "II.6 e"),
        (
            DIRECTIVE,
            say("1. Sở Nội vụ theo dõi, báo cáo./.", "1. Sở Nội vụ."),
            "Phụ lục III",
        ),
        (DIRECTIVE, say("TM. ỦY", "T/M ỦY"), "II.7 b"),
        (DIRECTIVE, say("Trần Văn", "TS. Trần Văn"), "II.7 c"),
        (DIRECTIVE, say("- Lưu: VT, THKT.", ""), "II.9 d"),
        (DIRECTIVE, say("Nơi nhận:", ""), "II.9 d"),
        (LETTER, say("Kính gửi:", ""), "II.9 b"),
        (
            DECISION,
            say(
                "Căn cứ Luật Thi đua, khen thưởng",
                ("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15"),
            ),
            "II.6 a",
        ),
        (
            DECISION,
            say("Căn cứ Nghị định số 30/2020/NĐ-CP", "Căn cứ Nghị định"),
            "II.6 a",
        ),
        (DECISION, arial, "I.4"),
    ],
)
def test_each_departure_is_told_with_its_point(
    paper: Paper, mess: Mess, point: str
) -> None:
    assert points_of(paper, mess) == [point]


def test_every_departure_says_where_and_what_to_do() -> None:
    messed = BytesIO()
    bare = docx.Document()
    bare.add_paragraph("Báo cáo của xã.")
    bare.save(messed)

    found = departures_of_docx(messed).departures

    assert len(found) > 8
    assert all(one.place and one.found and one.point and one.remedy for one in found)


def test_what_is_no_word_file_is_said_so() -> None:
    with pytest.raises(RuleBroken):
        departures_of_docx(BytesIO(b"not a document"))
