"""Through what else a figure is known: other rooms say it. They register themselves.

An indicator knows no campaign; the campaigns above know whose sums their pages show.
`known_through(witness)` lets those who see a sum there open it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from thidua.indicators.periods import PeriodSpan
from thidua.organisations.actor import Actor


class Sight(IntEnum):
    """How much of a figure somebody may see through another room."""

    NOTHING = 0
    SUM = 1
    """The sum and how it went; not what each unit below contributes."""
    PARTS = 2
    """Also each unit below; not the report and the papers behind a unit's own."""


Witness = Callable[[Actor, int, int, PeriodSpan], Sight]
"""Reader, indicator, unit and period → how much of the figure they may see."""

_witnesses: list[Witness] = []


def known_through(witness: Witness) -> Witness:
    """Register a witness; who says most is believed."""
    if witness not in _witnesses:
        _witnesses.append(witness)
    return witness


def sight_of(actor: Actor, indicator: int, unit: int, span: PeriodSpan) -> Sight:
    """How much of a figure this person may see, as the other rooms say."""
    said = [witness(actor, indicator, unit, span) for witness in _witnesses]
    return max(said, default=Sight.NOTHING)
