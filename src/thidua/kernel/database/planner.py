"""What the planner should know before the commit: how much was written just now."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import connection, models


def let_the_planner_know(written: Iterable[type[models.Model]] | None = None) -> None:
    """Count these tables now, or all of them.

    Autovacuum counts them only after the commit. Until then the planner would go
    through thousands of new rows in nested loops, thinking that there are none.
    """
    tables = apps.get_models() if written is None else written
    names = [one._meta.db_table for one in tables if one._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute("select kernel_let_the_planner_know(%s::regclass[])", [names])
