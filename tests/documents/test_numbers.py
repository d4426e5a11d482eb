"""Numbers are given in order, once, and for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.campaigns.test_two_at_once import at_once
from tests.documents.factories import MAY, PLAIN, a_draft, issued, ready, value_of
from tests.organisations.factories import UnitFactory, an_actor
from tests.running.cluster import Database
from thidua.documents import actions
from thidua.documents.models import Document, Number, Register
from thidua.documents.states import Amends, State
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import Refused, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor

NEW_YEARS_EVE = datetime(2025, 12, 31, 23, 59, tzinfo=ZONE)


@pytest.fixture
def officer(db: None) -> Actor:  # noqa: ARG001
    return an_actor(UnitFactory.create())


def test_numbers_run_from_one_and_stand_in_the_text(officer: Actor) -> None:
    first, second = issued(officer), issued(officer)

    assert (value_of(first), value_of(second)) == (1, 2)
    paper = second.as_paper()
    assert (paper.number, paper.day) == (2, date(2025, 5, 20))
    assert second.state == State.ISSUED


def test_each_kind_each_unit_and_each_advisory_body_has_its_own_numbers(
    officer: Actor,
) -> None:
    issued(officer)
    plan = issued(officer, replace(PLAIN, kind="KH", symbol="KH-UBND"))
    council = issued(officer, series="Hội đồng Thi đua – Khen thưởng")
    other = issued(an_actor(UnitFactory.create()))

    assert [value_of(one) for one in (plan, council, other)] == [1, 1, 1]


def test_a_new_year_begins_with_one(officer: Actor) -> None:
    last = issued(officer, at=NEW_YEARS_EVE)
    issued(officer, at=NEW_YEARS_EVE)
    new = issued(officer, at=NEW_YEARS_EVE + timedelta(minutes=2))

    assert (value_of(last), value_of(new)) == (1, 1)
    assert new.numbers.get().issued_on == date(2026, 1, 1)


def test_a_struck_out_number_is_kept_with_its_reason_and_never_given_again(
    officer: Actor,
) -> None:
    first = issued(officer)
    actions.void_number(first, reason="In sai tên người ký.", actor=officer, at=MAY)

    second = issued(officer)

    assert value_of(second) == 2
    struck = Number.objects.get(document=first)
    assert (struck.value, struck.void_reason) == (1, "In sai tên người ký.")
    first.refresh_from_db()
    assert first.state == State.VOIDED


def test_what_is_no_settled_draft_gets_no_number(officer: Actor) -> None:
    with pytest.raises(WrongMoment):
        actions.issue_document(a_draft(officer), actor=officer, at=MAY)
    with pytest.raises(Refused):
        actions.issue_document(
            ready(officer), actor=an_actor(UnitFactory.create()), at=MAY
        )


def test_a_day_before_the_last_number_is_refused(officer: Actor) -> None:
    issued(officer)
    document = ready(officer)

    with pytest.raises(RuleBroken):
        actions.issue_document(document, actor=officer, at=MAY - timedelta(days=1))


def test_an_office_that_begins_in_mid_year_says_with_which_number(
    officer: Actor,
) -> None:
    assert officer.mandate is not None
    begin = partial(
        actions.begin_register,
        officer.mandate.unit,
        kind="CT",
        year=2025,
        first=8,
        reason="07 số đã cấp ở sổ giấy.",
        actor=officer,
        at=MAY,
    )
    begin()

    assert value_of(issued(officer)) == 8
    with pytest.raises(RuleBroken):
        begin()


def test_a_number_of_another_system_is_noted_as_it_is(officer: Actor) -> None:
    document = ready(officer)

    actions.note_number(
        document,
        value=115,
        issued_on=date(2025, 5, 19),
        given_elsewhere="Hệ thống quản lý văn bản của tỉnh",
        actor=officer,
        at=MAY,
    )

    assert value_of(document) == 115
    assert value_of(issued(officer)) == 1


def test_a_replaced_document_says_so_when_the_new_one_is_issued(
    officer: Actor,
) -> None:
    old = issued(officer)
    new = ready(officer, amends=old, how=Amends.REPLACES)
    old.refresh_from_db()
    assert old.state == State.ISSUED

    actions.issue_document(new, actor=officer, at=MAY)

    old.refresh_from_db()
    assert old.state == State.REPLACED


def raw(sql: str, *values: int | date | None) -> None:
    """Write past the program, as somebody with the role of the program could."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_the_database_refuses_gaps_second_use_rewriting_and_taking_back(
    officer: Actor,
) -> None:
    number = Number.objects.get(document=issued(officer))
    spare = ready(officer)

    def add(value: int, day: date = date(2025, 5, 20)) -> None:
        raw(
            "insert into documents_number (register_id, given_elsewhere, value,"
            " document_id, issued_on, given_at, given_by, void_reason)"
            " values (%s, '', %s, %s, %s, now(), 'x', '')",
            *(number.register_id, value, spare.pk, day),
        )

    for value in (1, 3):
        with pytest.raises(IntegrityError, match="documents_numbers_have_no_gaps"):
            add(value)
    with pytest.raises(IntegrityError, match="documents_a_number_is_of_its_year"):
        add(2, date(2026, 1, 1))
    for sql, why in {
        "update documents_number set value = 9": "never_rewritten",
        "update documents_number set voided_at = now()": "struck_out_number_says_why",
        "delete from documents_number": "never_taken_back",
        "update documents_register set year = 2024": "a_register_is_kept",
        "update documents_register set first = 4": "a_register_is_kept",
    }.items():
        with pytest.raises(IntegrityError, match=why):
            raw(sql)
    with pytest.raises(DatabaseError):
        raw("update documents_draftversion set note = 'khác'")


def test_two_people_who_number_at_once_get_two_numbers(
    own_database: Database,
) -> None:
    del own_database
    officer = an_actor(UnitFactory.create())
    documents = [ready(officer) for _each in range(4)]

    outcomes = at_once(
        *(
            partial(actions.issue_document, one, actor=officer, at=MAY)
            for one in documents
        )
    )

    assert all(isinstance(one, Number) for one in outcomes), outcomes
    assert sorted(value_of(one) for one in Document.objects.all()) == [1, 2, 3, 4]
    assert Register.objects.count() == 1


def test_two_people_who_number_the_same_document_give_it_one(
    own_database: Database,
) -> None:
    del own_database
    officer = an_actor(UnitFactory.create())
    document = ready(officer)
    issue = partial(actions.issue_document, document, actor=officer, at=MAY)

    outcomes = at_once(issue, issue)

    assert sorted(type(one).__name__ for one in outcomes) == ["DoneAlready", "Number"]
    assert Number.objects.count() == 1


def test_what_was_replaced_meanwhile_is_not_corrected_any_more(officer: Actor) -> None:
    first = issued(officer)
    correction = ready(officer, amends=first, how=Amends.CORRECTS)
    issued(officer, amends=first, how=Amends.REPLACES)

    with pytest.raises(WrongMoment, match="Văn bản được đính chính đã bị thay thế"):
        actions.issue_document(correction, actor=officer, at=MAY)

    assert not correction.numbers.exists()
