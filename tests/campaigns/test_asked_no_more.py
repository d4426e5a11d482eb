"""A campaign that is over asks for nothing after the period under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse

from tests.campaigns.factories import a_campaign
from tests.doors import signed_in
from tests.indicators.factories import (
    JANUARY_2020,
    By,
    Office,
    an_office,
    moment,
    month,
)
from tests.organisations.factories import an_actor
from thidua.audit.trail import trail_of
from thidua.campaigns.actions import close_campaign
from thidua.campaigns.models import Campaign, CampaignForm
from thidua.campaigns.reporting import begin_duties
from thidua.indicators import actions
from thidua.indicators.actions import Line, Reporter
from thidua.indicators.models import Form
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
ENDED = date(2025, 10, 10)
WHY = "Nhập vào phong trào mới"


@dataclass
class Running:
    """A campaign that asks for the office's monthly form."""

    office: Office
    campaign: Campaign

    def until(self, form: Form | None = None) -> date | None:
        """Until when the first commune reports the form; None is for good."""
        duties = (form or self.office.form).duties.filter(unit=self.office.commune)
        last = duties.order_by("during").last()
        assert last
        end: date | None = last.during.upper
        return end

    def end(self) -> None:
        """The office ends it before its time, on its page."""
        client = signed_in(an_actor(self.campaign.office))
        with clock.standing_on(ENDED):
            client.post(
                reverse("campaigns:close", args=[self.campaign.pk]), {"reason": WHY}
            )
        self.campaign.refresh_from_db()


def running(*, read: bool = False) -> Running:
    office = an_office("ROAD")
    campaign = a_campaign(of=office.cast, launched=True)
    CampaignForm.objects.create(campaign=campaign, form=office.form, is_read=read)
    return Running(office, campaign)


def another_that_asks(one: Running, *, joined: date | None = None) -> Campaign:
    other = a_campaign(of=one.office.cast, launched=True, name="Nông thôn mới")
    CampaignForm.objects.create(campaign=other, form=one.office.form)
    if joined:
        for audience in other.audiences.all():
            audience.members.update(joined_on=joined)
    return other


def a_quarterly_form(office: Office) -> Form:
    """The same figures by the quarter, reported by the same commune."""
    on: By = {"actor": office.owner, "at": JANUARY_2020}
    form = actions.draft_form(
        office.cast.province,
        name="Báo cáo quý",
        tree=office.form.tree,
        period_kind="quarter",
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 12, 31),
        **on,
    )
    line = Line(version_id=office.lines["ROAD"].version_id, level="commune")
    actions.set_lines(form, [line], **on)
    actions.open_form(form, **on)
    reporter = Reporter(office.commune.pk, office.district.pk)
    actions.assign_reporters(form, [reporter], since=date(2025, 1, 1), **on)
    return form


@pytest.mark.demand("004.4")
def test_an_early_end_asks_to_the_end_of_the_period_under_way_and_then_no_more() -> (
    None
):
    one = running()
    quarterly = a_quarterly_form(one.office)
    CampaignForm.objects.create(campaign=one.campaign, form=quarterly)

    one.end()

    assert one.until() == date(2025, 11, 1)
    assert one.until(quarterly) == date(2026, 1, 1)
    client = signed_in(one.office.officer())
    with clock.standing_on(date(2025, 12, 20)):
        asked = {
            number: client.get(
                reverse(
                    "indicators:report",
                    args=[
                        one.office.form.pk,
                        month(2025, number).pk,
                        one.office.commune.pk,
                    ],
                )
            ).status_code
            for number in (10, 11)
        }
    assert asked == {10: 200, 11: 404}
    history = reverse("indicators:form-reporters", args=[one.office.form.pk])
    assert WHY in signed_in(one.office.owner).get(history).content.decode()


def test_whom_another_running_campaign_asks_goes_on_until_that_ends_too() -> None:
    one = running()
    other = another_that_asks(one)

    one.end()
    assert one.until() is None

    close_campaign(
        other, reason=WHY, actor=an_actor(other.office), at=moment(2025, 11, 3)
    )
    assert one.until() == date(2025, 12, 1)


def test_whom_another_campaign_will_ask_soon_goes_on() -> None:
    one = running()
    another_that_asks(one, joined=date(2025, 12, 1))

    one.end()

    assert one.until() is None


def test_a_form_that_is_only_read_goes_on() -> None:
    one = running(read=True)

    one.end()

    assert one.until() is None


def test_who_would_begin_only_later_never_does() -> None:
    one = running()
    one.office.form.duties.filter(unit=one.office.commune).update(
        during=(date(2025, 11, 1), None)
    )

    one.end()

    assert not one.office.form.duties.filter(unit=one.office.commune).exists()
    released = [
        line.details["units"]
        for line in trail_of(one.office.form)
        if line.verb == "indicators.form.released"
    ]
    assert [one.office.commune.pk] in released


def test_the_last_period_of_a_form_leaves_the_duties_as_they_are() -> None:
    one = running()
    one.office.form.periods.filter(period__ends_on__gt=date(2025, 10, 31)).delete()

    one.end()

    assert one.until() is None


def test_a_campaign_launched_before_the_last_duty_has_run_out_asks_on() -> None:
    one = running()
    one.end()
    other = another_that_asks(one)

    begin_duties(
        other,
        [one.office.commune.pk],
        since=date(2025, 10, 20),
        actor=an_actor(other.office),
        at=moment(2025, 10, 20),
    )

    duties = one.office.form.duties.filter(unit=one.office.commune).order_by("during")
    assert [duty.during.lower for duty in duties][-1] == date(2025, 11, 1)
    assert one.until() is None
