"""Work a formula out for many units at once: one column for each of its parts.

A place of a column is None where the unit has no value. What comes out is, place by
place, what `evaluate` gives; why there is no value is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal, DecimalException, localcontext
from operator import add, eq, ge, gt, le, lt, mul, ne, neg, sub, truediv
from typing import TypeAlias

from thidua.indicators.formula.evaluate import DIGITS, LARGEST
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

Column: TypeAlias = Sequence[Decimal | None]
"""One value for each unit, in the order in which units are asked."""
ColumnReader: TypeAlias = Callable[[str, Window], Column]
"""The figures of an indicator (its code) over some months, of every unit."""

_OPERATIONS: dict[Operator, Callable[[Decimal, Decimal], Decimal]] = {
    Operator.PLUS: add,
    Operator.MINUS: sub,
    Operator.TIMES: mul,
    Operator.OVER: truediv,
}
_COMPARISONS: dict[Comparison, Callable[[Decimal, Decimal], bool]] = {
    Comparison.LESS: lt,
    Comparison.AT_MOST: le,
    Comparison.MORE: gt,
    Comparison.AT_LEAST: ge,
    Comparison.SAME: eq,
    Comparison.OTHER: ne,
}


def evaluate_columns(
    node: Node, window: Window, count: int, read: ColumnReader
) -> Column:
    """The values of a formula for so many units over some months; it never fails."""
    with localcontext(Context(prec=DIGITS)):
        found = _column(node, window, count, read)
    return [None if one is None or abs(one) >= LARGEST else one for one in found]


def _column(node: Node, window: Window, count: int, read: ColumnReader) -> Column:
    if isinstance(node, Number):
        return [node.value] * count
    if isinstance(node, Ref):
        return read(node.code, window)
    if isinstance(node, Negative):
        inner = _column(node.of, window, count, read)
        return [None if one is None else neg(one) for one in inner]
    if isinstance(node, Binary):
        left = _column(node.left, window, count, read)
        right = _column(node.right, window, count, read)
        if node.operator == Operator.OVER:
            right = [one or None for one in right]  # nought divides nothing
        return _both(_OPERATIONS[node.operator], left, right)
    if isinstance(node, Choice):
        return _chosen(node, window, count, read)
    return _called(node, window, count, read)


def _both(
    work: Callable[[Decimal, Decimal], Decimal], left: Column, right: Column
) -> Column:
    try:
        return [
            None if one is None or other is None else work(one, other)
            for one, other in zip(left, right, strict=True)
        ]
    except DecimalException:  # of some unit too large to write: of that one alone
        return [_one(work, one, other) for one, other in zip(left, right, strict=True)]


def _one(
    work: Callable[[Decimal, Decimal], Decimal],
    one: Decimal | None,
    other: Decimal | None,
) -> Decimal | None:
    if one is None or other is None:
        return None
    try:
        return work(one, other)
    except DecimalException:
        return None


def _chosen(node: Choice, window: Window, count: int, read: ColumnReader) -> Column:
    """Of each unit the branch that counts; whether the other has a value is no matter.

    Both are worked out: a column is worked out for all or for none.
    """
    holds = _holds(node.condition, window, count, read)
    then = _column(node.then, window, count, read)
    otherwise = _column(node.otherwise, window, count, read)
    return [
        None if held is None else one if held else other
        for held, one, other in zip(holds, then, otherwise, strict=True)
    ]


def _holds(
    asked: Condition, window: Window, count: int, read: ColumnReader
) -> list[bool | None]:
    compare = _COMPARISONS[asked.comparison]
    left = _column(asked.left, window, count, read)
    right = _column(asked.right, window, count, read)
    return [
        None if one is None or other is None else compare(one, other)
        for one, other in zip(left, right, strict=True)
    ]


def _called(node: Call, window: Window, count: int, read: ColumnReader) -> Column:
    inner = shifted(node, window)
    columns = [_column(one, inner, count, read) for one in node.arguments]
    if node.function == Function.MOST:
        return [_of_known(max, row) for row in zip(*columns, strict=True)]
    if node.function == Function.LEAST:
        return [_of_known(min, row) for row in zip(*columns, strict=True)]
    return columns[0]


def _of_known(
    pick: Callable[[list[Decimal]], Decimal], row: tuple[Decimal | None, ...]
) -> Decimal | None:
    known = [one for one in row if one is not None]
    return pick(known) if len(known) == len(row) else None
