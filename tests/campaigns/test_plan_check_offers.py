"""What the plan check offers to mend in one click can be mended in one click."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import (
    MAY,
    a_campaign,
    a_target,
    an_indicator,
    given_to,
    launched_now,
)
from tests.doors import address, signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns.check.reading import campaign_facts
from thidua.campaigns.models import Audience, ContentNode, Target
from thidua.campaigns.states import TargetState

pytestmark = pytest.mark.django_db


def test_what_every_unit_has_accepted_is_not_offered_to_be_shared() -> None:
    place = a_province()
    office = signed_in(an_actor(place.department))
    target = a_target(a_campaign(of=place), value=Decimal(320))
    given = given_to(target, place.districts[0], 200)
    assert "Chia phần còn lại" in page(office, "check", target.campaign)

    Target.objects.filter(pk=given.pk).update(state=TargetState.ACCEPTED)

    shown = page(office, "check", target.campaign)
    assert "còn 120 km chưa có nơi nhận" in shown
    assert "Chia phần còn lại" not in shown


def test_an_audience_of_communes_alone_is_warned_of_and_mended_in_one_click() -> None:
    place = a_province()
    office = signed_in(an_actor(place.department))
    campaign = a_campaign(of=place, kinds=["commune"])
    (audience,) = campaign.audiences.all()

    shown = page(office, "check", campaign)
    beside = page(office, "audience", campaign, audience)
    for text in (shown, beside):
        assert "6 nơi tham gia mà 2 đơn vị cấp huyện đứng giữa thì không" in text
        assert "gửi báo cáo thẳng lên trên" in text
    subject = f"audience:{audience.pk}:district"
    mended = post(office, "check-mend", campaign, rule="skipped-level", subject=subject)

    assert "Đã bổ sung" in said(mended)
    audience.refresh_from_db()
    assert audience.kinds == ["district", "commune"]
    assert "đứng giữa thì không" not in page(office, "audience", campaign, audience)


def test_a_level_that_takes_part_through_another_audience_is_not_skipped() -> None:
    place = a_province()
    campaign = a_campaign(of=place, kinds=["commune"])
    (communes,) = campaign.audiences.all()
    Audience.objects.create(
        campaign=campaign,
        name="Huyện",
        kinds=["district"],
        tree=communes.tree,
        below=communes.below,
    )

    facts = campaign_facts(campaign, MAY.date())

    assert facts.skipped == ()


@pytest.mark.demand("002.4a")
def test_after_the_launch_only_what_can_still_be_mended_is_offered() -> None:
    place = a_province()
    office = signed_in(an_actor(place.department))
    campaign = a_campaign(of=place, kinds=["commune"])
    ContentNode.objects.filter(tree__audience__campaign=campaign).update(lead_unit=None)
    a_target(campaign, starts_on=date(2024, 6, 1), split="")
    launched_now(campaign)
    late = date(2026, 2, 1)
    a_target(campaign, version=an_indicator(campaign.office), due_on=late)

    shown = page(office, "check", campaign)
    where = address("campaigns:check-mend", campaign)
    within = "(?:(?!</form>).)*?"
    hidden = (
        rf'{within}name="rule" value="([^"]+)">{within}name="subject" value="([^"]+)">'
    )
    offered = re.findall(
        f'<form method="post" action="{where}">{hidden}', shown, re.DOTALL
    )

    assert "đứng giữa thì không" in shown
    assert "chưa có đơn vị chủ trì" in shown
    assert {rule for rule, _subject in offered} >= {"no-split", "dates-outside"}
    for rule, subject in offered:
        mended = post(
            office, "check-mend", campaign, rule=rule, subject=unescape(subject)
        )
        assert mended.status_code == 200, (rule, said(mended))
