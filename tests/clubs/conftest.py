"""The tests of clubs live on a day of their campaign."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def on_a_day_of_the_campaign(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"
