"""What hangs on an exemplar: learners, recognitions, exemplars that grew from it."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.exemplars.models import Exemplar, Recognition
from thidua.exemplars.states import Learner


@dataclass(frozen=True, slots=True)
class Hanging:
    """How many learn, wait for a decision, were recognised, and grew into exemplars."""

    learning: int
    waiting: int
    recognised: int
    grown: int

    @property
    def mark(self) -> str:
        """What the page carries, so that a change is noticed."""
        return f"{self.learning}.{self.waiting}.{self.recognised}.{self.grown}"


def hanging_on(exemplar: Exemplar) -> Hanging:
    """Counted now."""
    alive = exemplar.learners.alive()
    waiting = alive.filter(state=Learner.ASSESSED).count()
    return Hanging(
        learning=alive.count(),
        waiting=waiting,
        recognised=Recognition.objects.filter(
            learning__exemplar=exemplar, withdrawn_on__isnull=True
        ).count(),
        grown=Exemplar.objects.filter(grown_from__exemplar=exemplar).count(),
    )
