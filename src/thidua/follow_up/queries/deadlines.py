"""How a due day became what it is, as the pages tell it."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.follow_up.models import DueChange
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.ui.parts import TrailLine
from thidua.organisations.actor import signature


def due_trail(changes: Iterable[DueChange], words: str) -> list[TrailLine]:
    """Each change: when, who, both days, why; `words` say which day it is."""
    return [
        TrailLine(
            when=dates.show_moment(one.at.astimezone(ZONE)),
            who=signature(one.said_by, one.office),
            words=words,
            before=dates.show(one.before),
            after=dates.show(one.after),
            note=one.reason,
        )
        for one in changes
    ]
