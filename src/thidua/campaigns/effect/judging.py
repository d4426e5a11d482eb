"""When a goal is reached by a day, nearly, or not; pure.

What a day asks for is the plan to date, and once a target is due the target itself.
Nearly reached is what did nine tenths of the way from the baseline to what was asked. A
rank has no way and is never nearly reached; before its day it is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.campaigns.effect.facts import Outcome, Place
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import IndexGoal
from thidua.campaigns.pace import Course, Standing, pace
from thidua.indices.models import Result
from thidua.kernel.text import sort_key

HUNDRED = Decimal(100)
NEARLY = Decimal(90)
"""Of the way, in percent: from here on a goal is nearly reached."""
SMALL = 10
"""Less than so many of the smallest step asked: one more or less decides."""
ENOUGH_TO_COMPARE = 5
"""With fewer units nobody is called best or weakest."""
NAMED = 3
_THERE = (Standing.REACHED, Standing.AHEAD, Standing.ON)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was asked by the day, how much of it is there, and what it comes to."""

    asked: Decimal | None
    share: Decimal | None
    outcome: Outcome


def judged(
    course: Course, reached: Decimal | None, day: date, measure: Measure
) -> Judged:
    """One target on a day; ahead and on pace are judged as `pace` does."""
    stands = pace(course, reached, day, measure).standing
    course = course.as_on(day)
    asked = course.planned_on(day)
    share = _share(course, reached, asked)
    if stands in _THERE:
        return Judged(asked, share, Outcome.REACHED)
    if asked is None:
        return Judged(None, None, Outcome.OPEN)
    if reached is None:
        return Judged(asked, None, Outcome.SILENT)
    if share is not None and share >= NEARLY:
        return Judged(asked, share, Outcome.NEARLY)
    return Judged(asked, share, Outcome.MISSED)


def of_some(reached: int, asked: int, *, is_due: bool) -> Outcome:
    """A step that many units are to take."""
    if not is_due or not asked:
        return Outcome.OPEN
    if reached >= asked:
        return Outcome.REACHED
    if not reached:
        return Outcome.SILENT
    is_near = reached * HUNDRED >= asked * NEARLY
    return Outcome.NEARLY if is_near else Outcome.MISSED


def meets(goal: IndexGoal, result: Result) -> bool | None:
    """Is it reached in this year? None where the year cannot tell."""
    if goal.kind == IndexGoal.Kind.RANK:
        return None if result.rank is None else result.rank <= goal.value
    if result.score is None or result.publication.make_up_id != goal.make_up_id:
        return None
    return result.score >= goal.value


def is_small(asked: Decimal, measure: Measure) -> bool:
    """Was so little asked that one more or less decides?"""
    return abs(asked) < measure.step * SMALL


def best_and_weakest(
    places: Sequence[Place],
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The first and the last few by share; nobody where too few can be compared.

    Equals stand together: a list that would have to choose among them grows.
    """
    if len(places) < ENOUGH_TO_COMPARE:
        return (), ()
    order = sorted(places, key=lambda one: (-one.share, sort_key(one.name)))
    if order[0].share == order[-1].share:
        return (), ()
    top, low = order[NAMED - 1].share, order[-NAMED].share
    best = tuple(one for one in order if one.share >= top)
    weakest = tuple(one for one in reversed(order) if one.share <= low)
    is_shared = len(best) > NAMED * 2
    return (() if is_shared else best), (() if len(weakest) > NAMED * 2 else weakest)


def _share(
    course: Course, reached: Decimal | None, asked: Decimal | None
) -> Decimal | None:
    """How much of the way to what was asked, in percent, not below nought."""
    if reached is None or asked is None or course.is_rank:
        return None
    start = course.baseline
    if start is None:
        start = Decimal(0)
        if course.is_lower_better:
            return None
    way = asked - start
    if way == 0:
        is_there = reached <= asked if course.is_lower_better else reached >= asked
        return HUNDRED if is_there else None
    return max(Decimal(0), (reached - start) / way * HUNDRED)
