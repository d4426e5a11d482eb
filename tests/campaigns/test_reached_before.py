"""The ground on which targets are given: what each reached, of when, and its page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign, a_target
from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from thidua.indicators.queries.figure_table import figure_href

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    office = an_office("ROAD")
    for number, km in [(3, "2"), (4, "1,5")]:
        for commune in office.cast.communes:
            office.accepted(month(2025, number), commune, ROAD=km)
    return office


def the_grid(office: Office, starts_on: date) -> str:
    """The grid of a target, with plain spaces."""
    campaign = a_campaign(of=office.cast, launched=True)
    line = office.lines["ROAD"]
    target = a_target(campaign, version=line.version, starts_on=starts_on)
    client = signed_in(an_actor(campaign.office))
    return page(client, "give", campaign, target).replace("\u00a0", " ")


@pytest.mark.demand("000.4")
def test_a_target_of_this_year_stands_on_the_year_before(office: Office) -> None:
    assert "Năm 2024, km" in the_grid(office, date(2025, 1, 1))


@pytest.mark.demand("000.4")
def test_a_target_that_begins_later_stands_on_the_twelve_months_told(
    office: Office,
) -> None:
    grid = the_grid(office, date(2025, 7, 1))

    assert "12 tháng đến 30/04/2025, km" in grid
    indicator = office.lines["ROAD"].version.indicator_id
    north = office.cast.districts[0].pk
    (found,) = re.findall(rf'<a href="(/so-lieu/{indicator}/{north}/[^"]+)">', grid)
    since = date(2024, 5, 1)
    assert found == figure_href(indicator, north, month(2025, 4).span, since)
