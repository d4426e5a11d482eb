"""Where a target should stand on a day, and whether it does.

Arithmetic only. A target with a plan of its own follows it step by step: what a period
asks for is due when the period ends. Without one it runs straight from the baseline to
the deadline. Yearly indicators, ranks and milestones have no monthly pace and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from thidua.campaigns.measure import Measure

HUNDRED = Decimal(100)
LEEWAY = HUNDRED
"""A hundredth of the way, either side of the plan, still counts as on pace."""


class Standing(StrEnum):
    """How a figure stands to its pace; REACHED also when there is no pace."""

    REACHED = "reached"
    AHEAD = "ahead"
    ON = "on"
    BEHIND = "behind"
    MISSED = "missed"
    UNPACED = "unpaced"
    SILENT = "silent"

    @property
    def is_slow(self) -> bool:
        return self in (Standing.BEHIND, Standing.MISSED)


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be reached by the end of a period."""

    ends_on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Before:
    """What a target asked until the day before `until`."""

    until: date
    target: Decimal
    due_on: date


@dataclass(frozen=True, slots=True)
class Course:
    """The way of a target: from where, to where, by when, and along which steps.

    `before` holds what was asked until the target was changed, oldest first.

    `baseline` is nought for what accumulates and unknown (None) for a level nobody
    measured. `has_monthly_pace` is false for what is known once a year.
    """

    target: Decimal
    starts_on: date
    due_on: date
    baseline: Decimal | None = Decimal(0)
    steps: Sequence[Step] = ()
    is_lower_better: bool = False
    is_rank: bool = False
    has_monthly_pace: bool = True
    before: Sequence[Before] = ()

    def as_on(self, day: date) -> Course:
        """The way as it held on a day: before a change, the one of then."""
        for then in self.before:
            if day < then.until:
                return replace(self, target=then.target, due_on=then.due_on, before=())
        return self

    def planned_on(self, day: date) -> Decimal | None:
        """What should be reached by the end of a day, or None: no pace is known."""
        if self.before:
            return replace(self.as_on(day), before=()).planned_on(day)
        if day >= self.due_on:
            return self.target
        if not self.has_monthly_pace or self.is_rank:
            return None
        if self.steps:
            return self._by_step(day)
        if self.baseline is None:
            return None
        whole = (self.due_on - self.starts_on).days
        gone = max(0, (day - self.starts_on).days)
        return self.baseline + (self.target - self.baseline) * gone / whole

    def share_of_target(self, value: Decimal | None) -> Decimal | None:
        """How much of the target a figure is, in percent, not below nought.

        Lower is better: how much of the way down from the baseline. A rank has none.
        """
        if value is None or self.is_rank:
            return None
        if self.is_lower_better:
            return self._share_of_descent(value)
        if self.target == 0:
            return HUNDRED if value >= 0 else Decimal(0)
        return max(Decimal(0), value / self.target * HUNDRED)

    def is_reached_by(self, value: Decimal) -> bool:
        """Is the target met? A rank or a lower-is-better one is met from below."""
        if self.is_lower_better or self.is_rank:
            return value <= self.target
        return value >= self.target

    def _by_step(self, day: date) -> Decimal | None:
        passed = [step for step in self.steps if step.ends_on <= day]
        if not passed:
            return self.baseline
        return max(passed, key=lambda step: step.ends_on).value

    def _share_of_descent(self, value: Decimal) -> Decimal | None:
        if self.is_reached_by(value):
            return HUNDRED
        if self.baseline is None or self.baseline <= self.target:
            return None
        way = self.baseline - self.target
        return max(Decimal(0), (self.baseline - value) / way * HUNDRED)


@dataclass(frozen=True, slots=True)
class Pace:
    """A figure beside its target and its plan to date, on a day; shares in percent.

    What it comes to in words is said when somebody asks: of hundreds that are judged
    a page shows a dozen.
    """

    course: Course
    measure: Measure
    standing: Standing
    achieved: Decimal | None
    planned: Decimal | None
    is_early: bool = False
    """Was the day before its first?"""

    @property
    def is_slow(self) -> bool:
        return self.standing.is_slow

    @property
    def share(self) -> Decimal | None:
        """How much of the target is reached."""
        return self.course.share_of_target(self.achieved)

    @property
    def planned_share(self) -> Decimal | None:
        """How much of the target should be reached."""
        return self.course.share_of_target(self.planned)

    @property
    def words(self) -> str:
        """`chậm nhịp 6,8 điểm`: how it stands, and by how much."""
        if self.achieved is None:
            early = _("chưa hết kỳ báo cáo đầu tiên")
            return early if self.is_early else _("chưa có số liệu")
        if self.course.is_rank:
            return self._rank(self.achieved)
        if self.standing is Standing.REACHED:
            return self._reached(self.achieved)
        if self.standing is Standing.MISSED:
            gap = self.measure.gap(abs(self.course.target - self.achieved))
            return _("hết hạn, còn thiếu %(gap)s") % {"gap": gap}
        if self.planned is None:
            return self._unpaced()
        gap = self.measure.gap(abs(self.achieved - self.planned))
        ahead = _("vượt nhịp %(gap)s")
        if self.course.is_lower_better:
            ahead = _("giảm nhanh hơn nhịp %(gap)s")
        return {
            Standing.ON: _("đúng nhịp"),
            Standing.AHEAD: ahead,
            Standing.BEHIND: _("chậm nhịp %(gap)s"),
        }[self.standing] % {"gap": gap}

    def _reached(self, achieved: Decimal) -> str:
        over = abs(achieved - self.course.target)
        if self.measure.rounded(over) == 0:
            return _("đạt chỉ tiêu")
        words = _("đạt, vượt chỉ tiêu %(gap)s")
        if self.course.is_lower_better:
            words = _("đạt, thấp hơn chỉ tiêu %(gap)s")
        return words % {"gap": self.measure.gap(over)}

    def _rank(self, achieved: Decimal) -> str:
        words = _("hạng %(rank)s, cần trong %(target)s hạng đầu")
        if self.standing is Standing.REACHED:
            words = _("hạng %(rank)s, trong %(target)s hạng đầu")
        return words % {"rank": int(achieved), "target": int(self.course.target)}

    def _unpaced(self) -> str:
        if not self.course.has_monthly_pace:
            return _("tính theo năm, không có nhịp tháng")
        return _("chưa có xuất phát điểm nên chưa có nhịp")


def pace(
    course: Course,
    achieved: Decimal | None,
    day: date,
    measure: Measure,
    *,
    figure_of: date | None = None,
) -> Pace:
    """How a figure stands on a day: ahead, on pace or behind.

    `figure_of` is the last day that a figure of a quarter or half-year is of, if that
    is over before the day: then it is put beside the plan of that day.
    """
    whole, course = course, course.as_on(day)
    then = day if figure_of is None or day >= course.due_on else figure_of
    is_early = then < course.starts_on
    is_silent = achieved is None and is_early
    planned = None if is_silent else whole.planned_on(then)
    standing = _standing(course, achieved, planned, day, measure)
    return Pace(course, measure, standing, achieved, planned, is_early)


def _standing(
    course: Course,
    achieved: Decimal | None,
    planned: Decimal | None,
    day: date,
    measure: Measure,
) -> Standing:
    """A rank has no pace: it is within the target or not, once it is published."""
    if achieved is None:
        return Standing.SILENT
    if course.is_reached_by(achieved):
        return Standing.REACHED
    if day >= course.due_on:
        return Standing.MISSED
    if course.is_rank:
        return Standing.BEHIND
    if planned is None:
        return Standing.UNPACED
    return _beside(course, achieved, planned, measure)


def _beside(
    course: Course, achieved: Decimal, planned: Decimal, measure: Measure
) -> Standing:
    """Ahead, on pace, behind; a gap too small to be shown is none."""
    lead = planned - achieved if course.is_lower_better else achieved - planned
    start = course.baseline if course.baseline is not None else Decimal(0)
    leeway = abs(course.target - start) / LEEWAY
    if abs(lead) <= leeway or measure.rounded(lead) == 0:
        return Standing.ON
    return Standing.AHEAD if lead > 0 else Standing.BEHIND
