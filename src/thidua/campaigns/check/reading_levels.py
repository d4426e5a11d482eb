"""Which level stands between an audience and the head of the campaign's tree, and takes
no part: targets and reports step over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection

from thidua.campaigns.check.facts import SkippedFacts
from thidua.campaigns.models import Audience, Campaign
from thidua.indicators.models import FormLine, level_of
from thidua.organisations.models import Unit

_LEVELS = {FormLine.Level.DISTRICT, FormLine.Level.COMMUNE}
_TERRITORIES = [str(kind) for kind in Unit.Kind if level_of(kind) in _LEVELS]

# Territories above the units, strictly below the head of the campaign, on a day.
_BETWEEN = """
select line.unit_id, line.ancestor_id, above.kind
from organisations_lineage line
join organisations_unit above on above.id = line.ancestor_id
join organisations_lineage head
  on head.tree_id = line.tree_id and head.unit_id = line.ancestor_id
 and head.ancestor_id = %(root)s and head.depth > 0 and head.during @> %(day)s::date
where line.tree_id = %(tree)s and line.unit_id = any (%(units)s) and line.depth > 0
  and line.during @> %(day)s::date and above.kind = any (%(kinds)s)
"""


def skipped_levels(
    campaign: Campaign,
    members: Mapping[int, Collection[int]],
    audiences: Collection[Audience],
    day: date,
) -> tuple[SkippedFacts, ...]:
    """By audience and level: who stands between and takes no part; one query.

    `members` are the units of every audience of the campaign, by its number.
    """
    taking = {unit for units in members.values() for unit in units}
    asked: dict[str, Any] = {
        "root": campaign.root_id,
        "tree": campaign.tree_id,
        "units": sorted(taking),
        "kinds": _TERRITORIES,
        "day": day,
    }
    above: dict[int, list[tuple[int, str]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, asked)
        for unit, ancestor, kind in cursor.fetchall():
            if ancestor not in taking:
                above[unit].append((ancestor, kind))
    return tuple(
        found
        for audience in audiences
        for level in FormLine.Level
        if (found := _skipped(audience, members[audience.pk], above, level))
    )


def _skipped(
    audience: Audience,
    units: Collection[int],
    above: Mapping[int, list[tuple[int, str]]],
    level: FormLine.Level,
) -> SkippedFacts | None:
    steps = [
        (unit, ancestor, kind)
        for unit in units
        for ancestor, kind in above.get(unit, ())
        if level_of(kind) == level
    ]
    if not steps:
        return None
    return SkippedFacts(
        audience=audience.pk,
        name=audience.name,
        level=level,
        units=len({unit for unit, _above, _kind in steps}),
        between=len({ancestor for _unit, ancestor, _kind in steps}),
        kinds=tuple(sorted({kind for _unit, _above, kind in steps})),
    )
