"""What the worker does for the room."""

from __future__ import annotations

from django.db import connection, transaction

from thidua.kernel import jobs


@jobs.each_minute("fold_rollups")
def fold_rollups() -> None:
    """Fold the deltas that wait, so that readings have little to add.

    Nothing is wrong without it: readings add what waits, writers fold each thousand.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select indicators_fold()")
