"""Another PostgreSQL is asked everything again, and by no more tests than it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from psycopg import errors

from tests.running.again import must_be_asked
from tests.running.asked import (
    Note,
    Notebook,
    Statement,
    fewest,
    functions_of_ours,
    read_notes,
    read_statements,
    shape,
    written,
)
from tests.running.cluster import Cluster
from tests.running.understood import why_not
from thidua.organisations.models import Unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("select 1 where a in (%s, %s)", "select 27  where a in (%s, %s, %s)"),
        ("insert into a values (%s, 1), (%s, 2)", "insert into a values (%s, 3)"),
        ('SAVEPOINT "s14_x1"', 'SAVEPOINT "s99_x27"'),
    ],
)
def test_what_differs_by_numbers_alone_is_asked_once(one: str, other: str) -> None:
    assert shape(one) == shape(other)
    assert shape(one) != shape(f"{one} limit 1")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ('INSERT INTO "a" ("b") VALUES (%s, 1) RETURNING "a"."id"', "insert a"),
        ('INSERT INTO "a" VALUES (1) ON CONFLICT DO NOTHING', "insert a on conflict"),
        ('UPDATE "a" SET "d" = %s, "b" = "a"."b" WHERE "a"."id" = 3', "update a: b, d"),
        ("update a set b = 17", "update a: update a set b = 0"),
        ('DELETE FROM "a" WHERE "a"."id" IN (1, 2)', "delete a"),
        ("SAVEPOINT s14_x1", "SAVEPOINT s0_x0"),
        ("lock table a", "lock table a"),
    ],
)
def test_a_write_is_told_by_its_table_its_verb_and_what_it_changes(
    statement: str, told: str
) -> None:
    assert written(statement) == told


def test_the_cheapest_that_do_all_are_chosen() -> None:
    notes = {
        "dear and does all": Note(9.0, frozenset("abcd")),
        "cheap": Note(0.1, frozenset("ab")),
        "cheap too": Note(0.2, frozenset("bc")),
        "alone with d": Note(0.5, frozenset("d")),
        "needless": Note(0.1, frozenset("b")),
        "asks nothing": Note(0.1, frozenset()),
    }

    assert fewest(notes) == {"cheap", "cheap too", "alone with d"}
    assert fewest(notes, ["dear and does all"]) == {"dear and does all"}


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_left_out(seed: int) -> None:
    notes = {
        f"{test}": Note(
            (test * 7 + seed) % 5 / 10,
            frozenset(str(one) for one in range(30) if (one * test + seed) % 7 == 0),
        )
        for test in range(40)
    }

    chosen = fewest(notes, ["3"])

    assert "3" in chosen
    done = set().union(*(notes[test].asked for test in chosen))
    assert done == set().union(*(note.asked for note in notes.values()))
    assert len(chosen) < len(notes)


@pytest.mark.django_db
def test_of_a_test_is_noted_what_it_wrote_called_and_was_refused(
    tmp_path: Path,
) -> None:
    notebook = Notebook(tmp_path)

    def noted(name: str, *statements: str) -> frozenset[str]:
        with notebook.noting(name), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, [name])
        return read_notes(tmp_path)[name].asked

    with notebook.ear.listening():
        reads = noted("reads", "select kind from organisations_unit where kind = %s")
        calls = noted("calls", "select kernel_words(%s)")
        writes = noted("writes", "delete from organisations_unit where kind = %s")
        with (
            notebook.noting("is refused"),
            pytest.raises(IntegrityError),
            transaction.atomic(),
        ):
            Unit.objects.create(kind="nowhere", is_made_up=Value(None))

    assert not reads
    assert len(calls) == len(writes) == 1
    assert read_notes(tmp_path)["is refused"].asked
    assert [one.words for one in read_statements(tmp_path)][:2] == [
        "select kind from organisations_unit where kind = 'reads'",
        "select kernel_words('calls')",
    ]


def test_what_is_not_understood_is_said(cluster: Cluster) -> None:
    with cluster.clone("asked") as database, database.connect() as other:
        other.autocommit = True
        understood = [
            why_not(other, Statement(words))
            for words in (
                "select count(*) from organisations_unit",
                "declare here cursor for select id from organisations_unit",
                "insert into organisations_unit (kind, is_made_up) values ('a', true)",
                "select * from a_table_that_a_test_made",
                'savepoint "a"',
            )
        ]
        with_values = Statement("select $1::int", (0,), (0,), ("MTI=",))
        understood.append(why_not(other, with_values))
        refused = why_not(other, Statement("select from_the_next_version(1)"))
        count = other.execute("select count(*) from organisations_unit").fetchone()

    assert understood == [None] * 6
    assert isinstance(refused, errors.UndefinedFunction)
    assert count == (0,)  # it was planned, not carried out


class Asked:
    """An item of pytest, as far as it is looked at."""

    def __init__(self, file: str, *fixtures: str) -> None:
        self.path = Path(__file__).parents[1] / file
        self.nodeid = f"tests/{file}::test_something"
        self.fixturenames = fixtures


def test_what_is_in_the_database_or_beside_it_is_asked_in_any_case() -> None:
    def must(file: str, *fixtures: str) -> bool:
        item: Any = Asked(file, *fixtures)
        return must_be_asked(item)

    assert must("running/test_two_roles.py")
    assert must("pledges/test_deciding.py", "own_database")
    assert must("indicators/test_sums.py")  # it sends SQL of its own
    assert not must("pledges/test_deciding.py", "db")
    assert {"indicators_recompute", "kernel_words"} & functions_of_ours()
