"""Where a prospect goes on: rooms above offer the way, which this room may not know.

They offer themselves in `apps.ready`, as to the tabs of a campaign.
"""

from __future__ import annotations

from collections.abc import Callable

from thidua.kernel.ui.parts import Link
from thidua.prospects.models import Prospect

Way = Callable[[Prospect], Link | None]
"""A button that leads a prospect on; None: not this one."""

_ways: list[Way] = []


def offer(way: Way) -> Way:
    """Let a room above lead prospects on."""
    if way not in _ways:
        _ways.append(way)
    return way


def ways_of(prospect: Prospect) -> list[Link]:
    """All that lead this one on."""
    return [link for way in _ways if (link := way(prospect)) is not None]
