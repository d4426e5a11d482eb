"""Work that waits its turn: deferred in the caller's transaction, done by the worker.

A job commits or vanishes with the transaction that deferred it. It may run more than
once, because a worker may die between doing and noting: every job is idempotent.
Nothing that a person must see at once goes through here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any, TypeVar, cast

from django.db import connection
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

Work = TypeVar("Work", bound=Callable[..., Any])

HEARTBEAT = 5.0  # seconds between a worker's signs of life
DEAD_AFTER = 20.0  # seconds without one
LOOK_EVERY = 5.0  # seconds: a worker that nobody tells (a pool between) looks by itself
AGAIN = RetryStrategy(max_attempts=8, exponential_wait=3)
HOURS_FROM_UTC = 7  # Asia/Ho_Chi_Minh; no summer time

# Django's own connection, in the worker too: what a job defers commits with the job.
_ours = JobManager(DjangoConnector())


def job(name: str) -> Callable[[Work], Work]:
    """Register a function as the job `name`; its arguments are plain JSON.

    Jobs live in a room's `jobs.py`, which every process imports.
    """

    def register(work: Work) -> Work:
        app.task(name=name, retry=AGAIN)(work)
        return work

    return register


def daily(name: str, *, at: time) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function without arguments as a job of each day, at the office's time.

    A day on which no worker ran is not made up for: the job looks at what is due by
    now, not at what was due since yesterday.
    """

    def register(work: Callable[[], None]) -> Callable[[], None]:
        def run(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's word
            work()

        cron = f"{at.minute} {(at.hour - HOURS_FROM_UTC) % 24} * * *"
        app.periodic(cron=cron)(app.task(name=name, retry=AGAIN)(run))
        return work

    return register


def each_minute(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function without arguments as a job of every minute, one at a time."""

    def register(work: Callable[[], None]) -> Callable[[], None]:
        def run(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's word
            work()

        task = app.task(name=name, queueing_lock=name, retry=AGAIN)(run)
        app.periodic(cron="* * * * *")(task)
        return work

    return register


def defer(name: str, **arguments: Any) -> int:
    """Put a job in the queue of this transaction; its number is returned.

    `LookupError` when no job has that name.
    """
    if name not in app.tasks:
        raise LookupError(f"no job is called “{name}”")
    return configure_task(name=name, job_manager=_ours).defer(**arguments)


def work(
    *, wait: bool = True, concurrency: int = 1, look_every: float = LOOK_EVERY
) -> None:
    """Be a worker: until told to stop, or (`wait=False`) until nothing waits.

    It is told of new work at once, and looks by itself every so many seconds.
    """
    with app.replace_connector(DjangoConnector().get_worker_connector()) as worker:
        worker.run_worker(
            wait=wait,
            concurrency=concurrency,
            delete_jobs="successful",
            fetch_job_polling_interval=look_every,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=DEAD_AFTER,
            **({} if wait else {"task_middleware": [_close_after]}),
        )


def a_worker_is_alive() -> bool:
    """Has some worker given a sign of life lately?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from procrastinate_workers"
            " where last_heartbeat > now() - make_interval(secs => %s))",
            [DEAD_AFTER],
        )
        return bool(cast("tuple[bool]", cursor.fetchone())[0])


def _close_after(call_next: Callable[[], Any], *_context: Any) -> Any:
    """A worker that will end leaves no connection open in its threads."""
    try:
        return call_next()
    finally:
        connection.close()


@app.periodic(cron="* * * * *")
@app.task(name="sweep", queueing_lock="sweep", pass_context=True)
async def sweep(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Every minute: give the jobs of a worker that died back to the others."""
    manager = context.app.job_manager
    for left in await manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        await manager.retry_job(left)
