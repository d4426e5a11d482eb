"""What the plan check offers to mend in one click can be mended in one click."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns.check.reading import campaign_facts
from thidua.campaigns.models import Audience, Target
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

    facts = campaign_facts(campaign, MAY)

    assert facts.skipped == ()
