"""A campaign that is judged quarter by quarter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.indicators.factories import Office, month
from thidua.campaigns.models import Campaign, CampaignForm, Phase, TargetPlan


def a_campaign_by_quarters(office: Office) -> Campaign:
    """320 km in a year, 60 of them in the first quarter; each district takes half."""
    campaign = a_campaign(of=office.cast, launched=True)
    CampaignForm.objects.create(campaign=campaign, form=office.form)
    whole = a_target(campaign, version=office.lines["ROAD"].version)
    march = month(2025, 3)
    TargetPlan.objects.create(target=whole, period=march, value=Decimal(60))
    for district in office.cast.districts:
        given_to(whole, district, 160, state="accepted")
    Phase.objects.create(
        campaign=campaign,
        kind="ordinary",
        name="Quý I",
        starts_on=date(2025, 1, 1),
        ends_on=march.ends_on,
    )
    return campaign
