"""Who takes part on a day, and who stands next above and next below whom.

A campaign goes down its tree from one participating unit to the next: a district that
takes no part is stepped over. Before the launch the audiences' rules answer, afterwards
the list that the launch froze.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value

from thidua.campaigns.models import Audience, AudienceMember, Campaign
from thidua.campaigns.states import State
from thidua.kernel.database import prepared
from thidua.organisations.models import Unit


def units_by_rule(audience: Audience, on: date) -> QuerySet[Unit]:
    """Those whom the rule of an audience reaches on a day."""
    units = Unit.objects.below(audience.below, audience.tree, on, itself=True)
    return units.filter(kind__in=audience.kinds)


def reached_by_rules(
    audiences: Iterable[Audience], on: date
) -> dict[int, dict[int, str]]:
    """The same of many audiences, by audience: number → kind; one query."""
    found: dict[int, dict[int, str]] = {one.pk: {} for one in audiences}
    asked = [
        units_by_rule(one, on)
        .order_by()
        .annotate(reached_by=Value(one.pk))
        .values_list("reached_by", "pk", "kind")
        for one in audiences
    ]
    if asked:
        for audience, unit_id, kind in asked[0].union(*asked[1:], all=True):
            found[audience][unit_id] = kind
    return found


def units_taking_part(campaign: Campaign, on: date) -> list[int]:
    """Numbers of all units that take part on a day, each once, in order."""
    if campaign.state == State.DRAFT:
        reached = reached_by_rules(
            campaign.audiences.select_related("below", "tree"), on
        )
        return sorted({unit_id for units in reached.values() for unit_id in units})
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    joined = members.taking_part_on(on).values_list("unit_id", flat=True)
    return sorted(set(joined))


# Who takes part on a day: by the frozen list, or by the rules that are passed in.
_TAKING = """
with taking as materialized (
    select distinct member.unit_id
    from campaigns_audiencemember member
    join campaigns_audience audience on audience.id = member.audience_id
    where audience.campaign_id = %(campaign)s and member.joined_on <= %(on)s
      and (member.left_on is null or member.left_on > %(on)s)
    union
    select unnest(%(by_rule)s::bigint[])
)
"""

# Hundreds take part, thousands stand below a province: who takes part is looked up one
# by one (`offset 0`).
_NEXT_BELOW = f"""{_TAKING}, below as materialized (
    select taking.unit_id from taking
    cross join lateral (
        select from organisations_lineage line
        where line.tree_id = %(tree)s and line.unit_id = taking.unit_id
          and line.ancestor_id = %(unit)s and line.depth > 0
          and line.during @> %(on)s::date
        offset 0
    ) stands
)
select below.unit_id from below
where not exists (
    select from (
        select line.ancestor_id from organisations_lineage line
        where line.tree_id = %(tree)s and line.unit_id = below.unit_id
          and line.depth > 0 and line.during @> %(on)s::date
        offset 0
    ) higher
    where higher.ancestor_id = any (array(select unit_id from below))
)
"""  # noqa: S608 - the parts are constants of this module


def _asked(campaign: Campaign, on: date) -> dict[str, Any]:
    """What `_TAKING` asks for."""
    is_draft = campaign.state == State.DRAFT
    return {
        "campaign": None if is_draft else campaign.pk,
        "by_rule": units_taking_part(campaign, on) if is_draft else [],
        "tree": campaign.tree_id,
        "on": on,
    }


def next_below(campaign: Campaign, unit_id: int, on: date) -> list[int]:
    """The participating units between which and this one stands no other."""
    return _numbers(_NEXT_BELOW, unit=unit_id, **_asked(campaign, on))


_EACH_NEXT_BELOW = f"""
select asked.unit_id, array({_NEXT_BELOW.replace("%(unit)s", "asked.unit_id")})
from unnest(%(units)s::bigint[]) asked (unit_id)
"""  # noqa: S608 - the parts are constants of this module


def each_next_below(
    campaign: Campaign, unit_ids: Iterable[int], on: date
) -> dict[int, list[int]]:
    """`next_below` of several units, by their numbers, in one query."""
    with connection.cursor() as cursor:
        asked = {"units": sorted(unit_ids), **_asked(campaign, on)}
        cursor.execute(_EACH_NEXT_BELOW, asked)
        return dict(cursor.fetchall())


_ABOVE_AND_BELOW = f"""
select (select array_agg(line.ancestor_id order by line.depth desc)
        from organisations_lineage line
        where line.tree_id = %(tree)s and line.unit_id = %(unit)s
          and line.during @> %(on)s::date),
    array({_NEXT_BELOW})
"""  # noqa: S608 - the parts are constants of this module


def above_and_below(
    campaign: Campaign, unit_id: int, on: date
) -> tuple[Sequence[int], Sequence[int]]:
    """From the head of the campaign's tree down to a unit, both included; and those
    `next_below` it. In one query."""
    asked = {"unit": unit_id, **_asked(campaign, on)}
    ((line, below),) = prepared.rows(_ABOVE_AND_BELOW, asked)
    return _from_root(campaign, line or []), below


_NEXT_ABOVE = f"""{_TAKING}
select taker.unit_id, (
    select line.ancestor_id from organisations_lineage line
    join taking on taking.unit_id = line.ancestor_id
    where line.tree_id = %(tree)s and line.unit_id = taker.unit_id and line.depth > 0
      and line.during @> %(on)s::date and line.ancestor_id <> %(root)s
    order by line.depth limit 1
)
from taking taker
where %(units)s::bigint[] is null or taker.unit_id = any (%(units)s::bigint[])
"""  # noqa: S608 - the parts are constants of this module


def receivers(
    campaign: Campaign, on: date, units: Iterable[int] | None = None
) -> dict[int, int]:
    """To whom each participating unit answers: the next one above, else the office.

    For the unit at the head of the tree its office receives. Of all units, or of some.
    """
    asked = _asked(campaign, on) | {
        "units": None if units is None else sorted(set(units)),
        "root": campaign.root_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_ABOVE, asked)
        return {unit: above or campaign.office_id for unit, above in cursor.fetchall()}


_STOOD_UNDER = """
with ours as (
    select %(us)s::bigint as id
    union all
    select predecessor_id from organisations_succession where successor_id = %(us)s
)
select asked.unit
from unnest(%(units)s::bigint[]) as asked (unit)
where asked.unit in (select id from ours)
    or %(bodies)s::bigint[] && array(select id from ours)
    or exists (
        select from campaigns_stewardship past
        where past.campaign_id = %(campaign)s and (
            past.launcher_id in (select id from ours)
            or past.office_id in (select id from ours))
    )
    or exists (
        select from organisations_lineage line
        where line.tree_id = %(tree)s and line.unit_id = asked.unit
          and line.ancestor_id in (select id from ours)
    )
"""


def stood_under(campaign: Campaign, unit_id: int, ours: int | None) -> bool:
    """Is or was a unit under ours, or do we run the campaign; or did whom we succeeded?

    A unit that a reform abolished stands nowhere any more, and those who answered for
    it still look at it until it is handed over, and back at it afterwards.
    """
    return unit_id in all_under(campaign, [unit_id], ours)


def all_under(
    campaign: Campaign, unit_ids: Iterable[int], ours: int | None
) -> set[int]:
    """Those of many units for which `stood_under` holds; in one query at most."""
    if ours in {campaign.launcher_id, campaign.office_id}:
        return set(unit_ids)
    found = _numbers(
        _STOOD_UNDER,
        us=ours,
        units=list(unit_ids),
        campaign=campaign.pk,
        bodies=[campaign.launcher_id, campaign.office_id],
        tree=campaign.tree_id,
    )
    return set(found)


def _numbers(query: str, **values: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def paths_up(
    campaign: Campaign, unit_ids: Iterable[int], on: date
) -> dict[int, Sequence[int]]:
    """From the head of the campaign's tree down to each unit, both included."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select line.unit_id, array_agg(line.ancestor_id order by line.depth desc)
               from organisations_lineage line
               where line.tree_id = %(tree)s and line.unit_id = any (%(units)s)
                 and line.during @> %(on)s::date
               group by line.unit_id""",
            {"tree": campaign.tree_id, "units": sorted(set(unit_ids)), "on": on},
        )
        return {unit_id: _from_root(campaign, up) for unit_id, up in cursor.fetchall()}


def _from_root(campaign: Campaign, line: Sequence[int]) -> Sequence[int]:
    root_id = campaign.root_id
    return line[line.index(root_id) :] if root_id in line else line
