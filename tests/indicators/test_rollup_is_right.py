"""The roll-up against a plain recomputation in Python, whatever happens to it."""

from __future__ import annotations

import random
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.running.cluster import Database
from thidua.indicators.periods import PeriodKind, PeriodSpan

MONTHS = [PeriodSpan(PeriodKind.MONTH, 2025, number) for number in (5, 6, 7, 8)]
UNITS, INDICATORS, CLIENTS = 12, 3, 4
REFORM = date(2025, 7, 1)
ACTING = """select set_config('thidua.actor_id', '1', true),
    set_config('thidua.actor_name', 'Người Thử', true),
    set_config('thidua.office', 'Xã Thử', true),
    set_config('thidua.at', '2025-09-01T08:00:00+07', true)"""

Key = tuple[int, int, int]  # unit, indicator, period


@dataclass
class Story:
    """One random province: two trees, a reform, and what its units report."""

    parents: list[int]
    new_parents: list[int]
    seed: int
    figures: dict[Key, tuple[str, Decimal | None, Decimal, Decimal]] = field(
        default_factory=dict
    )

    def chain(self, unit: int, day: date) -> list[int]:
        """The unit and everything above it on a day, by plain walking."""
        parents = self.parents if day < REFORM else self.new_parents
        found = [unit]
        while unit:
            unit = parents[unit]
            found.append(unit)
        return found


stories = st.builds(
    Story,
    parents=st.tuples(
        st.just(0), *(st.integers(0, n - 1) for n in range(1, UNITS))
    ).map(list),
    new_parents=st.tuples(
        st.just(0), *(st.integers(0, n - 1) for n in range(1, UNITS))
    ).map(list),
    seed=st.integers(0, 2**32),
)


@pytest.fixture
def office(own_database: Database) -> Iterator[psycopg.Connection[Any]]:
    """A second connection that lays out each story among units of its own."""
    with own_database.of("thidua_owner").connect(autocommit=True) as connection:
        yield connection


def lay_out(
    office: psycopg.Connection[Any], story: Story
) -> tuple[int, int, list[int]]:
    """Units, tree, form and reports; the answer: tree, first unit, the indicators."""
    tree = office.execute(
        "select id from organisations_tree where key = 'state'"
    ).fetchone()[0]  # type: ignore[index]
    base = office.execute(
        "insert into organisations_unit (kind, is_made_up)"
        " select 'commune', true from generate_series(1, %s) returning id",
        [UNITS],
    ).fetchone()[0]  # type: ignore[index]
    with office.transaction():
        for unit in range(UNITS):
            place(office, tree, base, unit, story.parents[unit], "[2015-01-01,)")
        office.execute("select organisations_rebuild_lineage(%s)", [tree])
    return tree, base, ask_for_reports(office, tree, base)


def ask_for_reports(office: psycopg.Connection[Any], tree: int, base: int) -> list[int]:
    """A form, three indicators, a report of every unit for every month."""
    form = office.execute(
        "insert into indicators_form (name, owner_id, tree_id, period_kind, due_after,"
        " starts_on, ends_on, because) values ('Biểu', %s, %s, 'month', 5,"
        " '2025-01-01', '2025-12-31', '') returning id",
        [base, tree],
    ).fetchone()[0]  # type: ignore[index]
    indicators = [
        row[0]
        for row in office.execute(
            "insert into indicators_indicator (code, owner_id)"
            " select %s || n, %s from generate_series(1, %s) n returning id",
            [f"chi-so-{base}-", base, INDICATORS],
        )
    ]
    office.execute(
        "insert into indicators_report (form_id, unit_id, period_id, receiver_id,"
        " state, version, submitted_by, accepted_by)"
        " select %s, %s + unit, period, %s, 'draft', 1, '', ''"
        " from generate_series(0, %s) unit, unnest(%s::smallint[]) period",
        [form, base, base, UNITS - 1, [month.id for month in MONTHS]],
    )
    return indicators


def place(
    office: psycopg.Connection[Any], tree: int, base: int, unit: int, up: int, days: str
) -> None:
    office.execute(
        "insert into organisations_placement (tree_id, unit_id, parent_id, during)"
        " values (%s, %s, %s, %s::daterange)",
        [tree, base + unit, base + up if unit else None, days],
    )


def reform(office: psycopg.Connection[Any], story: Story, tree: int, base: int) -> None:
    """On 1 July every unit moves under its new parent."""
    with office.transaction():
        office.execute(
            "update organisations_placement set during = '[2015-01-01,2025-07-01)'"
            " where tree_id = %s and unit_id >= %s",
            [tree, base],
        )
        for unit in range(UNITS):
            place(office, tree, base, unit, story.new_parents[unit], "[2025-07-01,)")
        office.execute("select organisations_rebuild_lineage(%s)", [tree])


def one_client(
    database: Database,
    story: Story,
    base: int,
    indicators: list[int],
    number: int,
    errors: list[BaseException],
) -> None:
    """Reports, corrections, missing values; several units in one transaction."""
    dice = random.Random(story.seed + number)
    try:
        with database.connect(autocommit=True) as connection:
            for _ in range(6):
                # Units are shared out among the clients: what each says is then known.
                mine = [u for u in range(UNITS) if u % CLIENTS == number]
                dice.shuffle(mine)
                with connection.transaction():
                    connection.execute(ACTING)
                    for unit in mine:
                        report(connection, story, base, indicators, unit, dice)
    except BaseException as error:  # noqa: BLE001 - told to the test's own thread
        errors.append(error)


def report(
    connection: psycopg.Connection[Any],
    story: Story,
    base: int,
    indicators: list[int],
    unit: int,
    dice: random.Random,
) -> None:
    month = dice.choice(MONTHS).id
    for indicator in dice.sample(indicators, dice.randint(1, INDICATORS)):
        key = (unit, indicators.index(indicator), month)
        if key in story.figures and story.figures[key][0] == "accepted":
            continue
        if key in story.figures and dice.random() < 0.1:
            remove(connection, base + unit, indicator, month)
            del story.figures[key]
            continue
        state = dice.choice(["draft", "submitted", "submitted", "accepted"])
        missing = dice.random() < 0.15
        value = None if missing else Decimal(dice.randint(-999, 99999)) / 100
        weight = Decimal(dice.randint(1, 50))
        figure = (value, weight, "chưa có" if missing else "")
        store(connection, base + unit, indicator, month, state, figure)
        story.figures[key] = (state, value, weight, Decimal(0))


STORE = """select indicators_store_figures((select id from indicators_report
    where unit_id = %s and period_id = %s), %s, %s::smallint, %s, %s, %s::numeric[],
    %s::numeric[], %s::numeric[], %s::numeric[], %s, %s)"""


def store(
    connection: psycopg.Connection[Any],
    unit: int,
    indicator: int,
    month: int,
    state: str,
    figure: tuple[Decimal | None, Decimal, str],
) -> None:
    value, weight, reason = figure
    parts: list[Any] = [[indicator], [value], [None], [None], [weight], [reason], [""]]
    connection.execute(STORE, [unit, month, unit, month, state, *parts])


def remove(
    connection: psycopg.Connection[Any], unit: int, indicator: int, month: int
) -> None:
    connection.execute(
        "delete from indicators_observation"
        " where unit_id = %s and indicator_id = %s and period_id = %s",
        [unit, indicator, month],
    )


def plainly(story: Story) -> dict[Key, list[Decimal]]:
    """What every unit's figures add up to, by nothing but loops."""
    sums: dict[Key, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 6)
    ends = {month.id: month.ends_on for month in MONTHS}
    for (unit, indicator, month), (state, value, weight, _) in story.figures.items():
        if state == "draft" or value is None:
            continue
        for above in story.chain(unit, ends[month]):
            official = state == "accepted"
            parts = [Decimal(1), value, value * weight]
            both = parts + [part * official for part in parts]
            key = (above, indicator, month)
            sums[key] = [a + b for a, b in zip(sums[key], both, strict=True)]
    return dict(sums)


def as_read(
    office: psycopg.Connection[Any],
    tree: int,
    base: int,
    indicators: list[int],
    how: str,
) -> dict[Key, list[Decimal]]:
    """The same from the database."""
    rows = office.execute(
        SUMS + how,
        [tree, [base + u for u in range(UNITS)], indicators, [m.id for m in MONTHS]],
    )
    return {
        (row[0] - base, indicators.index(row[1]), row[2]): [Decimal(p) for p in row[3:]]
        for row in rows
        if row[3]
    }


SUMS = """select unit_id, indicator_id, period_id, reported, total, weighted,
    accepted, official_total, official_weighted from """
NOW = "indicators_figures(%s, %s, %s, %s::smallint[])"
PAST = "indicators_figures_as_of(%s, %s, %s, %s::smallint[], null, '2030-01-01')"


@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],  # other threads do not shrink
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories)
def test_any_story_adds_up_as_a_plain_recomputation_does(
    own_database: Database, office: psycopg.Connection[Any], story: Story
) -> None:
    tree, base, indicators = lay_out(office, story)
    errors: list[BaseException] = []
    clients = [
        threading.Thread(
            target=one_client,
            args=(own_database, story, base, indicators, number, errors),
        )
        for number in range(CLIENTS)
    ]

    for client in clients:
        client.start()
    reform(office, story, tree, base)  # in the midst of it
    for client in clients:
        client.join()

    assert errors == []
    expected = plainly(story)
    assert as_read(office, tree, base, indicators, NOW) == expected
    assert as_read(office, tree, base, indicators, PAST) == expected
    office.execute("select indicators_fold()")
    assert as_read(office, tree, base, indicators, NOW) == expected
    office.execute("select indicators_recompute()")
    assert as_read(office, tree, base, indicators, NOW) == expected
