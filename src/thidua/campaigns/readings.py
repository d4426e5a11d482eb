"""The roll-up read for many units and indicators at once, one row for each.

What flows is added up by the database, from the day asked for; of a level it gives the
last period that is nearly complete. Nothing is divided here: a reading holds what
stands above and below the line, `achieved` makes figures of it. What was read is kept
while not one of these figures changes (`indicators.turns`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from thidua.campaigns.computed import worked_out
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.turns import TURN, held
from thidua.kernel import clock

NEARLY_COMPLETE = Decimal("0.9")
"""Of the most reports that any period brought: what makes a period's level count."""

_BEFORE_2000 = 2000 * 12
_RATIO, _WEIGHTED = "ratio", "weighted"
_SUM = IndicatorVersion.OverTime.SUM

# A period's number says in which month it ends, counted from January 2000 as one; a
# period ends on or after a day when its last month is the day's month or a later one.
_LAST_MONTH = """
            case when id < 2000 then id + 1
                 when id < 3000 then (id - 1999) * 3
                 when id < 4000 then (id - 2999) * 6
                 else (id - 3999) * 12 end"""

# A period that still runs on a day counts while all that came of it had come by then:
# who looks back at a day does not see what was only reported afterwards. What counts on
# a day counts on every later one; `since` is the first day on which a period counts.
# Units that ask for the same indicators are looked up together. What is added: the sums
# of those below, the unit's own figure, and the changes that are not folded in yet.
# Unit and indicator are met as one number: of two columns the planner thinks that next
# to no rows agree, and then goes through thousands of them in nested loops.
# Of every period only the reports are counted (`brought`); figures are added up where
# they are told: over all periods what flows, in its last period a level.
_READ = f"""
with asked as materialized (
    select * from unnest(%(units)s::bigint[], %(indicators)s::bigint[],
        %(months)s::int[], %(ways)s::text[], %(flows)s::boolean[],
        %(courses)s::boolean[]) with ordinality
        asked (unit_id, indicator_id, month, way, is_flow, has_course, place)
), together as materialized (
    select array_agg(unit_id) as units, indicators
    from (select unit_id, array_agg(distinct indicator_id) as indicators
          from asked group by unit_id) one
    group by indicators
), day as materialized (
    select * from unnest(%(days)s::date[], %(ends)s::timestamptz[], %(ended)s::int[])
        with ordinality day (day, ends, ended, nth)
), span as materialized (
    select * from (
        select id, ends_on, last_month, last_month * 10000 + id as step,
            (select min(nth) from day
             where last_month <= day.ended
                or starts_on <= day.day and ends_on > day.day
               and not exists (select from indicators_report report
                   where report.period_id = period.id
                     and report.first_submitted_at >= day.ends)) as since
        from (select *, {_LAST_MONTH} as last_month
              from indicators_period
              where starts_on <= %(until)s
                and ends_on >= %(since)s) period
        offset 0) known
    where since is not null
), waiting as materialized (
    select delta.*, span.ends_on from indicators_rollupdelta delta
    join span on span.id = delta.period_id
    where delta.indicator_id = any (%(indicators)s)
), found as (
    select sums.unit_id, sums.indicator_id, sums.period_id, sums.reported,
        sums.accepted, sums.total, sums.numerator, sums.denominator, sums.weighted,
        sums.weight
    from together
    join indicators_rollup sums
      on sums.tree_id = %(tree)s and sums.unit_id = any (together.units)
     and sums.indicator_id = any (together.indicators)
    where sums.period_id = any (array(select id from span))
    union all
    select own.unit_id, own.indicator_id, own.period_id, 1,
        (own.state = 'accepted')::int, coalesce(own.value, 0),
        coalesce(own.numerator, 0), coalesce(own.denominator, 0),
        coalesce(own.value * own.weight, 0), coalesce(own.weight, 0)
    from together
    join indicators_observation own
      on own.unit_id = any (together.units)
     and own.indicator_id = any (together.indicators)
    where own.period_id = any (array(select id from span))
      and indicators_is_sent(own.state, own.value, own.denominator)
    union all
    select higher.ancestor_id, waiting.indicator_id, waiting.period_id,
        case when is_official then 0 else waiting.reported end,
        case when is_official then waiting.reported else 0 end,
        case when is_official then 0 else coalesce(waiting.total, 0) end,
        case when is_official then 0 else coalesce(waiting.numerator, 0) end,
        case when is_official then 0 else coalesce(waiting.denominator, 0) end,
        case when is_official then 0 else coalesce(waiting.weighted, 0) end,
        case when is_official then 0 else coalesce(waiting.weight, 0) end
    from waiting
    join organisations_lineage higher
      on higher.tree_id = %(tree)s and higher.unit_id = waiting.unit_id
     and higher.ancestor_id = any (%(places)s) and higher.depth > 0
     and higher.during @> waiting.ends_on
), line as materialized (
    select place, is_flow, has_course, step, since, reported, accepted,
        case way when '{_RATIO}' then numerator when '{_WEIGHTED}' then weighted
            else total end as above,
        case way when '{_RATIO}' then denominator when '{_WEIGHTED}' then weight
            else 0 end as below
    from found
    join asked on (asked.unit_id << 24) + asked.indicator_id
        = (found.unit_id << 24) + found.indicator_id
    join span on span.id = found.period_id and span.last_month >= asked.month
), brought as materialized (
    select place, is_flow, step, since, sum(reported) as reported
    from line group by place, is_flow, step, since having sum(reported) <> 0
), enough as materialized (
    select nth, place, case when is_flow then 1
        else ceil(max(most) * {NEARLY_COMPLETE})::bigint end as reports
    from (select place, is_flow, since, max(reported) as most
          from brought group by place, is_flow, since) one
    join day on nth >= since
    group by nth, place, is_flow
), last as materialized (
    select nth, place, max(step) as step
    from brought join enough using (place)
    where nth >= since and reported >= reports
    group by nth, place
), flow as materialized (
    select nth, place, sum(above) as above, sum(below) as below
    from (select place, since, sum(above) as above, sum(below) as below
          from line where is_flow group by place, since) one
    join day on nth >= since
    group by nth, place
), level as materialized (
    select nth, place, step, sum(reported) as reported, sum(accepted) as accepted,
        sum(above) as above, sum(below) as below
    from last join line using (place, step)
    group by nth, place, step
), course as materialized (
    select (select max(nth) from day) as nth, place,
        array_agg(step %% 10000 order by step) as periods,
        array_agg(above order by step) as aboves,
        array_agg(below order by step) as belows
    from (select place, step, sum(above) as above, sum(below) as below
          from line where has_course
          group by place, step having sum(reported) <> 0) one
    group by place
)
select turn, found.* from (select {TURN} as turn) now
left join (
    select nth, place, step %% 10000, level.reported, level.accepted,
        coalesce(flow.above, level.above), coalesce(flow.below, level.below),
        course.periods, course.aboves, course.belows
    from level
    left join flow using (nth, place)
    left join course using (nth, place)
) found on true
"""  # noqa: S608 - the parts are constants of this module


@dataclass(frozen=True, slots=True)
class Asking:
    """Whose figures of which indicator are wanted, counted from which day on.

    With `has_course` every period is wanted too, not only where it all ended.
    """

    unit_id: int
    version: IndicatorVersion
    since: date
    has_course: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a unit stands: the last period that counts, what is above and below there.

    What flows is added up to that period. `periods` holds each period's own parts.
    """

    period_id: int
    reported: int
    accepted: int
    above: Decimal
    below: Decimal
    periods: Sequence[tuple[int, Decimal, Decimal]] = ()


def adds_up(version: IndicatorVersion) -> bool:
    """Do the figures of several periods make one?"""
    return version.over_time == _SUM


def read(asked: Sequence[Asking], *, tree_id: int, day: date) -> list[Reading | None]:
    """One reading for each that is asked for, in its order, by a day; one query."""
    (found,) = read_on(asked, tree_id=tree_id, days=[day])
    return found


def read_on(
    asked: Sequence[Asking], *, tree_id: int, days: Sequence[date]
) -> list[list[Reading | None]]:
    """`read` by several days, oldest first, still in one query; a course to the last.

    What formulas and checklists give is worked out beside it.
    """
    reported = [one for one in asked if not one.version.is_computed]
    computed = [one for one in asked if one.version.is_computed]
    by_database = _read_reported(reported, tree_id=tree_id, days=days)
    if not computed:
        return by_database
    found = []
    for day, known in zip(days, by_database, strict=True):
        rest, by_hand = iter(known), iter(_read_computed(computed, tree_id, day))
        found.append(
            [next(by_hand if one.version.is_computed else rest) for one in asked]
        )
    return found


def _read_computed(
    asked: Sequence[Asking], tree_id: int, day: date
) -> list[Reading | None]:
    triples = [(one.unit_id, one.version, one.since) for one in asked]
    nought = Decimal(0)
    return [
        Reading(
            worked.period_id,
            worked.reported,
            worked.accepted,
            above=worked.value,
            below=nought,
            periods=[(month, value, nought) for month, value in worked.periods],
        )
        if worked
        else None
        for worked in worked_out(triples, tree_id=tree_id, day=day)
    ]


def _read_reported(
    asked: Sequence[Asking], *, tree_id: int, days: Sequence[date]
) -> list[list[Reading | None]]:
    if not asked:
        return [[] for _day in days]
    given = _given(asked, tree_id, days)
    key = tuple(
        tuple(value) if isinstance(value, list) else value for value in given.values()
    )
    return [
        list(by_place)
        for by_place in held(key, given, lambda: _read_now(given, len(asked)))
    ]


_Read = tuple[tuple[Reading | None, ...], ...]


def _read_now(given: Mapping[str, Any], count: int) -> tuple[str, _Read]:
    """The turn of the sums, and one reading for each that is asked, day by day."""
    found: list[list[Reading | None]] = [[None] * count for _day in given["days"]]
    with connection.cursor() as cursor:
        cursor.execute(_READ, given)
        rows = cursor.fetchall()
    for _turn, nth, place, at, sent, taken, above, below, *course in rows:
        if nth is not None:
            periods = tuple(zip(*(parts or () for parts in course), strict=True))
            found[nth - 1][place - 1] = Reading(at, sent, taken, above, below, periods)
    return rows[0][0], tuple(map(tuple, found))


def _given(
    asked: Sequence[Asking], tree_id: int, days: Sequence[date]
) -> dict[str, Any]:
    """The values of `_READ`: all that a reading depends on but the figures."""
    return {
        "tree": tree_id,
        "days": list(days),
        "ends": [clock.end_of(day) for day in days],
        "ended": [_month(day + timedelta(days=1)) - 1 for day in days],
        "until": max(days),
        "since": min(one.since for one in asked),
        "units": [one.unit_id for one in asked],
        "places": sorted({one.unit_id for one in asked}),
        "indicators": [one.version.indicator_id for one in asked],
        "months": [_month(one.since) for one in asked],
        "ways": [_way(one.version) for one in asked],
        "flows": [adds_up(one.version) for one in asked],
        "courses": [one.has_course for one in asked],
    }


def _month(day: date) -> int:
    """The month of a day, January 2000 being one."""
    return day.year * 12 + day.month - _BEFORE_2000


def _way(version: IndicatorVersion) -> str:
    """Out of which parts its figure is made; a plain one is its total."""
    if version.nature == IndicatorVersion.Nature.RATIO:
        return _RATIO
    if version.across == IndicatorVersion.Across.WEIGHTED:
        return _WEIGHTED
    return ""
