"""A served office with the stage set, on the day the story begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker, Settings

from tests.journeys.people import Visits
from tests.journeys.stage import Stage, set_the_stage
from tests.running.cluster import Database
from tests.running.house import House
from tests.running.scenes import Scene, Scenes


@pytest.fixture(autouse=True)
def on_the_first_day(settings: Settings) -> None:
    """The story begins on Thursday 2 January 2025 and moves by the administrator."""
    settings.THIDUA_TODAY = "2025-01-02"


@pytest.fixture
def so_far() -> Callable[[], Any]:
    """What happened before a test begins; a module may tell more than the stage."""
    return set_the_stage


@pytest.fixture
def scene(
    scenes: Scenes, so_far: Callable[[], Any], django_db_blocker: DjangoDbBlocker
) -> Iterator[Scene[Any]]:
    """A copy of it for this test alone."""
    with django_db_blocker.unblock(), scenes.copy(so_far) as scene:
        yield scene


@pytest.fixture
def own_database(scene: Scene[Any]) -> Database:
    """The database of the scene; commits are real here."""
    return scene.database


@pytest.fixture
def stage(scene: Scene[Stage]) -> Stage:
    """Real places, made-up people, a campaign that lacks only its launch."""
    return scene.told


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Visits]:
    """`visit("xa")`: somebody signed in, in a session of their own."""
    visits = Visits(browser, house.url)
    yield visits
    visits.leave()
