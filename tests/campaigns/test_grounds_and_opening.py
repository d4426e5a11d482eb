"""A launch document begins with what it rests on, and with who launches what."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from tests.campaigns.browsing import page, said
from tests.campaigns.factories import a_campaign, a_target
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Campaign
from thidua.documents.models import Document
from thidua.documents.settling import can_be_settled
from thidua.kernel.paper.departures import departures_of_docx
from thidua.kernel.paper.parts import Clause, is_ground_to_fill
from thidua.kernel.paper.word import as_docx

pytestmark = pytest.mark.django_db
LAW = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def written(office: Client, campaign: Campaign, **typed: str) -> Document:
    """The launch document as it is offered, with some fields typed otherwise."""
    campaign.documents.all().delete()
    a_target(campaign)
    where = address("campaigns:document-new", campaign) + "?cach=soan"
    form = office.get(where).context["form"]
    begun = {name: form[name].value() or "" for name in form.fields}
    more = {"is_launch": "on", "kind": "CT", "signer_name": "Trần Văn Bền"}
    assert office.post(where, begun | more | typed).status_code == 302
    return Document.objects.get()


def named_grounds(paper: Document) -> list[str]:
    """What the form check says of its grounds."""
    judged = departures_of_docx(BytesIO(as_docx(paper.as_paper())))
    return [one.remedy for one in judged.departures if one.place == "Căn cứ"]


@pytest.mark.parametrize(
    ("line", "is_open"),
    [
        ("Căn cứ …", True),
        ("Căn cứ …;", True),
        ("Căn cứ ....", True),
        ("Căn cứ", True),
        ("căn cứ;", True),
        (LAW, False),
        ("Căn cứ tình hình thực tế", False),
    ],
)
def test_a_place_for_a_ground_is_told_from_a_ground(line: str, is_open: bool) -> None:
    assert is_ground_to_fill(line) is is_open


@pytest.mark.demand("004.1")
def test_a_place_for_grounds_is_named_by_the_form_check_and_not_settled(
    place: Province, office: Client
) -> None:
    paper = written(office, a_campaign(of=place))

    assert list(paper.as_paper().grounds) == ["Căn cứ …"]
    assert named_grounds(paper) == [
        "Ghi văn bản làm căn cứ ở ô “Căn cứ”, hoặc xóa dòng ấy."
    ]
    verdict = can_be_settled(paper, None)
    assert not verdict
    assert str(verdict.reason) == "Dự thảo còn dòng “Căn cứ …” chưa ghi."
    office.post(reverse("documents:prepare", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.state == "draft"


@pytest.mark.demand("004.1")
@pytest.mark.parametrize("grounds", ["", LAW])
def test_grounds_that_are_written_or_taken_out_are_settled(
    place: Province, office: Client, grounds: str
) -> None:
    paper = written(office, a_campaign(of=place), grounds=grounds)

    assert list(paper.as_paper().grounds) == [one for one in (grounds,) if one]
    assert named_grounds(paper) == []
    assert can_be_settled(paper, None)


def test_the_opening_says_who_launches_what_and_nothing_else(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    place.province.names.update(full_name="Ủy ban nhân dân tỉnh", name="tỉnh")

    paper = written(office, campaign).as_paper()

    opening = (
        "Ủy ban nhân dân tỉnh phát động phong trào thi đua “Đồng khởi mới” với các nội"
        " dung sau:"
    )
    assert paper.body[0] == opening
    assert all(isinstance(block, Clause) for block in paper.body[1:])
    shown = page(office, "documents", campaign)
    assert opening in shown
    assert "<i>Căn cứ …</i>" in shown


def test_what_is_written_later_is_on_the_paper(place: Province, office: Client) -> None:
    campaign = a_campaign(of=place)
    paper = written(office, campaign)
    document = campaign.documents.get()
    form = office.get(address("campaigns:document", campaign, document)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if name != "file"}
    typed |= {"grounds": LAW, "opening": "Ủy ban yêu cầu:", "is_launch": "on"}

    answer = office.post(address("campaigns:document", campaign, document), typed)

    assert answer.status_code == 302, said(answer)
    paper.refresh_from_db()
    assert list(paper.as_paper().grounds) == [LAW]
    assert paper.as_paper().body[0] == "Ủy ban yêu cầu:"


def test_a_paper_of_the_party_has_no_place_that_nothing_checks(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, line=Campaign.Line.PARTY)

    assert list(written(office, campaign).as_paper().grounds) == []


def test_a_decision_names_who_decides_above_its_grounds(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)

    paper = written(office, campaign, grounds=LAW, kind="QĐ").as_paper()

    assert paper.authority
    assert paper.body
