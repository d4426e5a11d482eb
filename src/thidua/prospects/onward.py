"""Where a prospect goes on: rooms above offer the way, which this room may not know.

They offer themselves in `apps.ready`, as to the tabs of a campaign.
"""

from __future__ import annotations

from typing import Protocol

from thidua.kernel.ui.parts import Link
from thidua.prospects.models import Prospect


class Way(Protocol):
    """A button that leads a prospect on; None: not this one.

    `is_own`: the reader is the person themselves, not the unit in charge.
    """

    def __call__(self, prospect: Prospect, *, is_own: bool) -> Link | None: ...


_ways: list[Way] = []


def offer(way: Way) -> Way:
    """Let a room above lead prospects on."""
    if way not in _ways:
        _ways.append(way)
    return way


def ways_of(prospect: Prospect, *, is_own: bool = False) -> list[Link]:
    """All that lead this one on; `is_own` when the reader is the person themselves."""
    found = (way(prospect, is_own=is_own) for way in _ways)
    return [link for link in found if link is not None]
