"""The month told is that of the forms: when they are due, or when all has come."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from tests.campaigns.browsing import page, said
from tests.campaigns.factories import a_campaign, a_target
from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor, rebuild_lineage, tree
from thidua.campaigns.models import Campaign, CampaignForm
from thidua.campaigns.told import told_in
from thidua.indicators.models import Form, FormPeriod
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.told import month_told
from thidua.kernel import clock
from thidua.kernel.calendar import nth_working_day
from thidua.organisations.models import Placement

pytestmark = pytest.mark.django_db
FIFTH, TWENTIETH = date(2025, 5, 5), date(2025, 5, 20)
"""Before the fifth working day after April, and long after it."""


@pytest.fixture
def office() -> Office:
    """A monthly form with the figures of March, asked for by a running campaign."""
    office = an_office("ROAD")
    for commune in office.cast.communes:
        office.accepted(month(2025, 3), commune, ROAD="10")
    return office


@pytest.fixture
def campaign(office: Office) -> Campaign:
    campaign = a_campaign(of=office.cast, launched=True)
    a_target(campaign, version=office.lines["ROAD"].version)
    CampaignForm.objects.create(campaign=campaign, form=office.form)
    return campaign


def due_after(form: Form, days: int) -> None:
    """The form is due on the nth working day after each of its periods."""
    form.due_after = days
    form.save()
    for asked in form.periods.select_related("period"):
        due_on = nth_working_day(asked.period.ends_on, days)
        FormPeriod.objects.filter(pk=asked.pk).update(due_on=due_on)


def month_on_pages(campaign: Campaign, day: date) -> set[str]:
    """The months that the campaign, the monitoring and home say they are told of."""
    client = signed_in(an_actor(campaign.office))
    with clock.standing_on(day):
        shown = page(client, "campaign", campaign)
        monitored = said(client.get("/theo-doi/"))
        home = said(client.get("/"))
    found = set()
    for number in range(1, 13):
        label = f"{number}/2025"
        last_day = f"{PeriodSpan(PeriodKind.MONTH, 2025, number).ends_on:%d/%m/%Y}"
        for is_told in (
            f"đến hết tháng {label}" in shown,
            f"tính đến {last_day}" in monitored,
            f"Tháng {label}: " in monitored,
            f"Tháng {label}: " in home,
        ):
            if is_told:
                found.add(label)
    return found


@pytest.mark.demand("004.8")
def test_a_form_that_is_due_later_keeps_its_month_from_being_told(
    office: Office, campaign: Campaign
) -> None:
    office.sent(month(2025, 4), ROAD="7")

    assert month_on_pages(campaign, TWENTIETH) == {"4/2025"}

    due_after(office.form, 15)  # 23/05/2025

    assert month_on_pages(campaign, TWENTIETH) == {"3/2025"}
    assert month_on_pages(campaign, date(2025, 5, 23)) == {"4/2025"}


@pytest.mark.demand("004.8")
def test_once_every_report_is_accepted_the_month_is_told_before_it_is_due(
    office: Office, campaign: Campaign
) -> None:
    first, *others = office.cast.communes
    for commune in others:
        office.accepted(month(2025, 4), commune, ROAD="7")
    last = office.sent(month(2025, 4), first, ROAD="7")

    assert month_on_pages(campaign, FIFTH) == {"3/2025"}

    office.accept(last)

    assert month_on_pages(campaign, FIFTH) == {"4/2025"}
    # Who goes back to a day on which not all had come sees what was told then.
    assert month_on_pages(campaign, date(2025, 5, 3)) == {"3/2025"}


def test_after_a_reform_only_those_who_stood_then_are_waited_for(
    office: Office, campaign: Campaign
) -> None:
    """One commune ends in June, all the others on the first of July."""
    gone, *others = office.cast.communes
    for commune in others:
        office.accepted(month(2025, 6), commune, ROAD="7")
    for unit in office.cast.communes:
        day = date(2025, 6, 16) if unit == gone else date(2025, 7, 1)
        during = DateRange(date(2015, 1, 1), day)
        Placement.objects.filter(Q(unit=unit) | Q(parent=unit)).update(during=during)
    rebuild_lineage(tree())

    told = told_in([campaign], date(2025, 7, 4))[campaign.pk]

    assert told.id == month(2025, 6).pk  # long before 07/07/2025, with nobody silent


def test_of_forms_that_end_with_a_month_the_shortest_decide(office: Office) -> None:
    yearly = Form.objects.create(
        name="Biểu năm",
        owner=office.form.owner,
        tree=tree(),
        period_kind="year",
        due_after=90,
        starts_on=date(2024, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    year = PeriodSpan(PeriodKind.YEAR, 2024, 1)
    FormPeriod.objects.create(form=yearly, period_id=year.id, due_on=date(2025, 5, 12))
    january = date(2025, 1, 20)

    both = month_told([office.form.pk, yearly.pk], january)
    alone = month_told([yearly.pk], january)

    assert both.ends_on == date(2024, 12, 31)
    assert alone.ends_on == date(2024, 11, 30)  # for which it asks nothing


def test_with_several_forms_of_a_month_all_of_them_must_be_due(
    office: Office, campaign: Campaign
) -> None:
    later = an_office("HOUSES", cast=office.cast)
    due_after(later.form, 15)
    office.sent(month(2025, 4), ROAD="7")

    assert month_on_pages(campaign, TWENTIETH) == {"4/2025"}

    CampaignForm.objects.create(campaign=campaign, form=later.form)

    assert month_on_pages(campaign, TWENTIETH) == {"3/2025"}
    told = (
        month_told([office.form.pk], TWENTIETH),
        month_told([later.form.pk], TWENTIETH),
    )
    assert [span.number for span in told] == [4, 3]
