"""Pages on which a campaign is drafted say what is so, and ask once."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.mark.parametrize("name", ["edit", "content", "check", "launch"])
def test_a_page_of_a_draft_holds_the_plan_against_the_rules_once(
    place: Province, office: Client, name: str
) -> None:
    """The steps beside the page and the page itself read one check."""
    campaign = a_campaign(of=place)
    args = [campaign, *(campaign.audiences.all() if name == "content" else [])]

    with CaptureQueriesContext(connection) as asked:
        page(office, name, *args)

    of_the_check = [one for one in asked if "campaigns_acceptedwarning" in one["sql"]]
    assert len(of_the_check) == 1


def test_a_document_without_a_number_says_so_and_the_page_no_longer_says_none(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    campaign.documents.update(number="", symbol="CT-UBND", is_launch=True)

    shown = page(office, "documents", campaign)

    assert "Chưa cấp số" in shown
    assert "Chưa có văn bản" not in shown


def test_a_step_that_cannot_be_passed_over_does_not_offer_it(
    place: Province, office: Client
) -> None:
    """Without an audience the step after it leads back to it."""
    campaign = a_campaign(of=place)
    skips = "Không lưu, sang: Nội dung"
    assert skips in page(office, "audience-new", campaign)

    campaign.audiences.all().delete()

    alone = page(office, "audience-new", campaign)
    assert skips not in alone
    assert "Lưu, tiếp: Nội dung" in alone
