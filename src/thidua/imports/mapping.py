"""Which column of a file holds what: proposed by its words, changed by a person.

A mapping is plain JSON, so that it can be shown, changed, and remembered for the next
file with the same header. A column says what it is `as` (a field, or `figure.part`),
which `dims` its header fixes, and in which `measure` its figures are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from thidua.imports.kinds import DIM, FIGURE, MEASURE, Field, Ground, LeftOut
from thidua.imports.shortened import shortened_name
from thidua.kernel.text import fold
from thidua.kernel.workbooks.measures import convert, is_known, measure_in
from thidua.kernel.workbooks.reading import Sheet, Value
from thidua.kernel.workbooks.tables import JOINT, Is, Table, lines_of

NOTHING = "-"
"""What a column is of which somebody said that nothing is read from it."""
WHOLE = "den"
"""The part of a figure that the others are a share of."""
SAMPLED = 40
"""Rows whose cells help to tell what a column holds."""
_IGNORED = ("stt", "tt", "so tt", "so thu tu", "no")


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is read; `as_` is empty for a column that is left out, NOTHING for
    one of which somebody said so."""

    as_: str = ""
    dims: Map[str, str] = field(default_factory=dict)
    measure: str = ""

    @property
    def code(self) -> str:
        """The whole in one word, for a choice on the page: `figure.num:line=5`."""
        fixed = ";".join(f"{key}={self.dims[key]}" for key in sorted(self.dims))
        return f"{self.as_}:{fixed}" if fixed else self.as_

    @property
    def field(self) -> str:
        return self.as_.partition(".")[0]

    @property
    def part(self) -> str:
        return self.as_.partition(".")[2]


def column_of(code: str, measure: str = "") -> Column:
    """The column that a code means; what is badly written is left out."""
    as_, _colon, rest = code.partition(":")
    dims = dict(pair.split("=", 1) for pair in rest.split(";") if pair.count("=") == 1)
    return Column(as_, dims, measure.strip()[:40])


def are_one(columns: Iterable[Column]) -> bool:
    """Are the figures of a row one: a single cell, or the parts of one ratio?"""
    return len({tuple(sorted(column.dims.items())) for column in columns}) <= 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is read: sheet, header, letters, columns, and what holds for all.

    Of a file with mixed letters somebody must have `said_letters`.
    """

    sheet: str = ""
    header: tuple[int, int] | None = None
    encoding: str = ""
    said_letters: bool = False
    keep_hidden: bool = False
    columns: Sequence[Column] = ()
    constants: Map[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Map[str, Any]) -> Mapping:
        header = kept.get("header")
        return cls(
            sheet=kept.get("sheet", ""),
            header=(header[0], header[1]) if header else None,
            encoding=kept.get("encoding", ""),
            said_letters=bool(kept.get("said_letters")),
            keep_hidden=bool(kept.get("keep_hidden")),
            columns=[Column(**column) for column in kept.get("columns", ())],
            constants=dict(kept.get("constants", {})),
        )

    def column_for(self, key: str) -> int | None:
        """Which column holds a field, if any does."""
        found = (n for n, column in enumerate(self.columns) if column.as_ == key)
        return next(found, None)


def knows(ground: Ground) -> Any:
    """Does a folded label name something of this ground? For finding the header."""

    columns: list[Field | LeftOut] = [*ground.fields, *ground.left_out]

    def know(label: str) -> bool:
        if label in _IGNORED or any(is_called(one, label) for one in columns):
            return True
        return bool(
            len(label) > 2
            and ground.figure
            and any(ground.find(key, label).is_certain for key in ground.dims)
        )

    return know


def shape_of(kind: str, table: Table) -> str:
    """What two files share that have the same header."""
    labels = "\x1f".join(fold(label) for label in table.labels).rstrip("\x1f")
    return hashlib.sha256(f"{kind}\x1e{labels}".encode()).hexdigest()


def propose(ground: Ground, sheet: Sheet, table: Table) -> Mapping:
    """What the words of the header and the first rows say; nothing is certain yet."""
    samples = _samples(sheet, table)
    columns = [Column()] * len(table.labels)
    for number, label in enumerate(table.labels):
        columns[number] = _as_field(ground, label, samples[number], columns)
    if ground.figure:
        for number, label in enumerate(table.labels):
            if not columns[number].as_ and _has_content(label, samples[number]):
                column = _as_figure(ground, sheet, table, number, columns)
                columns[number] = _as_whole(ground, column, label, columns)
    else:
        chosen = [column.as_ for column in columns]
        settled = ground.settled(chosen, [fold(label) for label in table.labels])
        columns = [Column(as_) for as_ in settled]
    return Mapping(
        sheet=sheet.name,
        header=(table.first, table.last),
        encoding=str(sheet.letters.code),
        columns=columns,
        constants={**ground.said_above(table.titles), **ground.fixed},
    )


def is_running_number(label: str) -> bool:
    """Does a column only number the rows? “TT”, “STT”."""
    return fold(label) in _IGNORED


def _samples(sheet: Sheet, table: Table) -> list[list[Value]]:
    found: list[list[Value]] = [[] for _label in table.labels]
    taken = 0
    for line in lines_of(sheet, table, keep_hidden=False):
        if line.kind != Is.DATA:
            continue
        for number, cell in enumerate(line.cells[: len(found)]):
            if cell is not None:
                found[number].append(cell)
        taken += 1
        if taken >= SAMPLED:
            break
    return found


def _as_field(
    ground: Ground, label: str, sample: Sequence[Value], columns: Sequence[Column]
) -> Column:
    plain = fold(label)
    if not plain or plain in _IGNORED:
        return Column()
    if any(is_called(one, plain) for one in ground.left_out):
        return Column()
    last = fold(label.rsplit(JOINT, maxsplit=1)[-1])
    taken = {column.as_ for column in columns}
    fitting = [
        (max(len(word) for word in one.words if _starts(word, (plain, last))), one)
        for one in ground.fields
        if one.role != FIGURE
        and one.key not in taken
        and (is_called(one, plain) or is_called(one, last))
    ]
    fitting.sort(key=lambda pair: -pair[0])
    for _length, one in fitting:
        if _fits(ground, one, sample):
            return Column(one.key)
    measures = [one for one in ground.fields if one.role == MEASURE]
    if measures and measures[0].key not in taken and _are_measures(sample):
        return Column(measures[0].key)
    for _length, one in fitting:  # well called, though none of its cells is known
        if one.role == DIM and all(isinstance(cell, str) for cell in sample):
            return Column(one.key)
    return Column()


def _fits(ground: Ground, one: Field, sample: Sequence[Value]) -> bool:
    """Do the cells of a column look like what its header says?"""
    if one.role == MEASURE:
        return not sample or not all(isinstance(cell, float) for cell in sample)
    if one.role != DIM or not sample:
        return True
    texts = list({str(cell) for cell in sample})[:12]
    if _are_measures(sample):
        return False
    return any(_finds(ground, one.key, text, sample) for text in texts)


def _finds(ground: Ground, key: str, text: str, sample: Sequence[Value]) -> bool:
    day = next((cell for cell in sample if isinstance(cell, date | datetime)), None)
    if day is not None and ground.find_day(key, _day(day)).ids:
        return True
    return bool(ground.find(key, text).ids)


def _are_measures(sample: Sequence[Value]) -> bool:
    texts = [cell for cell in sample if isinstance(cell, str)]
    return bool(texts) and sum(map(is_known, texts)) * 2 > len(texts)


def _has_content(label: str, sample: Sequence[Value]) -> bool:
    return bool(label or sample) and fold(label) not in _IGNORED


def _as_figure(
    ground: Ground,
    sheet: Sheet,
    table: Table,
    number: int,
    columns: Sequence[Column],
) -> Column:
    """A column of figures: what its header says they are about, if anything."""
    label = table.labels[number]
    dims: dict[str, str] = {}
    part = ""
    for tier in label.split(JOINT):
        fixed = _dim_called(ground, tier, dims)
        if fixed is not None:
            dims[fixed[0]] = fixed[1]
        else:
            dims = {key: ground.narrow(key, one, tier) for key, one in dims.items()}
        part = _part_called(ground, tier) or part
    if not dims:
        dims = _beneath(ground, label, columns[:number])
    if day := _day_above(sheet, table, number):
        for key in ground.dims:
            if key not in dims and (found := ground.find_day(key, day)).is_certain:
                dims[key] = found.ids[0]
    said = {key for key in ground.dims if _is_said(key, columns, ground)} | set(dims)
    figure = next(one for one in ground.fields if one.role == FIGURE)
    named = part or any(is_called(figure, fold(tier)) for tier in label.split(JOINT))
    if not dims and not (named and said >= set(ground.dims)):
        return Column()
    name = f"{ground.figure}.{part}" if part else ground.figure
    return Column(name, dims, measure_in(label) or _measure_for(ground, dims, table))


def _as_whole(
    ground: Ground, column: Column, label: str, columns: Sequence[Column]
) -> Column:
    """Of two columns under one head, `… đạt` and `Tổng số …`: the second is the whole
    that the first is a part of."""
    last = fold(label.rsplit(JOINT, maxsplit=1)[-1])
    parts = [key for key, _name in ground.parts()]
    is_second = column.part and any(one.code == column.code for one in columns)
    if is_second and _starts("tong", (last,)) and WHOLE in parts:
        return replace(column, as_=f"{column.field}.{WHOLE}")
    return column


def _beneath(ground: Ground, label: str, before: Sequence[Column]) -> dict[str, str]:
    """`Trong đó: nữ` right of a column that names its indicator."""
    last = next((column for column in reversed(before) if column.dims), Column())
    text = label.rsplit(JOINT, maxsplit=1)[-1]
    narrowed = {key: ground.narrow(key, one, text) for key, one in last.dims.items()}
    return narrowed if narrowed != dict(last.dims) else {}


def _is_said(key: str, columns: Sequence[Column], ground: Ground) -> bool:
    return bool(ground.fixed.get(key)) or any(column.as_ == key for column in columns)


def _dim_called(
    ground: Ground, tier: str, dims: Map[str, str]
) -> tuple[str, str] | None:
    for key in ground.dims:
        if key not in dims:
            found = ground.find(key, tier)
            if found.is_certain:
                return key, found.ids[0]
            if shortened := shortened_name(tier, ground.options(key)):
                return key, shortened
    return None


def _part_called(ground: Ground, tier: str) -> str:
    plain = fold(tier)
    for key, name in ground.parts():
        if key and plain and (plain == key or plain in fold(name).split("|")):
            return key
    return ""


def _measure_for(ground: Ground, dims: Map[str, str], table: Table) -> str:
    """The measure said above the table, where it can be one of this column."""
    if not table.measure or not is_known(table.measure):
        return ""
    asked = tuple(dims.get(key, "") for key in ground.dims)
    wanted = ground.measure(asked, "")[0]
    is_possible = bool(wanted) and convert(table.measure, wanted) is not None
    return table.measure if is_possible else ""


def _day_above(sheet: Sheet, table: Table, number: int) -> date | None:
    for row in range(table.first, table.body):
        cell = sheet.at(row, number)
        if isinstance(cell, date | datetime):
            return _day(cell)
        if isinstance(cell, int | float) and 36_526 <= cell <= 58_000:
            return date.fromordinal(int(cell) + 693_594)  # days as Excel counts them
    return None


def _day(cell: date | datetime) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def is_called(one: Field | LeftOut, plain: str) -> bool:
    """Does a folded label begin with a word by which something is known?"""
    return any(_starts(word, (plain,)) for word in one.words)


def _starts(word: str, labels: Sequence[str]) -> bool:
    return any(
        label == word
        or label.startswith((f"{word} ", f"{word}(", f"{word}/", f"{word},"))
        for label in labels
    )


__all__ = [
    "NOTHING",
    "Column",
    "Mapping",
    "column_of",
    "is_called",
    "is_running_number",
    "knows",
    "propose",
    "replace",
    "shape_of",
]
