"""The ground that every test stands on: real PostgreSQL, in the app role's shoes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.running.cluster import Cluster, Database, cluster_of_tests


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The PostgreSQL of the tests: `.thidua/test/`, or `TEST_DATABASE_URL`."""
    with cluster_of_tests() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def django_db_setup(
    cluster: Cluster, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[None]:
    """A clone of the migrated template for this process, entered as the app role."""
    with django_db_blocker.unblock(), cluster.clone(worker_id) as database:
        database.become_default()
        yield
        connection.close()


@pytest.fixture
def own_database(
    cluster: Cluster,
    django_db_setup: None,  # noqa: ARG001 - the default database must stand first
    django_db_blocker: DjangoDbBlocker,
    worker_id: str,
) -> Iterator[Database]:
    """A fresh clone where commits are real: second connections, workers, servers.

    Use it instead of `db` or `transactional_db`: the app role may not truncate.
    Django's default connection points to it for the test; afterwards it is dropped.
    """
    with django_db_blocker.unblock(), cluster.clone(f"{worker_id}_own") as database:
        before = database.become_default()
        yield database
        before.become_default()
