"""The launch directive is drafted, numbered, signed; number and copy flow back."""

from __future__ import annotations

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
