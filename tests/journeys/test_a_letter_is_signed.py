"""What it must show: an urging letter from the list of the late to its signed copy.

The office drafts it, edits it in Word, brings it back, takes its number from the
register, downloads the PDF, signs it elsewhere and brings the signed copy back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.documents.signing import signed, trust_in
from tests.journeys.deeds import a_launched_campaign
from tests.journeys.people import Visitor, Visits
from tests.kernel.edited import reword
from tests.kernel.papers import words_of_pdf
from thidua.kernel import clock

pytestmark = pytest.mark.journey
TODAY = date(2025, 2, 14)
SIGNER = "Trần Văn Bền"
BEFORE, AFTER = "báo bằng văn bản", "báo ngay bằng điện thoại và bằng văn bản"


@pytest.fixture
def so_far() -> Callable[[], Any]:
    """It was launched in January, and nobody has reported since."""
    return a_launched_campaign


def taken(office: Visitor, name: str) -> bytes:
    """What a button gives to take home."""
    with office.page.expect_download() as coming:
        office.press(name)
    return Path(coming.value.path()).read_bytes()


def edited_in_word(file: bytes) -> bytes:
    """The draft opened in Word, one clause changed, saved."""
    document = docx.Document(BytesIO(file))
    reword(BEFORE, AFTER)(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def given(office: Visitor, label: str, name: str, kind: str, content: bytes) -> None:
    """A file chosen at its field."""
    office.page.get_by_label(label).set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )


def stands_at(office: Visitor, step: str) -> None:
    """Of the four steps this one is the next."""
    expect(office.page.locator("[aria-current=step]")).to_contain_text(step)


def drafted(office: Visitor) -> None:
    """All who are late, in one letter."""
    office.go("/theo-doi/don-doc/cong-van/moi/")
    office.press("Soạn dự thảo")
    office.reads("Đơn vị được báo khi công văn có số.")
    office.press("Sửa, cấp số, ký")
    stands_at(office, "1. Soạn, sửa")
    office.is_accessible("document-draft")


@pytest.mark.demand("002.5")
def test_an_urging_letter_goes_to_word_to_the_register_and_comes_back_signed(
    visit: Visits, settings: Settings, tmp_path: Path
) -> None:
    settings.SIGNATURE_ROOTS = trust_in(tmp_path)
    clock.move_to(TODAY)
    office = visit("tinh")
    drafted(office)

    word = edited_in_word(taken(office, "Tải bản Word"))
    office.page.get_by_text("Gửi bản đã sửa trong Word", exact=True).click()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    given(office, "Bản đã sửa trong Word (.docx)", "du-thao.docx", kind, word)
    office.press("Gửi bản đã sửa")
    office.reads("Bản Word này nay là dự thảo", "PDF làm từ tệp Word “du-thao.docx”")

    office.press("Chốt để cấp số")
    stands_at(office, "3. Lấy số")
    office.press("Cấp số và ngày hôm nay")
    stands_at(office, "4. Ký, gắn bản ký")
    office.reads("số 01, Sổ công văn năm 2025")

    pdf = taken(office, "Tải PDF/A")
    said = words_of_pdf(pdf)
    assert AFTER in said
    assert "Số: 01/" in said
    assert "ngày 14 tháng 02 năm 2025" in said

    given(
        office, "Bản đã ký (PDF)", "da-ky.pdf", "application/pdf", signed(pdf, SIGNER)
    )
    office.press("Gắn bản đã ký")
    office.reads("chữ ký hợp lệ", SIGNER, "đã có bản ký", "Xong: văn bản có số")
    office.is_accessible("document-signed")
    office.fits()
    assert taken(office, "da-ky.pdf").startswith(b"%PDF")

    office.page.get_by_role("link", name="số 01, Sổ công văn").click()
    office.reads("1 số đã cấp", "01/")
    expect(office.page.locator("main del")).to_have_count(0)
    office.go("/theo-doi/don-doc/cong-van/").reads("01/")
