"""The roll-up read for many units and indicators at once, one row for each.

What flows is added up by the database, from the day asked for; of a level it gives the
last period that is nearly complete. Nothing is divided here: a reading holds what
stands above and below the line, `achieved` makes figures of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from thidua.campaigns.computed import worked_out
from thidua.indicators.models import IndicatorVersion
from thidua.kernel import clock

NEARLY_COMPLETE = Decimal("0.9")
"""Of the most reports that any period brought: what makes a period's level count."""

_BEFORE_2000 = 2000 * 12
_PLAIN, _RATIO, _WEIGHTED = 0, 1, 2

# A period's number says in which month it ends, counted from January 2000 as one; a
# period ends on or after a day when its last month is the day's month or a later one.
_LAST_MONTH = """
        case when period_id < 2000 then period_id + 1
             when period_id < 3000 then (period_id - 1999) * 3
             when period_id < 4000 then (period_id - 2999) * 6
             else (period_id - 3999) * 12 end"""

# A period that still runs on the day counts while all that came of it had come by then:
# who looks back at a day does not see what was only reported afterwards.
# Units that ask for the same indicators are looked up together. What is added: the sums
# of those below, the unit's own figure, and the changes that are not folded in yet.
_READ = f"""
with asked as materialized (
    select * from unnest(%(units)s::bigint[], %(indicators)s::bigint[],
        %(months)s::int[], %(ways)s::int[], %(flows)s::boolean[],
        %(courses)s::boolean[]) with ordinality
        asked (unit_id, indicator_id, month, way, is_flow, has_course, place)
), together as materialized (
    select array_agg(unit_id) as units, indicators
    from (select unit_id, array_agg(distinct indicator_id) as indicators
          from asked group by unit_id) one
    group by indicators
), found as (
    select sums.unit_id, sums.indicator_id, sums.period_id, sums.reported,
        sums.accepted, sums.total, sums.numerator, sums.denominator, sums.weighted,
        sums.weight
    from together
    join indicators_rollup sums
      on sums.tree_id = %(tree)s and sums.unit_id = any (together.units)
     and sums.indicator_id = any (together.indicators)
    where sums.period_id = any (array(select id from indicators_period
        where starts_on <= %(day)s and ends_on >= %(since)s))
    union all
    select own.unit_id, own.indicator_id, own.period_id, 1,
        (own.state = 'accepted')::int, coalesce(own.value, 0),
        coalesce(own.numerator, 0), coalesce(own.denominator, 0),
        coalesce(own.value * own.weight, 0), coalesce(own.weight, 0)
    from together
    join indicators_observation own
      on own.unit_id = any (together.units)
     and own.indicator_id = any (together.indicators)
    where own.period_id = any (array(select id from indicators_period
        where starts_on <= %(day)s and ends_on >= %(since)s))
      and indicators_is_sent(own.state, own.value, own.denominator)
    union all
    select above.ancestor_id, waiting.indicator_id, waiting.period_id,
        case when is_official then 0 else waiting.reported end,
        case when is_official then waiting.reported else 0 end,
        case when is_official then 0 else coalesce(waiting.total, 0) end,
        case when is_official then 0 else coalesce(waiting.numerator, 0) end,
        case when is_official then 0 else coalesce(waiting.denominator, 0) end,
        case when is_official then 0 else coalesce(waiting.weighted, 0) end,
        case when is_official then 0 else coalesce(waiting.weight, 0) end
    from indicators_rollupdelta waiting
    join indicators_period period
      on period.id = waiting.period_id and period.starts_on <= %(day)s
     and period.ends_on >= %(since)s
    join organisations_lineage above
      on above.tree_id = %(tree)s and above.unit_id = waiting.unit_id
     and above.ancestor_id = any (%(units)s) and above.depth > 0
     and above.during @> period.ends_on
    where waiting.indicator_id = any (%(indicators)s)
), later as materialized (
    select coalesce(array_agg(period.id), '{{}}') as periods
    from indicators_period period
    where period.starts_on <= %(day)s and period.ends_on > %(day)s
      and exists (select from indicators_report report
          where report.period_id = period.id
            and report.first_submitted_at >= %(ended)s)
), by_period as materialized (
    select asked.place, found.period_id, sum(found.reported) as reported,
        sum(found.accepted) as accepted,
        sum(case asked.way when {_RATIO} then found.numerator
            when {_WEIGHTED} then found.weighted else found.total end) as above,
        sum(case asked.way when {_RATIO} then found.denominator
            when {_WEIGHTED} then found.weight else 0 end) as below
    from asked
    join found using (unit_id, indicator_id)
    where {_LAST_MONTH} >= asked.month
      and found.period_id <> all ((select periods from later)::int[])
    group by 1, 2
), counted as (
    select *, max(reported) over (partition by place) as most,
        {_LAST_MONTH} as last_month
    from by_period where reported <> 0
)
select counted.place, sum(above), sum(below),
    max(array[last_month, period_id, reported, accepted, above, below])
        filter (where is_flow or reported >= most * {NEARLY_COMPLETE}),
    array_agg(period_id order by last_month, period_id) filter (where has_course),
    array_agg(above order by last_month, period_id) filter (where has_course),
    array_agg(below order by last_month, period_id) filter (where has_course)
from counted join asked using (place)
group by counted.place
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
    return version.over_time == IndicatorVersion.OverTime.SUM


def read(asked: Sequence[Asking], *, tree_id: int, day: date) -> list[Reading | None]:
    """One reading for each that is asked for, in its order, by a day; one query.

    What formulas and checklists give is worked out beside it.
    """
    reported = [one for one in asked if not one.version.is_computed]
    if len(reported) == len(asked):
        return _read_reported(asked, tree_id=tree_id, day=day)
    computed = [one for one in asked if one.version.is_computed]
    by_database = iter(_read_reported(reported, tree_id=tree_id, day=day))
    by_hand = iter(_read_computed(computed, tree_id=tree_id, day=day))
    return [next(by_hand if one.version.is_computed else by_database) for one in asked]


def _read_computed(
    asked: Sequence[Asking], *, tree_id: int, day: date
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
    asked: Sequence[Asking], *, tree_id: int, day: date
) -> list[Reading | None]:
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _READ,
            {
                "tree": tree_id,
                "day": day,
                "ended": clock.end_of(day),
                "since": min(one.since for one in asked),
                "units": [one.unit_id for one in asked],
                "indicators": [one.version.indicator_id for one in asked],
                "months": [_month(one.since) for one in asked],
                "ways": [_way(one.version) for one in asked],
                "flows": [adds_up(one.version) for one in asked],
                "courses": [one.has_course for one in asked],
            },
        )
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return [
        _reading(one, *rows[place]) if place in rows else None
        for place, one in enumerate(asked, start=1)
    ]


def _reading(
    one: Asking,
    above: Decimal,
    below: Decimal,
    last: Sequence[Decimal],
    periods: Iterable[int] | None,
    aboves: Iterable[Decimal] | None,
    belows: Iterable[Decimal] | None,
) -> Reading:
    is_flow = adds_up(one.version)
    return Reading(
        period_id=int(last[1]),
        reported=int(last[2]),
        accepted=int(last[3]),
        above=above if is_flow else last[4],
        below=below if is_flow else last[5],
        periods=tuple(zip(periods or (), aboves or (), belows or (), strict=True)),
    )


def _month(day: date) -> int:
    """The month of a day, January 2000 being one."""
    return day.year * 12 + day.month - _BEFORE_2000


def _way(version: IndicatorVersion) -> int:
    if version.nature == IndicatorVersion.Nature.RATIO:
        return _RATIO
    if version.across == IndicatorVersion.Across.WEIGHTED:
        return _WEIGHTED
    return _PLAIN
