"""Plain figures of a file, many at a time: each distinct one is read once.

What a number means depends on its line alone, and whether a report may be written on
its unit and period. So a row costs a few look-ups. Whatever needs a word is left over,
to be looked at by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from thidua.imports.kinds import Asked, Draft, Plain, Reader, Straight
from thidua.imports.states import Fate
from thidua.indicators.checks import findings
from thidua.indicators.file_standing import Row
from thidua.indicators.judging_files import Bench, figure_shown, typed_in
from thidua.indicators.models import FormLine
from thidua.indicators.states import OPEN
from thidua.kernel.numbers import Unreadable

_NEW, _CHANGED, _SAME = Fate.NEW.value, Fate.CHANGED.value, Fate.SAME.value


Like = tuple[object, ...]
"""What lines have in common that read every number alike."""


@dataclass(frozen=True, slots=True)
class _Number:
    """One number, read for lines that are alike; the words for it are JSON already."""

    value: Decimal
    kept: str
    typed: str
    after: str


@dataclass(frozen=True, slots=True)
class _Place:
    """One report that may be written: its numbers (and in JSON), the indicators of its
    lines, its figures as they stand."""

    unit: int
    period: int
    about: str
    lines: Mapping[str, int]
    figures: Mapping[int, Row]


@dataclass(slots=True)
class PlainFigures:
    """Judges the plain figures of a file; what it cannot is `left`."""

    bench: Bench
    read: Reader
    left: list[Draft] = field(default_factory=list)
    _likes: dict[str, int] = field(default_factory=dict)
    _numbers: dict[tuple[int, float, str, int], _Number | None] = field(
        default_factory=dict
    )
    _places: dict[tuple[str, str], _Place | None] = field(default_factory=dict)
    _lines: dict[str, dict[str, int]] = field(default_factory=dict)
    _answered: set[tuple[str, str, str]] = field(default_factory=set)

    def judged(self, figures: Iterable[Plain]) -> Iterator[Straight]:
        """Those of which nothing need be asked."""
        self._answered = {_about(key) for key in self.read.said}
        self._likes = self._alike()
        numbers, places, likes = self._numbers, self._places, self._likes
        for one in figures:
            row, column, (unit, line, period), raw, measure = one
            asked = likes[line], raw, measure, column
            try:
                number = numbers[asked]
            except KeyError:
                number = numbers[asked] = self._number(one)
            try:
                place = places[unit, period]
            except KeyError:
                place = places[unit, period] = self._place(unit, period)
            found = None
            if number is not None and place is not None and line in place.lines:
                found = self._compared(row, column, line, number, place)
            if found is None or (self._answered and one.dims in self._answered):
                self.left.append(one.draft())
            else:
                yield found

    def _compared(
        self, row: int, column: int, line: str, number: _Number, place: _Place
    ) -> Straight | None:
        """New, changed or the same; None where somebody may have to be asked."""
        indicator = place.lines[line]
        now = place.figures.get(indicator)
        about = f'{place.about}"i":{indicator},"v":"{number.kept}"'
        if now is None:
            if not self._is_usual(indicator, line, number, place):
                return None
            said = f'{{"typed":{number.typed},"after":{number.after}}}'
            return Straight(row, column, _NEW, f"{about}}}", said)
        payload = f'{about},"e":{now.version}}}'
        if now.is_value(number.value):
            before, fate = number.after, _SAME
        else:
            if now.state not in OPEN or now.value is None:
                return None
            if not self._is_usual(indicator, line, number, place):
                return None
            shown = figure_shown(self.bench.lines[line], now.figure)
            before, fate = json.dumps(shown, ensure_ascii=False), _CHANGED
        said = f'{{"typed":{number.typed},"before":{before},"after":{number.after}}}'
        return Straight(row, column, fate, payload, said)

    def _is_usual(
        self, indicator: int, line: str, number: _Number, place: _Place
    ) -> bool:
        """Is there nothing unusual beside the unit's own past, or beside its peers?"""
        seat, least = (place.unit, indicator), self.bench.lines[line].version.least
        held = self.bench.doubts.past.held(seat, place.period, number.value, least)
        return not held[0] and held[1] is None

    def _alike(self) -> dict[str, int]:
        """Lines with one number that read every number alike."""
        known: dict[Like, int] = {}
        return {
            key: known.setdefault(_like(line), len(known))
            for key, line in self.bench.lines.items()
        }

    def _number(self, one: Plain) -> _Number | None:
        """Read as any figure is; None when a question, a fault or a doubt comes up."""
        line = self.bench.lines[one.dims[1]]
        draft = one.draft()
        try:
            figure = self.bench.figure_of(draft, line, self.read)
        except (Asked, Unreadable):
            return None
        if figure is None or figure.value is None or figure.denominator is not None:
            return None
        if findings(line.version, figure, []):
            return None
        typed, after = (
            json.dumps(words, ensure_ascii=False)
            for words in (typed_in(draft), figure_shown(line, figure))
        )
        return _Number(figure.value, str(figure.value), typed, after)

    def _place(self, unit: str, period: str) -> _Place | None:
        """None when the report may not be written."""
        if self.bench.seat(unit, period) is not None:
            return None
        if unit not in self._lines:
            self._lines[unit] = self._lines_of(unit)
        figures = self.bench.current.figures.get((int(unit), int(period)), {})
        about = f'{{"u":{int(unit)},"p":{int(period)},'
        return _Place(int(unit), int(period), about, self._lines[unit], figures)

    def _lines_of(self, unit: str) -> dict[str, int]:
        """The indicators of the lines that a unit reports and that stand alone: no
        figure runs through the year, none is held against its parts."""
        members = self.bench.families.members
        return {
            key: line.version.indicator_id
            for key, line in self.bench.lines.items()
            if not line.is_cumulative
            and line.version.indicator_id not in members
            and self.bench.line(unit, line) is None
        }


def _like(line: FormLine) -> Like:
    """All that reading a number for a line, and doubting it by itself, asks of it."""
    version = line.version
    return (
        version.nature,
        version.measure,
        version.decimals,
        version.least,
        version.most,
        line.scale,
    )


def _about(key: str) -> tuple[str, str, str]:
    """The unit, line and period of the cell that a question is about."""
    _cell, _why, line, unit, period, *_typed = key.split(":")
    return unit, line, period
