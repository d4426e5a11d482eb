"""Why a target is behind: by how much, and the communes that hold it back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.campaigns.browsing import page
from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.campaigns.test_achieved import month, report
from tests.doors import signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import Target
from thidua.campaigns.states import TargetState
from thidua.kernel.dates import show
from thidua.kernel.text import tidy

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.4")]


@pytest.fixture
def place() -> Province:
    return a_province()


def cascaded(place: Province) -> Target:
    """A target given to a district, and there to two communes: one has nearly all of
    its own, the other little."""
    target = a_target(a_campaign(of=place, launched=True), value=Decimal(1000))
    held = TargetState.ACCEPTED
    north = given_to(target, place.districts[0], 160, state=held, split="sum")
    good, poor = place.communes_of(place.districts[0])[:2]
    for unit, value in ((good, 100), (poor, 60)):
        given_to(north, unit, value, state=held)
    report(good, target.version, 1, 99, "accepted")
    report(poor, target.version, 1, 4, "submitted")
    return target


def why(place: Province, target: Target) -> str:
    """What the page says of it, without what stands around."""
    client = signed_in(an_actor(place.department))
    shown = page(client, "campaign", target.campaign)
    return tidy(shown.partition('id="vi-sao"')[2].partition("</section>")[0])


def test_a_target_behind_names_the_communes_that_hold_it_back(place: Province) -> None:
    target = cascaded(place)
    good, poor = place.communes_of(place.districts[0])[:2]

    said = why(place, target)

    assert "1 nơi kéo chậm chỉ tiêu này" in said
    assert "Đạt 103 km trên 1.000 km, còn thiếu 897 km." in said
    assert "4 km trên 60 km" in said
    assert poor.names.get().full_name in said
    assert good.names.get().full_name not in said
    indicator, since = target.version.indicator_id, show(target.starts_on)
    assert f"/so-lieu/{indicator}/{poor.pk}/{month(1).id}/?tu={since}" in said


def test_a_commune_that_said_nothing_is_told_with_what_it_owes(place: Province) -> None:
    target = cascaded(place)
    silent = given_to(
        Target.objects.get(parent=target),
        place.communes_of(place.districts[0])[2],
        40,
        state=TargetState.ACCEPTED,
    )

    said = why(place, target)

    assert "2 nơi kéo chậm chỉ tiêu này" in said
    assert "chưa có số liệu, phải đạt 40 km" in said
    assert silent.unit.names.get().full_name in said
