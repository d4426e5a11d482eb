"""Who became whom: chains of successions between two days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection

_ORIGINS = """
with recursive chain (heir, unit_id, is_main, steps) as (
    select unit, unit, true, 0 from unnest(%(units)s::bigint[]) unit
    union all
    select chain.heir, line.predecessor_id, chain.is_main and line.is_main,
           chain.steps + 1
    from chain
    join organisations_succession line on line.successor_id = chain.unit_id
    join organisations_reorganisation act on act.id = line.act_id
    where act.effective_on > %(since)s and act.effective_on <= %(until)s
      and chain.steps < 50
)
select heir, unit_id
from chain
where not exists (
    select from organisations_succession line
    join organisations_reorganisation act on act.id = line.act_id
    where line.successor_id = chain.unit_id
      and act.effective_on > %(since)s and act.effective_on <= %(until)s
)
group by heir, unit_id
order by heir, bool_or(is_main) desc, unit_id
"""


def origins_of(
    unit_ids: Iterable[int], since: date, until: date
) -> dict[int, list[int]]:
    """What on `since` became each unit that stands on `until`, in one query.

    Itself if nothing changed. Chains are followed: A became B and B became C gives A
    for C. Those that it succeeded mainly come first.
    """
    units = list(dict.fromkeys(unit_ids))
    found: dict[int, list[int]] = {unit: [] for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(_ORIGINS, {"units": units, "since": since, "until": until})
        for heir, unit_id in cursor:
            found[heir].append(unit_id)
    return found
