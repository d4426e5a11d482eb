"""Whoever sent a file leaves before the worker has it: the office goes on with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.doors import signed_in
from tests.imports import workbooks as make
from tests.imports.factories import (
    APRIL,
    answered,
    carried,
    mapped,
    place_of,
    received,
)
from tests.imports.test_answered_later import Doubtful
from tests.imports.test_messes import Sent, wide
from tests.organisations.factories import a_delegation, an_actor, under
from thidua.audit.trail import trail_of
from thidua.imports import actions, jobs
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.indicators.models import Observation
from thidua.kernel import clock
from thidua.organisations.actions import revoke_delegation
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Power

pytestmark = [pytest.mark.django_db, pytest.mark.demand("003.4a")]

ENDED = "không còn phân công để làm tiếp việc này."


def leaves(actor: Actor) -> None:
    """Their mandate ends on the day before."""
    assert actor.mandate is not None
    during = DateRange(actor.mandate.during.lower, APRIL.date() - timedelta(1))
    Mandate.objects.filter(pk=actor.mandate.pk).update(during=during)


def worked(run: Import, *works: str) -> Import:
    """What the worker does with it, on the day on which it was sent."""
    with clock.standing_on(APRIL.date()):
        for work in works:
            getattr(jobs, work)(run.pk)
    run.refresh_from_db()
    return run


def a_file(sent: Sent) -> SimpleUploadedFile:
    """Three communes, two figures each."""
    return make.xlsx(wide(sent.names[:3]))


def page_of(run: Import, actor: Actor, where: str = "") -> str:
    """The page as somebody of the office opens it."""
    with clock.standing_on(APRIL.date()):
        answer = signed_in(actor).get(f"/nhap-tep/{run.pk}/{where}")
    return answer.content.decode()


def test_a_first_check_is_handed_back_and_a_colleague_takes_it_over() -> None:
    sent = Sent()
    run = received(a_file(sent), place_of(sent.office, sent.period.pk), sent.who)
    mapping = Mapping.from_json(run.mapping)
    actions.map_columns(run, mapping, actor=sent.who, at=APRIL)
    leaves(sent.who)

    run = worked(run, "check")

    assert run.state == State.RECEIVED
    assert run.fault == f"{sent.who.name} {ENDED}"
    assert run.remedy.startswith("Ai ở cơ quan anh/chị được nhập tệp đều làm tiếp được")
    assert run.office not in run.remedy
    assert Mapping.from_json(run.mapping) == mapping
    colleague = an_actor(sent.office.cast.province)
    page = page_of(run, colleague, "cot/")
    assert ENDED in page
    assert "hoặc bỏ lần nhập" in page

    with clock.standing_on(APRIL.date()):
        signed_in(colleague).post(f"/nhap-tep/{run.pk}/cot/", {})
    run = worked(run, "check")
    assert (run.state, run.fault, run.counts) == (State.CHECKED, "", {"n": 6})
    with clock.standing_on(APRIL.date()):
        signed_in(colleague).post(f"/nhap-tep/{run.pk}/ghi/", {})
    run = worked(run, "carry")
    assert (run.state, run.about["done"]) == (State.DONE, {"d": 6})
    told = {one.verb: one.actor_name for one in trail_of(run)}
    assert told["imports.import.received"] == sent.who.name
    assert told["imports.import.done"] == colleague.name


def test_a_colleague_may_throw_it_away_instead() -> None:
    sent = Sent()
    run = received(a_file(sent), place_of(sent.office, sent.period.pk), sent.who)
    mapping = Mapping.from_json(run.mapping)
    actions.map_columns(run, mapping, actor=sent.who, at=APRIL)
    leaves(sent.who)
    run = worked(run, "check")

    page = page_of(run, an_actor(sent.office.cast.province), "cot/")
    assert f"/nhap-tep/{run.pk}/bo/" in page
    colleague = an_actor(sent.office.cast.province)
    assert actions.discard_import(run, actor=colleague, at=APRIL).state == "discarded"


def test_writing_that_nobody_stands_for_waits_for_another_decision() -> None:
    sent = Sent()
    run = sent.check(a_file(sent))
    actions.bring_in_rows(run, actor=sent.who, at=APRIL)
    leaves(sent.who)

    run = worked(run, "carry")

    assert (run.state, run.has_begun) == (State.CHECKED, False)
    assert not Observation.objects.exists()
    colleague = an_actor(sent.office.cast.province)
    page = page_of(run, colleague)
    assert ENDED in page
    assert "Bỏ lần nhập" in page
    assert carried(run, colleague).about["done"] == {"d": 6}


def test_writing_that_stopped_half_way_says_what_is_in_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = Sent()
    run = sent.check(a_file(sent))
    actions.bring_in_rows(run, actor=sent.who, at=APRIL)
    monkeypatch.setattr("thidua.indicators.from_files.FiguresGround.chunk", 2)
    assert actions.bring_rows_in(run, actor=sent.who, at=APRIL)
    leaves(sent.who)

    run = worked(run, "carry")

    assert (run.state, run.about["done"]) == (State.CHECKED, {"d": 2})
    colleague = an_actor(sent.office.cast.province)
    assert "Đã ghi 2 số; còn 4 số chưa ghi." in page_of(run, colleague)
    assert carried(run, colleague).about["done"] == {"d": 6}


def test_undoing_that_nobody_stands_for_is_undone_by_another() -> None:
    sent = Sent()
    run = sent.bring(a_file(sent))
    actions.undo_import(run, actor=sent.who, at=APRIL)
    leaves(sent.who)

    run = worked(run, "undo")

    assert (run.state, run.about["done"]) == (State.DONE, {"d": 6})
    colleague = an_actor(sent.office.cast.province)
    assert ENDED in page_of(run, colleague)
    actions.undo_import(run, actor=colleague, at=APRIL)
    assert worked(run, "undo").state == State.UNDONE
    assert not Observation.objects.exists()


def test_answers_given_before_leaving_are_kept_for_whoever_goes_on() -> None:
    sent = Doubtful()
    answer = sent.answer
    run = actions.answer_questions(sent.run, answer, actor=sent.who, at=APRIL)
    leaves(sent.who)

    run = worked(run, "check")

    assert (run.state, run.answers) == (State.DONE, answer)
    assert "ghi lại câu trả lời" in run.remedy
    colleague = an_actor(sent.office.cast.province)
    run = answered(run, {}, colleague)
    assert run.rows.to_bring().count() == 2
    assert carried(run, colleague).about["done"] == {"d": 6}


def test_who_lost_the_right_to_bring_in_is_told_why() -> None:
    sent = Sent()
    run = sent.check(a_file(sent))
    run = mapped(run, sent.who)
    actions.bring_in_rows(run, actor=sent.who, at=APRIL)
    assert sent.who.mandate is not None
    Mandate.objects.filter(pk=sent.who.mandate.pk).update(role=Mandate.Role.READER)

    run = worked(run, "carry")

    assert run.state == State.CHECKED
    assert run.fault
    assert not Observation.objects.exists()


def lent(sent: Sent) -> tuple[Actor, Actor]:
    """The head of a commune, and a reader who acts for the head: reports alone."""
    head, reader = (
        an_actor(sent.office.cast.communes[0], role)
        for role in (Mandate.Role.HEAD, Mandate.Role.READER)
    )
    with clock.standing_on(APRIL.date()):
        paper = a_delegation(head, reader, Power.REPORT)
        return head, under(paper, reader)


def test_what_was_sent_under_a_delegation_is_brought_in_under_it() -> None:
    sent = Sent()
    _head, sent.who = lent(sent)
    run = sent.check(a_file(sent))
    actions.bring_in_rows(run, actor=sent.who, at=APRIL)

    run = worked(run, "carry")

    assert (run.about["done"], run.counts["r"]) == ({"d": 2}, 4), "the commune's own"
    offices = {one.office for one in trail_of(run)}
    assert offices == {sent.who.office}
    assert sent.who.office.startswith("TUQ. ")


def test_a_delegation_that_was_revoked_moves_no_worker() -> None:
    sent = Sent()
    head, sent.who = lent(sent)
    run = sent.check(a_file(sent))
    actions.bring_in_rows(run, actor=sent.who, at=APRIL)
    paper = sent.who.under
    assert paper is not None
    revoke_delegation(paper, reason="Đã về.", actor=head, at=APRIL)

    run = worked(run, "carry")

    assert run.state == State.CHECKED
    assert run.fault == f"{sent.who.name} {ENDED}"
    assert not Observation.objects.exists()
