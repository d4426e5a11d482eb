"""How a due day became what it is, as the pages tell it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from thidua.audit.trail import trail_of
from thidua.follow_up.models import DueChange, Inspection
from thidua.follow_up.states import MOVED
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.ui.parts import TrailLine
from thidua.organisations.actor import signature


def moves_of(inspection: Inspection) -> list[TrailLine]:
    """Each time that an announced inspection was put to other days, the last first."""
    return [
        TrailLine(
            when=dates.show_moment(one.at.astimezone(ZONE)),
            who=signature(one.actor_name, one.office),
            words=_("đổi ngày kiểm tra"),
            before=one.details["before"],
            after=one.details["after"],
            note=one.details["reason"],
        )
        for one in trail_of(inspection, verb=MOVED)
    ]


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
