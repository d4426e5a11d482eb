"""What has been reached so far, target by target, from the roll-up of the figures.

Figures are provisional (sent and accepted ones alike), with the share of reports that
are accepted. What flows is added from the target's first day on; of a level the last
period counts that is nearly complete, so that a month whose reports are still coming in
does not look like a collapse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from thidua.campaigns.models import Target
from thidua.campaigns.readings import (
    NEARLY_COMPLETE,
    Asking,
    Reading,
    adds_up,
    read,
    read_on,
)
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import from_id

_FIGURES = """
select unit_id, indicator_id, period_id, reported, accepted,
       total, numerator, denominator, weighted, weight
from indicators_figures(%(tree)s, %(units)s, %(indicators)s, array(
    select id from indicators_period
    where starts_on <= %(day)s and ends_on >= %(since)s))
"""


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
) -> Sums:
    """The sums by (unit, indicator), periods in order, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            _FIGURES,
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
    targets: Sequence[Target],
    *,
    tree_id: int,
    day: date,
    with_course: Collection[int] | None = None,
) -> dict[int, Achieved]:
    """What each target has reached by a day, by target number, in one query.

    A target that counts units needs those of its children too: pass them along.
    `with_course` numbers the targets whose course is wanted; None: that of all.
    """
    (found,) = achieved_on(
        targets, tree_id=tree_id, days=[day], with_course=with_course
    )
    return found


def achieved_on(
    targets: Sequence[Target],
    *,
    tree_id: int,
    days: Sequence[date],
    with_course: Collection[int] | None = None,
) -> list[dict[int, Achieved]]:
    """`achieved_by` several days, the last one with the courses, still in one query."""
    asked = asking_for(targets, with_course)
    return [
        of_targets(targets, readings)
        for readings in read_on(asked, tree_id=tree_id, days=days)
    ]


def asking_for(
    targets: Iterable[Target], with_course: Collection[int] | None = None
) -> list[Asking]:
    """What has to be read for targets, one for each; `with_course` as above."""
    return [
        Asking(
            target.unit_id,
            target.version,
            target.starts_on,
            has_course=with_course is None or target.pk in with_course,
        )
        for target in targets
    ]


def of_targets(
    targets: Sequence[Target], readings: Sequence[Reading | None]
) -> dict[int, Achieved]:
    """Each reading made a figure; where units are counted, how many meet the level."""
    found = {
        target.pk: of_reading(target.version, one)
        for target, one in zip(targets, readings, strict=True)
    }
    below: dict[int | None, list[Achieved]] = defaultdict(list)
    for target in targets:
        below[target.parent_id].append(found[target.pk])
    for target in targets:
        if target.split == Target.Split.COUNT:
            found[target.pk] = _units_that_meet(target, below[target.pk])
    return found


def reached_by(
    targets: Sequence[Target], *, tree_id: int, day: date
) -> dict[int, Achieved]:
    """The last value of each target, without its course: for thousands at once."""
    return achieved_by(targets, tree_id=tree_id, day=day, with_course=())


def reached_of(asked: Sequence[Asking], *, tree_id: int, day: date) -> list[Achieved]:
    """What was reached by a day, for each that is asked, whoever had a target on it.

    What formulas and checklists give is worked out as on the page of the figure.
    """
    readings = read(asked, tree_id=tree_id, day=day)
    return [
        of_reading(one.version, found)
        for one, found in zip(asked, readings, strict=True)
    ]


def of_reading(version: IndicatorVersion, reading: Reading | None) -> Achieved:
    """What a reading of the roll-up comes to, by the indicator's nature."""
    if reading is None:
        return NOTHING
    return Achieved(
        value=_value(version, reading.above, reading.below),
        reported=reading.reported,
        accepted=reading.accepted,
        last_period_id=reading.period_id,
        course=tuple(_values(version, reading.periods)),
    )


def _units_that_meet(target: Target, below: Sequence[Achieved]) -> Achieved:
    """How many units below reach the level that counts."""
    level = target.level_to_meet
    known = [one for one in below if one.value is not None]
    if level is None or not known:
        return NOTHING
    lower = target.version.better == IndicatorVersion.Better.LOWER
    met = sum(
        one.value <= level if lower else one.value >= level
        for one in known
        if one.value is not None
    )
    return Achieved(
        value=Decimal(met),
        reported=sum(one.reported for one in known),
        accepted=sum(one.accepted for one in known),
        last_period_id=max(one.last_period_id or 0 for one in known),
    )


def _course(
    version: IndicatorVersion, sums: Sequence[Sum]
) -> Iterable[tuple[int, Decimal]]:
    return _values(version, [(one.period_id, *_parts(version, one)) for one in sums])


def _values(
    version: IndicatorVersion, periods: Iterable[tuple[int, Decimal, Decimal]]
) -> Iterable[tuple[int, Decimal]]:
    """The value by the end of each period, out of each period's own parts."""
    is_flow = adds_up(version)
    above = below = Decimal(0)
    for period_id, upper, lower in periods:
        above = above + upper if is_flow else upper
        below = below + lower if is_flow else lower
        value = _value(version, above, below)
        if value is not None:
            yield period_id, value


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
    if adds_up(version):
        return sums[-1]
    most = max(one.reported for one in sums)
    complete = [one for one in sums if one.reported >= most * NEARLY_COMPLETE]
    return complete[-1]
