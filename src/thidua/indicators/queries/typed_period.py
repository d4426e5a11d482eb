"""The month or quarter that somebody types: `tháng 5/2025`, `5/2025`, `T5`, `quý 1`,
`May 2025`; with marks or without, in whichever language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel.finding import BEGINS, Words, fit_of

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_KINDS = {
    **dict.fromkeys(("thang", "t", "month"), PeriodKind.MONTH),
    **dict.fromkeys(("quy", "q", "quarter"), PeriodKind.QUARTER),
}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_BEFORE = {"nay": 0, "this": 0, "truoc": 1, "last": 1}
_JOINED = re.compile(r"(thang|t|quy|q)(\d{1,2})")
_YEAR = re.compile(r"20\d\d")
_LAST = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}
LETTERS = 3
"""How much of an English month's name tells it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The period, and what was typed beside it."""

    span: PeriodSpan
    rest: Words

    def fit(self, names: str) -> int | None:
        """How well the rest fits something that is there for every period."""
        return fit_of(self.rest, names) if self.rest else BEGINS


def typed_period(words: Words, on: date) -> Typed | None:
    """The period that was typed; without a year the last one that began."""
    typed = [part for word in words.plain for part in _parted(word)]
    for place in range(len(typed)):
        for length in (3, 2, 1):
            some = typed[place : place + length]
            span = _read(some, on) if len(some) == length else None
            if span is not None and (len(typed) > 1 or typed[0] not in _MONTHS):
                rest = [*typed[:place], *typed[place + length :]]
                return Typed(span, words.of(" ".join(rest)))
    return None


def _parted(word: str) -> Sequence[str]:
    joined = _JOINED.fullmatch(word)
    return joined.groups() if joined else [word]


def _read(some: Sequence[str], on: date) -> PeriodSpan | None:
    """`thang 5 2025`, `thang 5`, `5 2025`, `2025 5`, `may 2025`, `thang nay`."""
    first, *more = some
    if first in _KINDS and more:
        return _numbered(_KINDS[first], more, on)
    if first in _BEFORE and more and more[0] in _KINDS:
        return _numbered(_KINDS[more[0]], [first, *more[1:]], on)
    month = _english(first)
    if month and len(more) < 2:
        return _numbered(PeriodKind.MONTH, [month, *more], on)
    if len(some) == 2:
        number, year = some if _YEAR.fullmatch(some[1]) else reversed(some)
        return _numbered(PeriodKind.MONTH, [number, year], on, needs_year=True)
    return None


def _english(word: str) -> str:
    places = [
        place
        for place, month in enumerate(_MONTHS, start=1)
        if len(word) >= LETTERS and month.startswith(word)
    ]
    return str(places[0]) if places else ""


def _numbered(
    kind: PeriodKind, more: Sequence[str], on: date, *, needs_year: bool = False
) -> PeriodSpan | None:
    said, *rest = more
    if said in _BEFORE:
        return None if rest else containing(on, kind).before(_BEFORE[said])
    number = _ROMAN.get(said, said) if kind == PeriodKind.QUARTER else said
    is_year = len(rest) == 1 and bool(_YEAR.fullmatch(rest[0]))
    if not number.isdecimal() or not 1 <= int(number) <= _LAST[kind]:
        return None
    if is_year:
        return PeriodSpan(kind, int(rest[0]), int(number))
    if rest or needs_year:
        return None
    span = PeriodSpan(kind, on.year, int(number))
    return span if span.starts_on <= on else PeriodSpan(kind, on.year - 1, int(number))
