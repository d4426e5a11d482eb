"""What the desk is told: verb, object, due date, whose turn."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from tests.indicators.factories import Office, after, an_office, month
from tests.organisations.factories import an_actor, rebuild_lineage, tree
from thidua.desk.queries.tasks import asked, work_of
from thidua.indicators import actions
from thidua.indicators.models import Report
from thidua.indicators.queries import figures_of, waiting_for
from thidua.kernel.calendar import add_working_days, is_working_day
from thidua.kernel.tasks import MINE, OVERDUE, THEIRS
from thidua.organisations.models import (
    Mandate,
    Placement,
    Unit,
)

pytestmark = pytest.mark.django_db
APRIL = (2025, 4)


@pytest.fixture
def office() -> Office:
    made = an_office("HOUSES")
    made.form.periods.exclude(period=month(*APRIL)).delete()
    return made


def test_the_open_report_waits_from_a_month_before_its_day(office: Office) -> None:
    actor = office.officer()

    assert waiting_for(actor, date(2025, 4, 7)) == []
    (early,) = waiting_for(actor, date(2025, 4, 20))
    (task,) = waiting_for(actor, date(2025, 5, 6))

    assert (early.object, early.due_on) == (task.object, task.due_on)
    assert early.detail == "Kỳ chưa hết: nhập dần được, gửi khi đủ số."
    assert task.detail == ""
    assert (task.verb, task.turn) == ("Nhập và gửi", MINE)
    assert task.object == "Báo cáo tháng, tháng 4/2025"
    assert task.due_on == date(2025, 5, 9)


def test_who_only_reads_is_asked_for_no_report(office: Office) -> None:
    reader = an_actor(office.commune, Mandate.Role.READER)

    assert waiting_for(reader, date(2025, 5, 6)) == []


def test_after_its_day_a_report_is_overdue(office: Office) -> None:
    (task,) = waiting_for(office.officer(), date(2025, 5, 12))

    assert task.state == OVERDUE


def test_a_sent_report_waits_for_its_receiver(office: Office) -> None:
    office.sent(month(*APRIL), HOUSES="1")

    (ours,) = waiting_for(office.officer(), date(2025, 5, 6))
    (theirs,) = waiting_for(office.receiver(), date(2025, 5, 6))

    assert (ours.turn, ours.turn_detail) == (THEIRS, "Huyện Cồn Bắc")
    assert (theirs.verb, theirs.turn) == ("Xem và nhận", MINE)


def test_a_report_of_a_month_to_come_waits_for_nobody(office: Office) -> None:
    office.sent(month(*APRIL), HOUSES="1")

    assert waiting_for(office.receiver(), date(2025, 3, 20)) == []
    assert not Report.objects.awaiting(
        office.receiver().unit_id, date(2025, 3, 20)
    ).exists()


def test_a_returned_report_says_how_many_figures_to_mend(office: Office) -> None:
    report = office.sent(month(*APRIL), HOUSES="41")
    actions.return_figures(
        report,
        {office.lines["HOUSES"].pk: "Xem lại."},
        actor=office.receiver(),
        at=after(month(*APRIL), 5),
    )

    (task,) = waiting_for(office.officer(), date(2025, 5, 6))

    assert task.verb == "Sửa 1 số bị trả lại của"
    assert task.button == "Sửa"
    assert task.object == "Báo cáo tháng, tháng 4/2025"
    assert task.detail == "Vì: Xem lại."
    assert task.due_on == date(2025, 5, 9)


def test_a_returned_report_stands_first_though_its_month_is_not_over(
    office: Office,
) -> None:
    report = office.sent(month(*APRIL), HOUSES="41")
    actions.return_figures(
        report,
        {office.lines["HOUSES"].pk: "Xem lại."},
        actor=office.receiver(),
        at=after(month(*APRIL), 5),
    )

    day = date(2025, 4, 20)
    found = work_of(asked([waiting_for], office.officer(), day), day)

    assert [group.title for group in found.groups] == ["Bị trả lại, sửa trước"]
    (task,) = found.groups[0].tasks
    assert task.what == "Sửa 1 số bị trả lại của báo cáo tháng, tháng 4/2025"
    assert task.verb == "Sửa"


def test_a_receiver_has_five_working_days(office: Office) -> None:
    office.sent(month(*APRIL), HOUSES="1")

    (task,) = waiting_for(office.receiver(), date(2025, 5, 6))

    sent = Report.objects.get().submitted_at
    assert sent is not None
    assert task.due_on == add_working_days(sent.date(), 5)
    assert task.due_on is not None
    assert is_working_day(task.due_on)


def test_an_accepted_report_waits_for_nobody(office: Office) -> None:
    office.accepted(month(*APRIL), HOUSES="1")

    assert waiting_for(office.officer(), date(2025, 5, 6)) == []
    assert waiting_for(office.receiver(), date(2025, 5, 6)) == []


def move_to_the_other_district(office: Office) -> None:
    """A place is corrected: the first commune always hung under the second district."""
    Placement.objects.filter(unit=office.commune).update(
        parent=office.cast.districts[1]
    )
    rebuild_lineage(tree(), [office.commune])
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def total_of(office: Office, unit: Unit) -> int:
    line = office.lines["HOUSES"].version
    found = figures_of(tree(), [unit.pk], [line.indicator_id], [month(*APRIL).pk])
    return sum(sums.reported for sums in found.values())


def test_a_changed_place_adds_open_periods_up_anew(office: Office) -> None:
    office.accepted(month(*APRIL), HOUSES="1")

    move_to_the_other_district(office)

    assert [total_of(office, one) for one in office.cast.districts] == [0, 1]


def test_a_closed_period_keeps_the_tree_it_was_closed_with(office: Office) -> None:
    office.accepted(month(*APRIL), HOUSES="1")
    actions.close_period(
        month(*APRIL),
        actor=an_actor(office.cast.province, Mandate.Role.ADMINISTRATOR),
        at=after(month(*APRIL), 20),
    )

    move_to_the_other_district(office)

    assert [total_of(office, one) for one in office.cast.districts] == [1, 0]
