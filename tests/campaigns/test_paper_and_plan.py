"""A launch document that was made of the plan, and a plan that was changed after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, an_indicator
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns import listeners
from thidua.campaigns.check import check_campaign
from thidua.campaigns.models import Campaign, LaunchDocument, Milestone, Target
from thidua.campaigns.states import State
from thidua.documents.events import DocumentIssued
from thidua.documents.models import Document
from thidua.kernel.paper.parts import Clause
from thidua.kernel.paper.word import as_docx

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.1")]
RULE = "other-than-the-plan"


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.fixture
def road(place: Province) -> Target:
    """A road of 60,5 km in a draft that has a document with what the plan says."""
    campaign = a_campaign(of=place)
    campaign.documents.all().delete()
    version = an_indicator(place.department, name="Đường bê tông hóa", decimals=2)
    return a_target(campaign, version=version, value=Decimal("60.5"))


def drafted(office: Client, campaign: Campaign, *others: tuple[str, str]) -> Document:
    """The document as it is offered, with some words changed, drafted and not more."""
    asked = address("campaigns:document-new", campaign) + "?cach=soan"
    form = office.get(asked).context["form"]
    contents = form.initial["contents"].replace("\u00a0", " ")
    for old, new in others:
        assert old in contents
        contents = contents.replace(old, new)
    typed = {
        "kind": "CT",
        "title": form.initial["title"],
        "signer_name": "Trần Văn Bền",
        "signer_title": "Chủ tịch",
        "contents": contents,
        "recipients": form.initial["recipients"],
        "is_launch": "on",
    }
    assert office.post(asked, typed).status_code == 302
    return Document.objects.get()


def numbered(office: Client, place: Province, paper: Document) -> None:
    office.post(reverse("documents:prepare", args=[paper.pk]))
    clerk = signed_in(an_actor(place.province))
    clerk.post(reverse("documents:issue", args=[paper.pk]))
    listeners.number_flows_back(DocumentIssued(paper.pk, paper.about))


def raised(target: Target, value: str = "190.39") -> None:
    Target.objects.filter(pk=target.pk).update(value=Decimal(value))


def found(campaign: Campaign) -> list[str]:
    """What the check says of the document and the plan."""
    campaign = Campaign.objects.get(pk=campaign.pk)
    findings = check_campaign(campaign, MAY.date()).findings
    return [one.reason for one in findings if one.key == RULE and one.blocks]


def test_a_plan_that_was_changed_after_the_number_is_not_launched(
    place: Province, office: Client, road: Target
) -> None:
    campaign, paper = road.campaign, drafted(office, road.campaign)
    numbered(office, place, paper)
    before = found(campaign)

    raised(road)
    shown = page(office, "check", campaign)
    answer = post(office, "launch", campaign, sure="on")

    assert before == []
    for words in (
        "Văn bản phát động 01/CT-UBND khác kế hoạch: văn bản ghi “Đường bê tông",
        "đạt 60,5 km đến ngày 31/12/2025”, kế hoạch nay là “Đường bê tông hóa đạt",
        "190,39 km đến ngày 31/12/2025”.",
        "Đưa kế hoạch về như văn bản; hoặc hủy số rồi soạn lại",
        f'href="{reverse("documents:document", args=[paper.pk])}"',
    ):
        assert words in shown
    campaign.refresh_from_db()
    assert campaign.state == State.DRAFT
    assert "khác kế hoạch" in said(answer)
    raised(road, "60.5")
    assert found(campaign) == []


def test_the_text_of_a_draft_is_put_right_where_it_is_typed(
    office: Client, road: Target
) -> None:
    campaign = road.campaign
    drafted(office, campaign)
    document = LaunchDocument.objects.get()
    at = address("campaigns:document", campaign, document)
    raised(road)
    shown = page(office, "check", campaign)
    form = office.get(at).context["form"].initial

    stale = form | {"signer_name": "Lê Lan", "is_launch": "on"}
    sent = {name: value for name, value in stale.items() if value is not None}
    assert office.post(at, sent).status_code == 302
    still = found(campaign)
    sent["contents"] = form["contents"].replace("60,5", "190,39")
    assert office.post(at, sent).status_code == 302

    assert f'href="{at}#id_contents"' in shown
    assert len(still) == 1
    assert found(campaign) == []


def test_milestones_days_and_audiences_are_held_against_it_too(
    place: Province, office: Client, road: Target
) -> None:
    campaign = road.campaign
    audience = campaign.audiences.get()
    step = Milestone.objects.create(
        audience=audience,
        node_key=road.node_key,
        name="Khởi công",
        due_on=date(2025, 6, 30),
    )
    numbered(office, place, drafted(office, campaign))

    Milestone.objects.filter(pk=step.pk).update(due_on=date(2025, 9, 30))
    campaign.audiences.update(name="Huyện và xã")
    Campaign.objects.filter(pk=campaign.pk).update(ends_on=date(2026, 6, 30))

    [words] = found(campaign)
    for old, new in (
        ("31/12/2025", "30/06/2026"),
        ("“Huyện, xã và ấp”", "“Huyện và xã”"),
        ("Khởi công, chậm nhất ngày 30/06/2025", "ngày 30/09/2025"),
    ):
        assert old in words
        assert new in words


def test_what_came_later_and_what_went_is_named(
    place: Province, office: Client, road: Target
) -> None:
    campaign = road.campaign
    numbered(office, place, drafted(office, campaign))
    other = an_indicator(place.department, name="Cầu nông thôn", measure="cầu")
    road.delete()
    a_target(campaign, version=other, value=Decimal(12))

    [words] = found(campaign)

    assert "Đường bê tông hóa đạt 60,5 km đến ngày 31/12/2025”, kế hoạch không" in words
    assert "kế hoạch có “Cầu nông thôn đạt 12 cầu đến ngày 31/12/2025”" in words


def test_what_is_said_in_other_words_or_left_out_is_the_offices_own(
    place: Province, office: Client, road: Target
) -> None:
    campaign = road.campaign
    said_otherwise = ("Đường bê tông hóa đạt 60,5 km đến ngày", "Làm 60,5 km đường đến")
    paper = drafted(office, campaign, said_otherwise)
    numbered(office, place, paper)
    unchanged = found(campaign)

    raised(road)

    assert unchanged == []
    assert "60,5" in found(campaign)[0]


def test_what_the_document_never_said_may_be_changed(
    place: Province, office: Client, road: Target
) -> None:
    campaign = road.campaign
    left_out = (": Đường bê tông hóa đạt 60,5 km đến ngày 31/12/2025.", ".")
    numbered(office, place, drafted(office, campaign, left_out))

    raised(road)

    assert found(campaign) == []


@pytest.mark.parametrize(("figure", "differs"), [("60,5", True), ("190,39", False)])
def test_what_was_edited_in_word_is_read_in_the_file(
    office: Client, road: Target, figure: str, *, differs: bool
) -> None:
    paper = drafted(office, road.campaign)
    raised(road)
    line = f"Đường bê tông hóa đạt {figure} km đến ngày 31/12/2025"
    other = replace(paper.as_paper(), body=[Clause("Các đơn vị thực hiện.", [line])])
    file = SimpleUploadedFile("sua.docx", as_docx(other))
    office.post(reverse("documents:bring-in", args=[paper.pk]), {"file": file})

    shown = page(office, "check", road.campaign)

    assert (len(found(road.campaign)) == 1) is differs
    assert ("tải tệp Word, sửa cho khớp" in shown) is differs


def test_a_document_of_earlier_days_and_one_from_outside_are_not_judged(
    place: Province, office: Client, road: Target
) -> None:
    numbered(office, place, drafted(office, road.campaign))
    LaunchDocument.objects.update(drawn_from=None)
    from_outside = a_target(a_campaign(of=place), value=Decimal("60.5"))

    raised(road)
    raised(from_outside)

    assert found(road.campaign) == found(from_outside.campaign) == []


def test_after_the_launch_a_change_has_its_own_reason(
    place: Province, office: Client, road: Target
) -> None:
    numbered(office, place, drafted(office, road.campaign))
    Campaign.objects.update(state=State.LAUNCHED, launched_at=MAY)

    raised(road)

    assert found(road.campaign) == []
