"""After a launch: what is still to be divided among the units, and only that."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.campaigns.browsing import post, said
from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor

pytestmark = pytest.mark.django_db
WHY = "Văn bản ký gửi sau"


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.mark.parametrize(
    ("given", "left"),
    [((), 2), ((160, 100), 2), ((160, 160), 1)],
    ids=["nothing divided", "one in part", "one wholly"],
)
def test_a_launch_asks_to_divide_what_is_not_divided_yet(
    place: Province, office: Client, given: tuple[int, ...], left: int
) -> None:
    campaign = a_campaign(of=place, kinds=["district", "commune"])
    whole = a_target(campaign, value=320)
    a_target(campaign, value=10)
    a_target(campaign, value=5, split="none")
    for unit, value in zip(place.districts, given, strict=False):
        given_to(whole, unit, value)

    answer = post(office, "launch", campaign, is_common="on", common=WHY)

    assert f"chia {left} chỉ tiêu cho các đơn vị" in said(answer)


def test_a_launch_with_everything_divided_asks_nothing_more(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, kinds=["district", "commune"])
    whole = a_target(campaign, value=320)
    for unit in place.districts:
        given_to(whole, unit, 160)

    answer = post(office, "launch", campaign, is_common="on", common=WHY)

    assert "Đã phát động" in said(answer)
    assert "Việc tiếp theo" not in said(answer)
