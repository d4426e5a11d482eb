"""A demand without a test that names it is not met."""

from __future__ import annotations

from tests.architecture.demands import DEMANDS, proofs


def test_every_demand_is_proved_and_every_marker_names_a_known_one() -> None:
    proved = set(proofs())

    assert set(DEMANDS) - proved == set(), "mark the tests that drive them"
    assert proved - set(DEMANDS) == set(), "these are no demands"
