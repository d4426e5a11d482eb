"""The story that the pages of the desk are asked about."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.campaigns.factories import a_campaign, a_target
from tests.desk.cast import APRIL, Reporting, a_reporting_province
from tests.doors import signed_in
from tests.organisations.factories import an_actor
from thidua.campaigns.models import Campaign, CampaignForm, Target
from thidua.indicators.models import FormLine, Report
from thidua.indicators.states import State


@dataclass
class Story:
    """A reporting province with a campaign and one target of 320 km."""

    cast: Reporting
    campaign: Campaign
    target: Target
    office: Client

    @property
    def synthesis(self) -> str:
        return f"/tong-hop/{self.campaign.pk}/{APRIL.id}/"

    def report(self, place: int, km: str, *, state: str = State.SUBMITTED) -> Report:
        """The April report of one of the six communes."""
        commune = self.cast.province.communes[place]
        report = self.cast.send(commune, APRIL, state=state)
        self.cast.tell(report, self.target.version, km)
        return report


@pytest.fixture
def story() -> Story:
    cast = a_reporting_province()
    campaign = a_campaign(of=cast.province, launched=True)
    target = a_target(campaign)
    FormLine.objects.create(form=cast.form, version=target.version, level="commune")
    CampaignForm.objects.create(campaign=campaign, form=cast.form)
    office = signed_in(an_actor(cast.province.department))
    return Story(cast, campaign, target, office)
