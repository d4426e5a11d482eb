"""Which tips may tell of the same: the name without its marks, near the same place.

Nobody is joined silently: those alike are shown side by side, and a person says.
"""

from __future__ import annotations

from django.db.models import Q

from thidua.imports.registers.alike import turns
from thidua.kernel import clock
from thidua.kernel.text import fold
from thidua.pledges.where import within_commune
from thidua.prospects.models import Tip
from thidua.prospects.models.tip import TipQuerySet
from thidua.prospects.states import TipState

MOST = 5
"""Doubles that are shown beside one tip."""


def doubles_of(tip: Tip) -> TipQuerySet:
    """Other tips that stand, of the same commune or the same unit in charge, whose name
    has the same words, marks and order apart, whether told of the hamlet or of its
    commune; of the same place, another known hamlet rules one out."""
    near = within_commune(tip.where_id, clock.day_of(tip.told_at))
    gone = (TipState.JOINED, TipState.TAKEN_BACK)
    found = Tip.objects.exclude(pk=tip.pk).exclude(state__in=gone)
    found = found.filter(folded__in=turns(tip.name))
    found = found.filter(Q(where__in=near) | Q(home=tip.home_id))
    elsewhere = [
        other.pk
        for other in found
        if other.where_id == tip.where_id
        and other.place
        and tip.place
        and fold(other.place) != fold(tip.place)
    ]
    return found.exclude(pk__in=elsewhere).order_by("told_at")
