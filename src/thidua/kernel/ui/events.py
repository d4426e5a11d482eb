"""What the ground floor's counter tells the floors above."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemonstrationMoved:
    """The demonstration now stands on another day (ISO, as it travels in a job)."""

    day: str
