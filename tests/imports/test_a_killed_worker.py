"""A worker dies in the middle of an import; another goes on where it stopped."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.imports import workbooks as make
from tests.imports.factories import APRIL, mapped, place_of, received, work_off
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from tests.running.cluster import Database
from tests.running.killing import kill_in_the_middle
from thidua.imports import actions
from thidua.imports.mapping import Mapping
from thidua.imports.models import Import
from thidua.imports.states import State
from thidua.indicators.models import Observation, ObservationChange
from thidua.organisations.actor import Actor

HOLD = 4_212
# A worker that writes two rows at a time and stops for good before the third chunk, in
# the middle of its transaction; or in the middle of checking.
WORKER = f"""
import django; django.setup()
from django.db import connection
from thidua.imports.actions import carrying, checking
from thidua.indicators.from_files import FiguresGround
from thidua.kernel import jobs
FiguresGround.chunk = 2
seen = []
def stop():
    seen.append(1)
    if len(seen) == {{count}}:
        connection.cursor().execute("select pg_advisory_lock({HOLD})")
def wrap(module, name):
    inner = getattr(module, name)
    def outer(*args, **named):
        result = inner(*args, **named)
        stop()
        return result
    setattr(module, name, outer)
wrap({{module}}, "{{name}}")
jobs.work()
"""


@pytest.fixture(autouse=True)
def in_may(settings: Settings, own_database: Database) -> Iterator[None]:
    """The fifth of May 2025, for the workers too."""
    settings.THIDUA_TODAY = "2025-05-05"
    os.environ["THIDUA_TODAY"] = "2025-05-05"
    del own_database
    yield
    os.environ.pop("THIDUA_TODAY", None)


def a_worker(database: Database, module: str, name: str, count: int) -> None:
    """Start a worker, let it run until it stops in the middle, and kill it."""
    script = WORKER.format(module=module, name=name, count=count)
    kill_in_the_middle(database, script, HOLD)


def sent(office: Office) -> tuple[Import, Actor]:
    """A file of six communes and twelve figures, received."""
    names = [unit.names.get().full_name for unit in office.cast.communes]
    rows: list[list[make.Cell]] = [
        ["Đơn vị", "Đường bê tông hóa", "Nhà tình thương bàn giao"]
    ]
    rows += [[name, 1.5, 2] for name in names]
    who = an_actor(office.cast.province)
    place = place_of(office, month(2025, 4).pk)
    return received(make.xlsx(rows), place, who), who


def test_a_worker_killed_while_checking_leaves_nothing_half_found(
    own_database: Database,
) -> None:
    run, who = sent(an_office())
    actions.map_columns(run, Mapping.from_json(run.mapping), actor=who, at=APRIL)
    a_worker(own_database, "checking", "_keep", 1)
    assert not run.rows.exists()

    work_off()

    run.refresh_from_db()
    assert (run.state, run.counts) == (State.CHECKED, {"n": 12})


@pytest.mark.parametrize("chunks", [1, 3])
def test_a_worker_killed_while_writing_is_followed_by_another(
    own_database: Database, chunks: int
) -> None:
    run, who = sent(an_office())
    run = mapped(run, who)
    actions.bring_in_rows(run, actor=who, at=APRIL)

    a_worker(own_database, "carrying", "_write_chunk", chunks)
    assert Observation.objects.count() == 2 * (chunks - 1)
    work_off()

    run.refresh_from_db()
    assert (run.state, run.about["done"]) == (State.DONE, {"d": 12})
    assert Observation.objects.count() == 12
    assert ObservationChange.objects.count() == 12  # nothing was written twice


def test_a_worker_killed_while_undoing_is_followed_by_another(
    own_database: Database,
) -> None:
    run, who = sent(an_office())
    run = mapped(run, who)
    actions.bring_in_rows(run, actor=who, at=APRIL)
    work_off()
    run.refresh_from_db()
    actions.undo_import(run, actor=who, at=APRIL)

    a_worker(own_database, "carrying", "_write_down", 2)
    assert Observation.objects.count() == 10
    work_off()

    run.refresh_from_db()
    assert (run.state, run.about["done"]) == (State.UNDONE, {"u": 12})
    assert not Observation.objects.exists()
