"""Cut the text of a formula into its smallest parts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from thidua.indicators.formula.faults import FormulaFault
from thidua.indicators.formula.tree import Comparison, Function, Operator, Place


class Kind(StrEnum):
    """What a part is."""

    NUMBER = "number"
    REF = "ref"
    WORD = "word"
    OPERATOR = "operator"
    COMPARISON = "comparison"
    MARK = "mark"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One part, in its one spelling, and where it stood."""

    kind: Kind
    text: str
    place: Place


_OPERATORS = {
    "+": Operator.PLUS,
    "-": Operator.MINUS,
    "−": Operator.MINUS,
    "–": Operator.MINUS,
    "*": Operator.TIMES,
    "×": Operator.TIMES,
    "·": Operator.TIMES,
    "/": Operator.OVER,
    "÷": Operator.OVER,
    ":": Operator.OVER,
}
_COMPARISONS = {
    "<=": Comparison.AT_MOST,
    "≤": Comparison.AT_MOST,
    ">=": Comparison.AT_LEAST,
    "≥": Comparison.AT_LEAST,
    "<>": Comparison.OTHER,
    "≠": Comparison.OTHER,
    "<": Comparison.LESS,
    ">": Comparison.MORE,
    "=": Comparison.SAME,
}
_PART = re.compile(
    r"(?P<space>\s+)|(?P<number>[0-9][0-9.,]*)|\[(?P<ref>[^\[\]]*)\]"
    r"|(?P<comparison><=|>=|<>|[<>=≤≥≠])|(?P<operator>[-+−–*×·/÷:])"
    r"|(?P<mark>[();])|(?P<times>[xX](?=[\s\[(0-9]))"
    r"|(?P<word>[^\W\d_]+(?:[ _\u00a0]+[^\W\d_]+)*)"
)
_NUMBER = re.compile(r"^([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{1,6}))?$")
_CODE = re.compile(r"^[-a-zA-Z0-9_]+$")
MOST_DIGITS = 15


def bare(text: str) -> str:
    """Small letters without marks, single spaces: `Lũy_kế` and `luy ke` are one."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.replace("_", " ").split())


_WORDS = {bare(function): function for function in Function} | {
    "cung ky nam truoc": Function.YEAR_BEFORE,
    "cong don": Function.SINCE_NEW_YEAR,
    "max": Function.MOST,
    "min": Function.LEAST,
    "if": Function.IF,
}


def tokens(text: str) -> list[Token]:
    """The parts in their order; `FormulaFault` at the first that is none."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            raise _unknown(text, at)
        if part.lastgroup != "space":
            found.append(_token(part))
        at = part.end()
    return found


def _token(part: re.Match[str]) -> Token:
    kind, text, place = str(part.lastgroup), part[str(part.lastgroup)], part.span()
    if kind == "number":
        return Token(Kind.NUMBER, _number(text, place), place)
    if kind == "ref":
        return Token(Kind.REF, _code(text, place), place)
    if kind == "times":
        return Token(Kind.OPERATOR, Operator.TIMES, place)
    if kind == "operator":
        return Token(Kind.OPERATOR, _OPERATORS[text], place)
    if kind == "comparison":
        return Token(Kind.COMPARISON, _COMPARISONS[text], place)
    if kind == "mark":
        return Token(Kind.MARK, text, place)
    return _word(text, place)


def _number(text: str, place: Place) -> str:
    parts = _NUMBER.match(text)
    if parts is None:
        raise FormulaFault(
            _("“%(typed)s” không phải là số.") % {"typed": text[:30]},
            _("Dấu chấm ngăn hàng nghìn, dấu phẩy trước số lẻ: 1.500 hoặc 0,5."),
            *place,
        )
    whole = parts[1].replace(".", "")
    if len(whole) > MOST_DIGITS:
        raise FormulaFault(_("Số này quá dài."), _("Ghi nhiều nhất 15 chữ số."), *place)
    return f"{whole}.{parts[2]}" if parts[2] else whole


def _code(text: str, place: Place) -> str:
    code = text.strip()
    if not _CODE.match(code) or len(code) > 60:
        raise FormulaFault(
            _("Trong ngoặc vuông phải là mã của một chỉ số."),
            _("Mã gồm chữ không dấu, số và gạch nối; chọn trong danh mục chỉ số."),
            *place,
        )
    return code


def _word(text: str, place: Place) -> Token:
    function = _WORDS.get(bare(text))
    if function is None:
        raise FormulaFault(
            _("Không có hàm “%(typed)s”.") % {"typed": text[:30]},
            _("Chỉ số ghi trong ngoặc vuông: [ma-chi-so]. Các hàm: %(names)s.")
            % {"names": ", ".join(Function)},
            *place,
        )
    return Token(Kind.WORD, function, place)


def _unknown(text: str, at: int) -> FormulaFault:
    letter = text[at]
    if letter in "[]":
        return FormulaFault(
            _("Ngoặc vuông không đủ đôi."),
            _("Ghi mã chỉ số giữa [ và ]."),
            at,
            at + 1,
        )
    if letter == ",":
        return FormulaFault(
            _("Dấu phẩy chỉ đứng trong số lẻ."),
            _("Ngăn các phần của hàm bằng dấu chấm phẩy."),
            at,
            at + 1,
        )
    if letter == "%":
        return FormulaFault(
            _("Không ghi dấu % trong công thức."),
            _("Ghi × 100 sau phép chia, hoặc ghi 0,05 thay cho 5 %."),
            at,
            at + 1,
        )
    return FormulaFault(
        _("Không đọc được “%(typed)s”.") % {"typed": letter},
        _("Chỉ dùng số, [mã-chỉ-số], + − × ÷, ngoặc và các hàm."),
        at,
        at + 1,
    )
