"""A document from its draft to its signed copy, at the counter."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.documents.factories import PLAIN, a_draft, issued, ready
from tests.documents.signing import signed, trust_in
from tests.doors import signed_in
from tests.kernel.edited import add_a_picture, edited, reword
from tests.kernel.papers import DIRECTIVE, words_of_docx, words_of_pdf
from tests.organisations.factories import UnitFactory, an_actor
from thidua.audit.models import Entry
from thidua.documents import actions
from thidua.documents.models import Document
from thidua.documents.states import Standing, State
from thidua.kernel import clock, dates
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx
from thidua.organisations.actor import Actor


@pytest.fixture
def officer(db: None) -> Actor:  # noqa: ARG001
    return an_actor(UnitFactory.create())


@pytest.fixture
def client(officer: Actor) -> Client:
    return signed_in(officer)


def to(name: str, document: Document, *more: int) -> str:
    return reverse(f"documents:{name}", args=[document.pk, *more])


def send(client: Client, document: Document, content: bytes, name: str) -> int:
    """A draft sent from somebody's machine; the status of the answer."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(to("bring-in", document), {"file": file, "note": "Sửa câu."})
    return answer.status_code


def test_a_draft_edited_in_word_comes_back_and_gets_its_number(
    client: Client, officer: Actor
) -> None:
    document = a_draft(officer, at=clock.now())
    got = client.get(to("word", document))
    assert "Số: /CT-UBND" in words_of_docx(got.content)

    file = edited(PLAIN, reword("yêu cầu các sở", "đề nghị toàn dân"))
    assert send(client, document, file, "du-thao-2.docx") == 302
    client.post(to("prepare", document))
    client.post(to("issue", document))

    said = words_of_docx(client.get(to("word", document)).content)
    assert "Số: 01/CT-UBND" in said
    assert f"năm {clock.today().year}" in said
    assert "đề nghị toàn dân" in said
    first = client.get(to("version", document, 1))
    assert "yêu cầu các sở" in words_of_docx(first.content)
    page = client.get(to("document", document)).content.decode()
    assert "Sửa câu." in page
    assert "PDF làm từ tệp Word “du-thao-2.docx”" in page
    got = client.get(to("pdf", document))
    printed = words_of_pdf(got.content)
    assert "đề nghị toàn dân" in printed
    assert "yêu cầu các sở" not in printed
    assert "Số: 01/CT-UBND" in printed


def test_a_word_file_that_cannot_be_carried_over_gives_no_pdf_and_says_why(
    client: Client, officer: Actor
) -> None:
    document = a_draft(officer, at=clock.now())
    send(client, document, edited(PLAIN, add_a_picture), "co-anh.docx")

    page = client.get(to("document", document)).content.decode()
    refused = client.get(to("pdf", document))

    assert to("pdf", document) not in page
    assert "có ảnh, hình vẽ hoặc khung chữ, máy không dựng lại được" in page
    assert refused.status_code == 422
    assert "phải xuất từ Word" in refused.content.decode()


def test_a_broken_word_file_is_refused_and_the_page_goes_on(
    client: Client, officer: Actor
) -> None:
    document = a_draft(officer, at=clock.now())
    whole, broken = ZipFile(BytesIO(as_docx(PLAIN))), BytesIO()
    with ZipFile(broken, "w") as after:
        for name in whole.namelist():
            content = whole.read(name).replace(b'w:gutter="0"', b'w:gutter="x"')
            after.writestr(name, content)

    assert send(client, document, broken.getvalue(), "hong.docx") == 422

    assert document.versions.filter(file__isnull=False).count() == 0
    assert client.get(to("document", document)).status_code == 200


def test_the_register_says_what_the_word_file_says(
    client: Client, officer: Actor
) -> None:
    document = a_draft(officer, at=clock.now())
    file = edited(
        PLAIN,
        reword("Trần Văn Bền", "Lê Thị Hoa"),
        reword("Thường trực Tỉnh ủy", "Tỉnh đoàn"),
        reword("Số:", "Ký hiệu"),
    )
    send(client, document, file, "doi-nguoi-ky.docx")
    client.post(to("prepare", document))
    client.post(to("issue", document))

    document.refresh_from_db()
    register = document.numbers.get().register_id
    page = client.get(reverse("documents:register", args=[register])).content.decode()
    assert "Lê Thị Hoa" in page
    assert "Tỉnh đoàn" in page
    assert "Trần Văn Bền" not in page
    said = client.get(to("document", document)).content.decode()
    assert "máy không điền số và ngày vào tệp được" in said


def test_the_generated_text_is_given_as_pdf_with_its_number(
    client: Client, officer: Actor
) -> None:
    document = issued(officer, at=clock.now())

    got = client.get(to("pdf", document))

    assert got["Content-Type"] == "application/pdf"
    assert 'filename="01-CT-UBND.pdf"' in got["Content-Disposition"]
    assert "Số: 01/CT-UBND" in words_of_pdf(got.content)
    assert pypdf.PdfReader(BytesIO(got.content)).pdf_header == "%PDF-1.7"


def test_what_is_no_word_file_is_refused_and_says_what_would_do(
    client: Client, officer: Actor
) -> None:
    document = a_draft(officer)

    assert send(client, document, as_pdf(DIRECTIVE), "du-thao.pdf") == 422
    assert send(client, document, b"MZ\x90\x00", "du-thao.docx") == 422
    assert send(client, document, b"", "du-thao.docx") == 422
    broken = as_docx(DIRECTIVE)[:9_000]
    assert send(client, document, broken, "du-thao.docx") == 422
    assert document.versions.count() == 1


def test_a_file_of_thirty_megabytes_is_refused_with_the_limit(
    client: Client, officer: Actor
) -> None:
    document = issued(officer, at=clock.now())
    file = SimpleUploadedFile("ban-ky.pdf", b"%PDF-1.7\n" + bytes(30_000_000))

    answer = client.post(to("attach", document), {"file": file})

    assert answer.status_code == 422
    assert "nặng 30,0 MB, quá mức 20,0 MB" in answer.content.decode()
    assert not document.signed_copies.exists()


def test_the_linter_tells_what_an_edited_draft_departs_in(
    client: Client, officer: Actor
) -> None:
    document = a_draft(officer)
    file = docx.Document(BytesIO(as_docx(PLAIN)))
    file.sections[0].left_margin = 360_000
    saved = BytesIO()
    file.save(saved)
    send(client, document, saved.getvalue(), "hep.docx")

    latest = client.get(to("check", document)).content.decode()
    first = client.get(to("check", document) + "?ban=1").content.decode()

    assert "1 chỗ khác Nghị định 30/2020/NĐ-CP" in latest
    assert "Lề trái" in latest
    assert "I.3" in latest
    assert "Chưa thấy chỗ nào khác" in first
    assert client.get(to("check", document) + "?ban=9").status_code == 404


@pytest.mark.parametrize(
    ("is_trusted", "is_altered", "standing"),
    [
        (True, False, Standing.VALID),
        (False, False, Standing.UNKNOWN_ROOT),
        (True, True, Standing.ALTERED),
    ],
)
def test_a_signed_copy_comes_back_and_is_told_for_what_it_is(
    client: Client,
    officer: Actor,
    settings: pytest.FixtureRequest,
    tmp_path: Path,
    is_trusted: bool,
    is_altered: bool,
    standing: Standing,
) -> None:
    settings.SIGNATURE_ROOTS = trust_in(tmp_path) if is_trusted else ""  # type: ignore[attr-defined]
    document = issued(officer, at=clock.now())
    content = signed(as_pdf(document.as_paper()), "Trần Văn Bền")
    if is_altered:
        content = content.replace(b"/Title", b"/Tytle", 1)

    client.post(
        to("attach", document), {"file": SimpleUploadedFile("ban-ky.pdf", content)}
    )

    document.refresh_from_db()
    copy = document.signed_copies.get()
    assert (document.state, copy.standing) == (State.SIGNED, standing)
    page = client.get(to("document", document)).content.decode()
    assert str(standing.label) in page
    assert "Trần Văn Bền" in page
    got = client.get(to("signed-copy", document, copy.pk))
    assert b"".join(got) == content
    assert "attachment" in got["Content-Disposition"]


def test_what_is_done_once_to_a_document_says_so_when_it_is_pressed_again(
    client: Client, officer: Actor
) -> None:
    document = a_draft(officer, at=clock.now())
    for step in ("prepare", "issue"):
        client.post(to(step, document))
        again = client.post(to(step, document))
        assert again.status_code == 409
        assert f"Người làm: {officer.name}" in again.content.decode()
        assert "Gửi lại</button>" not in again.content.decode()
    document.refresh_from_db()
    content = signed(as_pdf(document.as_paper()), "Trần Văn Bền")

    answers = [
        client.post(
            to("attach", document), {"file": SimpleUploadedFile("ban-ky.pdf", content)}
        )
        for _time in range(2)
    ]

    assert [one.status_code for one in answers] == [302, 409]
    assert "“Gắn bản đã ký” đã làm xong" in answers[1].content.decode()
    assert document.signed_copies.count() == 1
    assert document.numbers.count() == 1


def test_the_register_shows_every_number_also_the_struck_out(
    client: Client, officer: Actor
) -> None:
    first = issued(officer, at=clock.now())
    client.post(to("void", first), {"reason": "In sai tên người ký."})
    issued(officer, replace(PLAIN, abstract="Về việc khác"), at=clock.now())

    page = client.get(
        reverse("documents:register", args=[first.numbers.get().register_id])
    ).content.decode()

    assert "2 số đã cấp, 1 số đã hủy có lý do" in page
    assert "<del>01/CT-UBND</del>" in page
    assert "In sai tên người ký." in page
    assert "Về việc khác" in page
    sheet = client.get(
        reverse("documents:register", args=[first.numbers.get().register_id]),
        {"xuat": "excel"},
    )
    assert sheet.content[:2] == b"PK"


def test_a_reason_is_asked_for_before_a_number_is_struck_out(
    client: Client, officer: Actor
) -> None:
    document = issued(officer, at=clock.now())

    assert client.post(to("void", document), {"reason": " "}).status_code == 422
    document.refresh_from_db()
    assert document.state == State.ISSUED


def test_a_double_number_is_pointed_out(client: Client, officer: Actor) -> None:
    issued(officer, at=clock.now())
    other = ready(officer, at=clock.now())
    noted = {
        "value": "1",
        "issued_on": f"{clock.today():%d/%m/%Y}",
        "given_elsewhere": "Sổ giấy",
    }

    assert client.post(to("note-number", other), noted).status_code == 302

    page = client.get(to("document", other)).content.decode()
    assert "Trùng số, ký hiệu, cơ quan ban hành" in page


def test_the_list_is_filtered_and_given_as_excel(
    client: Client, officer: Actor
) -> None:
    issued(officer, at=clock.now())
    a_draft(officer, replace(PLAIN, kind="KH", symbol="KH-UBND", abstract="Kế hoạch A"))
    address = reverse("documents:documents")

    every = client.get(address).content.decode()
    plans = client.get(address, {"loai": "KH", "buoc": "draft"}).content.decode()
    found = client.get(address, {"tim": "kế hoạch a"}).content.decode()

    assert "Về việc phát động" in every
    assert "Kế hoạch A" in every
    for page in (plans, found):
        assert "Kế hoạch A" in page
        assert "Về việc phát động" not in page
    assert client.get(address, {"xuat": "excel"}).content[:2] == b"PK"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    client: Client,
    officer: Actor,
    count: int,
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    for _each in range(count):
        issued(officer, at=clock.now())
    client.get(reverse("documents:documents"))

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get(reverse("documents:documents"))


def test_another_unit_knows_nothing_of_a_document_that_concerns_it_not(
    officer: Actor,
) -> None:
    document = issued(officer, at=clock.now())
    stranger = signed_in(an_actor(UnitFactory.create()))

    assert stranger.get(to("document", document)).status_code == 404
    assert stranger.get(to("pdf", document)).status_code == 404


def test_who_drafts_for_an_issuer_writes_and_the_issuer_numbers(
    officer: Actor,
) -> None:
    issuer = an_actor(UnitFactory.create())
    assert issuer.mandate is not None
    assert officer.mandate is not None
    document = actions.draft_document(
        issuer.mandate.unit,
        PLAIN,
        drafter=officer.mandate.unit,
        actor=officer,
        at=clock.now(),
    )
    drafting, issuing = signed_in(officer), signed_in(issuer)

    assert drafting.post(to("prepare", document)).status_code == 302
    assert drafting.post(to("issue", document)).status_code == 403
    assert issuing.post(to("issue", document)).status_code == 302
    assert "cấp số 01/CT-UBND" in issuing.get(to("document", document)).content.decode()
    verbs = Entry.objects.filter(verb__startswith="documents.").values_list(
        "verb", flat=True
    )
    assert set(verbs) == {
        "documents.document.drafted",
        "documents.document.prepared",
        "documents.document.issued",
    }


def test_a_struck_out_document_keeps_its_number_and_day_wherever_it_is_named(
    client: Client, officer: Actor
) -> None:
    document = issued(officer, at=clock.now())
    client.post(to("void", document), {"reason": "In sai tên người ký."})
    day = dates.show(clock.today())

    page = client.get(to("document", document)).content.decode()
    listed = client.get(reverse("documents:documents")).content.decode()

    assert "Chỉ thị 01/CT-UBND</h1>" in page
    assert day in page.split("Ngày ban hành")[1].split("</dd>")[0]
    assert "Số 01/CT-UBND đã hủy: In sai tên người ký." in page
    assert "Việc tiếp theo" not in page, "nothing is left to be done with it"
    row = next(one for one in listed.split("<tr>") if PLAIN.abstract in one)
    assert "01/CT-UBND" in row
    assert day in row
