"""Several campaigns ask by one form: each is told what it asked itself."""

from __future__ import annotations

from datetime import date

import pytest

from tests.campaigns.factories import MAY, a_campaign, a_target, launched_now
from tests.campaigns.test_computed_targets import a_formula, code
from tests.indicators.factories import Office, an_office, month
from thidua.campaigns.effect import effect_of
from thidua.campaigns.effect.facts import Effect
from thidua.campaigns.effect.stretches import Stretch
from thidua.campaigns.models import Campaign, CampaignForm
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.demand("004.4")]
FIRST, LAST = date(2025, 1, 1), date(2025, 3, 31)


@pytest.fixture
def office() -> Office:
    """Six communes report roads, houses and money each month, by one form."""
    return an_office("ROAD", "HOUSES", "MONEY")


def asking(
    office: Office,
    version: IndicatorVersion,
    *,
    below: Unit | None = None,
    is_read: bool = False,
) -> Campaign:
    """A campaign with a target on this, of a whole province or of one district."""
    below = below or office.cast.province
    campaign = a_campaign(of=office.cast, root=below)
    campaign.audiences.update(below=below)
    CampaignForm.objects.create(campaign=campaign, form=office.form, is_read=is_read)
    a_target(campaign, version=version)
    return launched_now(campaign)


def first_quarter(campaign: Campaign) -> Effect:
    return effect_of(Stretch(campaign, None, FIRST, LAST), MAY.date())


def told(effect: Effect) -> tuple[int, int, int]:
    """Figures asked, reports expected, units that report."""
    reporting = [one for one in effect.units if one.expected]
    expected = sum(one.expected for one in reporting)
    return effect.figures_asked, expected, len(reporting)


def test_of_a_shared_form_each_campaign_counts_what_it_asks_itself(
    office: Office,
) -> None:
    roads = asking(office, office.lines["ROAD"].version)
    houses = asking(
        office, office.lines["HOUSES"].version, below=office.cast.districts[0]
    )
    office.accepted(month(2025, 1), ROAD="1", HOUSES="2", MONEY="3")

    everywhere, in_one = first_quarter(roads), first_quarter(houses)

    # Nobody has a target on the money: both campaigns ask for it.
    assert told(everywhere) == (2 * 6 * 3, 6 * 3, 6)
    assert told(in_one) == (2 * 3 * 3, 3 * 3, 3)
    elsewhere = {unit.pk for unit in office.cast.communes[3:]}
    assert not elsewhere & {one.unit_id for one in in_one.units}


def test_of_a_form_that_is_read_only_what_the_campaign_aims_at_counts(
    office: Office,
) -> None:
    asking(office, office.lines["ROAD"].version)
    reading = asking(
        office,
        office.lines["HOUSES"].version,
        below=office.cast.districts[0],
        is_read=True,
    )

    assert told(first_quarter(reading)) == (3 * 3, 3 * 3, 3)


def test_a_campaign_asks_for_the_parts_of_what_it_works_out(office: Office) -> None:
    roads, houses = (office.lines[name].version for name in ("ROAD", "HOUSES"))
    both = a_formula(office.cast, f"{code(roads)} ÷ {code(houses)}", "km/căn")
    asking(office, office.lines["MONEY"].version)

    assert told(first_quarter(asking(office, both))) == (2 * 6 * 3, 6 * 3, 6)
