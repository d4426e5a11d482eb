"""The trail of a campaign as Excel: days as days, who did what, why."""

from __future__ import annotations

from datetime import date

import pytest

from tests.campaigns.factories import MAY, a_campaign
from tests.doors import signed_in
from tests.organisations.factories import UnitFactory, a_province, an_actor
from tests.sheets import rows_at
from thidua.audit.trail import record, trail_of
from thidua.kernel.clock import day_of
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db


def test_who_did_what_comes_as_excel_to_who_may_know_of_the_campaign() -> None:
    place = a_province()
    campaign = a_campaign(of=place)
    lan = an_actor(place.department)
    record("campaigns.phases.set", campaign, actor=lan, at=MAY, reason="Mưa sớm")
    office = signed_in(lan)
    path = f"/phong-trao/{campaign.pk}/lich-su/"
    far = UnitFactory.create(name="Xa Lạ", kind=Unit.Kind.COMMUNE)

    lines = rows_at(office, f"{path}?xuat=excel")

    trail = trail_of(campaign)
    assert len(lines) == len(trail) > 0
    assert [line[0] for line in lines] == [day_of(one.at) for one in trail]
    assert isinstance(lines[0][0], date)
    assert trail[0].actor_name in str(lines[0][2])
    assert lines[0][3:] == ["chia lại các giai đoạn", "Mưa sớm"]
    assert signed_in(an_actor(far)).get(f"{path}?xuat=excel").status_code == 404
    assert "?xuat=excel" in office.get(path).content.decode()
