"""Who sees a sum opens it; who answered for a unit that is gone sees it still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.urls import reverse

from tests.campaigns.factories import a_campaign, a_target, given_to
from tests.campaigns.test_succession import bodies_go_too, reformed
from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import UnitFactory, an_actor
from thidua.campaigns.models import Campaign, Target
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel import clock
from thidua.organisations.models import Tree, Unit

pytestmark = pytest.mark.django_db
DISTRICT = "Huyện Cồn Bắc"
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4).id


@pytest.fixture(autouse=True)
def on_a_day_in_may() -> Iterator[None]:
    with clock.standing_on(date(2025, 5, 12)):
        yield


@pytest.fixture
def office() -> Office:
    office = an_office("HOUSES")
    office.accepted(month(2025, 4), None, HOUSES="7")
    return office


@pytest.fixture
def committee() -> Unit:
    """It launches what the state side carries; the trees do not touch."""
    return UnitFactory.create(
        kind=Unit.Kind.PARTY, name="Tỉnh ủy", full_name="Tỉnh ủy", in_tree=Tree.PARTY
    )


@pytest.fixture
def campaign(office: Office, committee: Unit) -> Campaign:
    campaign = a_campaign(of=office.cast, launched=True, launcher=committee)
    a_target(campaign, version=office.lines["HOUSES"].version)
    return campaign


def opened(office: Office, by: Unit, of: Unit) -> str:
    """What somebody of a unit reads on the figure of another; “” where it is a 404."""
    indicator = office.lines["HOUSES"].version.indicator_id
    path = reverse("indicators:figure", args=[indicator, of.pk, APRIL])
    answer = signed_in(an_actor(by)).get(path)
    assert answer.status_code in {200, 404}
    return answer.content.decode() if answer.status_code == 200 else ""


def test_the_launching_committee_opens_the_sum_and_each_unit_on_the_way_down(
    office: Office, committee: Unit, campaign: Campaign
) -> None:
    cast = office.cast
    seen = signed_in(an_actor(committee)).get(
        reverse("campaigns:campaign", args=[campaign.pk])
    )
    indicator = office.lines["HOUSES"].version.indicator_id
    link = reverse("indicators:figure", args=[indicator, cast.province.pk, APRIL])
    assert link in seen.content.decode()

    assert DISTRICT in opened(office, committee, cast.province)
    assert opened(office, committee, office.district)
    own = opened(office, committee, office.commune)
    assert own
    assert reverse("indicators:report", args=[office.form.pk, APRIL, 0])[:-2] not in own


@pytest.mark.usefixtures("campaign")
def test_a_participant_opens_the_sum_of_the_whole_and_no_neighbour(
    office: Office,
) -> None:
    cast = office.cast
    neighbour = cast.communes_of(cast.districts[1])[0]

    whole = opened(office, neighbour, cast.province)

    assert "Đây là số chung" in whole
    assert DISTRICT not in whole
    assert not opened(office, neighbour, office.district)
    assert not opened(office, neighbour, office.commune)


@pytest.mark.usefixtures("campaign")
def test_nobody_opens_what_no_campaign_of_theirs_counts(
    office: Office, committee: Unit
) -> None:
    stranger = UnitFactory.create(kind=Unit.Kind.PROVINCE, parent=office.cast.nation)
    assert not opened(office, stranger, office.cast.province)
    assert not opened(office, committee, office.cast.nation)
    Target.objects.all().delete()
    assert not opened(office, committee, office.cast.province)


def test_before_the_hand_over_the_heir_sees_the_unit_that_the_reform_abolished(
    office: Office, campaign: Campaign
) -> None:
    cast = office.cast
    given_to(campaign.targets.get(), cast.districts[0], 200)
    reformed(cast)
    _heir, department = bodies_go_too(cast)
    path = reverse("campaigns:campaign", args=[campaign.pk])
    district = {"don-vi": cast.districts[0].pk}

    with clock.standing_on(date(2025, 7, 2)):
        for body in (cast.department, department):
            answer = signed_in(an_actor(body)).get(path, district)
            assert answer.status_code == 200
        beside = signed_in(an_actor(cast.districts[1])).get(path, district)
    assert beside.status_code == 403
