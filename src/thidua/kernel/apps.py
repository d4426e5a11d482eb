"""The kernel as a Django app: what happens once the tables stand."""

from __future__ import annotations

import os
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from psycopg.conninfo import conninfo_to_dict

from thidua.kernel import events, jobs
from thidua.kernel.database import roles


class KernelConfig(AppConfig):
    """The ground floor."""

    name = "thidua.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Know the listeners; after each migration grant rights, drop what is apart."""
        jobs.job("deliver")(events.deliver)
        autodiscover_modules("listeners")
        post_migrate.connect(_grant, sender=self)
        post_migrate.connect(drop_what_is_apart, sender=self)


def history_tables() -> set[str]:
    """The tables that every room declares as history: rows are only ever added."""
    return {
        table
        for app in apps.get_app_configs()
        for table in getattr(app.models_module, "HISTORY", ())
    }


def _grant(using: str, **_: Any) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolname from pg_roles where rolname = %s",
            [_app_role()],
        )
        row = cursor.fetchone()
        if row is None or row[0] == row[1]:
            return  # one role does both
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            roles.grants(row[1], tables, history_tables()).as_string(
                cursor.cursor.connection
            )
        )


def drop_what_is_apart(using: str, **_: Any) -> None:
    """Sets of tables apart look like the tables of before: they are made anew."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select substr(nspname, 7) from pg_namespace"
            r" where nspname ~ '^apart_\d+$'"
            " and to_regproc('kernel_apart_close') is not null"
        )
        for (number,) in cursor.fetchall():
            cursor.execute("select kernel_apart_close(%s)", [number])


def _app_role() -> str:
    address = os.environ.get("DATABASE_URL")
    if not address:
        return roles.APP
    return str(conninfo_to_dict(address).get("user", roles.APP))
