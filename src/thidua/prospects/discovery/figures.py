"""What units told over two spans, and period by period."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit told over the two spans: periods, above and below the line."""

    months: int
    above: float
    below: float
    first_months: int
    first_above: float
    first_below: float


Months = dict[tuple[int, int], dict[int, tuple[float, float]]]
"""By unit and indicator: each period's parts above and below the line."""
