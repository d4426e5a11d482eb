"""One thing in which a document departs from the decree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Departure:
    """Where, what was found, which point (`II.3 c` of annex I, part I), the remedy."""

    place: str
    found: str
    point: str
    remedy: str
