"""Whose figures a person may watch: their own unit and all below it.

The office that runs a campaign, and the body that launched it, watch the whole of the
campaign's tree; a successor watches what it took over.
"""

from __future__ import annotations

from thidua.kernel.database import prepared
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

# The heads of the trees that the unit runs or ran, the newest first; an owner of
# forms who runs nothing watches what it stands under. Then itself, then whom these
# succeeded. Last comes the unit asked for (else the first root), if it is theirs: what
# stands, or has ever stood, at or below one of the roots.
_SEEN = """
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
), own as (
    select unit_id, 0 as rank, latest from run
    union all select unit_id, 1, null from above
    union all select %(unit)s, 2, null
), roots as materialized (
    select unit_id, rank, latest from own
    union all
    select predecessor_id, 3, null from organisations_succession
    where successor_id in (select unit_id from own)
)
select unit_id, rank, latest, null, null from roots
union all
select unit.id, 4, null, unit.kind, unit.is_made_up from organisations_unit unit
where unit.id = coalesce(%(asked)s, (
        select unit_id from roots order by rank, latest desc, unit_id limit 1))
  and (unit.id in (select unit_id from roots)
    or exists (select from organisations_lineage line
        where line.unit_id = unit.id
          and line.ancestor_id in (select unit_id from roots)))
order by 2, 3 desc, 1
"""
_ASKED = 4


def watched(actor: Actor, unit: int | None = None) -> tuple[list[int], Unit | None]:
    """The units at and below which this person may watch, the widest first.

    With them the unit asked for, or the widest of those; None if it is not theirs.
    """
    if actor.unit_id is None:
        return [], None
    rows = prepared.rows(_SEEN, {"unit": actor.unit_id, "asked": unit})
    roots = dict.fromkeys(row[0] for row in rows if row[1] != _ASKED)
    found = [row for row in rows if row[1] == _ASKED]
    theirs = [Unit(pk, kind, made_up) for pk, _rank, _latest, kind, made_up in found]
    return list(roots), next(iter(theirs), None)


def roots_of(actor: Actor) -> list[int]:
    """The units at and below which this person may watch, the widest first."""
    return watched(actor)[0]
