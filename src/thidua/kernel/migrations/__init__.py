"""Migrations of the kernel, and the one word that all migrations share: `sql_file`."""

from __future__ import annotations

from importlib.resources import files

from django.db.migrations.operations import RunSQL


def sql_file(path: str, *, undo: str = RunSQL.noop) -> RunSQL:
    """Run a room's SQL file, `organisations/sql/lineage.sql`, as one operation.

    The files say `create or replace`, so that a later migration may run a changed one
    again; what cannot be replaced (a table, a column) belongs into the migration itself.
    """
    room, folder, name = path.split("/")
    text = files(f"thidua.{room}").joinpath(folder, name).read_text(encoding="utf-8")
    return RunSQL(text, reverse_sql=undo)
