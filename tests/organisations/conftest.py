"""The whole country, loaded once for a module of tests that only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from thidua.kernel import clock
from thidua.organisations.actions import Loaded, load_official_units
from thidua.organisations.actor import the_system


@pytest.fixture(scope="module")
def nation(
    django_db_setup: None,  # noqa: ARG001 - the database must stand first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Loaded]:
    """Both eras of the official units; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded = load_official_units(actor=the_system("tests"), at=clock.now())
        with connection.cursor() as cursor:
            # else every test would check all rows again when it ends
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
        yield loaded
        transaction.set_rollback(True)
