"""What another figure for a target does to the figures given out of it.

Arithmetic only. Where a sum is split, the parts may follow in proportion; a minimum
lifts those below it; a mean moves by as much as the whole. Nothing moves by itself: a
person chooses whether the parts follow, sees them first, and each unit is asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.cascade import apportion
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Target
from thidua.campaigns.states import TargetState
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import from_id


class Below(TextChoices):
    """What becomes of the figures already given to the units below."""

    KEEP = "keep", _("giữ nguyên, bảng giao báo lệch để giao lại sau")
    FOLLOW = "follow", _("chia lại theo số đang giao, hỏi lại đơn vị nào đổi số")


@dataclass(frozen=True, slots=True)
class TargetChangeDraft:
    """Another figure and deadline for a target, from a day on, and why."""

    value: Decimal
    due_on: date
    on: date
    reason: str
    below: str = Below.KEEP


@dataclass(frozen=True, slots=True)
class Followed:
    """One unit's figure before and after it follows the whole."""

    target: Target
    value: Decimal

    @property
    def is_moved(self) -> bool:
        return self.target.value != self.value

    @property
    def is_asked_again(self) -> bool:
        return self.is_moved and self.target.state == TargetState.ACCEPTED


def followed(
    target: Target, value: Decimal, children: Sequence[Target], counted: Measure
) -> list[Followed]:
    """The children's figures when they follow a new value of the whole."""
    new = _values(target, value, children, counted)
    return [
        Followed(child, figure) for child, figure in zip(children, new, strict=True)
    ]


def _values(
    target: Target, value: Decimal, children: Sequence[Target], counted: Measure
) -> list[Decimal]:
    old = [child.value for child in children]
    if target.split == Target.Split.SUM and sum(old, Decimal(0)) > 0:
        return apportion(value, old, counted.step)
    if target.split == Target.Split.EACH:
        is_lower = target.version.better == IndicatorVersion.Better.LOWER
        return [min(one, value) if is_lower else max(one, value) for one in old]
    if target.split == Target.Split.WEIGHTED:
        most = target.version.most
        moved = [max(Decimal(0), one + value - target.value) for one in old]
        return moved if most is None else [min(most, one) for one in moved]
    return old


def rescaled(
    target: Target, value: Decimal, on: date, counted: Measure
) -> dict[int, Decimal]:
    """The steps of a target's own plan that end after a day, by period number.

    They keep their share of the whole; those before stay as they were asked.
    """
    if not target.value:
        return {}
    return {
        step.period_id: counted.rounded(step.value * value / target.value)
        for step in target.plan.all()
        if from_id(step.period_id).ends_on >= on
    }
