"""After a launch: what comes next, where it is done, and what is done already."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    LaunchDocument,
    Target,
    UnitPlan,
)
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
WHY = "Văn bản ký gửi sau"
STEP = re.compile(
    r'<li class="(\w*)"[^>]*><b><a href="([^"]+)">([^<]+)</a></b>(.*?)</li>'
)


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def steps_in(text: str) -> dict[str, tuple[str, str, str]]:
    """By its words: how a step is marked, where it leads, how far it is."""
    found = {}
    for tone, href, label, rest in STEP.findall(text):
        found[label] = tone, href, re.sub(r"<[^>]+>", "", rest)
    return found


@pytest.mark.parametrize(
    ("given", "left"),
    [((), 2), ((160, 100), 2), ((160, 160), 1)],
    ids=["nothing divided", "one in part", "one wholly"],
)
def test_a_launch_leads_to_dividing_what_is_not_divided_yet(
    place: Province, office: Client, given: tuple[int, ...], left: int
) -> None:
    campaign = a_campaign(of=place, kinds=["district", "commune"])
    whole = a_target(campaign, value=320)
    other = a_target(campaign, value=10)
    a_target(campaign, value=5, split="none")
    for unit, value in zip(place.districts, given, strict=False):
        given_to(whole, unit, value)

    answer = post(office, "launch", campaign, is_common="on", common=WHY)

    tone, href, words = steps_in(said(answer))["Chia chỉ tiêu cho các đơn vị"]
    alone = address("campaigns:give", campaign, other)
    several = address("campaigns:edit", campaign) + "#chi-tieu"
    assert (tone, href) == ("now", alone if left == 1 else several)
    assert words == f"còn {left} chỉ tiêu"


def test_what_is_done_after_a_launch_is_ticked_off_and_then_no_more_is_said(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, kinds=["district"])
    whole = a_target(campaign, value=320)
    for unit in place.districts:
        given_to(whole, unit, 160)

    first = steps_in(said(post(office, "launch", campaign, is_common="on", common=WHY)))
    LaunchDocument.objects.filter(campaign=campaign).update(number="")
    unnumbered = steps_in(page(office, "units", campaign))
    LaunchDocument.objects.filter(campaign=campaign).update(number="7")
    _everybody_did_their_part(campaign)

    units = address("campaigns:units", campaign)
    assert first["Chia chỉ tiêu cho các đơn vị"][::2] == ("past", "xong: đã chia")
    assert first["Cấp số, ký văn bản phát động"][::2] == ("past", "xong: đã có số")
    assert first["Đơn vị báo tiếp nhận"] == (
        "now",
        f"{units}?loc=chua-tiep-nhan",
        "0/2",
    )
    assert unnumbered["Cấp số, ký văn bản phát động"] == (
        "now",
        address("campaigns:documents", campaign),
        "chưa cấp số",
    )
    assert "Việc tiếp theo" not in page(office, "units", campaign)


def _everybody_did_their_part(campaign: Campaign) -> None:
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    members.update(acknowledged_at=clock.now())
    Target.objects.filter(campaign=campaign).update(state="accepted")
    for member in members:
        UnitPlan.objects.update_or_create(
            campaign=campaign,
            unit=member.unit,
            defaults={
                "state": "adopted",
                "adopted_at": clock.now(),
                "adopted_by": "Người Ký Thử",
                "focus": "Đường ấp",
                "measures": "Họp ấp",
                "starts_on": campaign.starts_on,
                "ends_on": campaign.ends_on,
            },
        )


def test_a_unit_is_led_from_taking_up_a_campaign_to_its_own_plan(
    place: Province,
) -> None:
    campaign = a_campaign(of=place, kinds=["district"], launched=True)
    unit = place.districts[0]
    mine = given_to(a_target(campaign, value=320), unit, 160)
    client = signed_in(an_actor(unit))

    before = steps_in(page(client, "campaign", campaign))
    after = steps_in(said(post(client, "acknowledge", campaign)))
    taken = post(client, "accept-many", campaign, target=f"{mine.pk}:{mine.revision}")

    assert before["Báo tiếp nhận"][::2] == ("now", "chưa báo")
    assert after["Báo tiếp nhận"][::2] == ("past", "xong: đã báo")
    assert after["Trả lời chỉ tiêu"] == (
        "now",
        address("campaigns:my-targets", campaign),
        "0/1",
    )
    last = steps_in(said(taken))
    assert last["Trả lời chỉ tiêu"][::2] == ("past", "xong: 1/1")
    assert last["Cụ thể hóa"][:2] == ("now", address("campaigns:plan", campaign))
