"""Two roles from the first migration on.

`thidua_owner` owns the database and migrates it. `thidua_app` owns nothing, reads and
writes rows, and may only add to history. A room names its history tables in its
`models.py`: `HISTORY = ("audit_entry",)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, LiteralString

from psycopg import Connection, sql

OWNER = "thidua_owner"
APP = "thidua_app"
DATABASE = "thidua"


def make(admin: Connection[Any], passwords: Mapping[str, str]) -> None:
    """Make both roles and the database, or give them today's passwords."""
    for role in (OWNER, APP):
        known = _exists(admin, "select from pg_roles where rolname = %s", role)
        verb = sql.SQL("alter role" if known else "create role")
        admin.execute(
            sql.SQL("{} {} login password {}").format(
                verb, sql.Identifier(role), sql.Literal(passwords[role])
            )
        )
    if not _exists(admin, "select from pg_database where datname = %s", DATABASE):
        create_database(admin, DATABASE)


def create_database(
    admin: Connection[Any],
    name: str,
    *,
    template: str = "template0",
    strategy: LiteralString = "wal_log",
    space: str = "pg_default",
) -> None:
    """A database that the owner owns and the app role may enter."""
    words = "create database {} owner {} template {} strategy {} tablespace {}"
    admin.execute(
        sql.SQL(words).format(
            sql.Identifier(name),
            sql.Identifier(OWNER),
            sql.Identifier(template),
            sql.SQL(strategy),
            sql.Identifier(space),
        )
    )
    close_to_public(admin, name)


def close_to_public(admin: Connection[Any], name: str) -> None:
    """Only the two roles may enter."""
    database = sql.Identifier(name)
    admin.execute(sql.SQL("revoke all on database {} from public").format(database))
    admin.execute(
        sql.SQL("grant connect, temporary on database {} to {}").format(
            database, sql.Identifier(APP)
        )
    )


def grants(app: str, tables: Iterable[str], history: Iterable[str]) -> sql.Composed:
    """What the app role may do, as one statement list; given after every migration."""
    role, kept = sql.Identifier(app), set(history)
    said: list[sql.Composable] = [
        sql.SQL("grant usage on schema public to {}").format(role),
        sql.SQL(
            "grant select, insert, update, delete on all tables in schema public to {}"
        ).format(role),
        sql.SQL("grant usage, select on all sequences in schema public to {}").format(
            role
        ),
        sql.SQL("grant execute on all functions in schema public to {}").format(role),
    ]
    said += [
        sql.SQL("revoke update, delete, truncate on {} from {}").format(
            sql.Identifier(table), role
        )
        for table in sorted(kept & set(tables))
    ]
    if "django_migrations" in tables:
        said.append(
            sql.SQL(
                "revoke insert, update, delete on django_migrations from {}"
            ).format(role)
        )
    return sql.SQL("; ").join(said)


def _exists(admin: Connection[Any], query: LiteralString, name: str) -> bool:
    return admin.execute(query, [name]).fetchone() is not None
