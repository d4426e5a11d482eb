"""Do the measures of a formula fit? km and km add up; km and households do not.

A measure is a product of names with powers: `người/km²` is người · km⁻². A bare number
takes the measure of what it is added to or compared with. A share (households over
households) times 100 is a percent; a percent over 100 is a share again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.indicators.formula.faults import FormulaFault
from thidua.indicators.formula.tree import (
    Binary,
    Choice,
    Negative,
    Node,
    Number,
    Operator,
    Ref,
)

PERCENT = "%"
_WITHOUT = {"", "lần", "hệ số", "tỷ số"}
_SAME = {"điểm %": PERCENT, "điểm phần trăm": PERCENT, "phần trăm": PERCENT}
_POWERS = {"²": 2, "³": 3}
_OVER = re.compile(r"\s*/\s*|\s+trên\s+")
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Dimension:
    """Names with their powers, sorted; `is_bare` for plain numbers alone."""

    powers: tuple[tuple[str, int], ...] = ()
    is_bare: bool = False

    def times(self, other: Dimension, sign: int = 1) -> Dimension:
        """The product, or with sign −1 the quotient."""
        both = dict(self.powers)
        for name, power in other.powers:
            both[name] = both.get(name, 0) + sign * power
        left = tuple(sorted((n, p) for n, p in both.items() if p))
        return Dimension(left, self.is_bare and other.is_bare)

    @property
    def words(self) -> str:
        """`người/km²`; “số không có đơn vị” for a share."""
        if not self.powers:
            return _("số không có đơn vị")
        up = " · ".join(_power(n, p) for n, p in self.powers if p > 0)
        down = " · ".join(_power(n, -p) for n, p in self.powers if p < 0)
        return f"{up or '1'}/{down}" if down else up


def dimension_of(measure: str) -> Dimension:
    """What a written measure means."""
    up, *down = _OVER.split(" ".join(measure.casefold().split()))
    found = _one(up)
    for part in down:
        found = found.times(_one(part), -1)
    return found


def check_measure(
    node: Node, measures: Mapping[str, str], declared: str, *, end: int = 0
) -> Dimension:
    """The measure of a formula; `FormulaFault` where two do not fit, or the whole does
    not give what was `declared`.

    `measures` holds the measure of every indicator that is referred to.
    """
    found = _of(node, measures)
    if found.is_bare:
        raise FormulaFault(
            _("Công thức chưa dùng chỉ số nào."),
            _("Chọn ít nhất một chỉ số trong danh mục, ghi mã trong ngoặc vuông."),
            *node.place,
        )
    wanted = dimension_of(declared)
    if found.powers == wanted.powers:
        return found
    said = {"found": found.words, "wanted": declared or _("số không có đơn vị")}
    if not found.powers and wanted.powers == ((PERCENT, 1),):
        remedy = _("Thêm “× 100” vào cuối công thức để ra phần trăm.")
    elif found.powers == ((PERCENT, 1),) and not wanted.powers:
        remedy = _("Bỏ “× 100”, hoặc đổi đơn vị tính của chỉ số thành %.")
    else:
        remedy = (
            _("Đổi đơn vị tính của chỉ số thành %(found)s, hoặc sửa công thức.") % said
        )
    raise FormulaFault(
        _("Công thức cho ra %(found)s, còn chỉ số ghi đơn vị tính là %(wanted)s.")
        % said,
        remedy,
        0,
        end or node.place[1],
    )


def _of(node: Node, measures: Mapping[str, str]) -> Dimension:
    if isinstance(node, Number):
        return Dimension(is_bare=True)
    if isinstance(node, Ref):
        return dimension_of(measures[node.code])
    if isinstance(node, Negative):
        return _of(node.of, measures)
    if isinstance(node, Binary):
        return _binary(node, measures)
    if isinstance(node, Choice):
        asked = node.condition
        sides = _of(asked.left, measures), _of(asked.right, measures)
        _alike(*sides, asked.place, _("So sánh"))
        branches = _of(node.then, measures), _of(node.otherwise, measures)
        return _alike(*branches, node.place, _("Chọn giữa"))
    found = _of(node.arguments[0], measures)
    for other in node.arguments[1:]:
        found = _alike(found, _of(other, measures), node.place, _("So sánh"))
    return found


def _binary(node: Binary, measures: Mapping[str, str]) -> Dimension:
    left, right = _of(node.left, measures), _of(node.right, measures)
    if node.operator in (Operator.PLUS, Operator.MINUS):
        verb = _("Cộng") if node.operator == Operator.PLUS else _("Trừ")
        return _alike(left, right, node.place, verb)
    if node.operator == Operator.TIMES:
        for share, by in ((left, node.right), (right, node.left)):
            if _is_hundred(by) and not share.powers and not share.is_bare:
                return Dimension(((PERCENT, 1),))
        return left.times(right)
    if _is_hundred(node.right) and dict(left.powers).get(PERCENT):
        return left.times(Dimension(((PERCENT, 1),)), -1)
    return left.times(right, -1)


def _alike(
    left: Dimension, right: Dimension, place: tuple[int, int], verb: str
) -> Dimension:
    if left.is_bare or right.is_bare:
        return right if left.is_bare else left
    if left.powers == right.powers:
        return left
    said = {"verb": verb, "left": left.words, "right": right.words}
    shares = {left.powers, right.powers} == {(), ((PERCENT, 1),)}
    remedy = (
        _("Nhân phần không có đơn vị với 100 trước.")
        if shares
        else _("Chỉ gộp những chỉ số cùng đơn vị tính; khác đơn vị thì chia cho nhau.")
    )
    raise FormulaFault(
        _("%(verb)s %(left)s với %(right)s không được.") % said, remedy, *place
    )


def _is_hundred(node: Node) -> bool:
    return isinstance(node, Number) and node.value == HUNDRED


def _one(name: str) -> Dimension:
    name = _SAME.get(name.strip(), name.strip())
    if name in _WITHOUT or name == "1":
        return Dimension()
    power = _POWERS.get(name[-1], 1)
    return Dimension(((name[:-1] if power > 1 else name, power),))


def _power(name: str, power: int) -> str:
    if power == 1:
        return name
    return name + {2: "²", 3: "³"}.get(power, f"^{power}")
