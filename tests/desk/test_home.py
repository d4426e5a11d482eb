"""What the home page asks of the database, and what it says of several campaigns."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.desk.cast import APRIL, Reporting, a_reporting_province
from tests.desk.test_pages import words
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.campaigns.models import Campaign, CampaignForm, Milestone, Phase, Target
from thidua.indicators.models import FormLine
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[object]]
MAY_20 = date(2025, 5, 20)


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = MAY_20.isoformat()


def one_more_campaign(cast: Reporting, name: str) -> Target:
    """It asks everybody for a form, has a phase behind it and a milestone to reach."""
    campaign = a_campaign(of=cast.province, launched=True, name=name)
    target = a_target(campaign)
    FormLine.objects.create(form=cast.form, version=target.version, level="commune")
    CampaignForm.objects.create(campaign=campaign, form=cast.form)
    audience = campaign.audiences.get()
    Milestone.objects.create(
        audience=audience,
        node_key=target.node_key,
        name=f"Mốc của {name}",
        due_on=MAY_20 + timedelta(days=9),
    )
    Phase.objects.create(
        campaign=campaign,
        kind=Phase.Kind.PEAK,
        name="Đợt đầu năm",
        starts_on=campaign.starts_on,
        ends_on=date(2025, 3, 31),
    )
    given_to(target, cast.province.communes[0], 10)
    north = cast.province.districts[0]
    given_to(target, north, 90, state="countered", proposed_value=80)
    return target


def questions(client: Client) -> int:
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    return len(asked)


def readers(cast: Reporting) -> list[Unit]:
    """Who runs the campaigns, who heads the tree, who is asked for everything."""
    province = cast.province
    return [province.department, province.province, province.communes[0]]


def test_each_running_campaign_says_how_far_it_is_itself() -> None:
    cast = a_reporting_province()
    near = one_more_campaign(cast, "Phong trào gần đích")
    far = one_more_campaign(cast, "Phong trào còn xa")
    for target, km in ((near, "300"), (far, "3")):
        report = cast.send(cast.province.communes[target is far], APRIL)
        cast.tell(report, target.version, km)

    page = words(signed_in(an_actor(cast.province.department)).get("/"))

    assert "Hai phong trào đang thực hiện" in page
    near_row = page.split("Phong trào gần đích")[-1]
    far_row = page.split("Phong trào còn xa")[-1]
    assert "1/1 đúng nhịp" in near_row.split("chậm nhịp")[0]
    assert "0/1 đúng nhịp" in far_row


def test_a_campaign_that_was_launched_and_begins_later_is_announced() -> None:
    cast = a_reporting_province()
    one_more_campaign(cast, "Phong trào đang chạy")
    coming = one_more_campaign(cast, "Phong trào sắp tới").campaign
    Campaign.objects.filter(pk=coming.pk).update(starts_on=date(2025, 9, 1))

    page = words(signed_in(an_actor(cast.province.department, "head")).get("/"))

    assert "Một phong trào đang thực hiện, một sắp bắt đầu" in page
    row = page.split("Phong trào sắp tới")[-1]
    assert "bắt đầu ngày 01/09/2025" in row


def test_home_costs_the_same_with_one_or_three_running_campaigns() -> None:
    cast = a_reporting_province()
    clients = [signed_in(an_actor(unit)) for unit in readers(cast)]
    one_more_campaign(cast, "Phong trào một")
    before = [questions(client) for client in clients]
    for name in ("hai", "ba"):
        one_more_campaign(cast, f"Phong trào {name}")

    assert [questions(client) for client in clients] == before
    assert Campaign.objects.count() == 3


@pytest.mark.parametrize("reports", [1, 3])
def test_home_costs_the_same_however_much_waits(
    reports: int, django_assert_num_queries: Queries
) -> None:
    cast = a_reporting_province()
    target = one_more_campaign(cast, "Phong trào một")
    for place in range(reports):
        report = cast.send(cast.province.communes[place], APRIL)
        cast.tell(report, target.version, "5.5")
        given_to(target, cast.province.communes[place + 1], 10)
    office = signed_in(an_actor(cast.province.department))
    office.get("/")

    with django_assert_num_queries(15):
        office.get("/")
