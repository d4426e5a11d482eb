"""What was read of the roll-up is kept while it holds, and not a moment longer.

A reading goes through every month of hundreds of figures, and until the next report
comes it gives the same again. `TURN` says in one short text what the reading stands on;
while the text is the same, what was read is the same (ADR 0060 proves it). It is asked
for anew each time: nothing is ever shown because it was right a moment ago.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from django.db import connection

from thidua.kernel.database.kept import Kept

Found = TypeVar("Found")
MOST = 16
"""Readings kept for one connection: those that were asked for last."""

# Of the units asked: their last turns, and the deltas that wait for them, of each place
# and period how many and up to which; a set of deltas only grows until all that can be
# seen of it are taken together. The table itself, because what is apart (ADR 0043) has
# one of its own. Periods that still run on a day count until somebody reports for them
# after it.
TURN = """
concat_ws('/', 'indicators_rollupturn'::regclass::oid, (
    select concat_ws(':', max(turn), sum(turn), count(*)) from indicators_rollupturn
    where unit_id = 0 or unit_id = any (%(places)s::bigint[])
), (
    select string_agg(concat_ws(':', above.ancestor_id, place.unit_id,
            place.period_id, place.count, place.max), ','
        order by above.ancestor_id, place.unit_id, place.period_id)
    from (select unit_id, period_id, count(*), max(id) from indicators_rollupdelta
          group by unit_id, period_id) place
    join indicators_period period on period.id = place.period_id
    cross join lateral (
        select place.unit_id as ancestor_id
        where place.unit_id = any (%(places)s::bigint[])
        union all
        select line.ancestor_id from organisations_lineage line
        where line.tree_id = %(tree)s and line.unit_id = place.unit_id
          and line.depth > 0 and line.during @> period.ends_on
          and line.ancestor_id = any (%(places)s::bigint[])
    ) above
), (
    select string_agg(concat_ws(':', day.nth, period.id), ','
        order by day.nth, period.id)
    from unnest(%(days)s::date[], %(ends)s::timestamptz[])
        with ordinality day (day, ends, nth)
    join indicators_period period
      on period.starts_on <= day.day and period.ends_on > day.day
    where (select true from indicators_report report
        where report.period_id = period.id and report.first_submitted_at >= day.ends
        limit 1) is null
))
"""

_kept: Kept[tuple[str, Any]] = Kept(MOST)


def held(
    key: Hashable, given: Mapping[str, Any], read: Callable[[], tuple[str, Found]]
) -> Found:
    """What `read` gave for this key, if the turn is still the same; else read anew.

    `given` has the values of `TURN`. `read` answers the turn with what it found, from
    one and the same question, so that both are of one moment.
    """
    known = _kept.find(key)
    if known is None or known[0] != _turn(given):
        known = read()
        _kept.keep(key, known)
    found: Found = known[1]
    return found


def _turn(given: Mapping[str, Any]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"select {TURN}", given)
        turn: str
        (turn,) = cursor.fetchone()
    return turn
