"""A due day becomes another one: with a reason, told to whom it concerns, kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import InternalError, ProgrammingError, transaction

from tests.follow_up import test_inspecting as inspecting
from tests.follow_up.cast import a_round, at, with_mail
from tests.follow_up.test_reviewing import TODAY, Story
from thidua.follow_up import actions
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import DueChange, Finding, Mail, Notice, ReviewCall
from thidua.follow_up.states import MailState
from thidua.kernel import clock

pytestmark = pytest.mark.django_db
DUE, LATER = date(2025, 6, 10), date(2025, 6, 20)
BEFORE_DUE, BEFORE_LATER = date(2025, 6, 3), date(2025, 6, 13)
"""Five working days before each."""
WHY = "Chờ Cục Thống kê công bố số 6 tháng."


def moved(story: Story, on: date = TODAY, **more: str) -> Any:
    """The office gives everybody ten days more."""
    typed = {"day": "20/06/2025", "reason": WHY, "known": "10/06/2025"} | more
    return story.at(on, story.office, f"dot/{story.call.pk}/han/", typed)


def titles(story: Story) -> list[str]:
    """What the commune's officer was told of the report."""
    told = Notice.objects.filter(person=story.commune.person_id, kind=Kind.REVIEW)
    return list(told.order_by("pk").values_list("title", flat=True))


@pytest.mark.demand("002.5")
def test_a_call_gets_another_day_and_everybody_concerned_is_told() -> None:
    story = Story()
    call = f"dot/{story.call.pk}/"
    assert "Đổi hạn gửi" in story.page(story.office, call)
    assert moved(story).status_code == 302

    page = story.page(story.office, call)
    assert "hạn 20/06/2025" in page
    assert WHY in page
    assert "<del>10/06/2025</del> <ins>20/06/2025</ins>" in page
    assert titles(story)[-1].endswith("đổi thành 20/06/2025")
    mine = story.page(story.commune, f"{story.review_of(story.commune).pk}/")
    assert f"Trước đây là 10/06/2025. Lý do: {WHY}" in mine
    assert "Đổi hạn gửi" not in story.page(story.commune, call)
    change = DueChange.objects.get()
    assert (change.before, change.after) == (DUE, LATER)


@pytest.mark.demand("002.5")
def test_reminders_begin_anew_with_the_new_day() -> None:
    story = Story()
    a_round(BEFORE_DUE)
    reminded = len(titles(story))
    moved(story, on=date(2025, 6, 4))
    a_round(DUE)
    a_round(date(2025, 6, 11))
    assert len(titles(story)) == reminded + 1  # the change alone
    a_round(BEFORE_LATER)

    assert len(titles(story)) == reminded + 2
    bodies = Notice.objects.filter(person=story.commune.person_id)
    assert bodies.order_by("-pk")[0].body == "Hạn gửi còn 7 ngày."


def test_a_mail_held_back_overnight_does_not_name_the_old_day() -> None:
    story = Story()
    with_mail(story.review_of(story.commune).unit, name="xa")
    Mail.objects.all().delete()
    a_round(BEFORE_DUE, hour=22)
    held = Mail.objects.get()
    moved(story, on=date(2025, 6, 4))
    morning = at(date(2025, 6, 5), hour=9)
    taken = actions.take_mail(actor=the_reminder(), at=morning)

    assert taken is not None
    assert taken.subject.endswith("đổi thành 20/06/2025")
    held.refresh_from_db()
    assert held.state == MailState.DROPPED


def test_a_day_that_is_over_or_the_same_is_refused_beside_its_field() -> None:
    story = Story()
    over = moved(story, day="19/05/2025")
    same = moved(story, day="10/06/2025")
    silent = moved(story, reason=" ")

    assert [over.status_code, same.status_code, silent.status_code] == [422] * 3
    assert "Ngày này đã qua." in over.content.decode()
    assert "Hạn đang là đúng ngày này." in same.content.decode()
    assert not DueChange.objects.exists()


def test_two_who_change_it_at_once_do_not_overwrite_each_other() -> None:
    story = Story()
    assert moved(story).status_code == 302
    assert moved(story, day="25/06/2025").status_code == 409

    assert ReviewCall.objects.get().due_on == LATER


def test_only_the_bodies_of_the_campaign_change_it() -> None:
    story = Story()
    path = f"dot/{story.call.pk}/han/"
    assert story.at(TODAY, story.commune, path).status_code == 403


@pytest.mark.demand("002.5")
def test_who_inspected_gives_more_time_to_mend_and_says_why() -> None:
    with clock.standing_on(inspecting.TODAY):
        story = inspecting.Story()
        finding = story.found()
        path = f"{inspecting.at(finding.inspection)}{finding.pk}/han/"
        typed = {"day": "10/06/2025", "reason": "Mưa lớn.", "known": "03/06/2025"}
        assert story.there.post(path, typed).status_code == 403
        assert story.office.post(path, typed).status_code == 302
        page = inspecting.read(story.there, inspecting.at(finding.inspection))

    assert "hạn 10/06/2025" in page
    assert "Mưa lớn." in page
    assert "Đổi hạn<" not in page
    told = Notice.objects.filter(person=story.officer.person_id).order_by("-pk")[0]
    assert told.title.startswith("Hạn khắc phục đổi thành 10/06/2025")
    a_round(date(2025, 6, 4))
    assert not Notice.objects.filter(kind=Kind.MEND_LATE).exists()


def test_what_is_mended_keeps_its_deadline() -> None:
    with clock.standing_on(inspecting.TODAY):
        story = inspecting.Story()
        finding = story.found()
        story.answer(finding)
        place = f"{inspecting.at(finding.inspection)}{finding.pk}/"
        story.office.post(f"{place}cong-nhan/")
        typed = {"day": "10/06/2025", "reason": "Mưa lớn.", "known": "03/06/2025"}
        assert story.office.post(f"{place}han/", typed).status_code == 409

    assert Finding.objects.get().mend_by == date(2025, 6, 3)


def test_the_database_keeps_every_change_as_it_was_written() -> None:
    story = Story()
    moved(story)
    for change in (
        lambda: DueChange.objects.update(reason="Khác."),
        lambda: DueChange.objects.all().delete(),
    ):
        with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            change()
