"""Behind PgBouncer in transaction mode each transaction gets another connection.

A real one stands in front of the database here, with fewer connections than clients.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connections
from django.urls import reverse
from pytest_django import Settings

from tests.doors import signed_in
from tests.imports.factories import work_off
from tests.imports.test_at_the_counter import sent_by, the_office_of, the_rows
from tests.indicators.factories import Office, an_office
from tests.indicators.test_pages import figure_said
from tests.organisations.factories import an_actor
from tests.practice.test_practising import IN, START, the_learner
from tests.running.cluster import Database
from tests.running.pool import CONNECTIONS, pool_before
from tests.running.waiting import until
from thidua.follow_up.models import Notice
from thidua.imports.models import Import
from thidua.indicators.models import Observation, Report
from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.kernel import jobs
from thidua.kernel.home import CHECKOUT
from thidua.organisations.models import Unit

TODAY = "2025-05-05"
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4)
VERB = "from thidua.config.cli import main; main(['worker'])"
ONLY_WHEN_TOLD = (
    "from thidua.config.cli.ground import stand; stand(); "
    "from thidua.kernel import jobs; jobs.work(look_every=3600)"
)
"""A worker that looks by itself once an hour: else somebody has to tell it."""


@pytest.fixture
def pooled(own_database: Database, settings: Settings) -> Iterator[Database]:
    """The database of this test, entered through the pool."""
    settings.THIDUA_TODAY = TODAY
    with pool_before(own_database) as through:
        before = through.become_default()
        yield through
        connections.close_all()
        before.become_default()


@contextmanager
def a_worker(direct: Database, of: Database, script: str) -> Iterator[None]:
    """A worker of its own process on a database, until the end of the block."""
    environ = direct.environ | {"DATABASE_URL": of.url, "THIDUA_TODAY": TODAY}
    worker = subprocess.Popen(
        [sys.executable, "-c", script],
        env=os.environ | environ | {"PYTHONPATH": str(CHECKOUT)},
    )
    try:
        until(jobs.a_worker_is_alive, "the worker gives a sign of life")
        yield
    finally:
        worker.terminate()
        assert worker.wait() == 0


def path(name: str, office: Office, unit: Unit) -> str:
    return reverse(f"indicators:{name}", args=[office.form.pk, APRIL.id, unit.pk])


def report(office: Office, unit: Unit, roads: str) -> None:
    """An officer looks round, types April's figures in and sends them."""
    try:
        client = signed_in(office.officer(unit))
        for page in ("/", "/nhac-viec/", path("report", office, unit)):
            assert client.get(page).status_code == 200, page
        typed = {f"cell-{office.lines['ROAD'].pk}": roads}
        typed |= {f"cell-{office.lines['HOUSES'].pk}": "1"}
        client.post(path("report-save", office, unit), typed)
        assert client.post(path("report-submit", office, unit)).status_code == 302
    finally:
        connections.close_all()


def give_back(office: Office, unit: Unit) -> None:
    """The unit above returns a figure."""
    receiver = Report.objects.get(unit=unit).receiver_id
    line = office.lines["ROAD"].pk
    answer = signed_in(an_actor(Unit.objects.get(pk=receiver))).post(
        path("report-return", office, unit), {f"reason-{line}": "Gấp đôi tháng 3."}
    )
    assert answer.status_code == 302


def entered(direct: Database) -> int:
    """How many connections the pool holds to the database."""
    with direct.connect() as other:
        row = other.execute(
            "select count(*) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        ).fetchone()
    assert row
    return int(row[0])


def test_officers_report_at_once_and_the_worker_tells_through_the_pool(
    own_database: Database, pooled: Database
) -> None:
    office = an_office()
    communes = office.cast.communes
    with a_worker(own_database, pooled, VERB):
        with ThreadPoolExecutor(len(communes)) as officers:
            for unit in communes:
                officers.submit(report, office, unit, "1,5")
            officers.shutdown()
        assert Report.objects.filter(state="submitted").count() == len(communes)
        province = office.cast.province
        whole = signed_in(an_actor(province))
        said = figure_said(whole, office, "ROAD", province.pk, APRIL.id)
        assert said == "9,00"  # six times 1,5, whoever's transaction was first

        for unit in communes:
            give_back(office, unit)
        told = Notice.objects.filter(kind="returned")
        until(lambda: told.count() == len(communes), "everybody was told")
        assert 0 < entered(own_database) <= CONNECTIONS


def test_a_file_is_checked_and_brought_in_through_the_pool(
    pooled: Database, tmp_path: object, settings: Settings
) -> None:
    """Its figures are read through a cursor on the server, in one transaction."""
    settings.EVIDENCE_ROOT = tmp_path
    office = an_office()
    client = the_office_of(office)
    run = sent_by(client, office, the_rows(office)[:3])
    client.post(f"/nhap-tep/{run.pk}/ghi/", {"version": ""})
    work_off()
    again = sent_by(client, office, the_rows(office)[:3])

    assert Observation.objects.count() == 4
    assert "giống hệt" in client.get(f"/nhap-tep/{again.pk}/").content.decode()
    assert Import.objects.count() == 2
    assert pooled.parts["host"] == "127.0.0.1"


@pytest.mark.usefixtures("pooled")
def test_a_learner_practises_through_the_pool() -> None:
    """Names are looked up apart for one transaction, whichever connection it gets."""
    client = signed_in(the_learner())
    assert client.post(f"{START}mo/").status_code == 302
    for _again in range(2 * CONNECTIONS):
        assert client.get(f"{IN}phong-trao/").status_code == 200
        assert client.get("/phong-trao/").status_code == 200


def test_nothing_is_prepared_on_a_connection_of_the_pool(pooled: Database) -> None:
    """The next transaction may come to another one, which knows nothing of it."""
    client = signed_in(an_office().officer())
    for _again in range(2 * CONNECTIONS):
        assert client.get("/").status_code == 200
        with connections["default"].cursor() as cursor:
            cursor.execute("select count(*) from pg_prepared_statements")
            assert cursor.fetchone() == (0,)
    assert pooled.parts["host"] == "127.0.0.1"


def test_a_worker_beside_the_pool_hears_at_once_what_the_web_deferred(
    own_database: Database, pooled: Database
) -> None:
    office = an_office()
    unit = office.commune
    report(office, unit, "3")
    with a_worker(own_database, own_database, ONLY_WHEN_TOLD):
        until(lambda: _listens(own_database), "the worker listens")
        give_back(office, unit)
        told = Notice.objects.filter(kind="returned")
        until(told.exists, "the worker was told")
    assert pooled.url != own_database.url


def _listens(direct: Database) -> bool:
    with direct.connect() as other:
        row = other.execute(
            "select exists (select from pg_stat_activity where query ilike 'listen%'"
            " and datname = current_database())"
        ).fetchone()
    return row == (True,)
