"""What a formula is made of. `place` is where it stood in the text, for refusals."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
NOWHERE: Place = (0, 0)


class Operator(StrEnum):
    """What stands between two figures."""

    PLUS = "+"
    MINUS = "−"
    TIMES = "×"
    OVER = "÷"


class Comparison(StrEnum):
    """What a condition asks."""

    LESS = "<"
    AT_MOST = "≤"
    MORE = ">"
    AT_LEAST = "≥"
    SAME = "="
    OTHER = "≠"


class Function(StrEnum):
    """What may stand before parentheses; the value is how it is written."""

    SINCE_NEW_YEAR = "lũy kế"
    PREVIOUS = "kỳ trước"
    YEAR_BEFORE = "cùng kỳ"
    LAST_MONTHS = "tổng"
    MOST = "lớn nhất"
    LEAST = "nhỏ nhất"
    IF = "nếu"


@dataclass(frozen=True, slots=True)
class Number:
    """A bare number; it takes the measure of what it is added to."""

    value: Decimal
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """The figure of another indicator, by its code."""

    code: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """The same figure with the other sign."""

    of: Node
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two figures and what is done with them."""

    operator: Operator
    left: Node
    right: Node
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """A question about two figures; only in `nếu(…)`."""

    comparison: Comparison
    left: Node
    right: Node
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of figures; `months` only for `tổng([x]; 12)`."""

    function: Function
    arguments: tuple[Node, ...]
    months: int = 0
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """`nếu(condition; one; other)`: only the branch that counts is worked out."""

    condition: Condition
    then: Node
    otherwise: Node
    place: Place = field(default=NOWHERE, compare=False)


Node: TypeAlias = Number | Ref | Negative | Binary | Call | Choice
