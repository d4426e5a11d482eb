"""Exemplars near somebody: those of the hamlet, then the commune, then the district."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, IntegerField
from django.db.models.expressions import RawSQL

from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.listing import Row, rows_of
from thidua.exemplars.queries.mine import plans_of_mine
from thidua.organisations.actor import Actor

# How many steps up from a unit the place lies that it shares with an exemplar's.
_STEPS_UP = """
(select min(mine.depth) from organisations_lineage mine
 join organisations_lineage theirs on theirs.ancestor_id = mine.ancestor_id
  and theirs.tree_id = mine.tree_id and theirs.unit_id = exemplars_exemplar.home_id
  and theirs.during @> %s::date
 where mine.unit_id = %s and mine.during @> %s::date)
"""


def near_to(actor: Actor, day: date, *, most: int) -> Sequence[Row]:
    """Those honoured today that this reader may know of and does not learn from yet,
    the nearest first."""
    if actor.unit_id is None:
        return []
    steps = RawSQL(_STEPS_UP, [day, actor.unit_id, day], IntegerField())  # noqa: S611 - our own text
    seen = Exemplar.objects.visible_to(actor, day).honoured().annotate(steps=steps)
    learnt = plans_of_mine(actor).values("exemplar")
    nearest = seen.exclude(pk__in=learnt).order_by(
        F("steps").asc(nulls_last=True), "-pk"
    )
    return rows_of(nearest[:most], actor, day)
