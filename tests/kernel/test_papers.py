"""A document is the same as PDF and as Word, and as the decree wants it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pypdf
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from tests.kernel.papers import (
    ALL,
    DECISION,
    DIRECTIVE,
    LETTER,
    PACT,
    PARTY,
    words_of_docx,
    words_of_pdf,
)
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper import figures
from thidua.kernel.paper.fonts import CHAIN, font_used, vietnamese_letters
from thidua.kernel.paper.kept import as_data, paper_of
from thidua.kernel.paper.laying import laid_out
from thidua.kernel.paper.parts import Mark, Paper, Signature
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx


@pytest.mark.parametrize("name", ALL)
def test_pdf_and_word_say_the_same(name: str) -> None:
    paper = ALL[name]

    pdf, word = words_of_pdf(as_pdf(paper)), words_of_docx(as_docx(paper))

    marks = {"2", "3"}  # the numbers of pages, which only the PDF has in its text
    assert sorted(set(pdf.split()) - marks) == sorted(set(word.split()) - marks)
    for piece in laid_out(paper).body:
        if hasattr(piece, "whole"):
            assert " ".join(piece.whole.split()) in word


def test_a_directive_has_its_parts_in_the_order_of_the_decree() -> None:
    said = words_of_docx(as_docx(DIRECTIVE))

    order = [
        "ỦY BAN NHÂN DÂN TỈNH BẾN TRE",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 05/CT-UBND",
        "Bến Tre, ngày 05 tháng 01 năm 2025",
        "CHỈ THỊ",
        "Về việc phát động",
        "1. Tổ chức quán triệt",
        "d) Báo cáo; đ) Công khai.",
        "I. TỔ CHỨC THỰC HIỆN 1. Sở Nội vụ theo dõi, báo cáo./.",
        "Nơi nhận:",
        "- Lưu: VT, THKT.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Trần Văn Bền",
    ]
    places = [said.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_letter_names_its_subject_below_its_number_and_has_room_for_both() -> None:
    said = words_of_docx(as_docx(LETTER))

    assert "Số: /SNV-TĐKT V/v đôn đốc báo cáo" in said
    assert "Kính gửi: - Ủy ban nhân dân huyện Ba Tri; - Ủy ban" in said
    assert "- Như trên; - Lưu: VT." in said
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" in said
    assert said.count("./.") == 1


def test_a_decision_has_grounds_articles_and_annexes() -> None:
    laid = laid_out(DECISION)

    assert [ground[-1] for ground in laid.grounds] == [";", ";", "."]
    assert laid.order == "QUYẾT ĐỊNH:"
    assert [annex.label for annex in laid.annexes] == ["Phụ lục I", "Phụ lục II"]
    assert laid.annexes[0].goes_with == (
        "(Kèm theo Quyết định số 12/QĐ-UBND ngày 20 tháng 10 năm 2025"
        " của Ủy ban nhân dân tỉnh Bến Tre)"
    )


def test_a_party_document_has_its_own_heading_and_marks() -> None:
    said = words_of_docx(as_docx(PARTY))

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in said
    assert "CỘNG HÒA" not in said
    assert "Số 16-CT/TU" in said
    assert "T/M TỈNH ỦY BÍ THƯ" in said
    assert "./." not in said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2025, 11, 9), "ngày 09 tháng 11 năm 2025"),
    ],
)
def test_noughts_stand_before_days_below_ten_and_two_months(
    day: date, said: str
) -> None:
    assert figures.date_in_words(day) == said
    assert figures.date_said(f"Bến Tre, {said}") == (day, True)


def test_a_date_with_a_nought_too_many_or_too_few_is_seen() -> None:
    assert not figures.date_said("ngày 5 tháng 01 năm 2020")[1]
    assert not figures.date_said("ngày 05 tháng 06 năm 2020")[1]


def test_where_several_bodies_sign_each_has_a_block_of_its_own() -> None:
    said = words_of_docx(as_docx(PACT))

    assert "GIAO ƯỚC THI ĐUA Ba bên cùng làm đường hoa" in said
    assert "TM. ỦY BAN NHÂN DÂN XÃ CHÂU BÌNH CHỦ TỊCH Trần Văn Bền" in said
    assert "ẤP 4, XÃ CHÂU BÌNH TRƯỞNG ẤP Lê Thị Ngọc" in said
    assert said.count("Trần Văn Bền") == 1
    assert "Nơi nhận: - Lưu: VT." in said


def test_who_acts_for_the_head_has_no_title_beside() -> None:
    acting = Signature("Giám đốc", "Lê Văn An", [(Mark.ACTING, "Giám đốc")])

    assert laid_out(replace(LETTER, signature=acting)).marks == ["Q. GIÁM ĐỐC"]


def test_points_go_by_the_vietnamese_alphabet() -> None:
    assert [figures.point(place) for place in range(7)] == [
        *("a)", "b)", "c)", "d)", "đ)", "e)", "g)")
    ]
    assert figures.point(len(figures.POINTS)) == "aa)"


def test_the_pdf_is_an_archive_file_that_can_be_read_aloud() -> None:
    reader = pypdf.PdfReader(BytesIO(as_pdf(DECISION)))
    about = reader.xmp_metadata

    assert about is not None
    assert (about.pdfaid_part, about.pdfaid_conformance) == ("2", "A")
    assert reader.root_object.get("/Lang") == "vi"
    assert reader.metadata is not None
    assert reader.metadata.title == "Quyết định: Về việc phê duyệt chỉ tiêu thi đua"
    assert as_pdf(DECISION) == as_pdf(DECISION)


def test_pages_are_numbered_from_the_second_and_annexes_anew() -> None:
    long = replace(DECISION, body=[*DECISION.body, *["Nội dung. " * 90] * 6])
    pages = [
        page.extract_text().split()
        for page in pypdf.PdfReader(BytesIO(as_pdf(long))).pages
    ]

    assert pages[0][0] == "ỦY"
    assert pages[1][0] == "2"
    assert pages[-2][:2] == pages[-1][:2] == ["Phụ", "lục"]


@pytest.mark.parametrize("style", ["text", "bold", "italic"])
def test_every_vietnamese_letter_is_in_the_font_used(style: str) -> None:
    letters = vietnamese_letters()
    paper = {
        "text": replace(DIRECTIVE, body=[letters]),
        "bold": replace(DIRECTIVE, abstract=letters),
        "italic": replace(DIRECTIVE, grounds=[letters]),
    }[style]

    reader = pypdf.PdfReader(BytesIO(as_pdf(paper)))

    said = "".join(reader.pages[0].extract_text().split())
    assert all(letter in said for letter in letters)
    assert font_used() in CHAIN
    family = font_used().replace(" ", "")
    resources = reader.pages[0].get("/Resources", {})
    fonts = [font.get_object() for font in resources["/Font"].values()]
    names = {str(font["/BaseFont"]).split("+")[-1] for font in fonts}
    assert {name.split("-")[0].replace("PSMT", "") for name in names} == {family}


def test_the_word_file_has_the_page_the_styles_and_the_header_of_an_office() -> None:
    document = docx.Document(BytesIO(as_docx(DECISION)))
    first, second, _third = document.sections

    sizes = first.page_width, first.page_height, first.left_margin, first.right_margin
    assert [round((size or 0) / Mm(1)) for size in sizes] == [210, 297, 30, 15]
    assert round((first.top_margin or 0) / Mm(1)) == 20
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header._element.xml
    assert round((second.page_width or 0) / Mm(1)) == 297
    head = document.tables[0]
    left, right = (column.width or 0 for column in head.columns)
    assert 0.38 <= left / (left + right) <= 0.42
    named = {one.style.name for one in document.paragraphs if one.style}
    assert {"Tên loại", "Trích yếu", "Căn cứ", "Điều", "Khoản"} <= named
    article = document.styles["Điều"]
    assert article.font.name == "Times New Roman"
    assert article.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY


@pytest.mark.parametrize("name", ALL)
def test_a_paper_is_kept_as_json_and_comes_back(name: str) -> None:
    paper = ALL[name]

    back = paper_of(json.loads(json.dumps(as_data(paper))))

    assert isinstance(back, Paper)
    assert laid_out(back) == laid_out(paper)


def test_signs_pasted_from_word_do_not_stop_a_paper() -> None:
    pasted = replace(
        DIRECTIVE,
        abstract="Về\x02 hoa",
        body=["\uf0b7 Giữ\x02 đường \x1fhoa", "\uffff"],
    )

    assert "• Giữ đường hoa" in words_of_pdf(as_pdf(pasted))
    assert "• Giữ đường hoa" in words_of_docx(as_docx(pasted))


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(RuleBroken, match=r"U\+10FFFD"):
        as_pdf(replace(DIRECTIVE, body=["Không in được: \U0010fffd"]))
