"""A demand without a test that names it is not met."""

from __future__ import annotations

import pytest

from tests.architecture.demands import DEMANDS, proofs


@pytest.mark.parametrize("demand", DEMANDS)
def test_every_demand_is_proved(demand: str) -> None:
    assert proofs()[demand], f"mark the test that drives {demand}"


def test_every_marker_names_a_known_demand() -> None:
    assert set(proofs()) <= set(DEMANDS)
