"""The clock jumps: nothing is told twice or skipped, the register's year is right."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.desk.cast import due_on
from tests.documents.factories import issued, ready, value_of
from tests.follow_up.cast import BEFORE, DUE, a_round, at, the_office, with_mail
from tests.organisations.factories import an_actor
from thidua.documents import actions as papers
from thidua.documents.models import Number
from thidua.follow_up import actions
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.jobs import remind
from thidua.follow_up.models import Mail, Notice, ReminderRound
from thidua.follow_up.post import Answer
from thidua.follow_up.states import MailState
from thidua.indicators.models import FormPeriod
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel import clock
from thidua.kernel.errors import RuleBroken

pytestmark = pytest.mark.django_db
EVE = date(2025, 5, 6)
LATER = date(2025, 5, 20)
"""Past the due day, the escalation, and what is still made up for."""


def posted(day: date) -> list[str]:
    """The worker sends all that may go out at noon of a day; their keys."""
    sent, moment = [], at(day, 12)
    while mail := actions.take_mail(actor=the_reminder(), at=moment):
        actions.note_answer(mail, Answer(), actor=the_reminder(), at=moment)
        sent.append(mail.key)
    return sent


def steps_told() -> list[str]:
    """Which steps were told, each as often as it was."""
    keys = Notice.objects.order_by("pk").values_list("key", flat=True)
    return [key.split(":")[1] for key in keys]


@pytest.mark.demand("002.5")
def test_forward_over_a_due_day_and_back_tells_each_step_once_and_none_is_lost() -> (
    None
):
    cast = the_office()
    officer = with_mail(cast.province.communes[0])
    a_round(BEFORE)
    assert [key.split(":")[1] for key in posted(BEFORE)] == ["before"]

    held = a_round(LATER)  # somebody set the day two weeks ahead
    assert held is not None
    assert held.skipped_count == 2  # said, not made up for
    assert posted(LATER) == []

    for day in (DUE, DUE + timedelta(days=1), DUE + timedelta(days=2), LATER):
        a_round(day)  # the day is right again, and comes to where it had been
        posted(day)

    assert steps_told() == ["before", "on-day", "after"]
    mails = Mail.objects.filter(person=officer.person_id)
    assert {one.state for one in mails} == {MailState.SENT}
    assert ReminderRound.objects.filter(day=LATER).count() == 1


def test_back_over_a_step_already_told_sends_nothing_again() -> None:
    with_mail(the_office().province.communes[0])
    a_round(BEFORE)
    a_round(DUE)
    count, mails = Notice.objects.count(), len(posted(DUE))

    for day in (date(2025, 4, 25), BEFORE, EVE, DUE):
        with clock.standing_on(day):
            remind()
            assert posted(day) == []

    assert Notice.objects.count() == count
    assert mails == Mail.objects.count()


def test_what_was_written_ahead_of_its_day_leaves_on_that_day_with_its_words() -> None:
    officer = with_mail(the_office().province.communes[0])
    a_round(DUE + timedelta(days=2), hour=22)  # held for the next working day
    assert posted(BEFORE) == []  # the clock goes back: not yet

    (key,) = posted(date(2025, 5, 12))
    assert key.endswith(f":{officer.person_id}")
    assert Mail.objects.get().subject.startswith("Đã quá hạn")
    assert posted(date(2025, 5, 13)) == []


@pytest.mark.demand("002.5")
def test_a_year_s_end_is_crossed_once_in_each_direction() -> None:
    cast = the_office()
    december = PeriodSpan(PeriodKind.MONTH, 2025, 12)
    FormPeriod.objects.create(
        form=cast.form, period_id=december.id, due_on=due_on(december)
    )
    with_mail(cast.province.communes[0])
    days = [date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 7), date(2026, 1, 9)]
    for day in [*days, *reversed(days), *days]:
        a_round(day)
        posted(day)

    assert sorted(steps_told()) == ["after", "before", "on-day"]
    assert Mail.objects.exclude(state=MailState.SENT).count() == 0
    assert ReminderRound.objects.count() == len(days)


@pytest.mark.demand("002.5")
def test_the_register_follows_the_year_forward_and_back_and_no_number_is_twice() -> (
    None
):
    officer = an_actor(the_office().province.department)

    def given(year: int, month: int, day: int) -> tuple[int, int]:
        moment = datetime(year, month, day, 23, 59, tzinfo=clock.ZONE)
        number = issued(officer, at=moment).numbers.select_related("register").get()
        assert number.register is not None
        assert number.register.year == number.issued_on.year == year
        return year, number.value

    told = [given(*day) for day in ((2025, 12, 30), (2026, 1, 1), (2025, 12, 31))]
    told += [given(2026, 1, 1), given(2025, 12, 31)]

    assert told == [(2025, 1), (2026, 1), (2025, 2), (2026, 2), (2025, 3)]
    document = ready(officer)
    with pytest.raises(RuleBroken, match="Số trước đã cấp ngày 31/12/2025"):
        papers.issue_document(
            document,
            actor=officer,
            at=datetime(2025, 12, 30, 8, tzinfo=clock.ZONE),
        )
    assert not Number.objects.filter(document=document).exists()
    assert value_of(issued(officer, at=datetime(2026, 1, 2, tzinfo=clock.ZONE))) == 3
