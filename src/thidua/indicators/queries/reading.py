"""What a computed figure says: its value, or in words why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure over some months, reported or worked out.

    Without a value `reason` says why. `reported` and `accepted` count the figures
    behind it (of a formula: behind its thinnest part); `periods` are those that were
    read, none for a formula.
    """

    value: Decimal | None = None
    official: Decimal | None = None
    reason: str = ""
    reported: int = 0
    accepted: int = 0
    periods: tuple[int, ...] = ()
