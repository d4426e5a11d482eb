"""The whole country, loaded once for a module of tests that only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.running.standing import standing
from thidua.kernel import clock
from thidua.organisations.actions import Loaded, load_official_units
from thidua.organisations.actor import the_system


def _load() -> Loaded:
    return load_official_units(actor=the_system("tests"), at=clock.now())


@pytest.fixture(scope="module")
def nation(
    django_db_setup: None,  # noqa: ARG001 - the database must stand first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Loaded]:
    """Both eras of the official units; rolled back when the module is done."""
    with standing(django_db_blocker, _load) as loaded:
        yield loaded
