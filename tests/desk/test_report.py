"""The month's synthesis as a report that an office numbers and signs."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest

from tests.campaigns.factories import given_to
from tests.desk.conftest import Story
from tests.kernel.papers import words_of_docx, words_of_pdf
from thidua.documents.models import Document
from thidua.indicators.states import State
from thidua.kernel.paper.departures import departures, departures_of_docx

pytestmark = pytest.mark.django_db


def told(story: Story) -> None:
    """Two districts have targets; a commune of the first has reported."""
    for district, km in zip(story.cast.province.districts, (100, 200), strict=True):
        given_to(story.target, district, km, state="accepted")
    story.report(0, "30", state=State.ACCEPTED)


def test_the_synthesis_is_a_report_in_word_and_pdf_with_the_same_figures(
    story: Story,
) -> None:
    told(story)

    word = story.office.get(f"{story.synthesis}word/").content
    pdf = story.office.get(f"{story.synthesis}pdf/").content

    for said in (words_of_docx(word), words_of_pdf(pdf)):
        assert "BÁO CÁO" in said
        assert "30 320 9,4 % chính thức" in said
        assert "Huyện Cồn Bắc 1/3 30 30 100 30,0 % 1" in said
        assert "Chi tiết tại Phụ lục kèm theo./." in said
    wide = pypdf.PdfReader(BytesIO(pdf)).pages[-1].mediabox
    assert wide.width > wide.height
    assert list(departures_of_docx(BytesIO(word)).departures) == []


def test_the_report_becomes_a_document_to_number(story: Story) -> None:
    told(story)

    answer = story.office.post(f"{story.synthesis}soan/")

    document = Document.objects.get()
    assert answer["Location"] == f"/van-ban/{document.pk}/"
    assert document.kind == "BC"
    assert list(departures(document.as_paper()).departures) == []


def test_the_report_is_vietnamese_also_on_an_english_screen(story: Story) -> None:
    told(story)
    story.office.cookies["thidua_language"] = "en"

    said = words_of_docx(story.office.get(f"{story.synthesis}word/").content)

    assert "Tổng hợp kết quả phong trào thi đua tháng 4/2025" in said
    assert "chính thức" in said
