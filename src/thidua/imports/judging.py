"""From a sheet and a mapping to what will happen to every row of it.

A pure function of the file, the mapping, the answers and how things stand: it may be
run again at any time, and is, whenever something was changed or answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date, datetime

from thidua.imports.figures import FigureReader
from thidua.imports.inside import Inside
from thidua.imports.judging_words import (
    ABOVE,
    about,
    at,
    day_in,
    name_question,
    no_unit,
    none_of_them,
    uncounted,
    unsaid,
    why_skipped,
)
from thidua.imports.kinds import (
    LEAVE,
    MEASURE,
    TEXT,
    WITHIN,
    Draft,
    Ground,
    Judged,
    Part,
    Straight,
    called,
)
from thidua.imports.mapping import Column, Mapping, are_one
from thidua.imports.plain_rows import PlainRows
from thidua.imports.repeats import as_text, first_text, once, skipped
from thidua.imports.states import Fate
from thidua.kernel.sentences import sentence as _
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
    _inside: Inside = field(init=False)
    _narrowing: set[tuple[str, Value, str]] = field(default_factory=set)
    _heading: str | Judged | None = None
    _dims: list[tuple[int | None, str, str]] = field(default_factory=list)
    _figures: list[tuple[int, Column]] = field(default_factory=list)
    _texts: list[tuple[int, str]] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _measure: int | None = None
    _narrowed: int | None = None
    _above: dict[tuple[int, int], Value] = field(default_factory=dict)
    _resolved: dict[tuple[str, Value, str], str | Judged] = field(default_factory=dict)
    _before: dict[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[Judged | Straight]:
        """Every row of the body and what will happen to it, problems first."""
        self._inside = Inside(self.ground)
        for one in self._rows():
            yield one if isinstance(one, Straight) else self._inside.told(one)

    def _rows(self) -> Iterator[Judged | Straight]:
        self._prepare()
        drafts: list[Draft] = []
        plain = self._plain_rows()
        lines = lines_of(
            self.sheet,
            self.table,
            keep_hidden=self.mapping.keep_hidden,
            takes=plain.take if plain else None,
        )
        if not self.ground.figure:
            lines = iter(listed := [*lines])
            self._look_ahead(listed)
        for line in lines:
            if plain:
                yield from self._row_between(line, drafts, plain)
            else:
                yield from self._row(line, drafts)
        self.sheet.rows.clear()  # what is needed was taken; a long sheet is large
        reader = FigureReader(self.ground, {**self.names, **self.answers})
        if not self.ground.figure:
            yield from self.ground.judge(drafts, reader)
            return
        alone, drafts = plain.parted(drafts) if plain else ([], drafts)
        drafts = yield from once(self.ground, self.answers, drafts)
        yield from self.ground.judge_plain(alone, drafts, reader)

    def _plain_rows(self) -> PlainRows | None:
        """What takes plain rows, where the file can have any."""
        if (
            not self.ground.takes_plain
            or self.sheet.uncounted
            or self._narrowed is not None
        ):
            return None
        texts = [place for place, _key in self._texts]
        return PlainRows.of(self._dims, self._figures, texts, self._measure)

    def _row_between(
        self, line: Line, drafts: list[Draft], plain: PlainRows
    ) -> Iterator[Judged]:
        """A row between plain ones: it follows them, and they learn from it."""
        self._before.update(plain.said_last())
        within = self._inside.within
        yield from self._row(line, drafts)
        if self._inside.within != within:
            plain.forget("unit")
        for place, key in plain.places if line.kind == Is.DATA else ():
            raw = line.cells[place] if place < len(line.cells) else None
            inside = self._inside.within if key == "unit" else ""
            meant = self._resolved.get((key, raw, inside))
            if isinstance(meant, str) and (key, raw, inside) not in self._narrowing:
                plain.learn(place, key, raw, meant)

    def _look_ahead(self, lines: Sequence[Line]) -> None:
        self.ground.look_ahead(
            {
                line.row: {
                    key: line.cells[place]
                    for place, key in self._texts
                    if place < len(line.cells)
                }
                for line in lines
                if line.kind == Is.DATA
                or (line.kind == Is.GROUP and self._is_thing(line))
            }
        )

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
            self._places[key] = place
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
        if line.kind == Is.GROUP and not self._is_thing(line):
            yield self._group(line) if self.ground.figure else self._head(line)
        elif line.kind not in {Is.DATA, Is.GROUP}:
            yield skipped(line.row, self._why_skipped(line), first_text(line.cells))
        elif self.ground.figure:
            yield from self._figures_of(line, drafts)
        else:
            yield from self._thing_of(line, drafts)

    def _why_skipped(self, line: Line) -> str:
        if line.kind == Is.TOTAL and not self.ground.figure:
            return _("Dòng tổng.")
        return why_skipped(line.kind)

    def _is_thing(self, line: Line) -> bool:
        """`3 | Nguyễn Văn An` with nothing beside it: a name in a list, no heading."""
        if self.ground.figure:
            return False
        filled = [cell for cell in line.cells if cell is not None]
        if sum(map(bool, self.table.labels)) == 1:
            return True
        if len(filled) != 2 or (isinstance(filled[0], str) and not filled[0].isdigit()):
            return False
        return not self.ground.heads(as_text(filled[1]))

    def _head(self, line: Line) -> Judged:
        """A row that says something of the rows below it; asked when it is doubtful."""
        key = self.ground.heading
        place, text = next(
            (n, c) for n, c in reversed([*enumerate(line.cells)]) if isinstance(c, str)
        )
        found = self._resolve(key, text, "", place, heads=True) if key else ""
        is_unknown = isinstance(found, Judged) and not self.ground.options(key)
        if found == ABOVE or is_unknown:
            return skipped(line.row, _("Dòng nhóm."), text)
        self._heading = found
        self._inside.head(found if isinstance(found, str) else "", text)
        if isinstance(found, Judged):
            return at(found, line.row, place, text)
        return skipped(line.row, _("Dòng nhóm."), text)

    def _thing_of(self, line: Line, drafts: list[Draft]) -> Iterator[Judged]:
        """One thing of words: what it is about, and every word of it with its place."""
        parts = [
            Part(key, place, line.cells[place])
            for place, key in self._texts
            if place < len(line.cells) and line.cells[place] is not None
        ]
        if not parts:
            text = first_text(line.cells)
            empty = _("Dòng không ghi tên.") if text else _("Dòng trống.")
            yield skipped(line.row, empty, text)
            return
        dims: list[str] = []
        for place, constant, key in self._dims:
            found = self._dim(line, place, "", key)
            if found is None and key == self.ground.heading:
                found = self._heading
            found = found or constant or self._unsaid(key)
            if isinstance(found, Judged):
                raw = line.cells[place] if place is not None else None
                column = -1 if place is None else place
                yield at(found, line.row, column, raw, called(parts))
                return
            dims.append(found)
        drafts.append(Draft(line.row, -1, tuple(dims), parts, places=self._places))

    def _unsaid(self, key: str) -> str | Judged:
        one = next(one for one in self.ground.fields if one.key == key)
        return unsaid(one, self.mapping.column_for(key)) if one.is_required else ""

    def _group(self, line: Line) -> Judged:
        text = next((c for c in reversed(line.cells) if isinstance(c, str)), "")
        return skipped(line.row, self._inside.group(text), text)

    def _words(self, cells: Sequence[Value]) -> Iterator[tuple[str, str]]:
        for place, key in self._texts:
            if place < len(cells) and cells[place] is not None:
                yield key, as_text(cells[place])

    def _figures_of(self, line: Line, drafts: list[Draft]) -> Iterator[Judged]:
        cells = line.cells
        filled = [
            (number, column)
            for number, column in self._figures
            if number < len(cells) and cells[number] is not None
        ]
        if self.sheet.uncounted:
            yield from self._uncounted_in(line.row)
        if not filled:
            yield skipped(line.row, _("Dòng không có số."), first_text(cells))
            return
        found: list[str | Judged | None] = [
            self._dim(line, place, constant, key) for place, constant, key in self._dims
        ]
        texts = dict(self._words(cells)) if self._texts else {}
        stated = self._measure_of(cells)
        grouped: dict[tuple[str, ...], Draft] = {}
        only = are_one(column for _number, column in filled)
        said = [one for one in found if isinstance(one, str)]
        whole = tuple(said) if len(said) == len(found) else None
        for number, column in filled:
            dims = whole if whole and not column.dims else self._dims_for(column, found)
            if isinstance(dims, Judged):
                known = about(self.ground, column.dims, found)
                yield at(dims, line.row, number, cells[number], known)
                continue
            part = Part(column.part, number, cells[number], column.measure or stated)
            draft = grouped.get(dims)
            if draft is None:
                grouped[dims] = Draft(line.row, number, dims, [part], texts, only=only)
            else:
                draft.parts.append(part)
        drafts.extend(grouped.values())

    def _uncounted_in(self, row: int) -> Iterator[Judged]:
        for number, _column in self._figures:
            if (row, number) in self.sheet.uncounted:
                yield uncounted(row, number)

    def _measure_of(self, cells: Sequence[Value]) -> str:
        place = self._measure
        if place is None or place >= len(cells) or cells[place] is None:
            return ""
        return as_text(cells[place])

    def _dims_for(
        self, column: Column, found: Sequence[str | Judged | None]
    ) -> tuple[str, ...] | Judged:
        dims = []
        for key, value in zip(self.ground.dims, found, strict=True):
            fixed = column.dims.get(key) or value
            if fixed is None:
                fixed = self._unsaid(key)
            if isinstance(fixed, Judged):
                return fixed
            dims.append(fixed)
        return tuple(dims)

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
        within, said = self._around(line) if key == "unit" else ("", "")
        asked = (key, raw, within)
        known = self._resolved.get(asked)
        if known is None:
            known = self._resolved[asked] = self._resolve(
                key, raw, within, place, said=said
            )
        if asked in self._narrowing:
            self._inside.decided(line.row, as_text(raw), said)
        return self._in_turn(key, known, raw)

    def _in_turn(self, key: str, known: str | Judged, raw: Value) -> str | Judged:
        """A name that is none by itself may be a part of the row above: `- nữ`."""
        above = self._before.get(key, "")
        if isinstance(known, Judged) and above:
            narrowed = self.ground.narrow(key, above, as_text(raw))
            known = narrowed if narrowed != above else known
        self._before[key] = known if isinstance(known, str) else ""
        return known

    def _around(self, line: Line) -> tuple[str, str]:
        """Within what a row's unit lies, and what the file calls that."""
        place = self._narrowed
        if place is None:
            return self._inside.within, self._inside.said
        raw = line.cells[place] if place < len(line.cells) else None
        return self._inside.of(
            self._above.get((line.row, place)) if raw is None else raw
        )

    def _resolve(
        self,
        key: str,
        raw: Value,
        within: str,
        place: int,
        *,
        heads: bool = False,
        said: str = "",
    ) -> str | Judged:
        text = as_text(raw)
        found = (
            self.ground.find_day(key, day_in(raw))
            if isinstance(raw, date | datetime)
            else self.ground.find(key, text, within)
        )
        if found.is_certain:
            if found.is_narrowed:
                self._narrowing.add((key, raw, within))
            return found.ids[0]
        question = name_question(
            self.ground, key, text, (within, said), found, place, heads=heads
        )
        answer = self.answers.get(question.key) or self.names.get(question.key, "")
        if answer == LEAVE:
            return none_of_them(text, place, found)
        choices = (*self.ground.options(key), *no_unit(heads=heads))
        if answer and any(answer == value for value, _words in choices):
            return answer
        if not found.ids and not self.ground.options(key):
            return Judged(0, 0, Fate.REFUSED, reason=question.words, cause=place)
        return Judged(
            0,
            0,
            Fate.ASKED,
            typed=text,
            reason=question.words,
            question=question,
            cause=place,
        )
