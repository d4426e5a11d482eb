"""One filter for a list, its Excel file and the act on many of its rows."""

from __future__ import annotations

from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from tests.desk.cast import APRIL, Reporting, a_reporting_province
from tests.doors import signed_in
from tests.organisations.factories import UnitFactory, an_actor
from thidua.indicators.models import Report
from thidua.indicators.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def cast() -> Reporting:
    """Two communes of the north sent April, one of them late; the rest are silent."""
    cast = a_reporting_province()
    communes = cast.province.communes
    cast.send(communes[0], APRIL, days_late=3)
    cast.send(communes[1], APRIL)
    return cast


@pytest.fixture
def district(cast: Reporting) -> Client:
    return signed_in(an_actor(cast.province.districts[0]))


def rows(client: Client, address: str) -> list[list[object]]:
    """The cells of the Excel file behind an address."""
    answer = client.get(address)
    assert answer["Content-Type"].endswith("spreadsheetml.sheet"), answer.content[:200]
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def test_reports_are_narrowed_by_their_standing(district: Client) -> None:
    late = district.get("/theo-doi/bao-cao/?tinh-trang=gui-muon").content.decode()
    silent = district.get("/theo-doi/bao-cao/?tinh-trang=chua-gui").content.decode()

    assert "Xã Tân An" in late
    assert "Xã Bình Hòa" not in late
    assert "<h1>1 trên 3 báo cáo" in " ".join(late.split()).replace("<h1> ", "<h1>")
    assert "báo cáo đã về" not in late
    assert "Xã Tân An" not in silent
    assert "Tình trạng: gửi muộn" in unescape(late)


def test_the_file_of_the_reports_holds_days_and_figures(district: Client) -> None:
    address = "/theo-doi/bao-cao/?tinh-trang=gui-muon&xuat=excel"

    last = rows(district, address)[-1]

    assert last[0] == "Xã Tân An"
    assert (last[3], last[4]) == (date(2025, 5, 7), date(2025, 5, 10))
    assert last[5] == 3


def test_the_waiting_reports_are_narrowed_for_list_file_and_act(
    cast: Reporting, district: Client
) -> None:
    here = "/bao-cao/cho-nhan/"
    report = Report.objects.get(unit=cast.province.communes[0])

    page = district.get(f"{here}?tim=tan+an").content.decode()
    asked = district.get(f"{here}?tim=tan+an&chon={report.pk}").content.decode()
    table = rows(district, f"{here}?tim=tan+an&xuat=excel")

    assert "Xã Bình Hòa" not in page
    assert '<input type="hidden" name="tim" value="tan an">' in page
    assert "Nhận 1 báo cáo sau đây?" in asked
    assert "Xã Tân An, Tháng 4/2025" in asked
    assert [row[0] for row in table[-1:]] == ["Xã Tân An"]
    assert table[-1][3] == date(2025, 5, 10)


def test_accepted_reports_are_a_standing_of_their_own(
    cast: Reporting, district: Client
) -> None:
    Report.objects.filter(unit=cast.province.communes[1]).update(
        state=State.ACCEPTED, accepted_at="2025-05-12T09:00:00+07:00"
    )

    page = district.get("/theo-doi/bao-cao/?tinh-trang=da-nhan").content.decode()

    assert "Xã Bình Hòa" in page
    assert "Xã Tân An" not in page


def test_a_stranger_gets_no_file_of_the_province(cast: Reporting) -> None:
    stranger = signed_in(an_actor(UnitFactory.create(name="Xa Lạ")))
    province = cast.province.province.pk

    answer = stranger.get(f"/theo-doi/bao-cao/?don-vi={province}&xuat=excel")

    assert answer.status_code == 404
    assert len(rows(stranger, "/bao-cao/cho-nhan/?xuat=excel")) < 6


def test_the_list_of_the_late_is_kept_under_a_name(district: Client) -> None:
    page = district.get("/theo-doi/cham/").content.decode()

    assert "Lưu, chia sẻ bộ lọc" in page
    assert 'value="http://testserver/theo-doi/cham/"' in page
