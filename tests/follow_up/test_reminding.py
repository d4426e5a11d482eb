"""Each step is told once, to whom it concerns; what is past is left out and said."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import set_script_prefix

from tests.desk.cast import APRIL
from tests.doors import signed_in
from tests.follow_up.cast import AFTER, BEFORE, DUE, a_round, at, the_office, with_mail
from tests.organisations.factories import a_delegation, an_actor
from thidua.follow_up import actions
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Mail, Notice, ReminderPlan
from thidua.follow_up.quiet import not_before
from thidua.kernel import clock

pytestmark = pytest.mark.django_db

A_MONTH_ON = date(2025, 6, 20)


def told(kind: Kind) -> list[str]:
    """The titles of a kind, in order."""
    return list(Notice.objects.filter(kind=kind).values_list("title", flat=True))


@pytest.mark.demand("002.5")
def test_a_commune_is_reminded_before_the_day_and_opens_its_report() -> None:
    cast = the_office()
    officer = with_mail(cast.province.communes[0])
    a_round(BEFORE)

    with clock.standing_on(BEFORE):
        office = signed_in(officer)
        page = office.get("/nhac-viec/")
        notice = Notice.objects.get(person=officer.person_id)
        opened = office.post(f"/nhac-viec/{notice.pk}/")
        after = office.get("/nhac-viec/")

    assert "1 nhắc việc chưa đọc" in page.content.decode()
    assert "Còn 3 ngày làm việc đến hạn: Biểu tháng, tháng 4/2025" in (
        page.content.decode()
    )
    assert opened.headers["Location"] == (
        f"/bao-cao/{cast.form.pk}/{APRIL.id}/{cast.province.communes[0].pk}/"
    )
    assert "Không có nhắc việc nào chưa đọc" in after.content.decode()


@pytest.mark.demand("004.4b")
def test_when_late_the_unit_above_is_told_who_once_for_all() -> None:
    cast = the_office()
    north = cast.province.districts[0]
    first, *late = cast.province.communes_of(north)
    an_actor(first), an_actor(late[0])
    receiver = an_actor(north)
    cast.send(first, APRIL)
    a_round(DUE)
    a_round(AFTER)

    with clock.standing_on(AFTER):
        page = signed_in(receiver).get("/nhac-viec/").content.decode()

    assert "2 đơn vị chậm: Biểu tháng, tháng 4/2025" in page
    assert "Chưa gửi: xã Bình Hòa; xã Đông Phú." in page
    assert told(Kind.LATE) == ["Đã quá hạn: Biểu tháng, tháng 4/2025"]


def test_a_round_is_held_once_a_day() -> None:
    cast = the_office()
    with_mail(cast.province.communes[0])
    assert a_round(DUE) is not None

    assert a_round(DUE, hour=15) is None
    assert Notice.objects.count() == 1


def test_who_has_reported_is_not_reminded_and_a_written_mail_is_dropped() -> None:
    cast = the_office()
    for commune in cast.province.communes[:2]:
        with_mail(commune)
    cast.send(cast.province.communes[0], APRIL)
    a_round(BEFORE)
    written = Mail.objects.get()
    cast.send(cast.province.communes[1], APRIL)

    taken = actions.take_mail(actor=the_reminder(), at=at(BEFORE, 9))

    written.refresh_from_db()
    assert taken is None
    assert (written.about_id, written.state) == (
        cast.province.communes[1].pk,
        "dropped",
    )


def test_a_clock_that_jumps_by_a_month_reminds_of_nothing_old_and_says_so() -> None:
    cast = the_office()
    officer = with_mail(cast.province.communes[0])
    a_round(date(2025, 4, 28))

    held = a_round(A_MONTH_ON)

    assert held is not None
    assert (held.made_count, held.skipped_count, held.away_days) == (0, 3, 52)
    assert not Notice.objects.exists()
    office = an_actor(cast.province.department)
    with clock.standing_on(A_MONTH_ON):
        page = signed_in(office).get("/theo-doi/don-doc/").content.decode()
    assert "Bỏ qua 3 bước nhắc đã quá ngày, không gửi bù." in page
    del officer


def test_after_a_long_weekend_only_the_last_step_is_made_up() -> None:
    cast = the_office()
    an_actor(cast.province.communes[0])
    a_round(date(2025, 4, 28))

    held = a_round(date(2025, 5, 8))

    assert held is not None
    assert held.skipped_count == 1  # the day before the due day
    assert told(Kind.LATE) == [
        "Quá hạn 1 ngày làm việc: Biểu tháng, tháng 4/2025"
    ]  # told on the day after, in the words of that day


def test_a_due_day_told_on_a_later_day_says_that_it_is_over() -> None:
    cast = the_office()
    officer = an_actor(cast.province.communes[0])
    may, friday, saturday = APRIL.before(-1), date(2025, 6, 6), date(2025, 6, 7)
    cast.form.periods.create(period_id=may.id, due_on=friday)
    a_round(date(2025, 6, 5))

    a_round(saturday)

    with clock.standing_on(saturday):
        page = signed_in(officer).get("/nhac-viec/").content.decode()
    assert "Đã quá hạn: Biểu tháng, tháng 5/2025" in page
    assert "06/06/2025, đơn vị chưa gửi báo cáo này; gửi càng sớm càng tốt" in page
    assert "Hôm nay là hạn gửi" not in page


def test_on_the_day_itself_it_says_today_and_which_day_that_is() -> None:
    cast = the_office()
    an_actor(cast.province.communes[0])

    a_round(DUE)

    assert told(Kind.DUE_TODAY) == ["Hôm nay là hạn gửi: Biểu tháng, tháng 4/2025"]
    body = Notice.objects.get(kind=Kind.DUE_TODAY).body
    assert "07/05/2025; gửi trong ngày ấy" in body


def test_a_notice_leads_to_the_list_wherever_the_program_is_mounted() -> None:
    cast = the_office()
    receiver = an_actor(cast.province.districts[0])
    set_script_prefix("/thidua/")
    try:
        a_round(AFTER)
    finally:
        set_script_prefix("/")

    notice = Notice.objects.get(person=receiver.person_id, kind=Kind.LATE_BELOW)
    assert notice.path.startswith("/thidua/theo-doi/cham/?don-vi=")


def test_the_office_sets_the_steps_of_its_form() -> None:
    cast = the_office()
    office = signed_in(an_actor(cast.province.department))
    an_actor(cast.province.communes[0])

    office.post(
        f"/theo-doi/don-doc/bieu/{cast.form.pk}/",
        {"is_on": "on", "days_before": "5", "escalate_after": "0"},
    )
    a_round(DUE)
    a_round(AFTER)

    plan = ReminderPlan.objects.get(form=cast.form)
    assert (plan.days_before, plan.on_day, plan.escalate_after) == (5, False, 0)
    assert not Notice.objects.exists()


def test_everybody_chooses_but_nobody_turns_off_that_they_are_late() -> None:
    cast = the_office()
    officer = an_actor(cast.province.communes[0])
    mine = signed_in(officer)

    answer = mine.post(
        "/thong-bao/",
        {
            "address": "lan@example.vn",
            "quiet_from": "20",
            "quiet_until": "7",
            "m-due-today": "at-once",
            "m-late": "none",
        },
    )
    mine.post(Mail.objects.get().path)  # the link that came to the address
    a_round(DUE)
    a_round(AFTER)

    assert answer.status_code == 302
    told = Mail.objects.exclude(kind=Kind.ADDRESS)
    assert [one.kind for one in told] == [Kind.DUE_TODAY]
    assert [one.kind for one in Notice.objects.all()] == [Kind.LATE]
    assert "bắt buộc" in mine.get("/thong-bao/").content.decode()


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        (at(DUE, 8), at(DUE, 8)),
        (at(DUE, 22), at(date(2025, 5, 8), 6)),
        (at(DUE, 3), at(DUE, 6)),
        (at(date(2025, 5, 10), 9), at(date(2025, 5, 12), 6)),
        (at(date(2025, 4, 29), 23), at(date(2025, 5, 5), 6)),
    ],
)
def test_night_and_days_off_are_quiet(moment: object, then: object) -> None:
    assert not_before(moment) == then  # type: ignore[arg-type]


@pytest.mark.demand("002.5")
def test_the_bell_counts_on_every_page_without_a_question_of_its_own() -> None:
    cast = the_office()
    officer = with_mail(cast.province.communes[0])
    a_round(BEFORE)

    with clock.standing_on(BEFORE):
        office = signed_in(officer)
        with CaptureQueriesContext(connection) as asked:
            rung = office.get("/don-vi/").content.decode()
        told = [one["sql"] for one in asked if "follow_up_notice" in one["sql"]]
        a_delegation(an_actor(cast.province.communes[0], "head"), officer)
        for_two = office.get("/don-vi/").content.decode()
        office.post("/nhac-viec/da-doc/")
        with CaptureQueriesContext(connection) as of_quiet:
            quiet = office.get("/don-vi/").content.decode()

    assert "Nhắc việc: 1 điều chưa đọc" in rung
    assert "điều chưa đọc" in for_two
    assert "Nhắc việc: " not in quiet
    assert '<span class="sr">Nhắc việc</span>' in quiet
    assert len(of_quiet) == len(asked)
    assert told == []  # it comes with who signed in, which is prepared (ADR 0066)
