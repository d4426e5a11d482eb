"""Whose figures a person may watch: their own unit and all below it.

The office that runs a campaign, and the body that launched it, watch the whole of the
campaign's tree; a successor watches what it took over.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Unit

# The heads of the trees that the unit runs or ran, the newest first; an owner of
# forms who runs nothing watches what it stands under. Then itself, then whom these
# succeeded.
_ROOTS = """
with run as (
    select root_id as unit_id, max(latest) as latest from (
        select root_id, starts_on as latest from campaigns_campaign
        where office_id = %(unit)s or launcher_id = %(unit)s
        union all
        select root_id, until from campaigns_stewardship
        where office_id = %(unit)s or launcher_id = %(unit)s
    ) runs group by root_id
), above as (
    select parent_id as unit_id from organisations_placement
    where unit_id = %(unit)s and parent_id is not null
      and not exists (select from run)
      and exists (select from indicators_form where owner_id = %(unit)s)
    order by during desc limit 1
), roots as (
    select unit_id, 0 as rank, latest from run
    union all select unit_id, 1, null from above
    union all select %(unit)s, 2, null
)
select unit_id, rank, latest from roots
union all
select predecessor_id, 3, null from organisations_succession
where successor_id in (select unit_id from roots)
order by rank, latest desc, unit_id
"""


def roots_of(actor: Actor) -> list[int]:
    """The units at and below which this person may watch, the widest first."""
    if actor.unit_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ROOTS, {"unit": actor.unit_id})
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))


def watched(roots: Collection[int], unit: int | None) -> Unit | None:
    """The unit asked for, or the widest of those watched; None if it is not theirs.

    Theirs is what stands, or has ever stood, at or below one of the roots.
    """
    if unit is None and not roots:
        return None
    wanted = next(iter(roots)) if unit is None else unit
    below = Lineage.objects.filter(ancestor__in=list(roots), unit=OuterRef("pk"))
    theirs = Q(pk__in=list(roots)) | Exists(below)
    return Unit.objects.filter(theirs, pk=wanted).first()
