"""A worker killed in the middle of its work, and half a minute gone by."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import Any

from django.db import connection
from procrastinate.exceptions import AlreadyEnqueued
from psycopg import Connection

from tests.running.cluster import Database
from tests.running.waiting import until
from thidua.kernel import jobs
from thidua.kernel.home import CHECKOUT


def kill_in_the_middle(database: Database, script: str, lock: int) -> None:
    """Run a worker until it waits for an advisory lock that is held here, and kill it.

    What it had not committed is lost; half a minute later the sweep is called.
    """
    with database.connect(autocommit=True) as holder:
        holder.execute("select pg_advisory_lock(%s)", [lock])
        worker = subprocess.Popen(
            [sys.executable, "-c", script],
            env=os.environ | database.environ | {"PYTHONPATH": str(CHECKOUT)},
        )
        try:
            until(lambda: _is_waited_for(holder, lock), "the worker is in the middle")
        finally:
            worker.kill()
            worker.wait()
    with connection.cursor() as cursor:  # as if half a minute had gone by
        cursor.execute(
            "update procrastinate_workers"
            " set last_heartbeat = last_heartbeat - interval '30 seconds'"
        )
    with suppress(AlreadyEnqueued):  # the worker that died had asked for it
        jobs.defer("sweep", timestamp=0)


def _is_waited_for(holder: Connection[Any], lock: int) -> bool:
    row = holder.execute(
        "select exists (select from pg_locks where locktype = 'advisory'"
        " and objid = %s and not granted)",
        [lock],
    ).fetchone()
    return row == (True,)
