"""A question that is asked often is planned once for a connection."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DataError, NotSupportedError, connection, transaction

from tests.running.cluster import Database
from thidua.kernel.database import prepared

NAMED = "select %(name)s::text, %(n)s::int + 1, 7 %% 4"


def kept() -> dict[str, int]:
    """The questions prepared on this connection; how often each kept plan was used."""
    with connection.cursor() as cursor:
        cursor.execute("select statement, generic_plans from pg_prepared_statements")
        return {words.partition(" as ")[2]: used for words, used in cursor.fetchall()}


def setting() -> str:
    """How functions on this connection choose their plans."""
    with connection.cursor() as cursor:
        cursor.execute("show plan_cache_mode")
        return str(cursor.fetchone()[0])


@pytest.fixture
def line(db: None) -> Iterator[None]:  # noqa: ARG001 - asked of the database
    """A connection on which nothing was prepared yet."""
    prepared._lines.clear()
    with connection.cursor() as cursor:
        cursor.execute("deallocate all")
    yield
    prepared._lines.clear()


@pytest.fixture
def question(own_database: Database) -> str:  # noqa: ARG001 - commits there
    """One of a table for one's own use, which has one row."""
    with connection.cursor() as cursor:
        cursor.execute("create temporary table things as select 1::int as worth")
    return "select worth, %(n)s::int from things"


@pytest.mark.usefixtures("line")
def test_it_is_planned_once_however_often_it_is_asked() -> None:
    for n in range(8):
        assert prepared.rows(NAMED, {"name": "a", "n": n}) == [("a", n + 1, 3)]

    assert kept() == {"select $1::text, $2::int + 1, 7 % 4": 8}


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize("name", ["O'Neil; select 1", "50% %(n)s", 'Đ"ồng\\', "$1"])
def test_a_value_never_becomes_words(name: str) -> None:
    assert prepared.rows(NAMED, {"name": name, "n": 1}) == [(name, 2, 3)]


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize(
    "given", [None, [], [3, 40_000, 5_000_000_000]], ids=["none", "empty", "many"]
)
def test_lists_and_nothing_are_values_too(given: list[int] | None) -> None:
    question = "select %(units)s::bigint[], %(units)s::bigint[] is null"

    assert prepared.rows(question, {"units": given}) == [(given, given is None)]


@pytest.mark.usefixtures("line")
def test_functions_go_on_choosing_their_plans_for_themselves() -> None:
    prepared.rows(NAMED, {"name": "a", "n": 1})

    assert setting() == "auto"


@pytest.mark.usefixtures("line")
def test_a_question_that_fails_changes_nothing_for_the_next() -> None:
    question = "select 1 / %(n)s::int"
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        prepared.rows(question, {"n": 0})

    assert setting() == "auto"
    assert prepared.rows(question, {"n": 1}) == [(1,)]


@pytest.mark.usefixtures("line")
def test_only_those_asked_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "MOST", 2)
    for question in ("select 1", "select 2", "select 1", "select 3"):
        prepared.rows(question, {})

    assert set(kept()) == {"select 1", "select 3"}


@pytest.mark.usefixtures("own_database")
def test_another_connection_prepares_for_itself() -> None:
    prepared.rows(NAMED, {"name": "a", "n": 1})
    connection.close()

    assert prepared.rows(NAMED, {"name": "b", "n": 2}) == [("b", 3, 3)]
    assert len(kept()) == 1


def test_a_migration_meanwhile_changes_the_type_of_a_column(question: str) -> None:
    assert prepared.rows(question, {"n": 1}) == [(1, 1)]
    with connection.cursor() as cursor:
        cursor.execute("alter table things alter worth type text")

    assert prepared.rows(question, {"n": 2}) == [("1", 2)]
    assert prepared.rows(question, {"n": 3}) == [("1", 3)]


def test_inside_a_transaction_it_fails_once_and_is_prepared_anew(question: str) -> None:
    prepared.rows(question, {"n": 1})
    with connection.cursor() as cursor:
        cursor.execute("alter table things alter worth type text")
    with pytest.raises(NotSupportedError), transaction.atomic():
        prepared.rows(question, {"n": 2})

    assert prepared.rows(question, {"n": 3}) == [("1", 3)]
