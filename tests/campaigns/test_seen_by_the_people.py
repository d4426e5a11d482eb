"""Campaigns as somebody who lives there reads them; the answer to an officer."""

from __future__ import annotations

import re

import pytest

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import a_campaign, launched_now
from tests.doors import address, signed_in
from tests.organisations.factories import a_province, an_actor
from tests.pledges.factories import running
from thidua.organisations.models import Mandate

pytestmark = pytest.mark.django_db
OF_AN_OFFICER = (
    "Báo đã tiếp nhận",
    "Soạn phong trào mới",
    "cụ thể hóa.",
    "Phần của đơn vị mình",
    "đang chờ đơn vị mình",
)


def test_the_people_read_their_own_words_and_no_officers_buttons() -> None:
    place = a_province()
    campaign = running(place)
    hamlet = place.hamlets[0]
    farmer = signed_in(an_actor(hamlet, Mandate.Role.READER))

    for shown in (page(farmer, "list"), page(farmer, "campaign", campaign)):
        main = shown.split("<main", 1)[1]
        assert "Cách tham gia một phong trào" in main
        assert "Đăng ký việc mình hoặc hộ mình sẽ làm" in main
        for words in OF_AN_OFFICER:
            assert words not in main
    assert campaign.name in page(farmer, "list")


def test_who_lives_below_a_unit_that_takes_part_knows_the_campaign() -> None:
    place = a_province()
    campaign = a_campaign(of=place, kinds=["commune"])
    campaign.audiences.update(below=place.districts[0])
    launched_now(campaign)
    inside, beside = (
        signed_in(an_actor(hamlet, Mandate.Role.READER))
        for hamlet in (place.hamlets[0], place.hamlets[-1])
    )

    assert campaign.name in page(inside, "list")
    assert "Cách tham gia một phong trào" in page(inside, "campaign", campaign)
    assert campaign.name not in page(beside, "list")
    assert beside.get(address("campaigns:campaign", campaign)).status_code == 404


def test_a_reader_of_an_office_keeps_the_list_of_an_office() -> None:
    place = a_province()
    running(place)

    shown = page(signed_in(an_actor(place.communes[0], Mandate.Role.READER)), "list")

    assert "Soạn phong trào mới" in shown
    assert "Bấm Báo đã tiếp nhận" in shown
    assert "Cách tham gia một phong trào" not in shown


def test_who_acknowledges_reads_so_and_the_new_count_on_the_answer() -> None:
    place = a_province()
    campaign = running(place)
    client = signed_in(an_actor(place.communes[0]))
    before = page(client, "campaign", campaign)
    assert heard(before) == 0
    form = before.split(address("campaigns:acknowledge", campaign))[0].rsplit("<", 1)[1]
    assert "hx-" not in form

    answer = post(client, "acknowledge", campaign)

    text = said(answer)
    assert "Đã báo tiếp nhận." in text
    assert heard(text) == 1
    assert "Đã báo tiếp nhận." not in page(client, "campaign", campaign)


def heard(text: str) -> int:
    """How many units answered, as the page counts them."""
    plain = re.sub(r"<[^>]+>|\s+", " ", text)
    found = re.search(r"đơn vị đã báo tiếp nhận\s+(\d+)\s*/\s*\d+", plain)
    assert found, plain
    return int(found[1])
