"""A launch is done once: who presses again reads when and by whom it was done."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.campaigns.browsing import post, said
from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.audit.models import Entry
from thidua.campaigns.models import Campaign
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.django_db
WHY = "Văn bản ký gửi sau"


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def officer(place: Province) -> Actor:
    return an_actor(place.department)


@pytest.fixture
def office(officer: Actor) -> Client:
    return signed_in(officer)


@pytest.fixture
def launched(place: Province, office: Client) -> Campaign:
    campaign = a_campaign(of=place, kinds=["district"])
    whole = a_target(campaign, value=320)
    for unit in place.districts:
        given_to(whole, unit, 160)
    post(office, "launch", campaign, is_common="on", common=WHY)
    return campaign


def test_launching_again_says_by_whom_it_was_done_and_offers_no_second_sending(
    office: Client, officer: Actor, launched: Campaign
) -> None:
    answer = post(office, "launch", launched, is_common="on", common="Lý do khác")

    text = said(answer)
    assert answer.status_code == 409
    assert "“Phát động” đã làm xong lúc" in text
    assert f"Người làm: {officer.name}" in text
    assert "Lý do khác" in text
    assert "Gửi lại</button>" not in text
    assert f'href="{address("campaigns:campaign", launched)}"' in text
    assert Entry.objects.filter(verb="campaigns.campaign.launched").count() == 1


def test_going_back_to_the_page_of_the_launch_leads_on_to_what_comes_next(
    office: Client, officer: Actor, launched: Campaign
) -> None:
    answer = office.get(address("campaigns:launch", launched), follow=True)

    assert "“Phát động” đã làm xong lúc" in said(answer)
    assert officer.name in said(answer)
    assert 'id="viec-tiep-theo"' in said(answer)
