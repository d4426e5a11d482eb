"""The language of formulas: what is written is read back, what is wrong is named."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.indicators.formula import (
    FormulaFault,
    Got,
    Window,
    check_measure,
    codes_of,
    evaluate,
    leaves,
    parse,
    write,
)
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
from thidua.indicators.formula.windows import month_of
from thidua.indicators.periods import PeriodKind, PeriodSpan

MEASURES = {"duong": "km", "cau": "km", "ho": "hộ", "ho-ngheo": "hộ", "dat": "km²"}
APRIL = Window.of(PeriodSpan(PeriodKind.MONTH, 2025, 4))

numbers = st.decimals(0, 10**9, places=2).map(lambda value: Number(Decimal(value)))
refs = st.sampled_from(sorted(MEASURES)).map(Ref)


def deeper(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """One storey more of a formula."""
    choice = st.builds(
        lambda c, a, b, t, o: Choice(Condition(c, a, b), t, o),
        st.sampled_from(Comparison),
        *(inner,) * 4,
    )
    shift = st.sampled_from(
        [Function.SINCE_NEW_YEAR, Function.PREVIOUS, Function.YEAR_BEFORE]
    )
    return st.one_of(
        st.builds(Binary, st.sampled_from(Operator), inner, inner),
        st.builds(Negative, inner),
        choice,
        st.builds(lambda f, one: Call(f, (one,)), shift, inner),
        st.builds(
            lambda one, n: Call(Function.LAST_MONTHS, (one,), n),
            inner,
            st.integers(1, 36),
        ),
        st.builds(
            lambda f, some: Call(f, tuple(some)),
            st.sampled_from([Function.MOST, Function.LEAST]),
            st.lists(inner, min_size=2, max_size=3),
        ),
    )


formulas: st.SearchStrategy[Node] = st.recursive(
    st.one_of(numbers, refs), deeper, max_leaves=12
)
PIECES = [
    "[duong]",
    "1.500",
    "0,5",
    "lũy kế(",
    "nếu(",
    ")",
    ";",
    "+",
    "−",
    "÷",
    " x ",
    "<",
]
scribbles = st.one_of(
    st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
)


@given(formulas)
def test_what_is_written_is_read_back_alike(formula: Node) -> None:
    assert parse(write(formula)) == formula


@given(scribbles)
def test_any_text_is_a_formula_or_a_named_refusal(text: str) -> None:
    fault = refusal_of(text)

    if fault is None:
        formula = parse(text)
        assert parse(write(formula)) == formula
    else:
        assert fault.reason
        assert fault.remedy
        assert 0 <= fault.start <= fault.end


def refusal_of(text: str, measure: str | None = None) -> FormulaFault | None:
    """The one named refusal of a text, if it is refused."""
    try:
        formula = parse(text)
        if measure is not None:
            check_measure(formula, MEASURES, measure, end=len(text))
    except FormulaFault as fault:
        return fault
    return None


@given(formulas)
def test_measures_are_right_or_refused_with_a_place(formula: Node) -> None:
    text = write(formula)
    fault = refusal_of(text, "km")

    assert fault is None or (fault.remedy and fault.end <= len(text))


values = st.dictionaries(
    st.sampled_from(sorted(MEASURES)), st.one_of(st.none(), st.integers(-50, 50))
)


@given(formulas, values)
def test_a_formula_is_worked_out_as_by_hand(
    formula: Node, figures: dict[str, int | None]
) -> None:
    """Windows aside, against fractions; a missing part and ÷ 0 give no value."""

    def read(code: str, _window: Window) -> Got:
        known = figures.get(code)
        return Got(None, "thiếu") if known is None else Got(Decimal(known))

    got = evaluate(formula, APRIL, read)
    expected = by_hand(formula, figures)
    if expected is None or abs(expected) >= 10**18:
        assert got.value is None
        assert got.reason
    else:
        assert got.value is not None
        assert abs(Fraction(got.value) - expected) <= (1 + abs(expected)) / 10**20


def by_hand(node: Node, figures: dict[str, int | None]) -> Fraction | None:
    """The same with fractions, written again from the definition."""
    if isinstance(node, Number):
        return Fraction(node.value)
    if isinstance(node, Ref):
        known = figures.get(node.code)
        return None if known is None else Fraction(known)
    if isinstance(node, Negative):
        of = by_hand(node.of, figures)
        return None if of is None else -of
    if isinstance(node, Choice):
        return choice_by_hand(node, figures)
    if isinstance(node, Binary):
        return binary_by_hand(node, figures)
    some = [by_hand(one, figures) for one in node.arguments]
    known_values = [one for one in some if one is not None]
    if len(known_values) < len(some):
        return None
    return min(known_values) if node.function == Function.LEAST else max(known_values)


def choice_by_hand(node: Choice, figures: dict[str, int | None]) -> Fraction | None:
    left = by_hand(node.condition.left, figures)
    right = by_hand(node.condition.right, figures)
    if left is None or right is None:
        return None
    holds = {
        "<": left < right,
        "≤": left <= right,
        ">": left > right,
        "≥": left >= right,
        "=": left == right,
        "≠": left != right,
    }[node.condition.comparison]
    return by_hand(node.then if holds else node.otherwise, figures)


def binary_by_hand(node: Binary, figures: dict[str, int | None]) -> Fraction | None:
    left, right = by_hand(node.left, figures), by_hand(node.right, figures)
    if left is None or right is None:
        return None
    if node.operator == Operator.OVER:
        return left / right if right else None
    return {"+": left + right, "−": left - right, "×": left * right}[node.operator]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("[duong] + [cau]", "km"),
        ("[ho-ngheo] ÷ [ho] × 100", "%"),
        ("100 − [ho-ngheo]/[ho]*100", "%"),
        ("[duong] / [ho]", "km/hộ"),
        ("[duong] x [cau]", "km²"),
        ("[dat] : [duong]", "km"),
        ("lớn nhất([duong]; [cau]; 0)", "km"),
        ("nếu([ho] > 0; [ho-ngheo] ÷ [ho]; 0)", "lần"),
        ("Luy_ke([duong]) − cùng kỳ năm trước(lũy kế([duong]))", "km"),
        ("1.500 + [ho]", "hộ"),
    ],
)
def test_measures_that_fit(text: str, measure: str) -> None:
    check_measure(parse(text), MEASURES, measure)


@pytest.mark.parametrize(
    ("text", "measure", "fault", "remedy"),
    [
        ("[duong] + [ho]", "km", "Cộng km với hộ không được.", "cùng đơn vị tính"),
        ("[ho-ngheo] ÷ [ho]", "%", "còn chỉ số ghi đơn vị tính là %", "× 100"),
        ("[ho-ngheo] ÷ [ho] × 100", "lần", "cho ra %", "Bỏ “× 100”"),
        ("1 − [ho] ÷ [ho] × 100", "km", "cho ra %", "Đổi đơn vị tính"),
        ("5 + 2", "km", "chưa dùng chỉ số nào", "ngoặc vuông"),
        ("nếu([ho] > [duong]; 1; 2)", "km", "So sánh hộ với km", "cùng đơn vị tính"),
    ],
)
def test_measures_that_do_not_fit(
    text: str, measure: str, fault: str, remedy: str
) -> None:
    with pytest.raises(FormulaFault) as said:
        check_measure(parse(text), MEASURES, measure)

    assert fault in said.value.reason
    assert remedy in said.value.remedy


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("[duong] +", 9, "còn thiếu một số"),
        ("2 × ([duong] + 1", 4, "chưa đóng"),
        ("[duong] [cau]", 8, "Thiếu phép tính"),
        ("[duong] + 1.5", 10, "không phải là số"),
        ("__import__('os')", 0, "Không đọc được"),
        ("tong tien([duong])", 0, "Không có hàm"),
        ("[duong] > 3", 8, "chỉ đứng trong nếu"),
        ("tổng([duong]; 0)", 14, "cần số tháng"),
        ("5 % × [ho]", 2, "dấu %"),
        ("[đường]", 0, "mã của một chỉ số"),
        ("(" * 40 + "1", 24, "lồng nhau quá sâu"),
        ("1" + "+1" * 150, 200, "quá nhiều phần"),
    ],
)
def test_a_refusal_points_at_the_place(text: str, at: int, reason: str) -> None:
    with pytest.raises(FormulaFault) as said:
        parse(text)

    assert reason in said.value.reason
    assert said.value.start == at


def test_functions_ask_for_their_own_months() -> None:
    formula = parse("lũy kế([a]) + kỳ trước([b]) + cùng kỳ([c]) + tổng([d]; 12)")

    asked = {code: (w.starts_on, w.ends_on) for code, w in leaves(formula, APRIL)}

    assert codes_of(formula) == ["a", "b", "c", "d"]
    assert {code: f"{a:%m/%y}–{b:%m/%y}" for code, (a, b) in asked.items()} == {
        "a": "01/25–04/25",
        "b": "03/25–03/25",
        "c": "04/24–04/24",
        "d": "05/24–04/25",
    }
    assert APRIL.span == PeriodSpan(PeriodKind.MONTH, 2025, 4)
    assert Window(month_of(APRIL.starts_on) - 3, APRIL.last).span is None
