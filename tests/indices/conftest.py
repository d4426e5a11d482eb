"""The years that come with the program, loaded once for a file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytest_django import DjangoDbBlocker

from tests.indices.factories import NOON, SYSTEM, nation, the_63
from tests.running.standing import standing
from thidua.indices.actions import Loaded, load_published_indices
from thidua.kernel import clock
from thidua.organisations.models import Unit


@dataclass(frozen=True)
class Published:
    """The 63 provinces below their nation, and what was loaded for them."""

    nation: Unit
    units: dict[str, Unit]
    loaded: Loaded


def _publish() -> Published:
    with clock.standing_on(NOON.date()):
        above = nation()
        units = the_63(above)
        loaded = load_published_indices(actor=SYSTEM, at=NOON)
    return Published(above, units, loaded)


@pytest.fixture(scope="module")
def published(
    django_db_setup: None,  # noqa: ARG001 - the database must stand first
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Published]:
    """All years of all indices; rolled back when the module is done."""
    with standing(django_db_blocker, _publish) as published:
        yield published


@pytest.fixture
def the_day() -> Iterator[None]:
    """20 May 2025: the provinces are still 63."""
    with clock.standing_on(NOON.date()):
        yield
