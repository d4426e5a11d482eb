"""The ground that every test stands on: real PostgreSQL, in the app role's shoes.

`db` (or `@pytest.mark.django_db`)
    a clone of the migrated template; what a test does is rolled back.
`own_database`
    a clone of one test alone where commits are real: two connections, a worker, a
    server. `own_database.connect()` is somebody else at the same time.
`house`, `page`
    the office served on `own_database`, and a browser in front of it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, time
from typing import Any
from unittest import mock

import pytest
from _pytest.runner import runtestprotocol
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.running import again
from tests.running import browser as browsing
from tests.running.cluster import Cluster, Database, cluster_of_tests
from tests.running.house import House, open_house
from tests.running.scenes import Scenes
from thidua.config import catalogues
from thidua.kernel import clock
from thidua.kernel.memory import on_one_stack


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--note-asked` and `--ask-again`: see `tests.running.again`."""
    again.add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the English catalogue when it changed; judge no example by the clock."""
    again.register(config)
    catalogues.compile_changed()
    slow = [HealthCheck.too_slow]
    settings.register_profile("house", deadline=None, suppress_health_check=slow)
    settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest does, on a stack in which no loop of a test can stand at an edge."""
    heard, where = item.ihook, {"nodeid": item.nodeid, "location": item.location}
    heard.pytest_runtest_logstart(**where)
    on_one_stack(runtestprotocol)(item, nextitem=nextitem)
    heard.pytest_runtest_logfinish(**where)
    return True


def pytest_collection_finish() -> None:
    """What was imported stays: nobody need look through it for garbage again.

    And a test makes so much that is soon gone that looking less often finds no less.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """First what waits for other processes, so that nobody waits for it at the end.

    What asks PostgreSQL is marked `database`: only that has an answer of its own on
    another version of it.
    """
    for item in items:
        if _asks_postgresql(item):
            item.add_marker(pytest.mark.database)
    yield  # the others choose by marks, and put them into their own order
    items.sort(key=lambda item: not _waits_for_others(item))


def _waits_for_others(item: pytest.Item) -> bool:
    is_journey = item.get_closest_marker("journey") is not None
    return is_journey or item.nodeid.startswith("tests/running/")


def _asks_postgresql(item: pytest.Item) -> bool:
    fixtures: list[str] = getattr(item, "fixturenames", [])
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or not {"django_db_setup", "cluster"}.isdisjoint(fixtures)


@pytest.fixture(scope="session", autouse=True)
def an_afternoon_at_work() -> Iterator[None]:
    """The tests begin at two in the afternoon, whenever they are run.

    So what an office did at nine lies behind them, and no day ends among them.
    """
    began = clock.wall()
    two = datetime.combine(began.date(), time(14), clock.ZONE)
    real = clock.wall

    def this_afternoon() -> datetime:
        return two + (real() - began)

    with mock.patch.object(clock, "wall", this_afternoon):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Argon2 with the effort of a test; `test_signing_in` proves the real one."""
    with override_settings(PASSWORD_HASHERS=["tests.running.hashing.QuickArgon2"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def administrators_with_a_password_alone() -> Iterator[None]:
    """As in the demonstration; `test_second_factor` proves what holds in earnest."""
    with override_settings(ADMINISTRATORS_NEED_A_SECOND_FACTOR=False):
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once() -> Iterator[None]:
    """Every client of a test has its middleware made; the files are the same."""
    find = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, Any] = {}

    def find_once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            find(self)
            found.update(self.files)
        self.files.update(found)

    with mock.patch.object(WhiteNoiseMiddleware, "add_files_from_finders", find_once):
        yield


@pytest.fixture(scope="session")
def worker_name() -> str:
    """Which of the parallel processes this is."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The PostgreSQL of the tests: `.thidua/test/`, or `TEST_DATABASE_URL`."""
    with cluster_of_tests() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def django_db_setup(
    cluster: Cluster, django_db_blocker: DjangoDbBlocker, worker_name: str
) -> Iterator[None]:
    """A clone of the migrated template for this process, entered as the app role.

    Who asks for none of `db`, `own_database` and the marks is refused by pytest-django:
    else what it wrote would stay for all tests after it.
    """
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            database = stack.enter_context(cluster.clone(worker_name))
            database.become_default()
        yield
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture
def own_database(
    cluster: Cluster,
    django_db_setup: None,  # noqa: ARG001 - the default database must stand first
    django_db_blocker: DjangoDbBlocker,
    worker_name: str,
) -> Iterator[Database]:
    """A fresh clone where commits are real: second connections, workers, servers.

    Use it instead of `db` or `transactional_db`: the app role may not truncate.
    Django's default connection points to it for the test; afterwards it is dropped.
    """
    name = f"{worker_name}_own"
    with django_db_blocker.unblock(), cluster.clone(name) as database:
        before = database.become_default()
        yield database
        before.become_default()
        cache.close()


@pytest.fixture(scope="session")
def scenes(
    cluster: Cluster,
    django_db_setup: None,  # noqa: ARG001 - the default database must stand first
    worker_name: str,
) -> Iterator[Scenes]:
    """Databases in which a story has begun already, each written once."""
    scenes = Scenes(cluster, worker_name)
    yield scenes
    scenes.forget()


@pytest.fixture
def house(own_database: Database) -> Iterator[House]:
    """The office, served at `house.url` on a database of its own."""
    with open_house(own_database) as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without it the journeys are skipped, but on CI they fail."""
    with browsing.running_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Page]:
    """A page of a session of its own; paths are relative to the house."""
    with browsing.fresh_page(browser, house.url) as page:
        yield page
