"""The last row of the cascade grid: what all columns come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.campaigns import cascade
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Target
from thidua.campaigns.queries.grid_held import Held
from thidua.kernel.numbers import show_number

VALUE, GAP = "total-value", "total-gap"
"""The elements that a saved cell renews."""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The sums of the columns, as far as they add up; the gap to the whole in words."""

    before: str
    weight: str
    value: str
    gap: str
    tone: str


def total_row(
    rows: Sequence[Held], found: cascade.Balance, counted: Measure, target: Target
) -> TotalRow:
    """What was given in all, beside the year before and the weights."""
    places = [row for row in rows if not row.is_other]
    adds = target.split == Target.Split.SUM
    before = _sum(row.before for row in places) if adds else None
    weight = _sum(row.weight for row in places)
    return TotalRow(
        before=counted.number(before) if before is not None else "",
        weight=show_number(weight) if weight is not None else "",
        value=total_words(found, counted, target),
        gap=gap_words(found, counted, target),
        tone="done" if found.is_even else "slow",
    )


def total_words(found: cascade.Balance, counted: Measure, target: Target) -> str:
    """All that was given: a sum, a mean, or how many units hold."""
    return "" if found.total is None else _shown(counted, target).say(found.total)


def gap_words(found: cascade.Balance, counted: Measure, target: Target) -> str:
    """`còn thiếu 24 km`, `vượt 3 km`, `vừa đủ`."""
    if found.total is None or found.difference is None:
        return ""
    gap = _shown(counted, target).say(abs(found.difference))
    if found.standing == cascade.Standing.SHORT:
        return _("còn thiếu %(gap)s") % {"gap": gap}
    if found.standing == cascade.Standing.OVER:
        return _("vượt %(gap)s") % {"gap": gap}
    return _("vừa đủ")


def _shown(counted: Measure, target: Target) -> Measure:
    adds = target.split in {Target.Split.SUM, Target.Split.WEIGHTED}
    return counted if adds else Measure(_("đơn vị"))


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
