"""The office's day of these tests, and browsers of its people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.campaigns.factories import MAY
from thidua.kernel import clock


@pytest.fixture(autouse=True)
def in_may() -> Iterator[None]:
    """Every request of these tests happens on 20 May 2025."""
    with clock.standing_on(MAY.date()):
        yield
