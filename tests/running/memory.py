"""Room in memory for what tests make and throw away.

A clone is some 1,800 small files. For minutes after such files were deleted, ext4 looks
past each of their numbers before it gives out a new one: the hundredth clone took
fifteen times as long as the first. In memory each takes as long as any other.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thidua.kernel.database import binaries
from thidua.kernel.database.lock import held
from thidua.kernel.home import home

MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux offers it; a folder of its own
ROOM = 4 << 30
"""Bytes that must be free there; with less the clones lie on the disk."""
_PREFIX = "thidua_test_"


@contextmanager
def space_in_memory(admin: dict[str, str]) -> Iterator[str]:
    """The tablespace for the clones of this process, gone at the end of the block."""
    _sweep(admin)
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield "pg_default"
        return
    name = f"{_PREFIX}{os.getpid()}"
    folder = MEMORY / f"{name}_{secrets.token_hex(4)}"
    binaries.give_to_server(folder)
    words = sql.SQL("create tablespace {} location {}")
    _tell(admin, words.format(sql.Identifier(name), sql.Literal(str(folder))))
    try:
        yield name
    finally:
        _forget(admin, name, folder)


def _sweep(admin: dict[str, str]) -> None:
    """Forget what killed runs left behind."""
    with held(home() / "test" / "template.lock"), _connected(admin) as connected:
        found = connected.execute(
            "select spcname, pg_tablespace_location(oid) from pg_tablespace"
        ).fetchall()
        for name, folder in found:
            pid = name.removeprefix(_PREFIX)
            if name.startswith(_PREFIX) and not Path("/proc", pid).exists():
                _forget(admin, name, Path(folder))


def _forget(admin: dict[str, str], name: str, folder: Path) -> None:
    with _connected(admin) as connected:
        inside = connected.execute(
            "select datname from pg_database database join pg_tablespace space"
            " on space.oid = database.dattablespace where spcname = %s",
            [name],
        ).fetchall()
    drop = sql.SQL("drop database if exists {} with (force)")
    for (database,) in inside:
        _tell(admin, drop.format(sql.Identifier(database)))
    _tell(admin, sql.SQL("drop tablespace {}").format(sql.Identifier(name)))
    shutil.rmtree(folder, ignore_errors=True)


def _tell(admin: dict[str, str], words: sql.Composed) -> None:
    with _connected(admin) as connected:
        connected.execute(words)


def _connected(admin: dict[str, str]) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(make_conninfo("", **admin), autocommit=True)
