"""What a formula refers to, over which months, and whether its months add up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from thidua.indicators.formula.tree import (
    Binary,
    Call,
    Choice,
    Function,
    Negative,
    Node,
    Number,
    Operator,
    Place,
    Ref,
)
from thidua.indicators.formula.windows import Window


def below(node: Node) -> tuple[Node, ...]:
    """What a node is made of, in the order of the text."""
    if isinstance(node, Negative):
        return (node.of,)
    if isinstance(node, Binary):
        return (node.left, node.right)
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Choice):
        asked = node.condition
        return (asked.left, asked.right, node.then, node.otherwise)
    return ()


def codes_of(node: Node) -> list[str]:
    """The indicators that a formula refers to, each once, in the order of the text."""
    return list(dict.fromkeys(ref.code for ref in _refs(node)))


def _refs(node: Node) -> Iterator[Ref]:
    if isinstance(node, Ref):
        yield node
    for part in below(node):
        yield from _refs(part)


def places_of(node: Node) -> list[tuple[str, Place]]:
    """Every indicator with its place in the text."""
    return [(ref.code, ref.place) for ref in _refs(node)]


def shifted(call: Call, window: Window) -> Window:
    """The months that a function asks for, when the whole is asked for a window."""
    if call.function == Function.SINCE_NEW_YEAR:
        return window.since_new_year()
    if call.function == Function.PREVIOUS:
        return window.back(window.months)
    if call.function == Function.YEAR_BEFORE:
        return window.back(12)
    if call.function == Function.LAST_MONTHS:
        return window.last_months(call.months)
    return window


def leaves(node: Node, window: Window) -> Iterator[tuple[str, Window]]:
    """Every indicator with the months it is asked for, in the order of the text."""
    if isinstance(node, Ref):
        yield node.code, window
    inner = shifted(node, window) if isinstance(node, Call) else window
    for part in below(node):
        yield from leaves(part, inner)


def is_additive(node: Node, flows: Callable[[str], bool]) -> bool:
    """Is the whole year's value the sum of the months'? Only for sums of what flows.

    `flows` says of a code whether that indicator's months add up.
    """
    if isinstance(node, Ref):
        return flows(node.code)
    if isinstance(node, Negative):
        return is_additive(node.of, flows)
    if not isinstance(node, Binary):
        return False
    if node.operator in (Operator.PLUS, Operator.MINUS):
        return is_additive(node.left, flows) and is_additive(node.right, flows)
    if node.operator == Operator.TIMES and isinstance(node.left, Number):
        return is_additive(node.right, flows)
    return isinstance(node.right, Number) and is_additive(node.left, flows)
