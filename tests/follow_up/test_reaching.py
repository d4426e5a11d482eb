"""When people are told, at which address, in which language, in which words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.campaigns.factories import a_campaign
from tests.desk.cast import APRIL, Reporting
from tests.doors import signed_in
from tests.follow_up.cast import DUE, a_round, at, the_office, with_mail
from tests.organisations.factories import an_actor
from thidua.campaigns.models import Campaign, CampaignForm
from thidua.follow_up import actions
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.kinds import Kind
from thidua.follow_up.mailing import message
from thidua.follow_up.models import Mail, Mailbox, Notice, ReminderPlan
from thidua.follow_up.states import MailState
from thidua.kernel import clock
from thidua.kernel.calendar import add_working_days

pytestmark = pytest.mark.django_db
CHOSEN = {"quiet_from": "21", "quiet_until": "6"}
CHOSEN |= {"p-due-soon": "1", "m-due-soon": "at-once", "m-late": "at-once"}
WEEK_BEFORE = add_working_days(DUE, -5)


def asked_by(cast: Reporting) -> Campaign:
    """A campaign of the office that asks by the form."""
    campaign = a_campaign(of=cast.province, launched=True)
    CampaignForm.objects.get_or_create(campaign=campaign, form=cast.form)
    return campaign


@pytest.mark.demand("002.5")
def test_an_office_plans_the_reminders_of_its_whole_campaign() -> None:
    cast = the_office()
    officer, campaign = an_actor(cast.province.communes[0]), asked_by(cast)
    office = signed_in(an_actor(campaign.office))
    path = f"/theo-doi/don-doc/phong-trao/{campaign.pk}/"
    with clock.standing_on(date(2025, 4, 1)):
        office.post(path, {"is_on": "on", "days_before": "5", "escalate_after": "4"})
        page = office.get("/theo-doi/don-doc/").content.decode()

    assert f"Chung của {campaign.name}" in page
    assert page.count("nhắc trước hạn 5 ngày làm việc") == 2  # campaign and form
    a_round(WEEK_BEFORE)
    assert Notice.objects.get(person=officer.person_id).kind == Kind.DUE_SOON
    a_round(DUE)
    a_round(add_working_days(DUE, 3))
    assert not Notice.objects.filter(kind=Kind.LATE_BELOW).exists()
    an_actor(cast.province.districts[0])
    a_round(add_working_days(DUE, 4))
    assert Notice.objects.filter(kind=Kind.LATE_BELOW).count() == 1


def test_a_form_with_a_plan_of_its_own_keeps_it_until_it_follows_again() -> None:
    cast = the_office()
    campaign = asked_by(cast)
    ReminderPlan.objects.create(campaign=campaign, days_before=5)
    ReminderPlan.objects.create(form=cast.form, days_before=1)
    officer = an_actor(cast.province.communes[0])
    mine = Notice.objects.filter(person=officer.person_id)

    a_round(WEEK_BEFORE)
    assert not mine.exists()
    with clock.standing_on(WEEK_BEFORE):
        path = f"/theo-doi/don-doc/bieu/{cast.form.pk}/"
        office = signed_in(an_actor(campaign.office))
        steps = {"is_on": "on", "days_before": "1", "escalate_after": "2"}
        office.post(path, steps | {"follows": "on"})

    assert not ReminderPlan.objects.filter(form=cast.form).exists()


@pytest.mark.demand("002.5")
def test_an_address_is_used_once_its_owner_followed_the_link() -> None:
    cast = the_office()
    officer = an_actor(cast.province.communes[0])
    mine = signed_in(officer)
    with clock.standing_on(date(2025, 4, 1)):
        mine.post("/thong-bao/", CHOSEN | {"address": "lan@example.vn"})
        page = mine.get("/thong-bao/").content.decode()
        link = Mail.objects.get(kind=Kind.ADDRESS)
        assert link.address == "lan@example.vn"
        assert "Chưa gửi gì đến lan@example.vn" in page

        a_round(add_working_days(DUE, -3))
        assert Notice.objects.filter(person=officer.person_id).exists()
        assert not Mail.objects.exclude(kind=Kind.ADDRESS).exists()

        other = signed_in(an_actor(cast.province.communes[1]))
        assert other.post(link.path).status_code == 422
        assert mine.post(f"{link.path[:-2]}x/").status_code == 422
        assert mine.get(link.path).status_code == 200  # a scanner only looks
        assert Mailbox.objects.get().verified_at is None
        assert mine.post(link.path).status_code == 302
    a_round(DUE + timedelta(days=2))
    assert Mail.objects.exclude(kind=Kind.ADDRESS).get().address == "lan@example.vn"

    with clock.standing_on(DUE):
        mine.post("/thong-bao/", CHOSEN | {"address": "khac@example.vn"})
        assert mine.post(link.path).status_code == 422  # it was for the old address
    assert Mailbox.objects.get().verified_at is None


def test_who_reads_english_is_told_in_english() -> None:
    cast = the_office()
    officer = with_mail(cast.province.communes[0])
    Mailbox.objects.filter(person=officer.person_id).update(language="en")
    other = with_mail(cast.province.communes[1])
    a_round(add_working_days(DUE, -3))

    told = {one.person_id: one.title for one in Notice.objects.all()}
    assert told[other.person_id or 0].startswith("Còn 3 ngày làm việc đến hạn")
    assert told[officer.person_id or 0].startswith("Due in 3 working days")
    mail = message(Mail.objects.get(person=officer.person_id))
    assert mail.subject.startswith("Due in 3 working days")
    assert "Mở việc này" not in str(mail.body)


@pytest.mark.demand("002.5")
def test_a_mail_held_back_says_what_holds_on_the_day_it_goes_out() -> None:
    cast = the_office()
    officer = with_mail(cast.province.communes[0])
    ReminderPlan.objects.create(form=cast.form, days_before=1)
    sent = with_mail(cast.province.communes[1])
    eve = add_working_days(DUE, -1)
    a_round(eve, hour=22)  # quiet: it goes out the next morning, the due day
    held = Mail.objects.get(person=officer.person_id)
    assert held.subject.startswith("Còn 1 ngày làm việc")
    cast.send(cast.province.communes[1], APRIL)

    taken = actions.take_mail(actor=the_reminder(), at=at(DUE, hour=8))

    assert taken == held
    assert taken is not None
    assert taken.subject == "Hôm nay là hạn gửi: Biểu tháng, tháng 4/2025"
    assert "Còn 1 ngày" not in taken.text
    assert actions.take_mail(actor=the_reminder(), at=at(DUE, hour=8)) is None
    assert Mail.objects.get(person=sent.person_id).state == MailState.DROPPED
