"""Work a formula out. The answer is a value, or in words why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, localcontext
from typing import TypeAlias

from django.utils.translation import gettext as _

from thidua.indicators.formula.shape import shifted
from thidua.indicators.formula.tree import (
    Binary,
    Call,
    Choice,
    Comparison,
    Condition,
    Function,
    Negative,
    Node,
    Number,
    Operator,
    Ref,
)
from thidua.indicators.formula.windows import Window
from thidua.indicators.formula.words import write

DIGITS = 40
"""Digits that are kept while working; figures have at most 18 before the decimals."""
LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class Got:
    """A value, or the reason why there is none."""

    value: Decimal | None
    reason: str = ""


Reader: TypeAlias = Callable[[str, Window], Got]
"""The figure of an indicator (its code) over some months."""


def evaluate(node: Node, window: Window, read: Reader) -> Got:
    """The value of a formula over some months; it never fails.

    A part that is missing, and a division by nought, give no value and a reason.
    """
    with localcontext(Context(prec=DIGITS)):
        try:
            value = _value(node, window, read)
        except _NoValueError as none:
            return Got(None, none.reason)
        except DecimalException:
            return Got(None, _("Kết quả quá lớn để ghi."))
    if abs(value) >= LARGEST:
        return Got(None, _("Kết quả quá lớn để ghi."))
    return Got(value)


class _NoValueError(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _value(node: Node, window: Window, read: Reader) -> Decimal:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Ref):
        got = read(node.code, window)
        if got.value is None:
            raise _NoValueError(got.reason)
        return got.value
    if isinstance(node, Negative):
        return -_value(node.of, window, read)
    if isinstance(node, Binary):
        return _binary(node, window, read)
    if isinstance(node, Choice):
        branch = node.then if _holds(node.condition, window, read) else node.otherwise
        return _value(branch, window, read)
    return _call(node, window, read)


def _binary(node: Binary, window: Window, read: Reader) -> Decimal:
    left = _value(node.left, window, read)
    right = _value(node.right, window, read)
    if node.operator == Operator.PLUS:
        return left + right
    if node.operator == Operator.MINUS:
        return left - right
    if node.operator == Operator.TIMES:
        return left * right
    if not right:
        said = {"part": write(node.right)}
        raise _NoValueError(_("Không chia được: %(part)s bằng 0.") % said)
    return left / right


def _call(node: Call, window: Window, read: Reader) -> Decimal:
    inner = shifted(node, window)
    values = [_value(one, inner, read) for one in node.arguments]
    if node.function == Function.MOST:
        return max(values)
    if node.function == Function.LEAST:
        return min(values)
    return values[0]


def _holds(asked: Condition, window: Window, read: Reader) -> bool:
    left = _value(asked.left, window, read)
    right = _value(asked.right, window, read)
    return {
        Comparison.LESS: left < right,
        Comparison.AT_MOST: left <= right,
        Comparison.MORE: left > right,
        Comparison.AT_LEAST: left >= right,
        Comparison.SAME: left == right,
        Comparison.OTHER: left != right,
    }[asked.comparison]
