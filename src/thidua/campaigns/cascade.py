"""How a figure given to one unit becomes figures for the units below it.

Arithmetic only: no unit, no database. A rule says what the parts must add up to, the
balance says in words how far they are from it, and the distributions fill the parts so
that a sum comes out to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.measure import Measure


class Rule(StrEnum):
    """What the parts must do together; the values are those of `Target.Split`."""

    SUM = "sum"
    WEIGHTED = "weighted"
    EACH = "each"
    COUNT = "count"
    NONE = "none"


class Standing(StrEnum):
    """How the parts stand to the whole."""

    EVEN = "even"
    SHORT = "short"
    OVER = "over"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's share: its figure, its weight, and whether the unit said yes."""

    value: Decimal | None
    weight: Decimal | None = None
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to the unit above, and how it is to be split.

    `level` is the figure that makes a unit count, for the rule COUNT, where `value` is
    a number of units.
    """

    value: Decimal
    rule: Rule
    measure: Measure
    level: Decimal | None = None
    is_lower_better: bool = False

    def is_met_by(self, value: Decimal) -> bool:
        """Does one unit's figure reach the mark of EACH or of COUNT?"""
        mark = self.level if self.rule == Rule.COUNT else self.value
        if mark is None:
            return False
        return value <= mark if self.is_lower_better else value >= mark


@dataclass(frozen=True, slots=True)
class Balance:
    """What the parts come to, against what was given.

    `total`, `accepted` and `pending` follow the rule: a sum, a weighted mean, or a
    number of units (EACH and COUNT). `difference` is the total less what is needed.
    `blank` units have no figure (or, for a weighted mean, no weight) yet.
    """

    standing: Standing
    sentence: str
    total: Decimal | None = None
    difference: Decimal | None = None
    accepted: Decimal | None = None
    pending: Decimal | None = None
    accepted_count: int = 0
    pending_count: int = 0
    blank: int = 0

    @property
    def is_even(self) -> bool:
        return self.standing == Standing.EVEN


def balance(given: Given, parts: Sequence[Part]) -> Balance:
    """Weigh the parts against the whole, and say it."""
    if given.rule == Rule.NONE:
        return Balance(
            Standing.EVEN, _("Chỉ tiêu này do một nơi làm, không giao xuống dưới.")
        )
    filled = [part for part in parts if _counts(given, part)]
    blank = len(parts) - len(filled)
    if not filled:
        unweighted = sum(part.value is not None for part in parts)
        words = _nothing_yet(given, len(parts), unweighted)
        return Balance(Standing.EMPTY, words, blank=blank)
    needed = Decimal(len(parts)) if given.rule == Rule.EACH else given.value
    total = _total(given, filled)
    difference = given.measure.rounded(total) - given.measure.rounded(needed)
    standing = _standing(given, difference, blank)
    accepted = [part for part in filled if part.is_accepted]
    pending = [part for part in filled if not part.is_accepted]
    return Balance(
        standing=standing,
        sentence=_sentence(given, total, difference, len(parts), blank),
        total=total,
        difference=difference,
        accepted=_total(given, accepted),
        pending=_total(given, pending),
        accepted_count=len(accepted),
        pending_count=len(pending),
        blank=blank,
    )


def _counts(given: Given, part: Part) -> bool:
    if part.value is None:
        return False
    return given.rule != Rule.WEIGHTED or bool(part.weight)


def _total(given: Given, parts: Sequence[Part]) -> Decimal:
    """The parts together, by the rule; nothing comes to nought."""
    values = [part.value for part in parts if part.value is not None]
    if given.rule == Rule.SUM:
        return sum(values, Decimal(0))
    if given.rule == Rule.WEIGHTED:
        weights = [part.weight or Decimal(0) for part in parts]
        whole = sum(weights, Decimal(0))
        products = (v * w for v, w in zip(values, weights, strict=True))
        return sum(products, Decimal(0)) / whole if whole else Decimal(0)
    return Decimal(sum(given.is_met_by(value) for value in values))


def _standing(given: Given, difference: Decimal, blank: int) -> Standing:
    """A sum must be exact; a mean, a minimum and a count may be better than asked."""
    good = -difference if _is_mean_from_above(given) else difference
    if good < 0:
        return Standing.SHORT
    if given.rule == Rule.SUM and difference > 0:
        return Standing.OVER
    return Standing.SHORT if blank and given.rule == Rule.EACH else Standing.EVEN


def _is_mean_from_above(given: Given) -> bool:
    return given.rule == Rule.WEIGHTED and given.is_lower_better


def _nothing_yet(given: Given, count: int, unweighted: int) -> str:
    """Nothing was given, or nothing that a mean can be made of."""
    if unweighted:
        words = ngettext(
            "%(count)s đơn vị đã được giao mà chưa có mẫu số, nên chưa tính được bình"
            " quân; cần %(given)s.",
            "%(count)s đơn vị đã được giao mà chưa có mẫu số, nên chưa tính được bình"
            " quân; cần %(given)s.",
            unweighted,
        )
        return words % {"count": unweighted, "given": _needed(given)}
    return ngettext(
        "Chưa giao cho đơn vị nào trong %(count)s đơn vị; cần giao %(given)s.",
        "Chưa giao cho đơn vị nào trong %(count)s đơn vị; cần giao %(given)s.",
        count,
    ) % {"count": count, "given": _needed(given)}


def _needed(given: Given) -> str:
    if given.rule == Rule.COUNT:
        return _("%(count)s đơn vị đạt mức %(level)s") % {
            "count": Measure("", 0).number(given.value),
            "level": given.measure.say(given.level or Decimal(0)),
        }
    return given.measure.say(given.value)


def _sentence(
    given: Given, total: Decimal, difference: Decimal, count: int, blank: int
) -> str:
    say = {
        Rule.SUM: _say_sum,
        Rule.WEIGHTED: _say_mean,
        Rule.EACH: _say_each,
        Rule.COUNT: _say_count,
    }[given.rule]
    words = say(given, total, difference, count)
    if blank and given.rule == Rule.WEIGHTED:
        return f"{words} " + _(
            "%(blank)s đơn vị chưa có số hoặc chưa có mẫu số nên chưa tính."
        ) % {"blank": blank}
    if blank:
        return f"{words} " + _("%(blank)s đơn vị chưa có số.") % {"blank": blank}
    return words


def _say_sum(given: Given, total: Decimal, difference: Decimal, _count: int) -> str:
    values = {
        "total": given.measure.number(total),
        "given": given.measure.say(given.value),
        "gap": given.measure.say(abs(difference)),
    }
    if difference == 0:
        return _("Đã giao đủ %(given)s.") % values
    if difference < 0:
        return _("Đã giao %(total)s trên %(given)s, còn %(gap)s chưa có nơi nhận.") % (
            values
        )
    return _("Đã giao %(total)s trên %(given)s, giao vượt %(gap)s.") % values


def _say_mean(given: Given, total: Decimal, difference: Decimal, _count: int) -> str:
    values = {
        "total": given.measure.say(total),
        "given": given.measure.say(given.value),
        "gap": given.measure.gap(abs(difference)),
    }
    if difference == 0:
        return _("Bình quân các đơn vị vừa bằng %(given)s được giao.") % values
    if difference < 0:
        return (
            _("Bình quân các đơn vị là %(total)s, thấp hơn số được giao %(gap)s.")
            % values
        )
    return (
        _("Bình quân các đơn vị là %(total)s, cao hơn số được giao %(gap)s.") % values
    )


def _say_each(given: Given, total: Decimal, difference: Decimal, count: int) -> str:
    values = {
        "count": count,
        "short": int(-difference),
        "given": given.measure.say(given.value),
    }
    if difference == 0 and given.is_lower_better:
        return _("Cả %(count)s đơn vị đều nhận nhiều nhất %(given)s.") % values
    if difference == 0:
        return _("Cả %(count)s đơn vị đều nhận ít nhất %(given)s.") % values
    values["met"] = int(total)
    return (
        _(
            "%(met)s trên %(count)s đơn vị nhận mức %(given)s,"
            " còn %(short)s đơn vị chưa."
        )
        % values
    )


def _say_count(given: Given, total: Decimal, difference: Decimal, _count: int) -> str:
    values = {
        "met": int(total),
        "needed": int(given.value),
        "level": given.measure.say(given.level or Decimal(0)),
        "short": int(-difference),
    }
    if difference < 0:
        return (
            _(
                "Đã giao %(met)s trên %(needed)s đơn vị đạt mức %(level)s,"
                " còn thiếu %(short)s đơn vị."
            )
            % values
        )
    return _("Đã giao %(met)s đơn vị đạt mức %(level)s, đủ %(needed)s đơn vị.") % values


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the grid to fill: its weight, and a figure that must stay."""

    weight: Decimal | None = None
    locked: Decimal | None = None


def fill_equally(given: Given, rows: Sequence[Row]) -> list[Decimal | None]:
    """Every free row the same; what a sum leaves over goes to the first rows."""
    return _fill(given, rows, [Decimal(1)] * len(rows))


def fill_by_weight(given: Given, rows: Sequence[Row]) -> list[Decimal | None]:
    """Free rows in proportion to their weight; a row without one stays empty."""
    return _fill(given, rows, [row.weight or Decimal(0) for row in rows])


def _fill(
    given: Given, rows: Sequence[Row], weights: Sequence[Decimal]
) -> list[Decimal | None]:
    """Locked rows keep their figures, whatever the rule.

    Only a sum is divided; a mean, a minimum and a level are the same figure for all.
    Raises `ValueError` when the locked rows already take more than the sum.
    """
    free = [
        place
        for place, row in enumerate(rows)
        if row.locked is None and weights[place] > 0
    ]
    filled = [row.locked for row in rows]
    if not free:
        return filled
    if given.rule == Rule.SUM:
        kept = sum((row.locked for row in rows if row.locked is not None), Decimal(0))
        shares = apportion(
            given.value - kept, [weights[place] for place in free], given.measure.step
        )
    else:
        shares = [_same_for_all(given, rows, free)] * len(free)
    for place, share in zip(free, shares, strict=True):
        filled[place] = share
    return filled


def _same_for_all(given: Given, rows: Sequence[Row], free: Sequence[int]) -> Decimal:
    """The figure that, given to every free row, keeps the rule beside locked ones."""
    if given.rule == Rule.COUNT:
        return given.level if given.level is not None else given.value
    if given.rule != Rule.WEIGHTED:
        return given.value
    locked = [
        (row.locked, row.weight or Decimal(0)) for row in rows if row.locked is not None
    ]
    free_weight = sum((rows[place].weight or Decimal(0) for place in free), Decimal(0))
    if not locked or not free_weight:
        return given.value
    whole = given.value * (free_weight + sum((w for _v, w in locked), Decimal(0)))
    kept = sum((value * weight for value, weight in locked), Decimal(0))
    return given.measure.rounded((whole - kept) / free_weight)


def apportion(
    amount: Decimal, weights: Sequence[Decimal], step: Decimal
) -> list[Decimal]:
    """Divide an amount by weights in whole steps, so that it sums exactly.

    Largest remainder: everyone gets their share rounded down, and the steps left over
    go one each to the largest remainders, earlier rows first. No share is further than
    one step from the exact one. An amount finer than a step keeps its crumb in the last
    such row. `ValueError` for a negative amount or weight, or for no weight at all.
    """
    whole = sum(weights, Decimal(0))
    if amount < 0 or whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError((amount, list(weights)))
    exact = [amount * weight / whole for weight in weights]
    shares = [(value / step).to_integral_value(ROUND_FLOOR) * step for value in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    order = [place for place in order if weights[place] > 0]
    left = amount - sum(shares, Decimal(0))
    steps = int(left / step)
    for turn in range(steps):
        shares[order[turn % len(order)]] += step
    shares[order[steps % len(order)]] += left - steps * step
    return shares
