"""Every figure of the monitoring opens a list that counts the same."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import Settings

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.desk.cast import APRIL, MARCH, YEAR, Reporting, a_reporting_province
from tests.desk.test_pages import words
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.campaigns.models import CampaignForm
from thidua.campaigns.states import TargetState
from thidua.indicators.models import FormLine, FormPeriod, Report
from thidua.indicators.states import State

pytestmark = pytest.mark.django_db
MONITOR, WHOLE, SIDE = "/theo-doi/", "/theo-doi/toan-canh/", "/theo-doi/so-sanh/"


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


@pytest.fixture
def cast() -> Reporting:
    """The first commune of the north was late once; others owe April, or March too."""
    cast = a_reporting_province()
    north = cast.province.communes_of(cast.province.districts[0])
    for span in YEAR:
        cast.send(north[0], span, days_late=3 if span == MARCH else 0)
        if span != APRIL:
            cast.send(north[1], span)
    campaign = a_campaign(of=cast.province, launched=True)
    target = a_target(campaign)
    given_to(target, cast.province.districts[0], 160, state=TargetState.ACCEPTED)
    FormLine.objects.create(form=cast.form, version=target.version, level="commune")
    CampaignForm.objects.create(campaign=campaign, form=cast.form)
    cast.tell(Report.objects.get(unit=north[0], period=APRIL.id), target.version, "5")
    return cast


@pytest.fixture
def office(cast: Reporting) -> Client:
    return signed_in(an_actor(cast.province.department))


def opened(client: Client, page: str, figure: str) -> str:
    """The page that a figure leads to, in words."""
    html = client.get(page).content.decode().replace("\u00a0", " ")
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{figure}</a>', html)
    assert found, figure
    answer = client.get(unescape(found[1]))
    assert answer.status_code == 200
    return words(answer)


def test_the_share_on_time_opens_the_reports_on_time(office: Client) -> None:
    """Of 36 of three communes over twelve months 22 came in time."""
    there = opened(office, MONITOR, "61 %")

    assert "22 trên 36 báo cáo" in there
    assert "Tình trạng: gửi đúng hạn" in there
    assert "Khoảng: 12 tháng, báo cáo đã đến hạn" in there
    assert there.count("03/25") == 1  # of March only what came in time


def test_what_came_and_what_is_missing_open_their_lists(office: Client) -> None:
    came = opened(office, MONITOR, "Tháng 4/2025: 1 trên 6 báo cáo đã về,")
    missing = opened(office, MONITOR, "5 báo cáo còn thiếu.")

    assert "1 trên 6 báo cáo đã về" in came
    assert "5 trên 6 báo cáo" in missing
    assert "Tình trạng: quá hạn, chưa gửi" in missing


def test_the_silent_of_the_overview_open_the_list_of_the_late(office: Client) -> None:
    assert "5 nơi chưa gửi" in opened(office, WHOLE, "còn 5 nơi im lặng.")


def test_the_share_on_time_of_a_comparison_opens_the_same_list(office: Client) -> None:
    assert "22 trên 36 báo cáo" in opened(office, SIDE, "61 %")
    assert "2 trên 3 báo cáo" in opened(office, SIDE, "kỳ này thiếu 2 báo cáo")


def test_a_report_that_is_not_due_is_neither_in_time_nor_missing(
    cast: Reporting, office: Client
) -> None:
    district = cast.province.districts[0].pk
    may = APRIL.before(-1).id
    FormPeriod.objects.create(form=cast.form, period_id=may, due_on=date(2025, 6, 7))
    address = f"/theo-doi/bao-cao/?don-vi={district}&ky={may}"

    assert "chưa đến hạn" in words(office.get(address))
    assert "chưa đến hạn" not in words(office.get(f"{address}&khoang=12-thang"))
    assert "3 trên 3" not in words(office.get(f"{address}&tinh-trang=qua-han"))


def test_what_is_accepted_of_a_figure_is_said_where_it_opens(
    cast: Reporting, office: Client
) -> None:
    version = cast.form.lines.get().version
    for commune, state in zip(
        cast.province.communes[3:6], [State.ACCEPTED, *[State.SUBMITTED] * 2],
        strict=True,
    ):  # fmt: skip
        report = cast.send(commune, APRIL, state=state)
        cast.tell(report, version, "10")

    there = opened(office, MONITOR, "tạm tính, đã nhận 1/4")

    assert "4/6 (67 %), đã nhận 1/4" in there
