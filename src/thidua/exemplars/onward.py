"""Where an exemplar leads on: rooms above offer the way, which this room may not know.

They offer themselves in `apps.ready`, as to the tabs of a campaign.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thidua.exemplars.models import Exemplar
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor

Way = Callable[[Exemplar, Actor, date], Link | None]
"""A button on the page of an exemplar; None: not on this one, not for this reader."""

_ways: list[Way] = []


def offer(way: Way) -> Way:
    """Let a room above lead on from exemplars."""
    if way not in _ways:
        _ways.append(way)
    return way


def ways_of(exemplar: Exemplar, actor: Actor, day: date) -> list[Link]:
    """All that lead on from this one."""
    found = [way(exemplar, actor, day) for way in _ways]
    return [link for link in found if link is not None]
