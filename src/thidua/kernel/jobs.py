"""Work that waits its turn: deferred in the caller's transaction, done by the worker.

A job commits or vanishes with the transaction that deferred it. It may run more than
once, because a worker may die between doing and noting: every job is idempotent.
Nothing that a person must see at once goes through here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

Work = TypeVar("Work", bound=Callable[..., Any])

HEARTBEAT = 10.0  # seconds between a worker's signs of life
DEAD_AFTER = 30.0  # seconds without one
AGAIN = RetryStrategy(max_attempts=8, exponential_wait=3)


def job(name: str) -> Callable[[Work], Work]:
    """Register a function as the job `name`; its arguments are plain JSON."""

    def register(work: Work) -> Work:
        app.task(name=name, retry=AGAIN)(work)
        return work

    return register


def defer(name: str, **arguments: Any) -> int:
    """Put a job in the queue of this transaction; its number is returned."""
    return app.configure_task(name, allow_unknown=False).defer(**arguments)


def a_worker_is_alive() -> bool:
    """Has some worker given a sign of life lately?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from procrastinate_workers"
            " where last_heartbeat > now() - make_interval(secs => %s))",
            [DEAD_AFTER],
        )
        return bool(cursor.fetchone()[0])
