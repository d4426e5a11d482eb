"""What the plan check offers to mend in one click can be mended in one click."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.campaigns.models import Target
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
