"""The refusals of `test_trees.py` come from the constraints they name."""

from __future__ import annotations

from django.db import transaction

from tests.organisations.factories import a_province
from tests.organisations.test_trees import WRONGS, tried
from tests.running.cluster import Database
from thidua.kernel.database import roles


def test_without_the_constraints_each_of_these_would_pass(
    own_database: Database,
) -> None:
    """Else the refusals above would prove nothing of the constraints they name."""
    cast = a_province()
    with own_database.of(roles.OWNER).connect(autocommit=True) as owner:
        owner.execute(
            "drop trigger organisations_placement_is_checked on organisations_placement"
        )
        named = owner.execute(
            "select conrelid::regclass::text, conname from pg_constraint"
            " where conname = any(%s)",
            [list(WRONGS)],
        ).fetchall()
        for table, constraint in named:
            owner.execute(f"alter table {table} drop constraint {constraint}")

    assert len(named) == len(WRONGS) - 2  # two of them are raised by the trigger
    for wrong in WRONGS.values():
        with transaction.atomic():
            tried(wrong, cast)
            transaction.set_rollback(True)
