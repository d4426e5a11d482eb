"""Does this PostgreSQL understand every statement that was noted? (ADR 0059)

    python -m tests.running.understood FOLDER

Each is planned, not carried out, on a clone of the migrated template. What a test made
for itself is not there: the version on which it was noted is asked first, and only what
that one understands is put to another (`TEST_DATABASE_URL`).
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
from pathlib import Path

import django
import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo

from tests.running.asked import Statement, read_statements
from tests.running.cluster import cluster_of_tests

_PLANNED = re.compile(
    r"\s*\(*(select|with|values|table|insert|update|delete|merge)\b", re.IGNORECASE
)
_CURSOR = re.compile(r"\s*declare\b.*?\bfor\b", re.IGNORECASE | re.DOTALL)
_MADE_BY_A_TEST = (errors.UndefinedTable, errors.InvalidSchemaName)


def why_not(other: psycopg.Connection, statement: Statement) -> psycopg.Error | None:
    """What this PostgreSQL has against the statement, if anything."""
    words = _CURSOR.sub("", statement.words, count=1)
    if not _PLANNED.match(words):
        return None
    result = other.pgconn.exec_params(
        b"explain " + words.encode(),
        [None if one is None else base64.b64decode(one) for one in statement.values],
        statement.types or None,
        statement.formats or None,
    )
    if result.status != psycopg.pq.ExecStatus.FATAL_ERROR:
        return None
    said = errors.error_from_result(result)
    return None if isinstance(said, _MADE_BY_A_TEST) else said


def main(folder: Path) -> int:
    """Say of each statement that is not understood why; one if there is any.

    Where the embedded PostgreSQL is asked, it is the one on which they were noted: what
    it does not plan by itself needs what a test had made, and is no other's fault.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    statements = read_statements(folder)
    needs_more = folder / "needs-more.json"
    excused = set(json.loads(needs_more.read_text())) if needs_more.exists() else set()
    with (
        cluster_of_tests() as cluster,
        cluster.clone("understood") as database,
        psycopg.connect(
            make_conninfo("", **cluster.admin | {"dbname": database.parts["dbname"]}),
            autocommit=True,
        ) as other,
    ):
        refused = {
            statement.words: said
            for statement in statements
            if statement.words not in excused
            and (said := why_not(other, statement)) is not None
        }
    if "TEST_DATABASE_URL" not in os.environ:
        needs_more.write_text(json.dumps(sorted(refused)))
        return 0
    for words, said in refused.items():
        sys.stdout.write(f"{said}\n  {words[:1000]}\n")
    told = f"{len(statements)} statements put to it, {len(refused)} not understood\n"
    sys.stdout.write(told)
    return 1 if refused or not statements else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
