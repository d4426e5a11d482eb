"""What has been reached so far, target by target, from the roll-up of the figures.

Figures are provisional (sent and accepted ones alike), with the share of reports that
are accepted. What flows is added from the target's first day on; of a level the last
period counts that is nearly complete, so that a month whose reports are still coming in
does not look like a collapse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from thidua.campaigns.models import Target
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import from_id

NEARLY_COMPLETE = Decimal("0.9")
"""Of the most reports that any period brought: what makes a period's level count."""

_FIGURES = """
select unit_id, indicator_id, period_id, reported, accepted,
       total, numerator, denominator, weighted, weight
from indicators_figures(%(tree)s, %(units)s, %(indicators)s, array(
    select id from indicators_period
    where starts_on <= %(day)s and ends_on >= %(since)s))
"""


_WHOLE = """
select unit_id, indicator_id, max(period_id), sum(reported), sum(accepted),
       sum(total), sum(numerator), sum(denominator), sum(weighted), sum(weight)
from indicators_figures(%(tree)s, %(units)s, %(indicators)s, array(
    select id from indicators_period
    where starts_on <= %(day)s and ends_on >= %(since)s))
group by unit_id, indicator_id
"""
OverTime = IndicatorVersion.OverTime
A_YEAR = timedelta(days=400)
"""A level is looked for among the last periods only; the longest is a year."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What a unit and those below it reported of an indicator for a period."""

    period_id: int
    reported: int
    accepted: int
    total: Decimal
    numerator: Decimal
    denominator: Decimal
    weighted: Decimal
    weight: Decimal

    @property
    def ends_on(self) -> date:
        return from_id(self.period_id).ends_on


@dataclass(frozen=True, slots=True)
class Achieved:
    """What was reached by the end of the last period that counts; None: nothing yet.

    `course` holds the value reached by the end of each period, in order.
    """

    value: Decimal | None = None
    reported: int = 0
    accepted: int = 0
    last_period_id: int | None = None
    course: tuple[tuple[int, Decimal], ...] = ()


Sums = Mapping[tuple[int, int], Sequence[Sum]]
NOTHING = Achieved()


def sums_of(
    tree_id: int,
    unit_ids: Iterable[int],
    indicator_ids: Iterable[int],
    *,
    since: date,
    day: date,
    whole: bool = False,
) -> Sums:
    """The sums by (unit, indicator), periods in order, in one query.

    `whole` adds all periods into one, under the number of the last.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _WHOLE if whole else _FIGURES,
            {
                "tree": tree_id,
                "units": sorted(set(unit_ids)),
                "indicators": sorted(set(indicator_ids)),
                "since": since,
                "day": day,
            },
        )
        rows = cursor.fetchall()
    found: dict[tuple[int, int], list[Sum]] = defaultdict(list)
    for unit_id, indicator_id, *rest in rows:
        found[unit_id, indicator_id].append(Sum(*rest))
    for sums in found.values():
        sums.sort(key=lambda one: one.ends_on)
    return found


def achieved(version: IndicatorVersion, sums: Sequence[Sum], since: date) -> Achieved:
    """What one unit has reached of an indicator from a day on."""
    counted = [one for one in sums if one.reported and one.ends_on >= since]
    if not counted:
        return NOTHING
    course = tuple(_course(version, counted))
    last = _last_that_counts(version, counted)
    return Achieved(
        value=dict(course).get(last.period_id),
        reported=last.reported,
        accepted=last.accepted,
        last_period_id=last.period_id,
        course=course,
    )


def achieved_by(
    targets: Sequence[Target], *, tree_id: int, day: date, since: date | None = None
) -> dict[int, Achieved]:
    """What each target has reached by a day, by target number, in one query.

    A target that counts units needs those of its children too: pass them along.
    """
    if not targets:
        return {}
    sums = sums_of(
        tree_id,
        (target.unit_id for target in targets),
        (target.version.indicator_id for target in targets),
        since=since or min(target.starts_on for target in targets),
        day=day,
    )
    found = {
        target.pk: achieved(
            target.version,
            sums.get((target.unit_id, target.version.indicator_id), ()),
            target.starts_on,
        )
        for target in targets
    }
    for target in targets:
        if target.split == Target.Split.COUNT:
            found[target.pk] = _units_that_meet(target, targets, found)
    return found


def reached_by(
    targets: Sequence[Target], *, tree_id: int, day: date
) -> dict[int, Achieved]:
    """The last value of each target alone, without its course: for thousands at once.

    What flows is added up by the database; of levels only the last year is read.
    """
    flows = [t for t in targets if t.version.over_time == OverTime.SUM]
    levels = [t for t in targets if t.version.over_time != OverTime.SUM]
    found = achieved_by(levels, tree_id=tree_id, day=day, since=day - A_YEAR)
    starts: dict[date, list[Target]] = defaultdict(list)
    for target in flows:
        starts[target.starts_on].append(target)
    for since, some in starts.items():
        sums = sums_of(
            tree_id,
            (target.unit_id for target in some),
            (target.version.indicator_id for target in some),
            since=since,
            day=day,
            whole=True,
        )
        for target in some:
            mine = sums.get((target.unit_id, target.version.indicator_id), ())
            found[target.pk] = achieved(target.version, mine, since)
    return found


def _units_that_meet(
    target: Target, targets: Sequence[Target], found: Mapping[int, Achieved]
) -> Achieved:
    """How many units below reach the level that counts."""
    level = target.level_to_meet
    below = [
        found[one.pk]
        for one in targets
        if one.parent_id == target.pk and found[one.pk].value is not None
    ]
    if level is None or not below:
        return NOTHING
    lower = target.version.better == IndicatorVersion.Better.LOWER
    met = sum(
        one.value <= level if lower else one.value >= level
        for one in below
        if one.value is not None
    )
    return Achieved(
        value=Decimal(met),
        reported=sum(one.reported for one in below),
        accepted=sum(one.accepted for one in below),
        last_period_id=max(one.last_period_id or 0 for one in below),
    )


def _course(
    version: IndicatorVersion, sums: Sequence[Sum]
) -> Iterable[tuple[int, Decimal]]:
    adds_up = version.over_time == IndicatorVersion.OverTime.SUM
    above = below = Decimal(0)
    for one in sums:
        upper, lower = _parts(version, one)
        above = above + upper if adds_up else upper
        below = below + lower if adds_up else lower
        value = _value(version, above, below)
        if value is not None:
            yield one.period_id, value


def _parts(version: IndicatorVersion, one: Sum) -> tuple[Decimal, Decimal]:
    """What stands above and below the line; below a plain figure stands nothing."""
    if version.nature == IndicatorVersion.Nature.RATIO:
        return one.numerator, one.denominator
    if version.across == IndicatorVersion.Across.WEIGHTED:
        return one.weighted, one.weight
    return one.total, Decimal(0)


def _value(version: IndicatorVersion, above: Decimal, below: Decimal) -> Decimal | None:
    """One figure out of its parts, the way its nature adds up; shares in percent."""
    if version.nature == IndicatorVersion.Nature.RATIO:
        return above / below * 100 if below else None
    if version.across == IndicatorVersion.Across.WEIGHTED:
        return above / below if below else None
    return above


def _last_that_counts(version: IndicatorVersion, sums: Sequence[Sum]) -> Sum:
    if version.over_time == IndicatorVersion.OverTime.SUM:
        return sums[-1]
    most = max(one.reported for one in sums)
    complete = [one for one in sums if one.reported >= most * NEARLY_COMPLETE]
    return complete[-1]
