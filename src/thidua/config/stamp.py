"""Which migrations a database has seen, as a comment on it: a start need not ask twice.

It only saves time: a database without the stamp is migrated as ever.
"""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thidua.kernel.database import address, roles

PACKAGE = Path(__file__).resolve().parent.parent
READ = (
    "select shobj_description(oid, 'pg_database') from pg_database"
    " where datname = current_database()"
)


def fingerprint() -> str:
    """What the migrations of this version look like."""
    digest = hashlib.sha256()
    for library in ("django", "procrastinate"):
        digest.update(version(library).encode())
    for pattern in ("*/migrations/*.py", "*/sql/*.sql"):
        for file in sorted(PACKAGE.glob(pattern)):
            digest.update(str(file.relative_to(PACKAGE)).encode() + file.read_bytes())
    return f"thidua {digest.hexdigest()[:16]}"


def put(connection: BaseDatabaseWrapper) -> None:
    """After a migration, as the owner."""
    with connection.cursor() as cursor:
        name = sql.Identifier(str(connection.settings_dict["NAME"]))
        words = sql.SQL("comment on database {} is {}").format(
            name, sql.Literal(fingerprint())
        )
        cursor.execute(words.as_string())


def is_current() -> bool:
    """Has our database seen these migrations, and does it hold people?"""
    where = os.environ.get("DATABASE_URL") or make_conninfo(
        "", **address.the_server().address(roles.APP)
    )
    try:
        with psycopg.connect(where, connect_timeout=5) as connection:
            if connection.execute(READ).fetchone() != (fingerprint(),):
                return False
            people = "select exists (select from organisations_person)"
            return connection.execute(people).fetchone() == (True,)
    except psycopg.Error:
        return False
