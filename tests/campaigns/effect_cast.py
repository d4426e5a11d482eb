"""A campaign that is judged quarter by quarter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.campaigns.browsing import page
from tests.campaigns.factories import MAY, a_campaign, a_target, given_to
from tests.doors import signed_in
from tests.indicators.factories import Office, month
from tests.organisations.factories import an_actor
from thidua.campaigns import actions
from thidua.campaigns.drafts import AssessmentWords
from thidua.campaigns.effect import effect_of
from thidua.campaigns.effect.keeping import as_json, fingerprint
from thidua.campaigns.effect.stretches import Stretch
from thidua.campaigns.models import (
    Assessment,
    Campaign,
    CampaignForm,
    Phase,
    TargetPlan,
)
from thidua.organisations.models import Mandate


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


def reported(office: Office, *kilometres: str) -> None:
    """So much in January, February, March, from the first commune."""
    for number, amount in enumerate(kilometres, start=1):
        office.accepted(month(2025, number), ROAD=amount)


def told(campaign: Campaign, actor: Any, query: str = "") -> str:
    """The page of the quarter."""
    phase = campaign.phases.get()
    return page(signed_in(actor), "effect-of-phase", campaign, phase, query=query)


def written(quarter: Stretch, remarks: str = "Làm được phần lớn") -> None:
    office = an_actor(quarter.campaign.office)
    words = AssessmentWords(remarks, "Họp dân đều", "Thêm vốn quý II")
    actions.save_assessment_draft(quarter, words, version=0, actor=office, at=MAY)


def signed(quarter: Stretch) -> Assessment:
    """Written by the officer, signed by the head."""
    written(quarter)
    return actions.sign_off_assessment(
        quarter,
        version=1,
        number=Assessment.objects.count(),
        seen=fingerprint(as_json(effect_of(quarter, MAY.date()))),
        actor=an_actor(quarter.campaign.office, Mandate.Role.HEAD),
        at=MAY,
    )
