"""A served office with the stage set, on the day the story begins."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.journeys.people import Visits
from tests.journeys.stage import Stage, set_the_stage
from tests.running.cluster import Database
from tests.running.house import House


@pytest.fixture(autouse=True)
def on_the_first_day(settings: Settings) -> None:
    """The story begins on Thursday 2 January 2025 and moves by the administrator."""
    settings.THIDUA_TODAY = "2025-01-02"


@pytest.fixture
def stage(own_database: Database) -> Stage:  # noqa: ARG001 - commits are real here
    """Real places, made-up people, a campaign that lacks only its launch."""
    return set_the_stage()


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Visits]:
    """`visit("xa")`: somebody signed in, in a session of their own."""
    visits = Visits(browser, house.url)
    yield visits
    visits.leave()
