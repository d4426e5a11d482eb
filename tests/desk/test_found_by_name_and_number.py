"""The box also finds speakers, pages by their names, first letters, papers’ numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import a_campaign
from tests.desk.test_finding import labels, lines
from tests.documents.factories import PLAIN, a_draft, issued
from tests.doors import signed_in
from tests.organisations.factories import (
    Province,
    UnitFactory,
    a_province,
    an_actor,
)
from tests.speakers.factories import active, consents, proposed
from thidua.campaigns.models import LaunchDocument
from thidua.desk.queries.way import Way
from thidua.desk.queries.ways import found
from thidua.desk.queries.ways_begun import BEGUN, OF_A_CAMPAIGN
from thidua.desk.queries.ways_opened import OPENED
from thidua.kernel.finding import words_of
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Unit

pytestmark = pytest.mark.django_db
ROLE = Mandate.Role


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def officer(place: Province) -> Actor:
    return an_actor(place.communes[0], ROLE.OFFICER)


@pytest.fixture
def elsewhere(place: Province) -> Client:
    return signed_in(an_actor(place.communes[1], ROLE.OFFICER))


# Who speaks


@pytest.mark.parametrize("typed", ["nguyễn thị sáu", "thi sau", "nts"])
def test_a_speaker_who_agreed_to_be_named_is_found_by_name(
    officer: Actor, elsewhere: Client, typed: str
) -> None:
    speaker = active(officer)

    found = [one for one in lines(elsewhere, typed) if "bao-cao-vien" in one.href]

    assert [one.href for one in found] == [f"/dien-hinh/bao-cao-vien/{speaker.pk}/"]
    assert found[0].label == "Nguyễn Thị Sáu"
    assert "Góp xoay vòng làm lu nước" in found[0].about
    assert elsewhere.get(found[0].href).status_code == 200


def test_who_did_not_agree_is_found_by_what_they_tell_and_not_named(
    officer: Actor, elsewhere: Client
) -> None:
    speaker = active(officer)
    consents(speaker, actor=officer)  # the name is taken back

    by_topic = [one.label for one in lines(elsewhere, "gop xoay vong")]

    assert "Nguyễn Thị Sáu" not in labels(elsewhere, "thi sau")
    assert by_topic == ["Một báo cáo viên ở xã Tân An"]
    assert "Nguyễn Thị Sáu" in labels(signed_in(officer), "thi sau")


def test_who_is_only_proposed_is_found_inside_alone(
    officer: Actor, elsewhere: Client
) -> None:
    proposed(officer)

    assert labels(elsewhere, "gop xoay vong") == []
    assert "Nguyễn Thị Sáu" in labels(signed_in(officer), "thi sau")


def test_a_speaker_opened_lately_is_offered_first(officer: Actor) -> None:
    speaker, mine = active(officer), signed_in(officer)

    mine.get(f"/dien-hinh/bao-cao-vien/{speaker.pk}/")

    assert labels(mine, "")[0] == "Nguyễn Thị Sáu"


# Pages


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("Theo dõi", "/theo-doi/"),
        ("theo doi", "/theo-doi/"),
        ("toàn cảnh", "/theo-doi/toan-canh/"),
        ("Báo cáo viên", "/dien-hinh/bao-cao-vien/"),
        ("dien hinh", "/dien-hinh/"),
        ("don doc", "/theo-doi/don-doc/"),
        ("kiem tra", "/theo-doi/kiem-tra/"),
        ("tổng kết", "/theo-doi/bao-cao-ky/"),
        ("van ban", "/van-ban/"),
        ("giao uoc", "/giao-uoc/"),
        ("uy quyen", "/uy-quyen/"),
        ("tap lam", "/tuan-dau/tap-lam/"),
        ("cài đặt", "/thong-bao/"),
        ("cai dat", "/tai-khoan/mat-khau/"),
        ("nhac viec", "/nhac-viec/"),
    ],
)
def test_a_page_is_found_by_its_name(officer: Actor, typed: str, page: str) -> None:
    assert page in [one.href for one in lines(signed_in(officer), typed)]


def test_the_very_name_of_a_page_leads_what_is_found(officer: Actor) -> None:
    assert lines(signed_in(officer), "theo dõi")[0].href == "/theo-doi/"


def _opens(way: Way, actor: Actor) -> bool:
    return way.sends is None and way.whose(actor)


@pytest.mark.parametrize("role", [ROLE.OFFICER, ROLE.HEAD, ROLE.READER])
@pytest.mark.parametrize("at", ["province", "commune", "hamlet"])
def test_every_page_that_is_offered_opens(place: Province, role: str, at: str) -> None:
    hamlet = UnitFactory.create(
        name="An Lộc", kind=Unit.Kind.HAMLET, parent=place.communes[0]
    )
    units = {"province": place.department, "commune": place.communes[0]}
    actor = an_actor(units.get(at, hamlet), role)
    a_campaign(of=place, launched=True)
    offered = {way.hit().href for way in (*BEGUN, *OPENED) if _opens(way, actor)}
    for way in OF_A_CAMPAIGN:
        known = found(actor, words_of(str(way.label)), date(2025, 5, 20))
        offered |= {hit.href for hit in known if not hit.sends}

    client = signed_in(actor)
    answers = {href: client.get(href).status_code for href in offered}

    pages = {href for href, status in answers.items() if status != 302}
    assert len(pages) > 20
    assert {href: answers[href] for href in pages} == dict.fromkeys(pages, 200)


def test_a_reader_is_offered_no_page_that_is_closed(place: Province) -> None:
    reader = signed_in(an_actor(place.communes[0], ROLE.READER))

    assert "/theo-doi/dia-chi/" not in [one.href for one in lines(reader, "dia chi")]
    assert "/dien-hinh/tam-dung/" not in [one.href for one in lines(reader, "tam dung")]


# First letters


def test_first_letters_of_the_bare_name_find_ones_own_province_first(
    place: Province, officer: Actor
) -> None:
    for name in ("Bảo Hưng", "Bàu Hàm", "Bắc Hải", "Bến Hồ", "Bích Hà", "An Bình"):
        UnitFactory.create(name=name, kind=Unit.Kind.COMMUNE)

    found = [one for one in lines(signed_in(officer), "bh") if "/don-vi/" in one.href]

    assert found[0].href == f"/don-vi/{place.communes[1].pk}/"
    assert found[0].about == "Huyện Cồn Bắc"
    assert [one.label for one in found[1:]] == [
        "Xã Bảo Hưng",
        "Xã Bàu Hàm",
        "Xã Bắc Hải",
        "Xã Bến Hồ",
    ]


# Numbers of papers


@pytest.mark.parametrize(
    "typed", ["16-CT", "16/CT", "16-ct/tu", "16 ct tu", "16-CT/TU", "16"]
)
def test_the_document_of_a_campaign_is_found_by_its_number(
    place: Province, typed: str
) -> None:
    campaign = a_campaign(of=place, launched=True)
    paper = LaunchDocument.objects.filter(campaign=campaign).first()
    assert paper is not None
    LaunchDocument.objects.filter(pk=paper.pk).update(number="16", symbol="CT/TU")
    office = signed_in(an_actor(place.department))

    found = [one for one in lines(office, typed) if one.about == "16-CT/TU"]

    assert [one.label for one in found] == [paper.title]


@pytest.mark.parametrize("typed", ["1/CT", "01/ct", "1-ct-ubnd", "01 CT UBND", "1"])
def test_a_document_of_the_office_is_found_by_its_number(
    place: Province, typed: str
) -> None:
    lan = an_actor(place.department)
    document = issued(lan, replace(PLAIN, symbol="CT-UBND"))

    found = [one for one in lines(signed_in(lan), typed) if "/van-ban/" in one.href]

    assert [one.href for one in found if one.href == f"/van-ban/{document.pk}/"]
    assert found[0].about == "01/CT-UBND · Chỉ thị"


def test_another_number_or_symbol_is_not_that_document(place: Province) -> None:
    lan = an_actor(place.department)
    issued(lan, replace(PLAIN, symbol="CT-UBND"))
    mine = signed_in(lan)

    for typed in ("2/CT", "1/QĐ", "11/CT"):
        assert not [one for one in lines(mine, typed) if "CT-UBND" in one.about]


def test_a_draft_is_found_in_its_unit_alone(place: Province) -> None:
    lan = an_actor(place.department)
    draft = a_draft(lan)
    word = draft.abstract.split()[0]
    far = UnitFactory.create(name="Xa Lạ", kind=Unit.Kind.COMMUNE)
    stranger = signed_in(an_actor(far))

    def hrefs(client: Client) -> list[str]:
        return [one.href for one in lines(client, word)]

    assert f"/van-ban/{draft.pk}/" in hrefs(signed_in(lan))
    assert f"/van-ban/{draft.pk}/" not in hrefs(stranger)
