"""Each figure of a file against how things stand: new, changed, same, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from thidua.imports.kinds import Asked, Draft, Judged, Part, Plain, Reader
from thidua.imports.states import BRINGS, Fate
from thidua.indicators.checks import Figure, findings, is_gross
from thidua.indicators.doubting_files import Cell, Doubts, Families, noted
from thidua.indicators.file_past import Past
from thidua.indicators.file_standing import Current
from thidua.indicators.kin import Kinship, Told
from thidua.indicators.models import (
    Form,
    FormLine,
    IndicatorVersion,
    Period,
    ReportDuty,
    level_of,
)
from thidua.indicators.periods import from_id
from thidua.indicators.policies import can_bring_in
from thidua.indicators.reading import fit
from thidua.indicators.states import OPEN, State
from thidua.kernel.numbers import Unreadable, show_number
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.organisations.actor import Actor
from thidua.organisations.places import Places

_RATIO = IndicatorVersion.Nature.RATIO
Words = tuple[str, str]
"""Reason and remedy."""
_BELOW = re.compile(r"\s*[-−]\s?0*[.,]?0*[1-9]")
"""A text that is a figure below nought."""
KEPT = (*BRINGS, Fate.SAME)
"""Fates after which a figure stands."""


@dataclass(slots=True)
class Bench:
    """What the figures of one file are held against; loaded in a few queries."""

    form: Form
    actor: Actor
    day: date
    lines: Mapping[str, FormLine]
    periods: Mapping[int, Period]
    duties: Mapping[int, Sequence[ReportDuty]]
    kinds: Mapping[int, str]
    current: Current = field(default_factory=Current)
    families: Families = field(default_factory=lambda: Families(Kinship(), {}))
    doubts: Doubts = field(default_factory=lambda: Doubts(Past(), {}, {}))
    seats: dict[tuple[str, str], Words | None] = field(default_factory=dict)
    fits: dict[tuple[str, str], Words | None] = field(default_factory=dict)

    def load(
        self,
        drafts: Iterable[Draft | Plain],
        names: Mapping[int, str],
        read: Reader,
    ) -> None:
        """Everything that stands for the units, lines and periods of the drafts."""
        dims = [set(some) for some in zip(*(one.dims for one in drafts), strict=True)]
        said_units, said_lines, said_periods = dims or (set(), set(), set())
        units = {int(one) for one in said_units}
        lines = {self.lines[one] for one in said_lines}
        periods = {int(one) for one in said_periods}
        if not periods:
            return
        counted = {line.version.indicator_id for line in lines}
        self.doubts = Doubts(Past.of(units, counted, periods), read.said, names)
        lines |= self._with_kin(lines)
        self.current = Current.of(self.form, units, lines, periods, self.day)
        running = {line for line in lines if line.is_cumulative}
        if running:
            years = {from_id(period).year for period in periods}
            months = [key for key in self.periods if from_id(key).year in years]
            self.current.load_years(running, units, months)

    def _with_kin(self, lines: set[FormLine]) -> set[FormLine]:
        """The lines that these are held against: wholes and parts of theirs."""
        known = {one.version.indicator_id: one for one in self.lines.values()}
        self.families = Families(Kinship.among(known, self.day), known)
        members = self.families.members
        if not any(line.version.indicator_id in members for line in lines):
            return set()
        return {known[one] for one in members}

    def judge(self, drafts: Sequence[Draft], read: Reader) -> Iterator[Judged]:
        """Figures that run through a year month by month: each takes off what came
        before."""
        running = [d for d in drafts if self.lines[d.dims[1]].is_cumulative]
        if running:
            later = {id(draft) for draft in running}
            drafts = [draft for draft in drafts if id(draft) not in later]
            running.sort(key=lambda draft: int(draft.dims[2]))
        members = self.families.members
        for (unit, period), figures in self.current.figures.items():
            for indicator in members & figures.keys():
                now = figures[indicator]
                self._tell(unit, indicator, period, now.figure, now.missing_reason)
        for draft in (*drafts, *running):
            one, cell = self._one(draft, read)
            if self.lines[draft.dims[1]].version.indicator_id in members:
                seat = int(draft.dims[0]), int(draft.dims[2])
                self.families.held[seat].append((one, cell))
            else:
                yield one if cell is None else cell.with_note(one)
        yield from self.families.judged(self.doubts)

    def _tell(
        self, unit: int, indicator: int, period: int, figure: Figure, missing: str = ""
    ) -> None:
        """What a whole or a part says there, as it would be typed."""
        value = figure.value
        line = self.families.lines[indicator]
        if value is not None and line.is_cumulative:
            value += self.current.before(unit, indicator, period)
        self.families.tell((unit, period), indicator, Told(value, bool(missing)))

    def _one(self, draft: Draft, read: Reader) -> tuple[Judged, Cell | None]:
        unit, line_key, period = draft.dims
        line = self.lines[line_key]
        no = self.seat(unit, period) or self.line(unit, line)
        typed = typed_in(draft)
        if no is not None:
            about = _about(line, int(unit), int(period))
            return draft.refused(*no, about, typed), None
        try:
            figure = self.figure_of(draft, line, read)
        except Asked as asked:
            about = _about(line, int(unit), int(period))
            return draft.asked(asked.question, about, typed), None
        except Unreadable as fault:
            about = _about(line, int(unit), int(period))
            return draft.refused(fault.reason, fault.remedy, about, typed), None
        if figure is None:
            words = _("Ô không có số.")
            return draft.judged(Fate.SKIPPED, None, typed, reason=words), None
        cell = self._cell(line, int(unit), int(period), figure)
        cell = replace(cell, note=_note_in(draft), only=draft.only)
        return self._weighed(draft, cell, typed)

    def _cell(self, line: FormLine, unit: int, period: int, figure: Figure) -> Cell:
        """The figure as it is kept: of one that runs through the year, the month's."""
        if not line.is_cumulative or figure.value is None:
            return Cell(line, unit, period, figure)
        before = self.current.before(unit, line.version.indicator_id, period)
        return Cell(line, unit, period, Figure(figure.value - before), before)

    def _weighed(self, draft: Draft, cell: Cell, typed: str) -> tuple[Judged, Cell]:
        """Compared and, where it is doubtful, asked about; or as it was answered."""
        other = self.doubts.retyped(cell)
        if other is None:
            one = self._compared(draft, cell, typed)
            if one.fate in BRINGS:
                one = self._doubted(one, cell)
        else:
            cell, why = other
            one = self._compared(draft, cell, typed)
            words = _("Tệp ghi %s; đã sửa khi nhập.") % typed
            one = noted(one, joined(" ", (words, why)), words)
        line = cell.line
        indicator = line.version.indicator_id
        value = cell.figure.value
        if line.is_cumulative and value is not None and one.fate in KEPT:
            self.current.tell(cell.unit, indicator, cell.period, value)
        if indicator in self.families.members and one.fate != Fate.REFUSED:
            self._tell(cell.unit, indicator, cell.period, cell.figure)
        return one, cell

    def _doubted(self, one: Judged, cell: Cell) -> Judged:
        """The same row, or one that waits because its figure is odd."""
        version, figure = cell.line.version, cell.figure
        level = figure.level
        levels, among = self.doubts.past.held(
            (cell.unit, version.indicator_id), cell.period, level, version.least
        )
        found = findings(version, figure, levels, among)
        if not found:
            return one
        is_far_off = is_gross(version, figure, levels, among)
        if cell.is_explained and not is_far_off:
            return replace(one, reason=joined(" ", (f.words for f in found)))
        return self.doubts.odd(one, cell, found, levels, is_gross=is_far_off)

    def _compared(self, draft: Draft, cell: Cell, typed: str) -> Judged:
        line, figure = cell.line, cell.figure
        payload = _about(line, cell.unit, cell.period)
        now = self.current.standing(cell.unit, payload["i"], cell.period)
        if figure.denominator is None:
            payload["v"] = str(figure.value)
        else:
            payload["n"], payload["d"] = str(figure.numerator), str(figure.denominator)
        after = figure_shown(line, figure)
        if now is None:
            return draft.judged(Fate.NEW, payload, typed, after=after)
        before = now.missing_reason or figure_shown(line, now.figure)
        payload["e"] = now.version
        fate = Fate.SAME if _same(now.figure, figure) else Fate.CHANGED
        if fate == Fate.CHANGED and now.state not in OPEN:
            return draft.refused(
                _("Số liệu này đã gửi hoặc đã nhận: đang là %s.") % before,
                self._way_to_mend(cell, State(now.state)),
                payload,
                typed,
            )
        return draft.judged(fate, payload, typed, before=before, after=after)

    def _way_to_mend(self, cell: Cell, state: State) -> str:
        """Who can let a figure be changed that was sent; the receiver does it."""
        report = self.current.reports.get((cell.unit, cell.period))
        if report is None or report[2] != self.actor.unit_id:
            return _("Cần sửa thì đề nghị nơi nhận trả lại số liệu.")
        if state == State.SUBMITTED:
            return _("Anh/chị là nơi nhận: trả lại số liệu ở báo cáo, rồi nhập lại.")
        return _(
            "Anh/chị là nơi nhận: mở lại số liệu ở mục “Mở lại để sửa” của báo cáo,"
            " rồi nhập lại."
        )

    def seat(self, unit: str, period: str) -> Words | None:
        """Why this report may not be written, if it may not; once for each report."""
        key = (unit, period)
        if key not in self.seats:
            self.seats[key] = self._why_not(int(unit), int(period))
        return self.seats[key]

    def _why_not(self, unit: int, period_id: int) -> Words | None:
        period = self.periods.get(period_id)
        if period is None:
            return _("Biểu không thu kỳ này, hoặc kỳ chưa bắt đầu."), _("Xem lại kỳ.")
        duty = next(
            (one for one in self.duties.get(unit, ()) if period.ends_on in one.during),
            None,
        )
        report = self.current.reports.get((unit, period_id))
        if report is not None:
            _state, reporter, receiver = report
        elif duty is not None:
            reporter, receiver = duty.reported_by, duty.received_by  # type: ignore[attr-defined]  # `answers_on`
        else:
            return (
                _("Đơn vị không phải báo cáo biểu này trong kỳ ấy."),
                _("Hỏi cơ quan ban hành biểu."),
            )
        may = can_bring_in(self.actor, self.form, reporter, receiver)
        if not may and self.actor.unit_id not in {
            reporter,
            receiver,
            self.form.owner_id,
        }:
            return _of_others(unit, self.day)
        if not may:
            return str(may.reason), str(may.remedy)
        if period.closed_at is not None:
            return _("Kỳ này đã khóa sổ."), _("Đề nghị quản trị hệ thống mở lại kỳ.")
        return None

    def line(self, unit: str, line: FormLine) -> Words | None:
        """Why the unit does not report this line, if it does not."""
        key = (unit, str(line.pk))
        if key not in self.fits:
            level = level_of(self.kinds.get(int(unit), ""))
            is_theirs = line.level == level or line.owner_id == int(unit)
            self.fits[key] = (
                None
                if is_theirs
                else (
                    _("Chỉ số này không do đơn vị ấy báo cáo."),
                    _("Bỏ ô này, hoặc hỏi cơ quan ban hành biểu."),
                )
            )
        return self.fits[key]

    def figure_of(self, draft: Draft, line: FormLine, read: Reader) -> Figure | None:
        """What a draft says; None when it says nothing."""
        if line.version.nature == _RATIO:
            return self._ratio(draft, line, read)
        if len(draft.parts) > 1 or draft.parts[0].name:
            raise Unreadable(
                _("Chỉ số này không có tử số và mẫu số."), _("Chọn một cột là số liệu.")
            )
        _refuse_negative(line, draft.parts[0].raw)
        value = read.figure(draft.parts[0], draft.dims)
        if value is None:
            return None
        value = fit(line.version, value)
        return Figure(value=value)

    def _ratio(self, draft: Draft, line: FormLine, read: Reader) -> Figure | None:
        parts = {part.name: part for part in draft.parts}
        whole = parts.get("")
        if whole is not None and isinstance(whole.raw, str) and "/" in whole.raw:
            up, _slash, down = whole.raw.partition("/")
            parts = {
                "num": Part("num", whole.column, up.strip()),
                "den": Part("den", whole.column, down.strip()),
            }
        if "num" not in parts or "den" not in parts:
            raise Unreadable(
                _("Tỷ lệ cần cả tử số và mẫu số."),
                _("Thêm cột %(up)s và %(down)s, hoặc ghi như 615/976.")
                % {
                    "up": line.version.numerator_name.lower(),
                    "down": line.version.denominator_name.lower(),
                },
            )
        figures = [read.figure(parts[name], draft.dims) for name in ("num", "den")]
        if figures[0] is None or figures[1] is None:
            return None
        up_value, down_value = (
            fit(line.version, one) for one in figures if one is not None
        )
        if not down_value and up_value:
            raise Unreadable(
                _("Mẫu số bằng 0 thì không có tỷ lệ."), _("Kiểm lại mẫu số.")
            )
        return Figure(numerator=up_value, denominator=down_value)


def _refuse_negative(line: FormLine, raw: object) -> None:
    """Nothing is asked of a figure that may not be below nought; or `Unreadable`."""
    if isinstance(raw, str):
        is_below = bool(_BELOW.match(raw))
    else:
        is_below = isinstance(raw, int | float) and round(raw, 6) < 0
    if is_below:
        fit(line.version, Decimal(-1))


def _of_others(unit: int, day: date) -> Words:
    """For which unit a row was taken that is not for this office to write."""
    called = {"unit": Places(day).called(unit)}
    return (
        _("Đọc là %(unit)s: ngoài nơi anh/chị được nhập biểu này.") % called,
        _("Nếu là đơn vị khác thì sửa tên trong tệp; nếu đúng thì bỏ dòng này."),
    )


def _note_in(draft: Draft) -> str:
    """What the row says beside its figures; nothing where it says several things."""
    is_one = draft.texts and len(draft.texts) == 1
    return draft.texts.get("note", "") if is_one else ""


def _about(line: FormLine, unit: int, period: int) -> dict[str, Any]:
    return {"u": unit, "i": line.version.indicator_id, "p": period}


def _same(one: Figure, other: Figure) -> bool:
    return (one.value, one.numerator, one.denominator) == (
        other.value,
        other.numerator,
        other.denominator,
    )


def figure_shown(line: FormLine, figure: Figure) -> str:
    """A figure in words: `6,11 km`, `615/976`."""
    if figure.denominator is not None:
        return f"{_number(figure.numerator)}/{_number(figure.denominator)}"
    if figure.value is None:
        return ""
    return f"{_number(figure.value)} {line.version.measure}"


def typed_in(draft: Draft) -> str:
    """What the file has, in words."""
    return " / ".join(_text(part.raw) for part in draft.parts)


_number = lru_cache(maxsize=100_000)(show_number)


def _text(raw: object) -> str:
    if isinstance(raw, float):
        return _number(raw if raw != int(raw) else int(raw))
    return str(raw)[:100]
