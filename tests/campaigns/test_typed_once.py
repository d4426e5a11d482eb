"""A figure is typed once and counts for every campaign that asks for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.campaigns.factories import a_campaign, a_target
from tests.doors import signed_in
from tests.indicators.factories import an_office, month
from tests.organisations.factories import an_actor
from thidua.campaigns import progress
from thidua.campaigns.models import Target
from thidua.indicators.models import Observation

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 20)


def reached(target: Target) -> Decimal | None:
    found = progress.standings(target.campaign, [target], DAY)
    return found[target.pk].achieved.value


@pytest.mark.demand("000.1")
def test_one_figure_serves_two_campaigns_and_the_grid_names_both() -> None:
    office = an_office("ROAD")
    version = office.lines["ROAD"].version
    targets = []
    for name in ("Đồng khởi mới", "Xây dựng nông thôn mới"):
        campaign = a_campaign(of=office.cast, launched=True, name=name)
        given = {"unit": office.commune, "version": version}
        targets.append(a_target(campaign, **given))
    office.accepted(month(2025, 4), ROAD="1,5")

    place = [office.form.pk, month(2025, 4).pk, office.commune.pk]
    client = signed_in(an_actor(office.commune))
    page = client.get(reverse("indicators:report", args=place)).content.decode()

    assert Observation.objects.count() == 1
    assert [reached(target) for target in targets] == [Decimal("1.5")] * 2
    assert "Nhập một lần, tính cho:" in page
    for target in targets:
        href = reverse("campaigns:target", args=[target.campaign_id, target.pk])
        assert f'<a href="{href}">{target.campaign.name}</a>' in page
