"""Deferred work commits with its cause, and outlives the worker that began it."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from tests.running.cluster import Database
from tests.running.killing import kill_in_the_middle
from tests.running.waiting import until
from thidua.kernel import jobs
from thidua.kernel.home import CHECKOUT

HOLD = 4_211  # the number of the lock that a job waits for, see `hold_until_let_go`
done: list[str] = []

# A worker that knows the jobs of this file.
WORKER = (
    "import django; django.setup(); import tests.running.test_jobs; "
    "from thidua.kernel import jobs; jobs.work()"
)


@jobs.job("tests.note")
def note(word: str) -> None:
    done.append(word)


@jobs.job("tests.hold_until_let_go")
def hold_until_let_go(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [HOLD])
        cursor.execute("select pg_advisory_unlock(%s)", [HOLD])
    done.append(word)


@jobs.job("tests.defer_and_fail")
def defer_and_fail() -> None:
    done.append("began")
    _defer_and_fail()


@transaction.atomic
def _defer_and_fail() -> None:
    jobs.defer("tests.note", word="vanished")
    _ = 1 / 0


def nothing_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select not exists (select from procrastinate_jobs)")
        return bool(cursor.fetchone()[0])


def work_off() -> None:
    """Do what waits, in a thread of its own: a browser keeps a loop in this one."""

    def work() -> None:
        try:
            jobs.work(wait=False)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    done.clear()


@pytest.mark.usefixtures("own_database")
def test_a_job_is_done_once_its_transaction_commits() -> None:
    with transaction.atomic():
        jobs.defer("tests.note", word="committed")
        work_off()
        assert done == []

    work_off()

    assert done == ["committed"]


@pytest.mark.usefixtures("own_database")
def test_a_job_vanishes_with_the_transaction_that_deferred_it() -> None:
    with pytest.raises(ZeroDivisionError):
        _defer_and_fail()

    work_off()

    assert done == []


@pytest.mark.usefixtures("own_database")
def test_what_a_failing_job_deferred_vanishes_with_it() -> None:
    jobs.defer("tests.defer_and_fail")

    work_off()
    work_off()

    assert done == ["began"]


@pytest.mark.usefixtures("own_database")
def test_a_job_nobody_knows_is_refused_where_it_is_deferred() -> None:
    with pytest.raises(LookupError, match="nobody knows"):
        jobs.defer("nobody knows")


def test_the_job_of_a_killed_worker_is_done_by_another(own_database: Database) -> None:
    jobs.defer("tests.hold_until_let_go", word="done after all")
    kill_in_the_middle(own_database, WORKER, HOLD)

    work_off()

    assert done == ["done after all"]


def test_the_health_page_tells_whether_a_worker_lives(own_database: Database) -> None:
    page = Client()
    assert page.get("/suc-khoe/").json() == {"database": "ok", "worker": "absent"}

    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env=os.environ | own_database.environ | {"PYTHONPATH": str(CHECKOUT)},
    )
    try:
        until(jobs.a_worker_is_alive, "the worker gives a sign of life")
        jobs.defer("tests.note", word="from here on it is told to stop, not killed")
        until(nothing_waits, "the worker works")
        assert page.get("/suc-khoe/").json()["worker"] == "ok"
    finally:
        worker.terminate()
        assert worker.wait() == 0
