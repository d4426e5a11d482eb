"""Who began to learn from an exemplar after one of its speakers was heard."""

from __future__ import annotations

from thidua.exemplars.models import Learning, at_or_below
from thidua.exemplars.models.learning import LearningQuerySet
from thidua.speakers.models import BegunLearning, Invitation


def who_began(invitation: Invitation) -> LearningQuerySet:
    """Plans to learn from what was told of, begun on its day or later by those whom the
    inviting unit is in charge of, that no talk is credited with yet."""
    exemplar_id = invitation.speaker.exemplar_id
    if exemplar_id is None:
        return Learning.objects.none()
    credited = BegunLearning.objects.values("learning")
    begun = Learning.objects.alive().filter(
        exemplar=exemplar_id,
        starts_on__gte=invitation.day,
        home__in=at_or_below(invitation.unit_id, invitation.day),
    )
    return begun.exclude(pk__in=credited)
