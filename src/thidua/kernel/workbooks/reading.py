"""Open a workbook and read one sheet of it, every cell with its place.

Values are what the office typed: text (NFC), numbers as they are kept, days, yes or no;
`None` for an empty cell. What the reader of a format cannot know is said in `blind`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

import python_calamine

from thidua.kernel.sentences import sentence as _
from thidua.kernel.workbooks import separated, traits
from thidua.kernel.workbooks.heads import head_of
from thidua.kernel.workbooks.legacy import (
    Encoding,
    Letters,
    Says,
    decode,
    evidence,
    tell_letters,
)

Value = str | float | int | bool | date | datetime | None
Place = tuple[int, int]
"""Row and column, both counted from 0."""

MOST_ROWS, MOST_COLUMNS = 300_000, 300
MOST_UNPACKED = 400_000_000
"""Bytes that the parts of a packed workbook may come to: more is a trap, not a book."""
XLSX, XLS, ODS, CSV = "xlsx", "xls", "ods", "csv"


class Unopenable(ValueError):  # noqa: N818 - a sentence for the one who sent it
    """A file that cannot be read, with a reason and a remedy in words."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class SheetName:
    """One sheet of a workbook, as its tab says."""

    name: str
    is_hidden: bool = False


@dataclass(slots=True)
class Sheet:
    """One sheet, from its first cell (A1) on.

    `merged` are (first row, first column, last row, last column); `faults` the errors
    of formulas (`#REF!`) by place, `uncounted` the formulas without a result. Of a
    sheet with mixed `letters` some texts that were `rewritten`, and some that make
    sense both ways, each beside what it is or would be.
    """

    name: str
    rows: list[list[Value]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    faults: dict[Place, str] = field(default_factory=dict)
    uncounted: frozenset[Place] = frozenset()
    letters: Letters = field(default_factory=Letters)
    rewritten: Sequence[tuple[str, str]] = ()
    unsure: Sequence[tuple[str, str]] = ()
    blind: Sequence[str] = ()

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def at(self, row: int, column: int) -> Value:
        """What stands in a cell; None outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that can be opened, and the sheets it has."""

    path: Path
    kind: str
    sheets: Sequence[SheetName]

    def first(self) -> str:
        """The first sheet that is not hidden."""
        shown = [sheet for sheet in self.sheets if not sheet.is_hidden]
        return (shown or list(self.sheets))[0].name


def open_book(path: Path, kind: str) -> Book:
    """What sheets a file holds; `Unopenable` when it is damaged or locked."""
    if kind == CSV:
        return Book(path, kind, [SheetName("CSV")])
    if kind in {XLSX, ODS}:
        _refuse_trap(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        names = [
            SheetName(
                sheet.name,
                sheet.visible != python_calamine.SheetVisibleEnum.Visible,
            )
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        book.close()
    except python_calamine.PasswordError as locked:
        raise Unopenable(
            _("Tệp có mật khẩu."), _("Bỏ mật khẩu trong bảng tính rồi gửi lại.")
        ) from locked
    except (python_calamine.CalamineError, OSError, ValueError) as damaged:
        raise _damaged() from damaged
    if not names:
        raise Unopenable(_("Tệp không có trang tính nào."), _("Chọn tệp khác."))
    return Book(path, kind, names)


def read_sheet(
    book: Book, name: str, *, encoding: Encoding | None = None, most: int = MOST_ROWS
) -> Sheet:
    """One sheet by its name, at most so many rows; texts in Unicode.

    Without an `encoding` the words of the sheet tell it. Raises `Unopenable`.
    """
    if book.kind == CSV:
        sheet = Sheet(name, separated.read(book.path, most=most))
    else:
        sheet = _by_calamine(book, name, most)
    _refuse_size(sheet, most)
    return _in_unicode(sheet, encoding)


def _by_calamine(book: Book, name: str, most: int) -> Sheet:
    try:
        opened = _opened(book, name, most)
        source = opened.get_sheet_by_name(name)
        left = source.start[1] if source.start else 0
        rows = _values(islice(source.iter_rows(), most + 1))
        if left:
            pad: list[Value] = [None] * left
            rows = [pad + row for row in rows]
        merged = [(a, b, c, d) for (a, b), (c, d) in source.merged_cell_ranges or ()]
        opened.close()
    except (python_calamine.CalamineError, OSError, ValueError) as damaged:
        raise _damaged() from damaged
    seen = traits.of(book.path, book.kind, name)
    sheet = Sheet(
        name,
        rows,
        merged,
        seen.hidden_rows,
        seen.hidden_columns,
        seen.faults,
        seen.uncounted,
        blind=seen.blind,
    )
    for row_number, column in (*seen.faults, *seen.uncounted):
        if row_number < len(rows) and column < len(rows[row_number]):
            rows[row_number][column] = seen.faults.get((row_number, column))
    return sheet


def _opened(book: Book, name: str, most: int) -> python_calamine.CalamineWorkbook:
    """The workbook; of a long one no more than is looked at."""
    if book.kind == XLSX and most < MOST_ROWS:
        head = head_of(book.path, name, most + 1)
        if head is not None:
            return python_calamine.CalamineWorkbook.from_filelike(head)
    return python_calamine.CalamineWorkbook.from_path(str(book.path))


def _values(cells: Iterable[list[Any]]) -> list[list[Value]]:
    """Every cell as a value; each distinct one of a column is looked at once."""
    rows: list[list[Value]] = [*cells]
    for place, column in enumerate(_columns(rows)):
        other: dict[Value, Value] = {
            cell: value
            for cell in column
            if (value := _value(cell)) is not cell and cell is not None
        }
        if other:
            _replace(rows, place, other)
    return rows


def _columns(rows: list[list[Value]]) -> Iterator[dict[Value, None]]:
    """What stands in each column, once each, in the order of the rows."""
    return (dict.fromkeys(column) for column in zip_longest(*rows))


def _replace(rows: list[list[Value]], place: int, other: Mapping[Value, Value]) -> None:
    """Put other values into a column."""
    for row in rows:
        if place < len(row) and row[place] in other:
            row[place] = other[row[place]]


def _value(cell: object) -> Value:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, float | int | date):
        return cell
    if isinstance(cell, time | timedelta):
        return str(cell)
    return None


def _in_unicode(sheet: Sheet, encoding: Encoding | None) -> Sheet:
    """Every text in Unicode; a column that speaks for Unicode alone stays as it is."""
    known = [
        [cell for cell in column if isinstance(cell, str)]
        for column in _columns(sheet.rows)
    ]
    texts = {
        place: dict.fromkeys(one for one in some if not one.isascii())
        for place, some in enumerate(known)
    }
    sheet.letters = tell_letters(chain.from_iterable(texts.values()), encoding)
    columns = dict.fromkeys(range(sheet.width), sheet.letters)
    if sheet.letters.is_mixed:
        for place, some in texts.items():
            said = {evidence(one, sheet.letters.encoding) for one in some}
            if Says.UNICODE in said and not said & {Says.LEGACY, Says.BOTH}:
                columns[place] = Letters()
        old = (some for place, some in texts.items() if columns[place].is_mixed)
        _say_what_is_mixed(sheet, dict.fromkeys(chain.from_iterable(old)))
    for place, column in enumerate(known):
        tidied = ((one, _tidy(one, columns[place])) for one in column)
        other: dict[Value, Value] = {one: tidy for one, tidy in tidied if one != tidy}
        if other:
            _replace(sheet.rows, place, other)
    return sheet


def _say_what_is_mixed(sheet: Sheet, texts: Iterable[str]) -> None:
    """Texts that are old letters for sure, and those that may be."""
    sure, every = (replace(sheet.letters, is_all=one) for one in (False, True))
    said = [(one, sure.says(one)) for one in texts]

    def beside(wanted: set[Says], letters: Letters) -> list[tuple[str, str]]:
        return [
            (" ".join(one.split()), _tidy(one, letters) or "")
            for one, says in said
            if says in wanted
        ]

    sheet.rewritten = beside({Says.LEGACY, Says.BOTH}, sure)
    sheet.unsure = beside({Says.EITHER}, every)


@lru_cache(maxsize=100_000)
def _tidy(text: str, letters: Letters) -> str | None:
    if text.isascii() and text.isalnum():
        return text
    return " ".join(decode(text, letters).split()) or None


def _refuse_trap(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError) as damaged:
        raise _damaged() from damaged
    if size > MOST_UNPACKED:
        raise Unopenable(
            _("Tệp mở ra quá lớn."), _("Chia thành nhiều tệp rồi gửi từng tệp.")
        )


def _refuse_size(sheet: Sheet, most: int) -> None:
    if most < MOST_ROWS:
        return
    if len(sheet.rows) > MOST_ROWS or sheet.width > MOST_COLUMNS:
        raise Unopenable(
            _("Trang tính quá lớn: tối đa %(rows)s dòng và %(columns)s cột.")
            % {"rows": f"{MOST_ROWS:,}".replace(",", "."), "columns": MOST_COLUMNS},
            _("Chia thành nhiều tệp rồi gửi từng tệp."),
        )


def _damaged() -> Unopenable:
    return Unopenable(
        _("Không mở được tệp: nội dung hỏng hoặc không phải bảng tính."),
        _("Mở tệp trong bảng tính, lưu lại dạng .xlsx rồi gửi."),
    )
