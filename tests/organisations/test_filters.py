"""A filter is an address: kept under a name, shared in a unit, followed by Excel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from tests.campaigns.factories import a_campaign
from tests.doors import signed_in
from tests.organisations.factories import (
    Province,
    UnitFactory,
    a_province,
    an_actor,
)
from thidua.audit.models import Entry
from thidua.kernel import clock
from thidua.kernel.ui.filters import Field, bar, chosen, query_of
from thidua.organisations.models import Mandate, SavedFilter

pytestmark = pytest.mark.django_db
ROLE = Mandate.Role
STATE = Field("trang-thai", "Trạng thái", [("moi", "mới"), ("cu", "cũ")])
TEXT = Field("tim", "Tên")


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def keep(client: Client, name: str = "Các xã", **more: str) -> int:
    """Save the filter of the list of units; the status of the answer."""
    sent = {"name": name, "path": "/don-vi/", "query": "loai=commune"} | more
    return client.post("/tai-khoan/bo-loc/", sent).status_code


def rows(client: Client, address: str) -> list[list[object]]:
    """The cells of the Excel file behind an address."""
    answer = client.get(address)
    assert answer["Content-Type"].endswith("spreadsheetml.sheet"), answer.content[:200]
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


# The kit


def test_a_pill_takes_one_thing_away_and_leaves_the_rest() -> None:
    params = {"tim": "an", "trang-thai": "moi", "don-vi": "7", "trang": "3"}

    shown = bar("/x/", params, [TEXT, STATE], site="http://nha", has_sheet=True)

    first, second = shown.pills
    assert (first.label, second.label) == ("Tên: “an”", "Trạng thái: mới")
    assert parse_qs(urlsplit(first.href).query) == {
        "trang-thai": ["moi"],
        "don-vi": ["7"],
    }
    assert shown.address == "http://nha/x/?don-vi=7&tim=an&trang-thai=moi"
    assert "xuat=excel" in shown.sheet_href
    assert "trang=" not in shown.sheet_href.replace("trang-thai=", "")
    assert shown.kept == [("don-vi", "7")]


def test_what_is_chosen_beside_the_form_is_named_and_kept() -> None:
    beside = replace(STATE, is_apart=True)

    shown = bar("/x/", {"tim": "an", "trang-thai": "moi"}, [TEXT, beside])

    assert shown.said == "Tên: “an”; Trạng thái: mới"
    assert [one.name for one in shown.fields] == ["tim"]
    assert [one.label for one in shown.pills] == ["Tên: “an”"]
    assert "trang-thai=moi" in shown.pills[0].href
    assert shown.kept == [("trang-thai", "moi")]


def test_the_register_of_units_says_what_it_is_narrowed_to(office: Client) -> None:
    asked = "/don-vi/?loai=commune&tim=an&ngay=2025-05-19"

    page = office.get(asked).content.decode()
    cells = rows(office, f"{asked}&xuat=excel")

    assert "Lọc theo tên có “an”; xã; ngày 19/05/2025" in page
    assert "(tên có “an”; xã; ngày 19/05/2025)" in page.split("</title>")[0]
    assert "theo ngày 19/05/2025, lọc theo tên có “an”; xã" in str(cells)


def test_what_is_no_choice_is_not_asked() -> None:
    assert chosen([TEXT, STATE], {"trang-thai": "lạ", "tim": "  an "}) == {
        "tim": "an",
        "trang-thai": "",
    }


def test_one_filter_has_one_address() -> None:
    assert query_of({"b": "2", "a": "1", "trang": "9"}) == query_of(
        {"a": "1", "b": "2"}
    )


# Kept under a name


def test_a_filter_is_kept_and_stands_above_its_list(office: Client) -> None:
    assert keep(office) == 302

    page = office.get("/don-vi/").content.decode()
    there = office.get("/don-vi/?loai=commune").content.decode()
    entry = Entry.objects.latest("pk")

    assert '<a href="/don-vi/?loai=commune">Các xã' in page
    assert '<a href="/don-vi/?loai=commune" aria-current="page">Các xã' in there
    assert entry.verb == "organisations.filter.saved"
    assert entry.details["query"] == "loai=commune"


def test_the_same_name_replaces_ones_own(office: Client) -> None:
    keep(office)
    keep(office, query="loai=ward")

    assert [one.query for one in SavedFilter.objects.all()] == ["loai=ward"]


def test_ones_own_filter_is_nobody_elses(place: Province, office: Client) -> None:
    keep(office)
    colleague = signed_in(an_actor(place.department))
    kept = SavedFilter.objects.get()

    assert "Các xã" not in colleague.get("/don-vi/").content.decode()
    assert colleague.post(f"/tai-khoan/bo-loc/{kept.pk}/bo/").status_code == 404


def test_a_shared_filter_is_the_units_and_no_strangers(
    place: Province, office: Client
) -> None:
    keep(office, is_shared="1")
    colleague = signed_in(an_actor(place.department, ROLE.READER))
    stranger = signed_in(an_actor(place.communes[0]))

    assert "Các xã" in colleague.get("/don-vi/").content.decode()
    assert "Các xã" not in stranger.get("/don-vi/").content.decode()


def test_a_reader_keeps_filters_but_shares_none(place: Province) -> None:
    reader = signed_in(an_actor(place.department, ROLE.READER))

    assert keep(reader) == 302
    assert keep(reader, name="Chung", is_shared="1") == 403
    assert SavedFilter.objects.get().is_shared is False


def test_who_writes_for_the_unit_takes_a_shared_filter_away(
    place: Province, office: Client
) -> None:
    keep(office, is_shared="1")
    kept = SavedFilter.objects.get()
    reader = signed_in(an_actor(place.department, ROLE.READER))
    officer = signed_in(an_actor(place.department))

    assert reader.post(f"/tai-khoan/bo-loc/{kept.pk}/bo/").status_code == 403
    assert officer.post(f"/tai-khoan/bo-loc/{kept.pk}/bo/").status_code == 302
    assert not SavedFilter.objects.exists()
    assert Entry.objects.latest("pk").verb == "organisations.filter.forgotten"


@pytest.mark.parametrize(
    ("wrong", "value"),
    [
        ("name", "  "),
        ("name", "x" * 61),
        ("path", "//evil.example/"),
        ("path", "https://evil.example/"),
        ("path", "/khong-co/"),
    ],
)
def test_what_is_no_filter_of_this_house_is_refused(
    office: Client, wrong: str, value: str
) -> None:
    assert keep(office, **{wrong: value}) == 422
    assert not SavedFilter.objects.exists()


def test_the_database_refuses_a_filter_that_leads_outside(place: Province) -> None:
    actor = an_actor(place.department)
    values = {
        "person_id": actor.person_id,
        "unit_id": actor.unit_id,
        "name": "Ngoài",
        "saved_at": clock.now(),
    }

    with (
        pytest.raises(IntegrityError, match="stays_in_the_house"),
        transaction.atomic(),
    ):
        SavedFilter.objects.create(path="//evil.example/", **values)
    with pytest.raises(IntegrityError, match="has_a_name"), transaction.atomic():
        SavedFilter.objects.create(path="/don-vi/", **(values | {"name": ""}))


# Excel follows the filter


def test_the_units_of_the_filter_are_the_units_of_the_file(office: Client) -> None:
    page = office.get("/don-vi/?loai=district").content.decode()
    assert "/don-vi/?loai=district&amp;xuat=excel" in page

    names = [row[0] for row in rows(office, "/don-vi/?loai=district&xuat=excel")]

    assert names[-2:] == ["Huyện Cồn Bắc", "Huyện Cồn Nam"]
    assert "Xã Tân An" not in names


def test_figures_are_figures(office: Client) -> None:
    (last,) = rows(office, "/don-vi/?loai=province&xuat=excel")[-1:]

    assert last[0] == "Tỉnh Sông Tiền"
    assert last[-1] == 3


def test_the_book_of_people_opens_in_excel_for_administrators_alone(
    place: Province, office: Client
) -> None:
    administrator = signed_in(an_actor(place.department, ROLE.ADMINISTRATOR))

    assert office.get("/quan-tri/nguoi/?xuat=excel").status_code == 403
    assert len(rows(administrator, "/quan-tri/nguoi/?xuat=excel")) > 3


def test_campaigns_are_narrowed_and_days_are_days(
    place: Province, office: Client
) -> None:
    a_campaign(of=place, launched=True, name="Đồng khởi mới")
    a_campaign(of=place, name="Nước ngọt")

    page = office.get("/phong-trao/?trang-thai=draft").content.decode()
    table = rows(office, "/phong-trao/?tim=dong+khoi&xuat=excel")

    assert "Nước ngọt" in page
    assert "Đồng khởi mới" not in page
    assert 'aria-label="Bỏ lọc Trạng thái: ' in page
    assert [row[0] for row in table[-1:]] == ["Đồng khởi mới"]
    assert isinstance(table[-1][3], date)


def test_the_units_of_a_campaign_are_found_by_name(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    path = f"/phong-trao/{campaign.pk}/don-vi/"

    page = office.get(f"{path}?tim=tan+an").content.decode()
    names = [row[0] for row in rows(office, f"{path}?tim=tan+an&xuat=excel")]

    assert "Xã Tân An" in page
    assert "Xã Bình Hòa" not in page
    assert names[-1] == "Xã Tân An"
    assert "Xã Bình Hòa" not in names


def test_a_stranger_gets_no_file_of_a_campaign(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    stranger = signed_in(an_actor(UnitFactory.create(name="Xa Lạ")))

    for path in ("don-vi", "moc"):
        answer = stranger.get(f"/phong-trao/{campaign.pk}/{path}/?xuat=excel")
        assert answer.status_code == 404
