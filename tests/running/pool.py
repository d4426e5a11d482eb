"""A real PgBouncer in transaction mode in front of the PostgreSQL of the tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.running.cluster import Database
from tests.running.waiting import until
from thidua.kernel.database.binaries import SERVER_USER, is_root

CONNECTIONS = 3
"""To PostgreSQL, for however many clients: fewer than there are, so they are shared."""
SETTINGS = """
[databases]
* = host={host} port={port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 100
query_wait_timeout = 60
"""


def pgbouncer() -> str:
    """Where it is; without it a test is skipped, but on CI it fails."""
    found = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found:
        return found
    words = (
        "No PgBouncer on this machine, so nothing was tried behind a pool. "
        "Install it (Debian: apt install pgbouncer)."
    )
    if os.environ.get("CI") == "true":
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


@contextmanager
def pool_before(direct: Database) -> Iterator[Database]:
    """The same database through the pool, until the end of the block."""
    program = pgbouncer()
    parts = {key: value for key, value in direct.parts.items() if key != "passfile"}
    pooled = Database(
        parts
        | {"host": "127.0.0.1", "port": _free_port(), "password": _password(direct)}
    )
    with _folder() as folder:
        _write(folder, direct, pooled)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [program, str(folder / "pgbouncer.ini")],
                cwd="/",
                stdout=log,
                stderr=log,
                **_as_somebody(direct),
            )
        try:
            until(lambda: _answers(process, pooled, folder), "the pool answers")
            yield pooled
        finally:
            process.terminate()
            process.wait()


def _write(folder: Path, direct: Database, pooled: Database) -> None:
    words = SETTINGS.format(
        host=direct.parts["host"],
        port=direct.parts["port"],
        listen=pooled.parts["port"],
        folder=folder,
        connections=CONNECTIONS,
    )
    (folder / "pgbouncer.ini").write_text(words)
    user, password = pooled.parts["user"], pooled.parts["password"]
    (folder / "users").write_text(f'"{user}" "{password}"\n')
    if is_root():
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, _somebody(direct))


def _answers(process: subprocess.Popen[bytes], pooled: Database, folder: Path) -> bool:
    if process.poll() is not None:
        raise AssertionError((folder / "log").read_text())
    try:
        with pooled.connect() as connection:
            connection.execute("select 1")
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def _folder() -> Iterator[Path]:
    """One that the pool's own user may read."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-pool-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _somebody(direct: Database) -> str:
    """Not root: PgBouncer refuses. Who may reach the socket of the server, if any."""
    return SERVER_USER if direct.parts["host"].startswith("/") else "nobody"


def _as_somebody(direct: Database) -> dict[str, Any]:
    if not is_root():
        return {}
    return {"user": _somebody(direct), "extra_groups": []}


def _password(direct: Database) -> str:
    """That of the role, from its file where there is one."""
    if "passfile" not in direct.parts:
        return direct.parts["password"]
    lines = Path(direct.parts["passfile"]).read_text().splitlines()
    known = dict(line.rsplit(":", 2)[1:] for line in lines)
    return str(known[direct.parts["user"]])


def _free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])
