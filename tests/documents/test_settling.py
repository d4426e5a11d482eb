"""What hinders a text from being settled is told before it is tried, and stops it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.documents.factories import PLAIN, a_draft
from tests.doors import signed_in
from tests.kernel.edited import edited, reword
from tests.kernel.papers import words_of_pdf
from tests.organisations.factories import UnitFactory, an_actor
from thidua.documents.models import Document
from thidua.documents.states import State
from thidua.kernel import clock
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate

SMILE = "\N{SLIGHTLY SMILING FACE}"
NAMED = f"{SMILE} (U+1F642)"


@pytest.fixture
def head(db: None) -> Actor:  # noqa: ARG001
    return an_actor(UnitFactory.create(), Mandate.Role.HEAD)


@pytest.fixture
def client(head: Actor) -> Client:
    return signed_in(head)


def typed(head: Actor, body: str, **more: Any) -> dict[str, Any]:
    return {
        "kind": "KH",
        "abstract": "Triển khai phong trào",
        "body": body,
        "signer": f"m{head.mandate_id}",
        "recipients": "Các ấp",
    } | more


def at(client: Client, name: str, document: Document) -> str:
    """What a page of a document says."""
    return client.get(reverse(f"documents:{name}", args=[document.pk])).content.decode()


def do(client: Client, name: str, document: Document) -> Any:
    return client.post(reverse(f"documents:{name}", args=[document.pk]))


def main_buttons(page: str) -> list[str]:
    """What the primary buttons of a page say."""
    found = re.findall(r'class="btn main[^"]*"[^>]*>(.*?)</', page, re.DOTALL)
    return [" ".join(one.split()) for one in found]


def test_a_letter_that_cannot_be_printed_stops_the_settling_until_it_is_mended(
    client: Client, head: Actor
) -> None:
    body = f"Chào mừng {SMILE} ngày hội."
    new = reverse("documents:new")
    previewed = client.post(new, typed(head, body, action="preview")).content.decode()
    client.post(new, typed(head, body, action="make"))
    document = Document.objects.get()

    checked, before = at(client, "check", document), at(client, "document", document)
    refused = do(client, "prepare", document)
    pdf = client.get(reverse("documents:pdf", args=[document.pk]))
    again = at(client, "again", document)

    assert f"<b>{NAMED}</b> không in ra PDF được" in previewed
    assert "1 dòng có chữ không in ra PDF được" in checked
    for part in (NAMED, f"Nội dung: “Chào mừng {SMILE} ngày hội./.”", "Bỏ hoặc gõ lại"):
        assert part in checked
    assert before.count(f"Không in ra PDF được: {NAMED}, ở Nội dung") == 1
    assert "Chưa làm PDF được" in before
    assert reverse("documents:pdf", args=[document.pk]) not in before
    assert reverse("documents:prepare", args=[document.pk]) not in before
    assert main_buttons(before) == ["Soạn lại nội dung"]
    for answer in (refused, pdf):
        assert answer.status_code == 422
        assert NAMED in answer.content.decode()
    assert body in again
    document.refresh_from_db()
    assert document.state == State.DRAFT

    rewrite = reverse("documents:again", args=[document.pk])
    client.post(rewrite, typed(head, "Chào mừng ngày hội.", action="make"))
    after = at(client, "document", document)

    assert main_buttons(after) == ["Chốt để cấp số"]
    assert "không in ra PDF được" not in at(client, "check", document)
    assert do(client, "prepare", document).status_code == 302
    said = client.get(reverse("documents:pdf", args=[document.pk])).content
    assert "Chào mừng ngày hội." in words_of_pdf(said)


def test_a_word_file_is_printed_by_word_and_the_check_says_so(
    client: Client, head: Actor
) -> None:
    document = a_draft(head, at=clock.now())
    file = edited(PLAIN, reword("yêu cầu các sở", f"đề nghị {SMILE} toàn dân"))
    client.post(
        reverse("documents:bring-in", args=[document.pk]),
        {"file": SimpleUploadedFile("mat-cuoi.docx", file), "note": ""},
    )

    checked, page = at(client, "check", document), at(client, "document", document)
    pdf = client.get(reverse("documents:pdf", args=[document.pk]))

    assert "Phải xuất PDF từ Word" in checked
    assert NAMED in checked
    assert f"Không in ra PDF được: {NAMED}" in page
    assert "Mở tệp bằng Word rồi xuất PDF." in page
    assert pdf.status_code == 422
    assert NAMED in pdf.content.decode()
    assert do(client, "prepare", document).status_code == 302


def test_what_was_settled_before_letters_were_looked_at_gets_no_number(
    client: Client, head: Actor
) -> None:
    document = a_draft(head, replace(PLAIN, body=[f"Chào {SMILE}"]), at=clock.now())
    Document.objects.update(state=State.READY)

    refused = do(client, "issue", document)

    assert refused.status_code == 422
    assert NAMED in refused.content.decode()
    assert "Trả lại dự thảo" in refused.content.decode()
    assert not document.numbers.exists()


def test_who_signs_is_asked_before_the_settling_is_tried(
    client: Client, head: Actor
) -> None:
    unsigned = replace(PLAIN, signature=replace(PLAIN.signature, name=""))
    document = a_draft(head, unsigned, at=clock.now())

    page = at(client, "document", document)

    assert "Dự thảo chưa ghi người ký." in page
    assert main_buttons(page) == ["Soạn lại nội dung"]
    assert do(client, "prepare", document).status_code == 422
