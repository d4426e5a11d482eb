"""What hangs on an exemplar: learners, recognitions, exemplars that grew from it."""

from __future__ import annotations

from collections import Counter
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
    states = Counter(exemplar.learners.values_list("state", flat=True))
    return Hanging(
        learning=states[Learner.LEARNING],
        waiting=states[Learner.ASSESSED],
        recognised=Recognition.objects.filter(
            learning__exemplar=exemplar, withdrawn_on__isnull=True
        ).count(),
        grown=Exemplar.objects.filter(grown_from__exemplar=exemplar).count(),
    )
