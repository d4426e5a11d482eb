"""What one wants to do is found by the words that one has for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import a_campaign
from tests.desk.cast import APRIL, MARCH, Reporting, a_reporting_province
from tests.desk.test_finding import Line, labels, lines
from tests.doors import signed_in
from tests.organisations.factories import UnitFactory, an_actor
from thidua.desk.queries.way import Way, other_words
from thidua.desk.queries.ways_begun import BEGUN, OF_A_CAMPAIGN
from thidua.desk.queries.ways_opened import OPENED
from thidua.indicators.states import State
from thidua.kernel.finding import HOLDS, words_of
from thidua.organisations.models import Mandate, Unit

pytestmark = pytest.mark.django_db
ROLE = Mandate.Role
EVERY_WAY = [*BEGUN, *OPENED, *OF_A_CAMPAIGN]


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def cast() -> Reporting:
    return a_reporting_province()


def office(cast: Reporting, role: str = ROLE.OFFICER) -> Client:
    return signed_in(an_actor(cast.province.department, role))


def commune(cast: Reporting, role: str = ROLE.OFFICER) -> Client:
    return signed_in(an_actor(cast.province.communes[0], role))


def first(client: Client, typed: str) -> str:
    return next(iter(lines(client, typed)), Line("", "", "")).href


@pytest.mark.parametrize("way", EVERY_WAY, ids=lambda way: f"{way.name} {way.sends}")
def test_every_name_of_a_way_leads_to_it_with_marks_or_without(way: Way) -> None:
    for name in other_words(way).split(", "):
        typed = words_of(name)
        rank = way.rank(typed)

        assert rank is not None
        assert rank <= HOLDS
        assert way.rank(words_of(typed.typed)) == rank


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("đăng xuất", "/dang-xuat/"),
        ("dang xuat", "/dang-xuat/"),
        ("xuat dang", "/dang-xuat/"),
        ("dang xu", "/dang-xuat/"),
        ("sign out", "/dang-xuat/"),
        ("log out", "/dang-xuat/"),
        ("in toàn cảnh", "/theo-doi/toan-canh/#in"),
        ("toan canh in", "/theo-doi/toan-canh/#in"),
        ("print overview", "/theo-doi/toan-canh/#in"),
        ("duyệt báo cáo", "/bao-cao/cho-nhan/"),
        ("tra lai bao cao", "/bao-cao/cho-nhan/"),
        ("gửi báo cáo", "/bao-cao/"),
        ("send report", "/bao-cao/"),
        ("tạo phong trào", "/phong-trao/moi/"),
        ("new campaign", "/phong-trao/moi/"),
        ("đơn vị chậm", "/theo-doi/cham/"),
        ("nhac don vi cham", "/theo-doi/don-doc/cong-van/moi/"),
        ("giao diện tối", "/he-thong/tuy-chon/"),
        ("dark mode", "/he-thong/tuy-chon/"),
        ("tiếng anh", "/he-thong/tuy-chon/"),
        ("trợ giúp", "/tuan-dau/"),
        ("help", "/tuan-dau/"),
        ("change password", "/tai-khoan/mat-khau/"),
        ("ranking", "/theo-doi/so-sanh/"),
    ],
)
def test_an_officer_of_the_province_finds_it_first(
    cast: Reporting, typed: str, way: str
) -> None:
    assert first(office(cast), typed) == way


def test_a_screen_in_english_understands_vietnamese(cast: Reporting) -> None:
    client = office(cast)
    client.cookies["thidua_language"] = "en"

    assert lines(client, "dang xuat")[0].label == "Sign out"
    assert first(client, "nhan bao cao") == "/bao-cao/cho-nhan/"


def test_who_only_reads_is_offered_nothing_to_write(cast: Reporting) -> None:
    reader = office(cast, ROLE.READER)

    assert labels(reader, "tao phong trao") == []
    assert labels(reader, "duyet bao cao") == []
    assert first(reader, "in toan canh") == "/theo-doi/toan-canh/#in"


def test_somebody_of_a_hamlet_is_offered_no_page_of_an_office(cast: Reporting) -> None:
    farmer = signed_in(an_actor(cast.province.hamlets[0], ROLE.READER))

    for typed in ("in toan canh", "gui bao cao", "thang 4", "don vi cham"):
        assert labels(farmer, typed) == []
    assert first(farmer, "dang ky") == "/dang-ky/ma/"


# Months


@pytest.mark.parametrize("typed", ["báo cáo tháng 4", "thang 4/2025", "4/2025", "t4"])
def test_a_commune_finds_its_report_of_a_month(cast: Reporting, typed: str) -> None:
    unit = cast.province.communes[0]
    client = commune(cast)
    href = f"/bao-cao/{cast.form.pk}/{APRIL.id}/{unit.pk}/"

    assert lines(client, typed)[0] == Line(
        "Nhập báo cáo tháng 4/2025", "Biểu tháng", href
    )

    cast.send(unit, APRIL)
    sent = lines(client, typed)[0]
    assert sent.label == "Báo cáo tháng 4/2025"
    assert sent.about == "Biểu tháng · đã gửi, chờ nhận"
    assert client.get(sent.href).status_code == 200


def test_whoever_receives_finds_the_reports_that_wait_of_that_month(
    cast: Reporting,
) -> None:
    unit = cast.province.communes[0]
    cast.send(unit, APRIL)
    cast.send(unit, MARCH, state=State.ACCEPTED)
    district = signed_in(an_actor(cast.province.districts[0]))

    waiting = lines(district, "duyệt báo cáo tháng 4")[0]

    assert waiting.label == "Nhận báo cáo tháng 4/2025"
    assert waiting.href == f"/bao-cao/cho-nhan/?ky={APRIL.id}"
    assert waiting.about == "1 báo cáo đang chờ"
    assert "Nhận báo cáo tháng 3/2025" not in labels(district, "duyet bao cao thang 3")


def test_an_office_finds_who_reported_and_the_synthesis(cast: Reporting) -> None:
    campaign = a_campaign(of=cast.province, launched=True)
    client = office(cast)
    sent = f"/theo-doi/bao-cao/?ky={APRIL.id}"
    synthesis = f"/tong-hop/{campaign.pk}/{APRIL.id}/"

    assert [one.href for one in lines(client, "tháng 4")] == [sent, synthesis]
    assert first(client, "tong hop thang 4/2025") == synthesis
    assert first(client, "tổng hợp") == synthesis
    for href in (sent, synthesis):
        assert client.get(href).status_code == 200
    assert labels(client, "tân an tháng 4") == []


# Order


def test_a_campaign_one_takes_part_in_stands_before_a_place_of_its_name(
    cast: Reporting,
) -> None:
    place = UnitFactory.create(
        name="Đồng Khởi", kind=Unit.Kind.COMMUNE, parent=cast.province.districts[0]
    )
    mine = a_campaign(of=cast.province, launched=True)
    past = a_campaign(
        of=cast.province,
        launched=True,
        name="“Đồng khởi xanh” năm 2020",
        starts_on=date(2020, 1, 1),
        ends_on=date(2020, 12, 31),
    )

    found = [one.href for one in lines(office(cast), "dong khoi")]

    wanted = [f"/phong-trao/{one.pk}/" for one in (mine, past)]
    assert found[:3] == [*wanted, f"/don-vi/{place.pk}/"]


def test_an_act_that_only_shares_a_word_does_not_lead(cast: Reporting) -> None:
    UnitFactory.create(name="Chữ Phong", kind=Unit.Kind.COMMUNE)

    found = lines(office(cast), "chu phong")

    assert found[0].label == "Xã Chữ Phong"


# Signing out, nothing found


def test_signing_out_is_sent_and_never_followed(cast: Reporting) -> None:
    client = office(cast)
    html = client.get(
        "/tim/", {"q": "dang xuat"}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="found"
    ).content.decode()

    assert '<form method="post" action="/dang-xuat/">' in html
    assert client.get("/dang-xuat/").status_code == 405
    assert client.get("/").status_code == 200
    assert client.post("/dang-xuat/").status_code == 302
    assert client.get("/").status_code == 302


def test_where_nothing_is_found_the_box_says_what_can_be_typed(
    cast: Reporting,
) -> None:
    client = commune(cast)
    unit = cast.province.communes[0].names.get().full_name

    html = client.get(
        "/tim/", {"q": "zzzz"}, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="palette-list"
    ).content.decode()

    assert "Không tìm thấy gì anh/chị được xem." in html
    for typed in (unit, "báo cáo tháng 4/2025", "đổi mật khẩu", "trợ giúp"):
        assert f"<span>{typed}</span>" in html
        assert labels(client, typed)
