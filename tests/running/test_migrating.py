"""A database that came step by step goes on; one that stands between is told so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.running.cluster import Database
from thidua.config.steps import LAST_APART
from thidua.kernel.database import roles
from thidua.kernel.database.growing import GrowingState

TABLES = (
    "select pg_class.oid::regclass::text, pg_class.oid from pg_class"
    " where relnamespace = 'public'::regnamespace order by pg_class.oid"
)
STEPS = "select app, name from django_migrations order by id"
FORGET_THE_WHOLE = "delete from django_migrations where name = '0001_whole'"


def asked(database: Database, *queries: str) -> list[list[tuple[Any, ...]]]:
    with database.of(roles.OWNER).connect() as owner:
        return [owner.execute(query).fetchall() for query in queries]


def migrate(database: Database, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", "migrate", "--quiet"],
        check=False,
        env=os.environ | database.environ | {"THIDUA_HOME": str(home)},
        capture_output=True,
        text=True,
    )


def test_a_database_that_took_every_step_alone_goes_on_untouched(
    own_database: Database, tmp_path: Path
) -> None:
    with own_database.of(roles.OWNER).connect() as owner:
        owner.execute(FORGET_THE_WHOLE)
    before, steps = asked(own_database, TABLES, STEPS)

    done = migrate(own_database, tmp_path)

    assert done.returncode == 0, done.stderr
    after, since = asked(own_database, TABLES, STEPS)
    assert after == before
    assert since[: len(steps)] == steps
    assert {name for _app, name in since[len(steps) :]} == {"0001_whole"}


@pytest.mark.parametrize("missing", ["0001_initial", "0004_reviews"])
def test_a_database_between_two_versions_is_told_what_to_do_and_stays_as_it_is(
    own_database: Database, tmp_path: Path, missing: str
) -> None:
    with own_database.of(roles.OWNER).connect() as owner:
        owner.execute(FORGET_THE_WHOLE)
        owner.execute(
            "delete from django_migrations where app = 'follow_up' and name = %s",
            [missing],
        )
    before = asked(own_database, TABLES, STEPS)

    refused = migrate(own_database, tmp_path)

    assert refused.returncode == 1
    assert "between two versions (follow_up)" in refused.stderr
    assert f"git checkout {LAST_APART}" in refused.stderr
    assert "make demo-reset" in refused.stderr
    assert asked(own_database, TABLES, STEPS) == before


def test_models_that_grew_in_place_are_those_made_anew() -> None:
    grown = GrowingState()
    graph: Any = MigrationLoader(None).graph
    for step in graph._generate_plan(graph.leaf_nodes(), at_end=True):
        assert grown.apps.ready  # the models stand, and the next step is put to them
        graph.nodes[step].mutate_state(grown, preserve=False)

    anew = ProjectState(models=grown.models)

    assert told_of(grown.apps) == told_of(anew.apps)


def told_of(apps: Apps) -> dict[str, Any]:
    """Of every model: its columns, what points to it, its constraints and indexes."""
    return {
        model._meta.label: (
            {one.name: str(one.deconstruct()) for one in model._meta.local_fields},
            sorted(str(one.name) for one in model._meta.get_fields()),
            [one.deconstruct() for one in model._meta.constraints],
            [one.deconstruct() for one in model._meta.indexes],
        )
        for model in apps.get_models(include_auto_created=True)
    }
