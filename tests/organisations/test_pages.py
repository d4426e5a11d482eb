"""The list of units, a unit's page, acts and people, through HTTP."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.doors import signed_in
from tests.organisations.factories import (
    MandateFactory,
    Province,
    UnitFactory,
    a_province,
    an_actor,
)
from thidua.organisations.models import (
    Mandate,
    Person,
    Reorganisation,
    Unit,
    User,
)
from thidua.organisations.naming import unit_called

pytestmark = pytest.mark.django_db
UNITS = "/don-vi/"


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def cast() -> Province:
    return a_province()


@pytest.fixture
def reader(cast: Province) -> Client:
    return signed_in(an_actor(cast.department, Mandate.Role.READER))


@pytest.fixture
def administrator(cast: Province) -> Client:
    return signed_in(an_actor(cast.department, Mandate.Role.ADMINISTRATOR))


def said(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def act_on(unit: Unit, kind: str) -> str:
    return reverse("organisations:reorganise", args=[unit.pk, kind])


def test_one_drills_down_from_province_to_commune(
    reader: Client, cast: Province
) -> None:
    top = reader.get(UNITS)
    assert [row.name for row in top.context["page"].rows] == ["Tỉnh Sông Tiền"]
    assert top.context["page"].rows[0].below == "3"

    province = reader.get(UNITS, {"trong": cast.province.pk})
    district = reader.get(UNITS, {"trong": cast.districts[0].pk})

    assert [row.name for row in province.context["page"].rows] == [
        "Huyện Cồn Bắc",
        "Huyện Cồn Nam",
        "Sở Nội vụ tỉnh Sông Tiền",
    ]
    assert [row.name for row in district.context["page"].rows] == [
        "Xã Bình Hòa",
        "Xã Đông Phú",
        "Xã Tân An",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tan an", ["Xã Tân An", "Xã Tân Ấn"]),
        ("Tân An", ["Xã Tân An"]),
        ("TÂN ẤN", ["Xã Tân Ấn"]),
        ("xa dong", ["Xã Đông Phú"]),
        ("không đâu có", []),
    ],
)
def test_a_name_is_found_with_marks_or_without(
    reader: Client, cast: Province, typed: str, found: list[str]
) -> None:
    UnitFactory.create(name="Tân Ấn", parent=cast.districts[0])

    page = reader.get(UNITS, {"tim": typed}).context["page"]

    assert [row.name for row in page.rows] == found


def test_homonyms_are_told_apart_by_their_parents(
    reader: Client, cast: Province
) -> None:
    UnitFactory.create(name="Tân An", parent=cast.districts[1])

    rows = reader.get(UNITS, {"tim": "tân an"}).context["page"].rows

    assert [(row.name, row.above) for row in rows] == [
        ("Xã Tân An", "Huyện Cồn Bắc"),
        ("Xã Tân An", "Huyện Cồn Nam"),
    ]


@pytest.mark.usefixtures("cast")
def test_the_list_is_asked_as_of_a_day(reader: Client) -> None:
    assert not reader.get(UNITS, {"ngay": "01/01/2014"}).context["page"].rows
    bad = reader.get(UNITS, {"ngay": "31/02/2025"})
    assert bad.status_code == 422
    assert "Tháng 2 chỉ có 28 ngày" in said(bad)


def test_kinds_are_filtered_within_a_unit(reader: Client, cast: Province) -> None:
    asked: dict[str, str] = {"trong": str(cast.districts[0].pk), "loai": "hamlet"}
    assert len(reader.get(UNITS, asked).context["page"].rows) == 6


def test_a_long_list_is_paged(reader: Client, cast: Province) -> None:
    for number in range(48):
        UnitFactory.create(name=f"Số {number}", parent=cast.districts[0])
    asked = {"trong": str(cast.districts[0].pk)}

    first = reader.get(UNITS, asked).context["page"]
    second = reader.get(UNITS, asked | {"trang": "2"}).context["page"]

    assert (len(first.rows), len(second.rows)) == (50, 1)
    assert first.count == "51 đơn vị"


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_however_long(
    reader: Client, cast: Province, more: int
) -> None:
    for _number in range(more):
        UnitFactory.create(parent=cast.districts[0])
    asking = {"trong": str(cast.districts[0].pk), "tim": "x"}
    reader.get(UNITS, asking)  # the first one also notes when the session was seen
    with CaptureQueriesContext(connection) as asked:
        reader.get(UNITS, asking)
    assert len(asked) == LIST_QUERIES


@pytest.mark.parametrize("more", [1, 3])
def test_a_units_page_costs_the_same_however_much_it_shows(
    reader: Client, cast: Province, more: int
) -> None:
    for _number in range(more):
        UnitFactory.create(parent=cast.communes[0], kind=Unit.Kind.HAMLET)
        MandateFactory.create(unit=cast.communes[0])
    address = reverse("organisations:unit", args=[cast.communes[0].pk])
    reader.get(address)
    with CaptureQueriesContext(connection) as asked:
        reader.get(address)
    assert len(asked) == UNIT_QUERIES


LIST_QUERIES = 7
UNIT_QUERIES = 11


MERGER = {
    "full_name": "Xã Tân Bình",
    "kind": "commune",
    "symbol": "Nghị quyết 12/NQ-HĐND",
    "decided_on": "15/5/2025",
    "effective_on": "01/06/2025",
}


@pytest.mark.demand("000.2")
def test_an_administrator_merges_two_communes_after_a_preview(
    administrator: Client, cast: Province
) -> None:
    unit, other = cast.communes[:2]
    address = act_on(unit, "sap-nhap")
    form = administrator.get(address)
    assert "Xã Bình Hòa" in said(form)
    typed = MERGER | {"units": [other.pk]}

    preview = administrator.post(address, typed)

    assert preview.status_code == 200
    assert "2 đơn vị kết thúc hết ngày 31/05/2025: Xã Tân An, Xã Bình Hòa" in said(
        preview
    )
    assert not Reorganisation.objects.exists()

    done = administrator.post(address, typed | {"confirmed": "1"}, follow=True)

    assert "Xã Tân Bình" in said(done)
    old = administrator.get(reverse("organisations:unit", args=[unit.pk]))
    assert "Nay là" in said(old)
    assert "Nghị quyết 12/NQ-HĐND" in said(old)
    new = unit.successions_out.get().successor
    page = administrator.get(
        reverse("organisations:unit", args=[new.pk]), {"ngay": "01/06/2025"}
    )
    assert "Hình thành từ" in said(page)
    assert "Xã Tân An" in said(page)


def test_what_clashes_is_said_in_the_preview_and_what_was_typed_stays(
    administrator: Client, cast: Province
) -> None:
    address = reverse(
        "organisations:reorganise", args=[cast.communes[0].pk, "giai-the"]
    )

    preview = administrator.post(
        address, {"symbol": "QĐ 7/QĐ-UBND", "effective_on": "01/06/2025"}
    )

    assert preview.status_code == 422
    assert "còn 2 đơn vị trực thuộc: Ấp 1, Ấp 2" in said(preview)
    assert "Chuyển hoặc giải thể các đơn vị ấy trước" in said(preview)
    assert "QĐ 7/QĐ-UBND" in said(preview)
    assert 'name="confirmed"' not in said(preview)


def test_confirming_what_clashes_is_refused(
    administrator: Client, cast: Province
) -> None:
    address = reverse(
        "organisations:reorganise", args=[cast.communes[0].pk, "giai-the"]
    )
    typed = {"symbol": "QĐ 7", "effective_on": "01/06/2025", "confirmed": "1"}

    assert administrator.post(address, typed).status_code == 422
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("doi-ten", {"full_name": "Xã Đồng Khởi"}, "mang tên Xã Đồng Khởi"),
        (
            "chuyen",
            {"tree": "state", "parent": "huyen con nam"},
            "xã Tân An trực thuộc huyện Cồn Nam",
        ),
        ("chia-tach", {"into": "Xã Một\nXã Hai; 28999"}, "Xã Hai bắt đầu"),
        (
            "thanh-lap",
            {"full_name": "Ấp 3", "kind": "hamlet"},
            "Ấp 3 bắt đầu từ 01/06/2025, trực thuộc Xã Tân An",
        ),
    ],
)
def test_every_act_is_previewed_then_done(
    administrator: Client, cast: Province, kind: str, typed: dict[str, str], says: str
) -> None:
    address = act_on(cast.communes[0], kind)
    typed = {"symbol": "QĐ 8", "effective_on": "01/06/2025"} | typed

    assert says in said(administrator.post(address, typed))
    done = administrator.post(address, typed | {"confirmed": "1"})

    assert done.status_code == 302
    assert Reorganisation.objects.get().decision == "QĐ 8"


def test_an_unclear_parent_is_asked_about(
    administrator: Client, cast: Province
) -> None:
    UnitFactory.create(name="Cồn Nam", kind=Unit.Kind.DISTRICT, parent=cast.nation)
    address = act_on(cast.communes[0], "chuyen")
    typed = {"symbol": "QĐ", "effective_on": "01/06/2025", "tree": "state"}

    unclear = administrator.post(address, typed | {"parent": "Cồn Nam"})
    clear = administrator.post(address, typed | {"parent": "Cồn Nam, Sông Tiền"})

    assert "Có 2 đơn vị mang tên ấy" in said(unclear)
    assert clear.status_code == 200


def test_an_administrator_appoints_somebody_and_gives_them_a_sign_in(
    administrator: Client, cast: Province
) -> None:
    administrator.post("/quan-tri/nguoi/", {"full_name": "Lê Thị Bông"})
    person = Person.objects.get(full_name="Lê Thị Bông")
    here = reverse("organisations:mandate-give", args=[person.pk])
    mandate = {"role": "officer", "title": "Công chức văn phòng", "first": "20/5/2025"}

    administrator.post(here, mandate | {"unit": "xa tan an"})
    made = administrator.post(
        reverse("organisations:sign-in-make", args=[person.pk]),
        {"username": "le.thi.bong"},
    )

    password = str(made.context["password"])
    assert password in said(made)
    assert password not in said(administrator.get(made.request["PATH_INFO"][:-10]))
    assert person.mandates.get().unit == cast.communes[0]
    officer = Client()
    typed = {"username": "le.thi.bong", "password": password}
    assert officer.post("/dang-nhap/", typed).status_code == 302
    assert officer.get(UNITS)["Location"] == "/tai-khoan/mat-khau/"


def test_among_namesakes_one_is_chosen_and_nothing_is_typed_again(
    administrator: Client, cast: Province
) -> None:
    twin = UnitFactory.create(name="Tân An", parent=cast.districts[1])
    administrator.post("/quan-tri/nguoi/", {"full_name": "Lê Thị Bông"})
    person = Person.objects.get(full_name="Lê Thị Bông")
    here = reverse("organisations:mandate-give", args=[person.pk])
    typed = {"unit": "xa tan an", "role": "officer", "title": "x", "first": "20/5/2025"}

    asked = administrator.post(here, typed)
    told = said(asked)
    administrator.post(here, typed | {"unit_pk": str(twin.pk)})

    assert asked.status_code == 422
    assert f'<option value="{twin.pk}"' in told
    assert "Xã Tân An, Huyện Cồn Bắc, Tỉnh Sông Tiền (từ 2015)" in told
    assert person.mandates.get().unit == twin


def test_a_mandate_is_ended_with_a_last_day(
    administrator: Client, cast: Province
) -> None:
    mandate = MandateFactory.create(unit=cast.communes[0])
    here = reverse("organisations:mandate-end", args=[mandate.pk])

    assert administrator.post(here, {"last": "01/01/2010"}).status_code == 422
    administrator.post(here, {"last": "31/05/2025"})

    mandate.refresh_from_db()
    assert mandate.during.upper == date(2025, 6, 1)


def test_the_same_role_is_not_held_twice_on_a_day(
    administrator: Client, cast: Province
) -> None:
    mandate = MandateFactory.create(unit=cast.communes[0])

    answer = administrator.post(
        reverse("organisations:mandate-give", args=[mandate.person_id]),
        {"unit": "xa tan an", "role": "officer", "title": "x", "first": "1/6/2025"},
    )

    assert answer.status_code == 422
    assert "đã giữ vai này" in said(answer)


def test_a_reset_password_ends_the_sessions(
    administrator: Client, cast: Province
) -> None:
    actor = an_actor(cast.communes[0])
    officer = signed_in(actor)
    assert officer.get(UNITS).status_code == 200
    assert actor.user is not None

    administrator.post(
        reverse("organisations:password-reset", args=[actor.user.person_id])
    )

    assert officer.get(UNITS).status_code == 302
    assert User.objects.get(pk=actor.user.pk).is_password_one_time


def test_a_script_in_a_name_is_harmless(administrator: Client, cast: Province) -> None:
    address = act_on(cast.communes[0], "doi-ten")
    typed = {"symbol": "QĐ", "effective_on": "01/06/2025", "confirmed": "1"}
    administrator.post(address, typed | {"full_name": "Xã <script>alert(1)</script>"})

    page = administrator.get(
        reverse("organisations:unit", args=[cast.communes[0].pk]),
        {"ngay": "01/06/2025"},
    )

    assert unit_called(cast.communes[0], date(2025, 6, 1)).startswith("Xã <script>")
    assert "<script>alert" not in said(page)
