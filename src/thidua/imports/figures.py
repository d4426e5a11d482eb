"""A cell of a workbook as a figure: what it means, or what must be asked about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from thidua.imports.kinds import (
    CELL,
    LEAVE,
    Asked,
    Ground,
    Part,
    Question,
    Reader,
    Said,
)
from thidua.imports.repeats import BLANKS, as_text
from thidua.kernel.numbers import Reading, Unreadable, read_number, show_number
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.kernel.workbooks.measures import convert
from thidua.kernel.workbooks.places import letters

MUCH = Decimal("0.01")
"""The part of a figure that is much to lose by rounding."""
SPOKEN = {"chuc": 10, "tram": 100, "nghin": 1000, "ngan": 1000, "van": 10_000}
SPOKEN |= {"trieu": 10**6, "ty": 10**9, "ti": 10**9}
"""Numbers that are written as words after a figure: “3 trăm”."""


class FigureReader(Reader):
    """Reads the figures of one file; `answers` are what a person said about it."""

    def __init__(self, ground: Ground, answers: Mapping[str, str]) -> None:
        self._ground = ground
        self._answers = answers
        self._said = {
            key: Said.of(code) for key, code in answers.items() if key.startswith(CELL)
        }
        self._known: dict[tuple[object, ...], Decimal] = {}
        self._measures: dict[tuple[object, str], tuple[str, Decimal, int | None]] = {}

    def answer(self, question: Question) -> str:
        said = self._answers.get(question.key, "")
        if not any(said == value for value, _words in question.choices):
            raise Asked(question)
        return said

    @property
    def said(self) -> Mapping[str, Said]:
        return self._said

    def figure(self, part: Part, dims: Sequence[str]) -> Decimal | None:
        raw = part.raw
        if raw is None:
            return None
        wanted, scale, decimals = self._measure(dims, part.name)
        if isinstance(raw, float):
            key = (raw, part.measure, part.column, wanted, scale, decimals)
            known = self._known.get(key)
            if known is None:
                known = self._number(part, raw, wanted, scale, decimals)
                if known is not None:
                    self._known[key] = known
            return known
        if isinstance(raw, bool | date):
            raise Unreadable(
                _("Ô này là ngày hoặc dấu đúng/sai, không phải số."),
                _("Sửa ô trong tệp rồi gửi lại."),
            )
        if isinstance(raw, int):
            return self._number(part, raw, wanted, scale, decimals)
        return self._text(part, raw, wanted, scale, decimals)

    def _measure(
        self, dims: Sequence[str], name: str
    ) -> tuple[str, Decimal, int | None]:
        key = (
            tuple(dims[1:]) if self._ground.dims[:1] == ("unit",) else tuple(dims),
            name,
        )
        known = self._measures.get(key)
        if known is None:
            known = self._measures[key] = self._ground.measure(dims, name)
        return known

    def _number(
        self,
        part: Part,
        raw: float,
        wanted: str,
        scale: Decimal,
        decimals: int | None,
    ) -> Decimal | None:
        value = Decimal(str(round(raw, 9)))
        if wanted == "%" and 0 < abs(value) <= 1 and part.measure != "%":
            asked = Question(
                f"share:{part.column}",
                _("Cột %(column)s có số như %(typed)s; chỉ số tính bằng phần trăm.")
                % {"column": letters(part.column), "typed": show_number(value)},
                (
                    (
                        "share",
                        _("%s %%: ô định dạng phần trăm") % show_number(value * 100),
                    ),
                    ("plain", _("%s %%: đúng như ghi") % show_number(value)),
                ),
            )
            if self._ask(asked, part) == "share":
                value *= 100
        factor = self._factor(part, part.measure, wanted, scale)
        return self._kept(part, value * factor, part.measure, (wanted, scale, decimals))

    def _text(
        self, part: Part, raw: str, wanted: str, scale: Decimal, decimals: int | None
    ) -> Decimal | None:
        if fold(raw) in BLANKS:
            return self._blank(part, raw)
        kept = decimals if scale == 1 and not part.measure else 6
        reading = read_number(raw, decimals=None if kept == 6 else kept)
        value = self._one_reading(part, raw, reading)
        stated = reading.unit or part.measure
        if reading.unit == "%" and wanted != "%":
            stated = "%"
        factor = self._factor(part, stated, wanted, scale)
        return self._kept(part, value * factor, stated, (wanted, scale, decimals))

    def _blank(self, part: Part, raw: str) -> Decimal | None:
        asked = Question(
            f"blank:{part.column}:{fold(raw)}",
            _("Cột %(column)s có ô ghi “%(typed)s”.")
            % {"column": letters(part.column), "typed": raw[:20]},
            (("none", _("Không có số: bỏ qua ô ấy")), ("zero", _("Là số 0"))),
        )
        return Decimal(0) if self._ask(asked, part) == "zero" else None

    def _one_reading(self, part: Part, raw: str, reading: Reading) -> Decimal:
        if reading.other is None:
            return reading.value
        small, large = sorted((reading.value, reading.other), key=abs)
        mark = "," if "," in raw else "."
        asked = Question(
            f"number:{part.column}:{mark}",
            _("Cột %(column)s có số như “%(typed)s”, đọc được hai cách.")
            % {"column": letters(part.column), "typed": raw[:30]},
            (
                ("decimal", _("%s: dấu ngăn phần lẻ") % show_number(small)),
                ("thousand", _("%s: dấu ngăn hàng nghìn") % show_number(large)),
            ),
        )
        return small if self._ask(asked, part) == "decimal" else large

    def _factor(self, part: Part, stated: str, wanted: str, scale: Decimal) -> Decimal:
        if not stated:
            return scale
        factor = convert(stated, wanted) if wanted else None
        if factor is not None:
            return factor
        asked = Question(
            f"measure:{fold(stated)}:{fold(wanted)}",
            _("Tệp ghi đơn vị tính “%(stated)s”, hệ thống tính bằng “%(wanted)s”.")
            % {"stated": stated[:40], "wanted": wanted or "–"},
            (
                ("same", _("Cùng một đơn vị tính: lấy số như ghi")),
                *_times(stated, wanted),
                (LEAVE, _("Khác đơn vị tính: bỏ các ô ấy")),
            ),
        )
        said = self._ask(asked, part)
        if said == LEAVE:
            raise Unreadable(
                _("“%(stated)s” không đổi được sang “%(wanted)s”.")
                % {"stated": stated[:40], "wanted": wanted},
                _("Đổi số trong tệp rồi gửi lại."),
            )
        return Decimal(1) if said == "same" else Decimal(said)

    def _kept(
        self,
        part: Part,
        value: Decimal,
        stated: str,
        measure: tuple[str, Decimal, int | None],
    ) -> Decimal | None:
        """The figure with the decimals that are kept; nobody's answer about other
        measures, or about a lesser loss, rounds it."""
        wanted, _scale, decimals = measure
        if decimals is None:
            return value
        step = Decimal(1).scaleb(-decimals)
        rounded = value.quantize(step, rounding=ROUND_HALF_UP)
        if rounded == value:
            return rounded
        if self._ask(_rounding(part, value, rounded, stated, measure), part) == LEAVE:
            raise Unreadable(
                _("Số lẻ hơn mức chỉ số giữ: %s.") % f"{show_number(value)} {wanted}",
                _("Làm tròn trong tệp rồi gửi lại."),
            )
        return rounded

    def _ask(self, question: Question, part: Part) -> str:
        try:
            return self.answer(question)
        except Asked as asked:
            raise Asked(asked.question, str(part.raw)) from None


def _times(stated: str, wanted: str) -> list[tuple[str, str]]:
    """How many a number in words is; a thing counted is no multiple of another."""
    times = SPOKEN.get(fold(stated))
    if times is None:
        return []
    words = _("Một %(stated)s bằng %(times)s %(wanted)s")
    said = {"stated": stated[:20], "times": show_number(times), "wanted": wanted}
    return [(str(times), words % said)]


def _rounding(
    part: Part,
    value: Decimal,
    rounded: Decimal,
    stated: str,
    measure: tuple[str, Decimal, int | None],
) -> Question:
    """May a figure be rounded that has more decimals than are kept? Asked for the cells
    of a column in one measure, and apart where much would be lost."""
    wanted, _scale, decimals = measure
    is_much = abs(rounded - value) > MUCH * abs(value)
    said = {
        "column": letters(part.column),
        "kept": decimals,
        "stated": stated[:20],
        "wanted": wanted,
    }
    if stated and fold(stated) != fold(wanted):
        words = _(
            "Cột %(column)s có ô ghi bằng %(stated)s; đổi ra %(wanted)s thì lẻ hơn"
            " %(kept)s chữ số thập phân mà chỉ số giữ."
        )
    else:
        words = _(
            "Cột %(column)s có số lẻ hơn %(kept)s chữ số thập phân mà chỉ số giữ."
        )
    words %= said
    if is_much:
        words += " " + _("Làm tròn thì mất nhiều: quá một phần trăm của số.")
    return Question(
        f"round:{part.column}:{decimals}:{fold(stated)}{':much' if is_much else ''}",
        words,
        (
            ("round", _("Làm tròn các ô ấy")),
            (LEAVE, _("Không nhận các ô ấy")),
        ),
        becomes=(part.column, _becomes(part, value, rounded, stated, wanted)),
    )


def _becomes(
    part: Part, value: Decimal, rounded: Decimal, stated: str, wanted: str
) -> str:
    """`450 m = 0,45 km → 0,5 km`."""
    exact, kept = (f"{show_number(one)} {wanted}".strip() for one in (value, rounded))
    raw = part.raw
    typed = raw if isinstance(raw, str) else as_text(raw)
    if stated and fold(stated) not in fold(typed):
        typed = f"{typed} {stated}"
    is_as_typed = typed in {exact, show_number(value)}
    return f"{exact} → {kept}" if is_as_typed else f"{typed} = {exact} → {kept}"
