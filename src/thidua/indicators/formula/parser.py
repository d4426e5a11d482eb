"""Read a formula. Whatever the text, the answer is a tree or a `FormulaFault`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indicators.formula.faults import FormulaFault
from thidua.indicators.formula.tokens import Kind, Token, tokens
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

LONGEST = 1000
"""Characters of a formula."""
MOST_PARTS = 200
"""Numbers, indicators, signs and words of a formula."""
DEEPEST = 24
"""Parentheses inside parentheses."""
LONGEST_WINDOW = 36
"""Months of `tổng(…)`."""

_SUMS = (Operator.PLUS, Operator.MINUS)
_PRODUCTS = (Operator.TIMES, Operator.OVER)


def parse(text: str) -> Node:
    """The tree of a formula; raises `FormulaFault` and nothing else."""
    if len(text) > LONGEST:
        raise FormulaFault(
            _("Công thức dài quá %(n)s chữ.") % {"n": LONGEST},
            _("Tách thành hai chỉ số: một tính phần trong, một tính phần ngoài."),
            LONGEST,
            len(text),
        )
    text = unicodedata.normalize("NFC", text)
    row = tokens(text)
    if len(row) > MOST_PARTS:
        raise FormulaFault(
            _("Công thức có quá nhiều phần."),
            _("Tách thành hai chỉ số: một tính phần trong, một tính phần ngoài."),
            *row[MOST_PARTS].place,
        )
    reading = _Reading(row, len(text))
    node = reading.sum()
    reading.expect_the_end()
    return node


class _Reading:
    """Where one stands in the row of tokens."""

    def __init__(self, row: Sequence[Token], length: int) -> None:
        self.row = [*row, Token(Kind.END, "", (length, length))]
        self.at = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.row[self.at]

    def take(self) -> Token:
        token = self.now
        self.at += 1
        return token

    def is_mark(self, mark: str) -> bool:
        return self.now.kind == Kind.MARK and self.now.text == mark

    def sum(self) -> Node:
        """Products with + and − between them, from the left."""
        self._deeper()
        node = self.product()
        while self.now.kind == Kind.OPERATOR and self.now.text in _SUMS:
            operator = Operator(self.take().text)
            right = self.product()
            node = Binary(operator, node, right, _around(node, right))
        self.depth -= 1
        return node

    def product(self) -> Node:
        """Single figures with × and ÷ between them, from the left."""
        node = self.single()
        while self.now.kind == Kind.OPERATOR and self.now.text in _PRODUCTS:
            operator = Operator(self.take().text)
            right = self.single()
            node = Binary(operator, node, right, _around(node, right))
        return node

    def single(self) -> Node:
        """A number, an indicator, a function, something in parentheses."""
        token = self.take()
        if token.kind == Kind.NUMBER:
            return Number(Decimal(token.text), token.place)
        if token.kind == Kind.REF:
            return Ref(token.text, token.place)
        if token.kind == Kind.WORD:
            return self._function(token)
        if token.kind == Kind.OPERATOR and token.text == Operator.MINUS:
            self._deeper()
            of = self.single()
            self.depth -= 1
            return Negative(of, (token.place[0], of.place[1]))
        if token.kind == Kind.MARK and token.text == "(":
            node = self.sum()
            self._close(token)
            return node
        self.at -= 1
        raise self._missing_figure()

    def expect_the_end(self) -> None:
        if self.now.kind == Kind.END:
            return
        if self.is_mark(")"):
            reason = _("Thừa một dấu đóng ngoặc.")
            remedy = _("Bỏ dấu này, hoặc thêm dấu mở ngoặc ở trước.")
        elif self.now.kind == Kind.COMPARISON:
            reason = _("So sánh chỉ đứng trong nếu(…).")
            remedy = _("Ví dụ: nếu([a] > 0; [b]; 0).")
        else:
            reason = _("Thiếu phép tính trước chỗ này.")
            remedy = _("Ghi +, −, × hoặc ÷ giữa hai số.")
        raise FormulaFault(reason, remedy, *self.now.place)

    def _function(self, token: Token) -> Node:
        opening = self.now
        if not self.is_mark("("):
            raise FormulaFault(
                _("Sau “%(name)s” phải có ngoặc.") % {"name": token.text},
                _("Ví dụ: lũy kế([mã-chỉ-số])."),
                *token.place,
            )
        self.take()
        function = Function(token.text)
        if function == Function.IF:
            return self._choice(token, opening)
        arguments = [self.sum()]
        months = 0
        while self.is_mark(";"):
            self.take()
            arguments.append(self.sum())
        place = (token.place[0], self._close(opening).place[1])
        if function == Function.LAST_MONTHS:
            months = _months(arguments, place)
            arguments = arguments[:1]
        _refuse_wrong_count(function, len(arguments), place)
        return Call(function, tuple(arguments), months, place)

    def _choice(self, token: Token, opening: Token) -> Node:
        left = self.sum()
        if self.now.kind != Kind.COMPARISON:
            raise FormulaFault(
                _("nếu(…) thiếu so sánh."),
                _("Ghi điều kiện trước, ví dụ nếu([a] > 0; [b]; 0)."),
                *self.now.place,
            )
        comparison = Comparison(self.take().text)
        right = self.sum()
        condition = Condition(comparison, left, right, _around(left, right))
        self._separator()
        then = self.sum()
        self._separator()
        otherwise = self.sum()
        end = self._close(opening).place[1]
        return Choice(condition, then, otherwise, (token.place[0], end))

    def _separator(self) -> None:
        if not self.is_mark(";"):
            raise FormulaFault(
                _("nếu(…) cần ba phần, ngăn bằng dấu chấm phẩy."),
                _("Ví dụ: nếu([a] > 0; [b]; 0)."),
                *self.now.place,
            )
        self.take()

    def _close(self, opening: Token) -> Token:
        if not self.is_mark(")"):
            if self.now.kind == Kind.END:
                reason = _("Ngoặc mở ở đây chưa đóng.")
                raise FormulaFault(reason, _("Thêm dấu “)”."), *opening.place)
            raise FormulaFault(
                _("Trong ngoặc thiếu phép tính trước chỗ này."),
                _("Ghi +, −, ×, ÷, hoặc đóng ngoặc."),
                *self.now.place,
            )
        return self.take()

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaFault(
                _("Ngoặc lồng nhau quá sâu."),
                _("Tách phần trong thành một chỉ số riêng."),
                *self.now.place,
            )

    def _missing_figure(self) -> FormulaFault:
        if self.now.kind == Kind.END:
            reason = _("Công thức dừng ở chỗ còn thiếu một số.")
        else:
            reason = _("Chỗ này cần một số hoặc một chỉ số.")
        remedy = _(
            "Ghi số (ví dụ 100) hoặc mã chỉ số trong ngoặc vuông, ví dụ [so-ho]."
        )
        return FormulaFault(reason, remedy, *self.now.place)


def _around(left: Node, right: Node) -> tuple[int, int]:
    return (left.place[0], right.place[1])


def _months(arguments: Sequence[Node], place: tuple[int, int]) -> int:
    if len(arguments) == 2 and isinstance(arguments[1], Number):
        value = arguments[1].value
        if value == value.to_integral_value() and 1 <= value <= LONGEST_WINDOW:
            return int(value)
        place = arguments[1].place
    raise FormulaFault(
        _("tổng(…) cần số tháng, từ 1 đến %(n)s.") % {"n": LONGEST_WINDOW},
        _("Ví dụ: tổng([mã-chỉ-số]; 12)."),
        *place,
    )


def _refuse_wrong_count(function: Function, count: int, place: tuple[int, int]) -> None:
    if function in (Function.MOST, Function.LEAST):
        if count >= 2:
            return
        reason = _("%(name)s(…) so ít nhất hai số.") % {"name": function}
        raise FormulaFault(
            reason, _("Ngăn các số bằng dấu chấm phẩy: lớn nhất([a]; [b])."), *place
        )
    if count != 1:
        reason = _("%(name)s(…) chỉ nhận một số.") % {"name": function}
        raise FormulaFault(
            reason, _("Ghép các phần bằng phép tính trong ngoặc."), *place
        )
