"""A formula in its one spelling: what is kept, and what `parse` reads back alike."""

from __future__ import annotations

from collections.abc import Callable

from thidua.indicators.formula.tree import (
    Binary,
    Call,
    Choice,
    Function,
    Negative,
    Node,
    Number,
    Operator,
    Ref,
)
from thidua.kernel.numbers import show_number

_STRENGTH = {Operator.PLUS: 1, Operator.MINUS: 1, Operator.TIMES: 2, Operator.OVER: 2}


def _in_brackets(code: str) -> str:
    return f"[{code}]"


def write(node: Node, name: Callable[[str], str] = _in_brackets) -> str:
    """The text of a tree; `name` may write an indicator otherwise, by its code."""
    if isinstance(node, Number):
        return show_number(node.value)
    if isinstance(node, Ref):
        return name(node.code)
    if isinstance(node, Negative):
        inside = write(node.of, name)
        return f"−({inside})" if isinstance(node.of, Binary) else f"−{inside}"
    if isinstance(node, Binary):
        left = _operand(node.left, node.operator, name, is_right=False)
        right = _operand(node.right, node.operator, name, is_right=True)
        return f"{left} {node.operator} {right}"
    if isinstance(node, Choice):
        asked = node.condition
        left, right = write(asked.left, name), write(asked.right, name)
        condition = f"{left} {asked.comparison} {right}"
        then, otherwise = write(node.then, name), write(node.otherwise, name)
        return f"{Function.IF}({condition}; {then}; {otherwise})"
    return _call(node, name)


def _call(node: Call, name: Callable[[str], str]) -> str:
    inside = [write(one, name) for one in node.arguments]
    if node.months:
        inside.append(str(node.months))
    return f"{node.function}({'; '.join(inside)})"


def _operand(
    node: Node, operator: Operator, name: Callable[[str], str], *, is_right: bool
) -> str:
    text = write(node, name)
    if not isinstance(node, Binary):
        return text
    inner, outer = _STRENGTH[node.operator], _STRENGTH[operator]
    return f"({text})" if inner < outer or (is_right and inner == outer) else text
