"""Figures of a file that somebody must look at: odd ones, parts that do not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from thidua.imports.kinds import (
    CELL,
    IS,
    LEAVE,
    Doubt,
    Judged,
    Question,
    Said,
)
from thidua.imports.states import BRINGS, Fate
from thidua.indicators.checks import Figure, Finding, Slip, slip_in, usual_range
from thidua.indicators.file_past import Past
from thidua.indicators.kin import Kinship, Told, agreement
from thidua.indicators.models import FormLine
from thidua.indicators.periods import PeriodKind, from_id
from thidua.indicators.queries.words import period_words
from thidua.indicators.reading import fit, show_scaled
from thidua.indicators.row_notes import of_its_row
from thidua.kernel.numbers import Unreadable, read_number, show_number
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _

ODD, PARTS = "odd", "parts"
SHOWN = 6
"""Figures of the past that are shown beside an odd one."""
Seat = tuple[int, int]
"""A unit and a period."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a file: whose it is, and what was typed where that is not what is
    kept (a figure that runs through the year); the note of its row, and whether it is
    the `only` figure that the note can be about."""

    line: FormLine
    unit: int
    period: int
    figure: Figure
    before: Decimal = Decimal(0)
    note: str = ""
    only: bool = True

    @property
    def is_explained(self) -> bool:
        """Does the note say why this very figure is as it is?"""
        return bool(self.note) and self.only

    def with_note(self, one: Judged) -> Judged:
        """The row with the note that the file has, unless an answer gave it another.

        A note beside several figures, or beside one that nobody would ask about, is
        kept as what it is: said of the row.
        """
        if not self.note or one.fate not in BRINGS or "t" in (one.payload or {}):
            return one
        note = self.note if self.only and one.reason else of_its_row(self.note)
        return replace(one, payload={**(one.payload or {}), "t": note[:2000]})

    @property
    def typed(self) -> str:
        """As somebody would type it, in the indicator's own measure."""
        if self.figure.denominator is not None:
            up, down = self.figure.numerator, self.figure.denominator
            return f"{show_number(up)}/{show_number(down)}"
        value = self.figure.value
        return "" if value is None else show_number(value + self.before)

    def key(self, why: str) -> str:
        """The question about it; another figure is another question."""
        place = f"{self.line.pk}:{self.unit}:{self.period}"
        return f"{CELL}{why}:{place}:{self.typed}"


@dataclass(slots=True)
class Doubts:
    """Asks about one cell at a time, with what the unit reported before it."""

    past: Past
    said: Mapping[str, Said]
    names: Mapping[int, str]

    def retyped(self, cell: Cell) -> tuple[Cell, str] | None:
        """What stands instead of it and why, where somebody said so and it fits."""
        if not self.said:
            return None
        found = (self.said.get(cell.key(why)) for why in (ODD, PARTS))
        said = next((one for one in found if one and one.deed == IS), None)
        if said is None:
            return None
        try:
            figure = _figure_said(cell, said.figure)
        except Unreadable:
            return None
        return replace(cell, figure=figure), said.why

    def odd(
        self,
        one: Judged,
        cell: Cell,
        found: Sequence[Finding],
        levels: Sequence[Decimal],
        *,
        is_gross: bool = False,
    ) -> Judged:
        """A figure that the grid would want a note about."""
        said = [finding.words for finding in found]
        if is_gross:
            said.append(_("Lệch từ 10 lần trở lên: xem lại đơn vị tính, số chữ số."))
        words = joined(" ", said)
        value = cell.figure.value
        slip = (
            slip_in(cell.line.version, value + cell.before, levels, before=cell.before)
            if value is not None
            else None
        )
        return self.ask(ODD, one, cell, words, slip)

    def ask(
        self, why: str, one: Judged, cell: Cell, words: str, slip: Slip | None = None
    ) -> Judged:
        """The same row, waiting for an answer; or as it was answered."""
        said = self.said.get(cell.key(why))
        if said is None or said.deed == IS:  # what was typed instead does not fit
            doubt = self._doubt(why, cell, slip)
            question = Question(cell.key(why), words, doubt=doubt)
            return replace(one, fate=Fate.ASKED, reason=words, question=question)
        if said.deed == LEAVE:
            remedy = _("Sửa trong tệp rồi gửi lại.")
            words = joined(" ", (words, said.why))
            return replace(one, fate=Fate.REFUSED, reason=words, remedy=remedy)
        note = _("Đã xem lại khi nhập tệp. %s") % words
        return noted(one, joined(" ", (note, said.why)), words)

    def _doubt(self, why: str, cell: Cell, slip: Slip | None) -> Doubt:
        version = cell.line.version
        return Doubt(
            group=f"{why}:{cell.line.pk}",
            title=_titles()[why] % version.name,
            about=f"{self.names.get(cell.unit, '')} · {period_words(cell.period)}",
            measure=version.measure,
            figure=cell.typed,
            past=self._past(cell),
            meant="" if slip is None else show_number(slip.value),
            meant_words="" if slip is None else _slipped(slip, version.measure),
            note=cell.note[:2000],
        )

    def _past(self, cell: Cell) -> str:
        """`12/2024: 2 · 1/2025: 3`, the last of the unit's figures."""
        version = cell.line.version
        known = self.past.shown((cell.unit, version.indicator_id), cell.period)
        said = " · ".join(
            f"{_short(one)}: {show_number(level)}" for one, level in known[-SHOWN:]
        )
        usual = usual_range([level for _one, level in known], least=version.least)
        if usual is None:
            return said
        low, high = (show_number(one, version.decimals) for one in usual)
        return (
            said
            + " "
            + _("(thường từ %(low)s đến %(high)s)")
            % {
                "low": low,
                "high": high,
            }
        )


def _titles() -> dict[str, str]:
    return {
        ODD: _("“%s”: số khác thường"),
        PARTS: _("“%s”: các phần không khớp với tổng"),
    }


def noted(one: Judged, note: str, words: str) -> Judged:
    """The same row with a note that says who looked at it, and why it is so."""
    return replace(one, payload={**(one.payload or {}), "t": note[:2000]}, reason=words)


def _figure_said(cell: Cell, typed: str) -> Figure:
    """The figure that was typed instead; raises `Unreadable`."""
    version = cell.line.version
    up, slash, down = typed.partition("/")
    if not slash:
        value = fit(version, read_number(typed, decimals=version.decimals).value)
        return Figure(value=value - cell.before)
    parts = [fit(version, read_number(one).value) for one in (up, down)]
    return Figure(numerator=parts[0], denominator=parts[1])


def _slipped(slip: Slip, measure: str) -> str:
    shown = f"{show_number(slip.value)} {measure}"
    if slip.factor > 1:
        return _("Chia cho %(factor)s: %(shown)s") % {
            "factor": show_number(slip.factor),
            "shown": shown,
        }
    return _("Nhân với %(factor)s: %(shown)s") % {
        "factor": show_number(1 / slip.factor),
        "shown": shown,
    }


def _short(number: int) -> str:
    span = from_id(number)
    if span.kind == PeriodKind.MONTH:
        return f"{span.number}/{span.year}"
    return period_words(number)


@dataclass(slots=True)
class Families:
    """The lines of a form that are wholes and parts, and what a file says of them."""

    kinship: Kinship
    lines: Mapping[int, FormLine]
    told: dict[Seat, dict[int, Told]] = field(default_factory=dict)
    held: dict[Seat, list[tuple[Judged, Cell | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    members: frozenset[int] = field(init=False)
    """The indicators that are held against each other."""

    def __post_init__(self) -> None:
        kin = self.kinship.parts.values()
        self.members = frozenset(key for one in kin for key in (one.whole, one.part))

    def tell(self, seat: Seat, indicator: int, told: Told) -> None:
        """What stands, or what the file says instead."""
        self.told.setdefault(seat, {})[indicator] = told

    def judged(self, doubts: Doubts) -> Iterator[Judged]:
        """What was held back, once everything is known; unfitting parts are asked."""
        for seat, some in self.held.items():
            agreed = agreement(self.kinship, self.told.get(seat, {}), self._show)
            brought = {(one.payload or {}).get("i") for one, _cell in some}
            said = {
                self._asks(indicator, brought): one.words
                for indicator, found in agreed.findings.items()
                for one in found
                if one.kind == "parts"
            }
            for one, cell in some:
                about = (one.payload or {}).get("i")
                words = next((w for asks, w in said.items() if about in asks), None)
                if cell is None:
                    yield one
                    continue
                is_said = one.fate not in BRINGS or "t" in (one.payload or {})
                if words is not None and not is_said:
                    one = self._unfitting(doubts, one, cell, words)
                yield cell.with_note(one)

    def _unfitting(self, doubts: Doubts, one: Judged, cell: Cell, words: str) -> Judged:
        if not cell.is_explained:
            return doubts.ask(PARTS, one, cell, words)
        return replace(one, reason=joined(" ", filter(None, (one.reason, words))))

    def _asks(self, indicator: int, brought: set[int | None]) -> frozenset[int]:
        """Whose figures are asked about: the finding's own, else those of its parts."""
        if indicator in brought:
            return frozenset({indicator})
        kin = self.kinship.parts.values()
        return frozenset(one.part for one in kin if one.whole == indicator)

    def _show(self, indicator: int, value: Decimal) -> str:
        return show_scaled(self.lines[indicator], value)
