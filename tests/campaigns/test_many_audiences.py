"""A campaign for many kinds of participant asks no more than one for few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.factories import a_campaign, content_of, launched_now
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Audience, Campaign

pytestmark = pytest.mark.django_db


def of_audiences(count: int, place: Province) -> Campaign:
    """A campaign with so many audiences, each with content of its own."""
    campaign = a_campaign(of=place, motto=f"{count} đối tượng")
    first = campaign.audiences.get()
    for position in range(1, count):
        audience = Audience.objects.create(
            campaign=campaign,
            name=f"Đối tượng {position}",
            kinds=["commune"],
            tree=first.tree,
            below=first.below,
            position=position,
        )
        content_of(audience)
    return campaign


def asked(office: Client, path: str) -> int:
    """How many questions a page asks."""
    assert office.get(path).status_code == 200
    with CaptureQueriesContext(connection) as questions:
        office.get(path)
    return len(questions)


DRAFTED = ["edit", "check", "launch", "audience", "mapping"]
RUNNING = ["edit", "check", "mapping"]


@pytest.mark.parametrize(
    ("page", "is_launched"),
    [*((one, False) for one in DRAFTED), *((one, True) for one in RUNNING)],
)
def test_a_page_costs_the_same_for_two_audiences_and_for_four(
    page: str, is_launched: bool
) -> None:
    place = a_province()
    office = signed_in(an_actor(place.department))
    costs = set()
    for count in (2, 4):
        campaign = of_audiences(count, place)
        if is_launched:
            launched_now(campaign)
        things: list[Campaign | Audience] = [campaign]
        if page in {"audience", "mapping"}:
            things.append(campaign.audiences.order_by("position")[0])
        costs.add(asked(office, address(f"campaigns:{page}", *things)))

    assert len(costs) == 1, costs
