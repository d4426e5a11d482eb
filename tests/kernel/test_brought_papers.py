"""A Word file that was edited is set as PDF as it stands, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pypdf
import pytest

from tests.kernel import edited as word
from tests.kernel.edited import edited, reword
from tests.kernel.papers import ALL, DECISION, DIRECTIVE, words_of_docx, words_of_pdf
from thidua.kernel.errors import RuleBroken
from thidua.kernel.paper.brought import Lost, pdf_of_word, read_word
from thidua.kernel.paper.brought.labels import counted
from thidua.kernel.paper.said import said_in_word
from thidua.kernel.paper.seen import seen
from thidua.kernel.paper.word import as_docx


def pdf(file: bytes) -> bytes:
    return pdf_of_word(read_word(BytesIO(file)), title="Chỉ thị", author="Tỉnh")


def all_words(text: str) -> list[str]:
    """Every word, however the columns of a heading are read; no numbers of pages."""
    return sorted(one for one in text.split() if one not in {"2", "3"})


@pytest.mark.parametrize("name", ALL)
def test_what_we_made_comes_back_word_for_word(name: str) -> None:
    file = as_docx(ALL[name])

    assert read_word(BytesIO(file)).lost == []
    assert all_words(words_of_pdf(pdf(file))) == all_words(words_of_docx(file))


def test_what_was_added_in_word_stands_in_the_pdf() -> None:
    file = edited(
        DIRECTIVE,
        reword("yêu cầu các sở", "đề nghị các sở"),
        word.add_a_table,
        word.add_lists,
        word.add_letters,
        word.add_a_link,
    )

    said = words_of_pdf(pdf(file))

    assert "đề nghị các sở" in said
    assert "yêu cầu các sở" not in said
    for part in ("1. Rà soát từng hộ", "2. Giao việc từng ấp", "• Kiểm tra chéo"):
        assert part in said
    assert "Chỉ tiêu năm Kết quả" in said
    assert said.count("Đường bê tông") == 1
    assert "Xem tại cổng thông tin" in said
    assert "Ô nhập sẵn" in said
    assert "dòng hai" in said


def test_pages_keep_their_size_their_breaks_and_their_numbers() -> None:
    pages = pypdf.PdfReader(BytesIO(pdf(edited(DIRECTIVE, word.add_letters)))).pages

    assert pages[1].extract_text().split() == ["2", "trang", "sau"]
    annexes = pypdf.PdfReader(BytesIO(pdf(as_docx(DECISION)))).pages
    sizes = [(round(one.mediabox.width), round(one.mediabox.height)) for one in annexes]
    assert sizes == [(595, 842), (842, 595), (595, 842)]
    assert not any(one.extract_text()[0].isdigit() for one in annexes)


def test_the_pdf_of_a_word_file_is_an_archive_file() -> None:
    about = pypdf.PdfReader(BytesIO(pdf(as_docx(DIRECTIVE)))).xmp_metadata

    assert about is not None
    assert (about.pdfaid_part, about.pdfaid_conformance) == ("2", "A")


@pytest.mark.parametrize(
    ("edit", "lost"),
    [
        (word.add_a_picture, Lost.PICTURE),
        (word.track_a_change, Lost.TRACKED),
        (word.use_an_old_font, Lost.OLD_FONT),
        (word.write_a_header, Lost.HEADER),
        (word.add_a_footnote, Lost.FOOTNOTE),
        (word.hide_words_in_a_strange_place, Lost.HIDDEN),
    ],
)
def test_what_cannot_be_carried_over_is_named_and_no_pdf_is_made(
    edit: Callable[[Any], Any], lost: Lost
) -> None:
    file = edited(DIRECTIVE, edit)

    assert read_word(BytesIO(file)).lost == [lost]
    with pytest.raises(ValueError, match=lost.value):
        pdf(file)


def test_a_file_says_its_subject_signer_and_recipients() -> None:
    file = edited(
        DIRECTIVE,
        reword("Trần Văn Bền", "Lê Thị Hoa"),
        reword("Thường trực Tỉnh ủy", "Tỉnh đoàn"),
        reword("Về việc phát động", "Về phát động"),
    )

    said = said_in_word(BytesIO(file))

    assert said.signer == "Lê Thị Hoa"
    assert said.recipients == ["Tỉnh đoàn", "Các sở, ban, ngành tỉnh"]
    assert said.abstract.startswith("Về phát động phong trào")
    assert said.has_places
    assert not said_in_word(
        BytesIO(edited(DIRECTIVE, reword("Số:", "Ký hiệu")))
    ).has_places


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (3, "decimalZero", "03"),
        (1, "chicken", None),
    ],
)
def test_lists_count_as_word_does(number: int, form: str, said: str | None) -> None:
    assert counted(number, form) == said


def _marred(part: str, old: str, new: str) -> BytesIO:
    """A Word file in whose XML the first words of that kind say something else."""
    whole = BytesIO(edited(DIRECTIVE, word.add_a_table, word.add_letters))
    marred = BytesIO()
    with ZipFile(whole) as before, ZipFile(marred, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            said = before.read(name)
            if name == part:
                assert re.search(old.encode(), said)
                said = re.sub(old.encode(), new.encode(), said, count=1)
            after.writestr(name, said)
    marred.seek(0)
    return marred


@pytest.mark.parametrize("reader", [read_word, said_in_word, seen])
@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", 'gridSpan w:val="2"', 'gridSpan w:val="99999999"'),
        ("word/document.xml", 'gridSpan w:val="2"', 'gridSpan w:val="hai"'),
        ("word/document.xml", "</w:body>", " " * 50_000_000 + "</w:body>"),
    ],
)
def test_a_word_file_that_would_fill_the_memory_or_is_broken_is_refused(
    reader: Callable[[Any], Any], part: str, old: str, new: str
) -> None:
    with pytest.raises(RuleBroken, match=r"[tT]ệp Word này"):
        reader(_marred(part, old, new))


def test_what_one_reader_stumbles_over_is_no_fault_of_the_program() -> None:
    with pytest.raises(RuleBroken):
        read_word(_marred("word/document.xml", 'w:gutter="0"', 'w:gutter="rộng"'))
    with pytest.raises(RuleBroken):
        read_word(_marred("word/styles.xml", 'sz w:val="[0-9]+"', 'sz w:val="to"'))


def test_what_cannot_be_set_makes_no_pdf() -> None:
    file = _marred("word/styles.xml", 'color w:val="[0-9A-F]+"', 'color w:val="đỏ"')

    with pytest.raises(ValueError, match="color"):
        pdf_of_word(read_word(file), title="Chỉ thị", author="Tỉnh")
