"""From a sheet and a mapping to what will happen to every row of it.

A pure function of the file, the mapping, the answers and how things stand: it may be
run again at any time, and is, whenever something was changed or answered.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.imports.figures import LEAVE, FigureReader
from thidua.imports.kinds import (
    MEASURE,
    TEXT,
    WITHIN,
    Draft,
    Found,
    Ground,
    Judged,
    Part,
    Question,
)
from thidua.imports.mapping import Column, Mapping
from thidua.imports.states import Fate
from thidua.kernel.numbers import show_number
from thidua.kernel.text import fold
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Sheet, Value
from thidua.kernel.workbooks.tables import Is, Line, Table, lines_of


@dataclass(slots=True)
class Judging:
    """One file being judged: what is read, and what was answered."""

    ground: Ground
    sheet: Sheet
    table: Table
    mapping: Mapping
    answers: Map[str, str]
    names: Map[str, str] = field(default_factory=dict)
    """Meanings that the office gave to loose names before."""
    _within: str = ""
    _dims: list[tuple[int | None, str, str]] = field(default_factory=list)
    _figures: list[tuple[int, Column]] = field(default_factory=list)
    _texts: list[tuple[int, str]] = field(default_factory=list)
    _measure: int | None = None
    _narrowed: int | None = None
    _above: dict[tuple[int, int], Value] = field(default_factory=dict)
    _resolved: dict[tuple[str, str, str], str | Judged] = field(default_factory=dict)

    def rows(self) -> Iterator[Judged]:
        """Every row of the body and what will happen to it, problems first."""
        self._prepare()
        drafts: list[Draft] = []
        for line in lines_of(
            self.sheet, self.table, keep_hidden=self.mapping.keep_hidden
        ):
            yield from self._row(line, drafts)
        drafts = yield from self._once(drafts)
        reader = FigureReader(self.ground, self.answers)
        yield from self.ground.judge(drafts, reader)

    def _prepare(self) -> None:
        mapping = self.mapping
        for key in self.ground.dims:
            place = mapping.column_for(key)
            constant = "" if place is not None else mapping.constants.get(key, "")
            self._dims.append((place, constant, key))
        for number, column in enumerate(mapping.columns):
            if self.ground.figure and column.field == self.ground.figure:
                self._figures.append((number, column))
        for one in self.ground.fields:
            self._place(one.role, one.key, mapping.column_for(one.key))
        self._fill_down()

    def _place(self, role: str, key: str, place: int | None) -> None:
        if place is None:
            return
        if role == TEXT:
            self._texts.append((place, key))
        elif role == MEASURE:
            self._measure = place
        elif role == WITHIN:
            self._narrowed = place

    def _fill_down(self) -> None:
        """A name merged over several rows is said of each of them."""
        keyed = {place for place, _constant, _key in self._dims} | {self._narrowed}
        for top, left, bottom, _right in self.sheet.merged:
            if top >= self.table.body and bottom > top and left in keyed:
                for row in range(top + 1, bottom + 1):
                    self._above[row, left] = self.sheet.at(top, left)

    def _row(self, line: Line, drafts: list[Draft]) -> Iterator[Judged]:
        if line.kind == Is.GROUP:
            yield self._group(line)
        elif line.kind != Is.DATA:
            yield _skipped(line.row, _why_skipped(line.kind), _first_text(line.cells))
        elif self.ground.figure:
            yield from self._figures_of(line, drafts)
        else:
            drafts.append(Draft(line.row, -1, (), [], dict(self._words(line.cells))))

    def _group(self, line: Line) -> Judged:
        text = next((c for c in reversed(line.cells) if isinstance(c, str)), "")
        self._within = ""
        for key in self.ground.dims:
            found = self.ground.find(key, text)
            if not found.ids and key == "unit":
                found = self.ground.find("above", text)
            if found.is_certain and key == "unit":
                self._within = found.ids[0]
                break
        return _skipped(line.row, _("Dòng nhóm."), text)

    def _words(self, cells: Sequence[Value]) -> Iterator[tuple[str, str]]:
        for place, key in self._texts:
            if place < len(cells) and cells[place] is not None:
                yield key, _text(cells[place])

    def _figures_of(self, line: Line, drafts: list[Draft]) -> Iterator[Judged]:
        cells = line.cells
        filled = [
            (number, column)
            for number, column in self._figures
            if number < len(cells) and cells[number] is not None
        ]
        yield from self._uncounted_in(line.row)
        if not filled:
            yield _skipped(line.row, _("Dòng không có số."), _first_text(cells))
            return
        found: list[str | Judged | None] = [
            self._dim(line, place, constant, key) for place, constant, key in self._dims
        ]
        texts = dict(self._words(cells)) if self._texts else {}
        stated = self._measure_of(cells)
        grouped: dict[tuple[str, ...], Draft] = {}
        for number, column in filled:
            dims = self._dims_for(column, found)
            if isinstance(dims, Judged):
                yield _at(dims, line.row, number, cells[number])
                continue
            part = Part(column.part, number, cells[number], column.measure or stated)
            draft = grouped.get(dims)
            if draft is None:
                draft = grouped[dims] = Draft(line.row, number, dims, [part], texts)
                drafts.append(draft)
            else:
                draft.parts.append(part)

    def _uncounted_in(self, row: int) -> Iterator[Judged]:
        if not self.sheet.uncounted:
            return
        for number, _column in self._figures:
            if (row, number) in self.sheet.uncounted:
                yield Judged(
                    row,
                    number,
                    Fate.REFUSED,
                    reason=_("Ô là công thức chưa tính."),
                    remedy=_("Mở tệp trong bảng tính, lưu lại rồi gửi."),
                )

    def _measure_of(self, cells: Sequence[Value]) -> str:
        place = self._measure
        if place is None or place >= len(cells) or cells[place] is None:
            return ""
        return _text(cells[place])

    def _dims_for(
        self, column: Column, found: Sequence[str | Judged | None]
    ) -> tuple[str, ...] | Judged:
        dims = []
        for key, value in zip(self.ground.dims, found, strict=True):
            fixed = column.dims.get(key) or value
            if isinstance(fixed, Judged):
                return fixed
            if fixed is None:
                return Judged(
                    0,
                    0,
                    Fate.REFUSED,
                    reason=_("Dòng không ghi %s.") % self._label(key).lower(),
                    remedy=_("Ghi vào tệp rồi gửi lại."),
                )
            dims.append(fixed)
        return tuple(dims)

    def _label(self, key: str) -> str:
        return next(one.label for one in self.ground.fields if one.key == key)

    def _dim(
        self, line: Line, place: int | None, constant: str, key: str
    ) -> str | Judged | None:
        """What a row is about: an id, a refusal or a question, None when unsaid."""
        if place is None:
            return constant or None
        raw = line.cells[place] if place < len(line.cells) else None
        if raw is None:
            raw = self._above.get((line.row, place))
        if raw is None:
            return constant or None
        within = self._inside(line) if key == "unit" else ""
        asked = (key, raw if isinstance(raw, str) else _text(raw), within)
        known = self._resolved.get(asked)
        if known is None:
            known = self._resolved[asked] = self._resolve(key, raw, within, place)
        return known

    def _inside(self, line: Line) -> str:
        """Within what a row's unit lies: its own column says, or the group above."""
        place = self._narrowed
        if place is None:
            return self._within
        raw = line.cells[place] if place < len(line.cells) else None
        raw = self._above.get((line.row, place)) if raw is None else raw
        found = self.ground.find("above", _text(raw)) if raw is not None else Found()
        return found.ids[0] if found.is_certain else self._within

    def _resolve(self, key: str, raw: Value, within: str, place: int) -> str | Judged:
        text = _text(raw)
        found = (
            self.ground.find_day(key, _day(raw))
            if isinstance(raw, date | datetime)
            else self.ground.find(key, text, within)
        )
        if found.is_certain:
            return found.ids[0]
        question = self._name_question(key, text, within, found, place)
        said = self.answers.get(question.key) or self.names.get(question.key, "")
        if said == LEAVE:
            return Judged(0, 0, Fate.SKIPPED, reason=_("Bỏ theo trả lời của anh/chị."))
        if said and any(said == value for value, _words in self.ground.options(key)):
            return said
        if not found.ids and not self.ground.options(key):
            return Judged(0, 0, Fate.REFUSED, reason=question.words)
        return Judged(
            0, 0, Fate.ASKED, typed=text, reason=question.words, question=question
        )

    def _name_question(
        self, key: str, text: str, within: str, found: Found, place: int
    ) -> Question:
        names = dict(self.ground.options(key))
        likely = [(one, names[one]) for one in found.ids if one in names]
        words = _("Cột %(column)s ghi “%(text)s”: %(label)s nào?") % {
            "column": letters(place),
            "text": text[:80],
            "label": self._label(key).lower(),
        }
        if within in names:
            words += " " + _("(trong nhóm %s)") % names[within]
        return Question(
            f"name:{key}:{fold(text)[:150]}:{within}",
            words,
            (*likely, (LEAVE, _("Bỏ các dòng này"))),
        )

    def _once(self, drafts: list[Draft]) -> Generator[Judged, None, list[Draft]]:
        """One draft for each thing; repeated rows are told apart or asked about."""
        if not self.ground.figure:
            return drafts
        seen: dict[tuple[str, ...], int] = {}
        twice: dict[tuple[str, ...], list[Draft]] = {}
        kept: list[Draft | None] = []
        for draft in drafts:
            first = seen.get(draft.dims)
            if first is None:
                seen[draft.dims] = len(kept)
                kept.append(draft)
                continue
            before = kept[first]
            if before is None or _raws(before) == _raws(draft):
                yield _skipped(
                    draft.row,
                    _("Lặp lại dòng %s.") % ((before or draft).row + 1),
                    _shown(draft),
                    draft.column,
                )
            else:
                twice.setdefault(draft.dims, [before]).append(draft)
        for dims, alike in twice.items():
            chosen = yield from self._choose(dims, alike)
            kept[seen[dims]] = chosen
        return [draft for draft in kept if draft is not None]

    def _choose(
        self, dims: tuple[str, ...], alike: Sequence[Draft]
    ) -> Generator[Judged, None, Draft | None]:
        names = [
            dict(self.ground.options(key)).get(one, one)
            for key, one in zip(self.ground.dims, dims, strict=True)
        ]
        question = Question(
            f"twice:{':'.join(dims)}"[:200],
            _("“%(what)s” có ở nhiều dòng với số khác nhau.")
            % {"what": " · ".join(names)},
            tuple(
                (
                    f"{one.row}.{one.column}",
                    _("Dòng %(row)s: %(shown)s")
                    % {"row": one.row + 1, "shown": _shown(one)},
                )
                for one in alike[:8]
            ),
        )
        said = self.answers.get(question.key, "")
        chosen = None
        for one in alike:
            if said == f"{one.row}.{one.column}":
                chosen = one
            elif said:
                yield _skipped(
                    one.row, _("Đã chọn dòng khác."), _shown(one), one.column
                )
            else:
                yield Judged(
                    one.row,
                    one.column,
                    Fate.ASKED,
                    typed=_shown(one),
                    reason=question.words,
                    question=question,
                )
        return chosen


def _at(known: Judged, row: int, column: int, raw: Value) -> Judged:
    """What is known of a name, said of one row."""
    return Judged(
        row,
        column,
        known.fate,
        typed=_text(raw),
        reason=known.reason,
        remedy=known.remedy,
        question=known.question,
    )


def _skipped(row: int, why: str, typed: str, column: int = -1) -> Judged:
    return Judged(row, column, Fate.SKIPPED, typed=typed[:200], reason=why)


def _why_skipped(kind: Is) -> str:
    return {
        Is.TOTAL: _("Dòng tổng: số được cộng lại từ các đơn vị."),
        Is.HEADER: _("Tiêu đề lặp lại."),
        Is.HIDDEN: _("Dòng ẩn."),
        Is.NOTE: _("Ghi chú, chữ ký cuối bảng."),
    }[kind]


def _first_text(cells: Sequence[Value]) -> str:
    return next((cell for cell in cells if isinstance(cell, str)), "")


def _raws(draft: Draft) -> list[tuple[str, Value]]:
    return [(part.name, part.raw) for part in draft.parts]


def _shown(draft: Draft) -> str:
    return " / ".join(_text(part.raw) for part in draft.parts)


def _text(raw: Value) -> str:
    if isinstance(raw, bool) or raw is None:
        return "" if raw is None else str(raw)
    if isinstance(raw, int | float):
        return show_number(round(raw, 9))
    if isinstance(raw, date | datetime):
        return f"{raw:%d/%m/%Y}"
    return raw


def _day(raw: date | datetime) -> date:
    return raw.date() if isinstance(raw, datetime) else raw
