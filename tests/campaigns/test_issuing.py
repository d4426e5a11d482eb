"""The launch directive is drafted, numbered, signed; number and copy flow back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.campaigns.factories import a_campaign
from tests.doors import signed_in
from tests.kernel.papers import words_of_pdf
from tests.organisations.factories import an_actor
from thidua.campaigns import listeners
from thidua.campaigns.launch_paper import launch_paper
from thidua.campaigns.models import Campaign, LaunchDocument
from thidua.documents.events import DocumentIssued, NumberVoided, SignedCopyAttached
from thidua.documents.models import Document
from thidua.documents.states import State
from thidua.kernel import clock
from thidua.kernel.paper.laying import laid_out
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.word import as_docx

pytestmark = pytest.mark.django_db
DIRECTIVE = {
    "kind": "CT",
    "number": "",
    "symbol": "CT-UBND",
    "title": "Về việc phát động phong trào thi đua “Đồng khởi mới”",
    "issued_on": None,
    "signer_title": "Chủ tịch Ủy ban nhân dân tỉnh",
    "signer_name": "Trần Văn Bền",
    "contents": [
        "Quán triệt phong trào.\na) Mỗi xã một kế hoạch;\nb) Báo cáo.",
        "Thực hiện.",
    ],
    "recipients": ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các huyện"],
}


def typed(campaign: Campaign) -> LaunchDocument:
    """The launch document as an officer typed it, without a number yet."""
    LaunchDocument.objects.filter(campaign=campaign).update(**DIRECTIVE)
    return LaunchDocument.objects.get(campaign=campaign)


@pytest.mark.demand("004.1")
def test_the_launch_directive_is_drafted_numbered_and_signed() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    clerk = signed_in(an_actor(campaign.launcher))

    answer = office.post(
        reverse("campaigns:document-draft", args=[campaign.pk, document.pk])
    )
    drafted = Document.objects.get()
    assert answer["Location"] == reverse("documents:document", args=[drafted.pk])
    office.post(reverse("documents:prepare", args=[drafted.pk]))
    clerk.post(reverse("documents:issue", args=[drafted.pk]))
    for _twice in range(2):
        listeners.number_flows_back(DocumentIssued(drafted.pk, drafted.about))

    said = words_of_pdf(office.get(reverse("documents:pdf", args=[drafted.pk])).content)
    for part in [
        "Số: 01/CT-UBND",
        "1. Quán triệt phong trào. a) Mỗi xã một kế hoạch; b) Báo cáo. 2. Thực hiện./.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Trần Văn Bền",
        "- Các sở, ban, ngành tỉnh;",
    ]:
        assert part in said
    document.refresh_from_db()
    assert (document.number, document.issued_on) == ("01", clock.today())
    file = SimpleUploadedFile("ban-ky.pdf", as_pdf(drafted.as_paper()))
    clerk.post(reverse("documents:attach", args=[drafted.pk]), {"file": file})
    for _twice in range(2):
        listeners.signed_copy_flows_back(
            SignedCopyAttached(drafted.pk, drafted.about, "unsigned")
        )
    page = office.get(reverse("campaigns:documents", args=[campaign.pk]))
    shown = page.content.decode()
    assert "Số: 01/CT-UBND" in shown
    assert shown.count("ban-ky.pdf") == 1
    assert "Soạn văn bản phát động" not in shown


def test_a_number_of_the_party_is_joined_in_the_way_of_the_party() -> None:
    campaign = a_campaign()
    LaunchDocument.objects.update(number="16", symbol="CT/TU")
    office = signed_in(an_actor(campaign.office))

    page = office.get(reverse("campaigns:documents", args=[campaign.pk]))
    found = office.get(reverse("desk:find"), {"tim": "thi đua"})

    assert "Số 16-CT/TU" in page.content.decode()
    assert "16/CT" not in page.content.decode() + found.content.decode()


def test_who_takes_part_reads_the_issued_directive_and_no_draft() -> None:
    campaign = a_campaign(launched=True)
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    audience = campaign.audiences.get()
    commune = signed_in(an_actor(audience.members.first().unit))  # type: ignore[union-attr]
    address = reverse("documents:document", args=[drafted.pk])

    before = commune.get(address).status_code
    Document.objects.filter(pk=drafted.pk).update(state=State.ISSUED)
    after = commune.get(address)

    assert (before, after.status_code) == (404, 200)
    assert "Các bản dự thảo" not in after.content.decode()
    assert commune.get(f"{address}ban/1/").status_code == 403


def test_a_struck_out_number_leaves_the_campaign_and_it_can_be_drafted_anew() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office, clerk = an_actor(campaign.office), signed_in(an_actor(campaign.launcher))
    draft = reverse("campaigns:document-draft", args=[campaign.pk, document.pk])
    signed_in(office).post(draft)
    drafted = Document.objects.get()
    clerk.post(reverse("documents:prepare", args=[drafted.pk]))
    clerk.post(reverse("documents:issue", args=[drafted.pk]))
    listeners.number_flows_back(DocumentIssued(drafted.pk, drafted.about))
    clerk.post(reverse("documents:void", args=[drafted.pk]), {"reason": "Sai tên."})
    listeners.number_is_gone(NumberVoided(drafted.pk, drafted.about))

    document.refresh_from_db()
    assert document.number == ""
    signed_in(office).post(draft)
    assert Document.objects.count() == 2


def test_a_directive_that_has_its_number_is_not_made_again() -> None:
    campaign = a_campaign()
    document = LaunchDocument.objects.get(campaign=campaign)
    office = signed_in(an_actor(campaign.office))

    answer = office.post(
        reverse("campaigns:document-draft", args=[campaign.pk, document.pk])
    )

    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_a_party_campaign_is_launched_in_the_party_s_layout() -> None:
    campaign = a_campaign(line=Campaign.Line.PARTY)
    document = typed(campaign)
    document.symbol, document.signer_title = "CT/TU", "Bí thư Tỉnh ủy"

    laid = laid_out(launch_paper(document, clock.today()))

    assert laid.heading == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert laid.marks[-1] == "BÍ THƯ"


@pytest.mark.parametrize(
    ("title", "marks"),
    [
        ("Chủ tịch UBND tỉnh", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (
            "Phó Chủ tịch",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
    ],
)
def test_a_deputy_signs_for_the_head(title: str, marks: list[str]) -> None:
    document = typed(a_campaign())
    document.signer_title = title

    assert laid_out(launch_paper(document, clock.today())).marks == marks


def edited(document: LaunchDocument, **other: str) -> dict[str, str]:
    """What the campaign's own page of a document posts."""
    typed = {
        "kind": document.kind,
        "symbol": document.symbol,
        "title": document.title,
        "signer_title": document.signer_title,
        "signer_name": document.signer_name,
        "contents": "\n\n".join(document.contents),
        "recipients": "\n".join(document.recipients),
        "is_launch": "on",
    }
    return typed | other


def test_the_draft_follows_what_is_changed_on_the_campaign() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    office.post(reverse("documents:prepare", args=[drafted.pk]))
    address = reverse("campaigns:document", args=[campaign.pk, document.pk])
    offered = office.get(address).content.decode()
    document.refresh_from_db()

    contents = "Mỗi huyện một kế hoạch.\na) Trước tháng sáu.\n\nBáo cáo hằng quý."
    answer = office.post(address, edited(document, contents=contents))

    assert answer.status_code == 302
    drafted.refresh_from_db()
    assert drafted.state == State.DRAFT
    assert drafted.versions.count() == 2
    pdf = office.get(reverse("documents:pdf", args=[drafted.pk])).content
    assert "1. Mỗi huyện một kế hoạch. a) Trước tháng sáu. 2. Báo" in words_of_pdf(pdf)
    shown = office.get(reverse("campaigns:documents", args=[campaign.pk]))
    assert "Mỗi huyện một kế hoạch.<br>a) Trước tháng sáu." in shown.content.decode()
    assert "bản soạn để cấp số, ký cũng viết lại theo" in offered
    assert 'name="number"' not in offered


def test_a_number_is_not_typed_beside_the_draft_that_will_bring_it() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    document.refresh_from_db()

    answer = office.post(
        reverse("campaigns:document", args=[campaign.pk, document.pk]),
        edited(document, number="07", contents="Khác."),
    )

    assert answer.status_code == 422
    assert "ghi khi cấp số ở bản soạn" in answer.content.decode()
    document.refresh_from_db()
    assert (document.number, len(document.contents)) == ("", 2)


def test_a_letter_that_cannot_be_printed_is_mended_where_the_launch_was_typed() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    contents = ["Chào mừng \N{SLIGHTLY SMILING FACE} ngày hội.", "Thực hiện."]
    LaunchDocument.objects.update(contents=contents)
    office = signed_in(an_actor(campaign.office))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    here = reverse("documents:document", args=[drafted.pk])
    there = reverse("campaigns:document", args=[campaign.pk, document.pk])

    before = office.get(here).content.decode()
    refused = office.post(reverse("documents:prepare", args=[drafted.pk]))
    form = office.get(there).content.decode()
    document.refresh_from_db()
    mended = "Chào mừng ngày hội.\n\nThực hiện."
    office.post(there, edited(document, contents=mended))

    assert re.search(rf'class="btn main[^"]*" href="{there}"', before)
    assert "(U+1F642)" in before
    assert refused.status_code == 422
    assert contents[0] in form
    assert "(U+1F642)" not in office.get(here).content.decode()
    office.post(reverse("documents:prepare", args=[drafted.pk]))
    drafted.refresh_from_db()
    assert drafted.state == State.READY


def test_what_was_edited_in_word_is_never_written_over() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    document.refresh_from_db()
    other = replace(drafted.as_paper(), abstract="về việc thi đua nước rút")
    file = SimpleUploadedFile("sua-trong-word.docx", as_docx(other))
    office.post(reverse("documents:bring-in", args=[drafted.pk]), {"file": file})
    address = reverse("campaigns:document", args=[campaign.pk, document.pk])

    offered = office.get(address).content.decode()
    answer = office.post(address, edited(document, contents="Điều gõ sau."))
    kept = office.post(address, {"is_launch": "on"})

    assert 'name="contents"' not in offered
    assert reverse("documents:document", args=[drafted.pk]) in offered
    assert answer.status_code == 422
    assert "Điều gõ sau." in answer.content.decode()
    assert kept.status_code == 302
    assert drafted.versions.count() == 2
    document.refresh_from_db()
    assert len(document.contents) == 2
    page = office.get(reverse("campaigns:documents", args=[campaign.pk]))
    shown = page.content.decode()
    assert "Nội dung theo tệp Word “sua-trong-word.docx”" in shown
    assert "về việc thi đua nước rút" in shown
    assert "Quán triệt phong trào" not in shown


def test_what_was_numbered_is_not_changed_on_the_campaign() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    clerk = signed_in(an_actor(campaign.launcher))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    office.post(reverse("documents:prepare", args=[drafted.pk]))
    clerk.post(reverse("documents:issue", args=[drafted.pk]))
    document.refresh_from_db()
    address = reverse("campaigns:document", args=[campaign.pk, document.pk])

    answer = office.post(address, edited(document, contents="Điều gõ sau."))

    assert answer.status_code == 422
    assert "soạn văn bản thay thế" in answer.content.decode()
    document.refresh_from_db()
    assert len(document.contents) == 2
    assert 'name="contents"' not in office.get(address).content.decode()


@pytest.mark.demand("004.1")
@pytest.mark.parametrize("settled", [False, True])
def test_the_draft_goes_with_the_campaigns_document(*, settled: bool) -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    if settled:
        office.post(reverse("documents:prepare", args=[drafted.pk]))
    shown = office.get(reverse("campaigns:documents", args=[campaign.pk]))
    form = office.get(reverse("campaigns:document", args=[campaign.pk, document.pk]))

    delete = reverse("campaigns:document-delete", args=[campaign.pk, document.pk])
    answer = office.post(delete)

    for offered in (shown, form):
        assert "Bản soạn để cấp số, ký cũng được bỏ" in offered.content.decode()
    assert answer.status_code == 302
    assert not campaign.documents.exists()
    drafted.refresh_from_db()
    assert drafted.state == State.DROPPED
    assert drafted.versions.exists()


@pytest.mark.demand("004.1")
def test_a_document_that_has_its_number_stays_with_the_campaign() -> None:
    campaign = a_campaign()
    document = typed(campaign)
    office = signed_in(an_actor(campaign.office))
    clerk = signed_in(an_actor(campaign.launcher))
    office.post(reverse("campaigns:document-draft", args=[campaign.pk, document.pk]))
    drafted = Document.objects.get()
    office.post(reverse("documents:prepare", args=[drafted.pk]))
    clerk.post(reverse("documents:issue", args=[drafted.pk]))
    delete = reverse("campaigns:document-delete", args=[campaign.pk, document.pk])

    shown = office.get(reverse("campaigns:documents", args=[campaign.pk]))
    answer = office.post(delete)

    assert delete not in shown.content.decode()
    assert answer.status_code == 422
    assert "hủy số ở bản soạn trước" in answer.content.decode()
    assert campaign.documents.get() == document
    drafted.refresh_from_db()
    assert drafted.state == State.ISSUED

    listeners.number_flows_back(DocumentIssued(drafted.pk, drafted.about))
    clerk.post(reverse("documents:void", args=[drafted.pk]), {"reason": "Sai tên."})
    listeners.number_is_gone(NumberVoided(drafted.pk, drafted.about))
    assert office.post(delete).status_code == 302
    drafted.refresh_from_db()
    assert drafted.state == State.VOIDED
