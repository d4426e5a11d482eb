"""Numbers the Vietnamese way: read as they are typed or pasted, shown as on paper.

A point groups thousands and a comma begins the decimals (`1.234,5`), whatever the
language of the screen. What can be read two ways is returned with both readings, so
that the page shows what was understood and asks. Everything is `Decimal`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation import ngettext

from thidua.kernel.sentences import sentence as _

NBSP = "\u00a0"
MINUS = "\u2212"
LONGEST = 18
"""Digits before the decimals: a million billion đồng is more than the State has."""

Scale = Literal["đồng", "nghìn", "triệu", "tỷ"]
SCALES: dict[Scale, int] = {"đồng": 1, "nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
"""How many đồng one unit of a scale is."""
_SPOKEN: dict[str, Scale] = {
    "nghìn": "nghìn",
    "ngàn": "nghìn",
    "k": "nghìn",
    "triệu": "triệu",
    "tr": "triệu",
    "tỷ": "tỷ",
    "tỉ": "tỷ",
}
_MONEY = {"", "đ", "đồng", "vnđ", "vnd"}

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200b\ufeff]+")
_EXPONENT = re.compile(r"^[+-]?[\d.,]+e[+-]?\d+$", re.IGNORECASE)
_PARTS = re.compile(r"^([+-]?)\s?(\d[\d., ']*\d|\d)\s*([^\d\s.,+-].*)?$")
_COMMA_FIRST = re.compile(r"^[.,]\d")
_GROUPS = {
    mark: re.compile(rf"^[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+$")
    for mark in (".", ",", " ", "'")
}
LARGEST = Decimal(10) ** 16
"""No figure of the office reaches it; the database keeps a hundred times more."""


class Unreadable(ValueError):  # noqa: N818 - a sentence for the one who typed
    """A text that is no number we may take, with a reason and a remedy in words."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Reading:
    """What a typed text means; `other` when a second reading is as likely.

    `unit` is what stood behind the figure (`km`), for the caller to compare.
    """

    value: Decimal
    other: Decimal | None = None
    unit: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Must the page ask which one was meant?"""
        return self.other is not None


def read_number(text: str, *, decimals: int | None = None) -> Reading:
    """The number a person meant; `decimals` is how many the indicator keeps.

    Raises `Unreadable` for a formula, a spreadsheet error, letters, a number with
    more decimals than are kept, or one that is too long.
    """
    plain = _plain(text)
    _refuse_what_is_no_number(plain, text)
    parts = _PARTS.match(plain)
    if parts is None:
        raise Unreadable(
            _("“%(typed)s” không phải là số.") % {"typed": _shorten(text)},
            _("Chỉ ghi chữ số, dấu chấm ngăn hàng nghìn, dấu phẩy trước số lẻ."),
        )
    sign = -1 if parts[1] == "-" else 1
    value, other = _meanings(parts[2], text, decimals)
    _refuse_what_does_not_fit(value, decimals, text)
    return Reading(
        sign * value, None if other is None else sign * other, (parts[3] or "").strip()
    )


def scale_of(unit: str) -> Scale | None:
    """The scale that a unit begins with: `triệu` of `tr đồng`; None for `km`."""
    return _SPOKEN.get(unit.casefold().partition(" ")[0])


def read_dong(text: str) -> Reading:
    """Whole đồng, also as they are spoken: `2.500.000`, `2,5 triệu`, `3 tỷ đồng`.

    Raises `Unreadable` as `read_number` does, and for another unit of measure.
    """
    spoken = scale_of(unit) if (unit := _unit_of(text)) else None
    reading = read_number(text, decimals=None if spoken else 0)
    rest = unit.casefold().partition(" ")[2] if spoken else unit.casefold()
    if rest not in _MONEY:
        raise Unreadable(
            _("“%(typed)s” không phải số tiền Việt Nam.") % {"typed": _shorten(text)},
            _("Đổi ra đồng, ví dụ 2.500.000 hoặc 2,5 triệu."),
        )
    each = SCALES[spoken] if spoken else 1
    value = (reading.value * each).normalize()
    _refuse_what_does_not_fit(value, 0, text)
    other = None if reading.other is None else reading.other * each
    return Reading(value, other, _("đồng"))


def _unit_of(text: str) -> str:
    parts = _PARTS.match(_plain(text))
    return (parts[3] or "").strip() if parts else ""


def show_number(value: Decimal | float | None, decimals: int | None = None) -> str:
    """`1.234,5`; with `decimals` fixed, else as many as the value has. “” for none."""
    if value is None:
        return ""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if decimals is None:
        exact = exact.normalize() if exact else Decimal(0)
        decimals = max(0, -int(exact.as_tuple().exponent))
    step = Decimal(1).scaleb(-decimals)
    rounded = exact.quantize(step, rounding=ROUND_HALF_UP)
    plain = f"{abs(rounded):,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{MINUS if rounded < 0 else ''}{plain}"


def aligned(shown: Sequence[str]) -> list[str]:
    """Numbers of one column with as many decimals each, so that the commas meet.

    `["112,5", "226,42", "–"]` becomes `["112,50", "226,42", "–"]`; words stay.
    """
    decimals = max(
        (len(one.partition(",")[2]) for one in shown if _is_number(one)), default=0
    )
    return [
        one if not decimals or not _is_number(one) else _padded(one, decimals)
        for one in shown
    ]


def _is_number(shown: str) -> bool:
    return shown[-1:].isdigit()


def _padded(shown: str, decimals: int) -> str:
    whole, _comma, fraction = shown.partition(",")
    return f"{whole},{fraction:0<{decimals}}"


def show_percent(value: Decimal | float | None, decimals: int = 0) -> str:
    """`78 %` with a space that does not break; the value is already in percent."""
    return "" if value is None else f"{show_number(value, decimals)}{NBSP}%"


def show_dong(
    value: Decimal | int | None, scale: Scale = "đồng", decimals: int | None = None
) -> str:
    """An amount kept in đồng, shown in a scale: `3,51 triệu đồng`."""
    if value is None:
        return ""
    shown = show_number(Decimal(value) / SCALES[scale], decimals)
    unit = _("đồng") if scale == "đồng" else _scaled()[scale]
    return f"{shown}{NBSP}{unit}"


def _scaled() -> dict[str, str]:
    return {
        "nghìn": _("nghìn đồng"),
        "triệu": _("triệu đồng"),
        "tỷ": _("tỷ đồng"),
    }


def _plain(text: str) -> str:
    """Digits of any script as 0–9, one plain space, one minus sign."""
    digits = "".join(_digit(letter) for letter in text)
    digits = re.sub("[\u2212\u2013\u2014\uff0d\ufe63]", "-", digits)
    digits = digits.replace("\uff0c", ",").replace("\uff0e", ".").replace("\u2019", "'")
    return _SPACES.sub(" ", digits).strip()


def _digit(letter: str) -> str:
    number = unicodedata.decimal(letter, None)
    return letter if number is None else str(number)


def _refuse_what_is_no_number(plain: str, text: str) -> None:
    if not plain:
        raise Unreadable(_("Ô trống."), _("Ghi số, hoặc ghi lý do không có số liệu."))
    if plain[0] in "=@" or (plain[0] in "+-" and re.search(r"[A-Za-z(]", plain)):
        raise Unreadable(
            _("“%(typed)s” là công thức, không phải số.") % {"typed": _shorten(text)},
            _("Trong bảng tính, chép rồi dán dưới dạng giá trị."),
        )
    if plain.startswith("#"):
        raise Unreadable(
            _("“%(typed)s” là lỗi của bảng tính.") % {"typed": _shorten(text)},
            _("Sửa công thức trong bảng tính, rồi dán lại ô này."),
        )
    if _EXPONENT.match(plain):
        raise Unreadable(
            _("“%(typed)s” là số viết tắt theo lũy thừa.") % {"typed": _shorten(text)},
            _("Ghi đủ các chữ số, ví dụ 100.000."),
        )
    if _COMMA_FIRST.match(plain):
        raise Unreadable(
            _("“%(typed)s” thiếu số trước dấu phẩy.") % {"typed": _shorten(text)},
            _("Ghi cả số không ở trước, ví dụ 0,5."),
        )


def _meanings(
    body: str, text: str, decimals: int | None
) -> tuple[Decimal, Decimal | None]:
    """The first reading and, when there is one as likely, the second."""
    if body.isdigit():
        return Decimal(body), None
    for mark in (" ", "'", "."):
        if _GROUPS[mark].match(body):
            return Decimal(body.replace(mark, "")), None
    whole, comma, fraction = body.rpartition(",")
    if comma and fraction.isdigit() and "," not in whole:
        return _with_decimal_comma(whole, fraction, text, decimals)
    if _GROUPS[","].match(body):
        return Decimal(body.replace(",", "")), None
    return _with_decimal_point(body, text)


def _with_decimal_comma(
    whole: str, fraction: str, text: str, decimals: int | None
) -> tuple[Decimal, Decimal | None]:
    value = Decimal(f"{_ungrouped(whole, '. ' + chr(39), text)}.{fraction}")
    grouped = _GROUPS[","].match(f"{whole},{fraction}") is not None
    if not grouped or (decimals is not None and decimals >= 3):
        return value, None
    other = Decimal(f"{whole}{fraction}")
    return (other, value) if decimals is not None else (value, other)


def _with_decimal_point(body: str, text: str) -> tuple[Decimal, Decimal | None]:
    whole, point, fraction = body.rpartition(".")
    if not point or not fraction.isdigit() or "." in whole:
        raise _badly_grouped(text)
    value = Decimal(f"{_ungrouped(whole, ', ' + chr(39), text)}.{fraction}")
    plain = whole.isdigit() and whole != "0"
    return value, Decimal(f"{whole}{fraction}") if plain else None


def _ungrouped(whole: str, marks: str, text: str) -> str:
    if whole.isdigit():
        return whole
    for mark in marks:
        if _GROUPS[mark].match(whole):
            return whole.replace(mark, "")
    raise _badly_grouped(text)


def _badly_grouped(text: str) -> Unreadable:
    return Unreadable(
        _("“%(typed)s” ngăn hàng nghìn không đều.") % {"typed": _shorten(text)},
        _("Ngăn từng nhóm ba chữ số, ví dụ 1.234.567,5."),
    )


def _refuse_what_does_not_fit(value: Decimal, decimals: int | None, text: str) -> None:
    if value.adjusted() >= LONGEST:
        raise Unreadable(
            _("“%(typed)s” dài quá %(digits)s chữ số.")
            % {"typed": _shorten(text), "digits": LONGEST},
            _("Kiểm lại số, hoặc dùng đơn vị tính lớn hơn."),
        )
    if decimals is None or value == value.quantize(Decimal(1).scaleb(-decimals)):
        return
    if decimals == 0:
        raise Unreadable(
            _("“%(typed)s” có số lẻ, ở đây chỉ ghi số nguyên.")
            % {"typed": _shorten(text)},
            _("Ghi số nguyên; dấu chấm chỉ ngăn từng nhóm ba chữ số."),
        )
    raise Unreadable(
        ngettext(
            "“%(typed)s” có nhiều hơn %(kept)s chữ số lẻ.",
            "“%(typed)s” có nhiều hơn %(kept)s chữ số lẻ.",
            decimals,
        )
        % {"typed": _shorten(text), "kept": decimals},
        _("Làm tròn rồi ghi lại."),
    )


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
