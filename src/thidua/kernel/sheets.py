"""Tables as Excel files: figures stay figures, text stays text, A4 comes out right.

What begins with `= + - @` is written as text and never as a formula, so a name typed
by a stranger cannot run on the desk of whoever opens the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from itertools import islice
from typing import Any, TypeVar

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.kernel import dates

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = {"font_name": "Times New Roman", "font_size": 12}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_A4 = 9
_INCH = 25.4
MOST = 20_000
"""Rows of a list that one sheet takes."""


class Kind(StrEnum):
    """What stands in a column; a percent is given as 78.5 and stored as 0.785."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the measure below it, what it holds, its width in signs.

    Neighbours with the same `group` share a head above theirs.
    """

    head: str
    measure: str = ""
    kind: Kind = Kind.TEXT
    decimals: int = 0
    width: int = 12
    group: str = ""


Value = str | int | Decimal | date | None
Row = TypeVar("Row")
Columns = Sequence[tuple[Column, Callable[[Row], Value]]]
"""The columns of a list, each with how it is read off a row."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: heading of the issuing body, title, table, signatures.

    Without an issuer it is a plain table: no motto, no place, no date.
    """

    name: str
    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    above: str = ""
    issuer: str = ""
    motto: Sequence[str] = ()
    place_and_date: str = ""
    totals: Sequence[Value] = ()
    notes: Sequence[str] = field(default_factory=tuple)
    signers: Sequence[tuple[str, str]] = field(default_factory=tuple)


def listed(title: str, day: date, columns: Columns[Row], rows: Iterable[Row]) -> Sheet:
    """A list as a sheet, as of a day."""
    return Sheet(
        name=title,
        title=title.upper(),
        subtitle=_("theo ngày %(day)s") % {"day": dates.show(day)},
        columns=[column for column, _read in columns],
        rows=[[read(row) for _column, read in columns] for row in islice(rows, MOST)],
    )


def workbook(sheets: Sequence[Sheet], *, title: str, author: str) -> bytes:
    """The file; sheet names are cut and cleaned as Excel demands."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": title, "author": author})
    formats = _Formats(book)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book, sheet, sheet_name(sheet.name, taken), formats)
    book.close()
    return file.getvalue()


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**FONT, **look})
        return self._made[key]


def _write(book: Any, sheet: Sheet, name: str, formats: _Formats) -> None:
    page = book.add_worksheet(name)
    _set_up(page, sheet)
    head = _write_heading(page, sheet, formats)
    first = _write_heads(page, sheet, formats, head)
    page.freeze_panes(first, min(2, len(sheet.columns)))
    page.repeat_rows(head, first - 1)
    row = first
    for values in sheet.rows:
        _write_row(page, sheet, formats, row, values, bold=False)
        row += 1
    if row > first + 1 and sheet.columns:
        page.autofilter(first - 1, 0, row - 1, len(sheet.columns) - 1)
    if sheet.totals:
        _write_row(page, sheet, formats, row, sheet.totals, bold=True)
        row += 1
    last = _write_end(page, sheet, formats, row + 1)
    page.print_area(0, 0, last, len(sheet.columns) - 1)


def _set_up(page: Any, sheet: Sheet) -> None:
    """A4 with the margins of an official paper; a wide table lies on its side."""
    page.set_paper(_A4)
    if sum(column.width for column in sheet.columns) > 95:
        page.set_landscape()
    page.set_margins(
        left=30 / _INCH, right=15 / _INCH, top=20 / _INCH, bottom=20 / _INCH
    )
    page.fit_to_pages(1, 0)
    page.set_header("")
    page.set_footer(f'&C&"Times New Roman"&11{_("Trang")} &P/&N')
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)


def _write_heading(page: Any, sheet: Sheet, formats: _Formats) -> int:
    """The issuing body left, the motto right, title and subtitle; the next free row."""
    last = len(sheet.columns) - 1
    left = _left_columns(sheet)
    centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
    if not sheet.issuer:
        return _write_title(page, sheet, formats, 0)
    lines = [
        (sheet.above.upper(), False, sheet.motto[0].upper(), True),
        (sheet.issuer.upper(), True, sheet.motto[1] if sheet.motto[1:] else "", True),
    ]
    for row, (mine, mine_bold, ours, ours_bold) in enumerate(lines):
        _merge(page, (row, 0, row, left), mine, formats(bold=mine_bold, **centred))
        _merge(
            page, (row, left + 1, row, last), ours, formats(bold=ours_bold, **centred)
        )
        page.set_row(row, 18)
    italic = formats(italic=True, **centred)
    _merge(page, (2, left + 1, 2, last), sheet.place_and_date, italic)
    return _write_title(page, sheet, formats, 4)


def _write_title(page: Any, sheet: Sheet, formats: _Formats, row: int) -> int:
    """Title and subtitle over the whole width; the next free row."""
    last = len(sheet.columns) - 1
    centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
    large = formats(bold=True, font_size=14, **centred)
    _merge(page, (row, 0, row, last), sheet.title, large)
    page.set_row(row, 40 if len(sheet.title) > 60 else 24)
    italic = formats(italic=True, **centred)
    _merge(page, (row + 1, 0, row + 1, last), sheet.subtitle, italic)
    return row + 3


def _left_columns(sheet: Sheet) -> int:
    """The last column of the left half of the heading, by width."""
    half = sum(column.width for column in sheet.columns) * 0.45
    reached = 0
    for place, column in enumerate(sheet.columns[:-1]):
        reached += column.width
        if reached >= half:
            return place
    return max(0, len(sheet.columns) - 2)


def _write_heads(page: Any, sheet: Sheet, formats: _Formats, row: int) -> int:
    """Heads in two rows (group over head), then the measures; the first data row."""
    look = formats(
        bold=True, border=1, align="center", valign="vcenter", text_wrap=True
    )
    small = formats(
        italic=True, border=1, align="center", valign="vcenter", font_size=11
    )
    columns = sheet.columns
    grouped = any(column.group for column in columns)
    start = 0
    while start < len(columns):
        end = start
        group = columns[start].group
        while group and end + 1 < len(columns) and columns[end + 1].group == group:
            end += 1
        if group:
            _merge(page, (row, start, row, end), group, look)
            for place in range(start, end + 1):
                page.write_string(row + 1, place, columns[place].head, look)
        elif grouped:
            _merge(page, (row, start, row + 1, start), columns[start].head, look)
        else:
            page.write_string(row, start, columns[start].head, look)
        start = end + 1
    longest = max((len(column.group) for column in columns), default=0)
    page.set_row(row, 48 if longest > 30 else 32)
    measures = row + (2 if grouped else 1)
    if not any(column.measure for column in columns):
        return measures
    for place, column in enumerate(columns):
        page.write_string(measures, place, column.measure, small)
    return measures + 1


def _write_row(
    page: Any,
    sheet: Sheet,
    formats: _Formats,
    row: int,
    values: Sequence[Value],
    *,
    bold: bool,
) -> None:
    for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
        look: dict[str, Any] = {"border": 1, "bold": bold, "valign": "vcenter"}
        if value is None:
            page.write_blank(row, place, None, formats(**look))
        elif isinstance(value, str):
            align = "left" if column.kind is Kind.TEXT else "center"
            text = formats(text_wrap=True, align=align, num_format="@", **look)
            page.write_string(row, place, value, text)
        elif isinstance(value, date):
            day = formats(num_format="dd/mm/yyyy", align="center", **look)
            page.write_datetime(row, place, value, day)
        else:
            number = formats(num_format=_number_format(column), **look)
            share = 100 if column.kind is Kind.PERCENT else 1
            page.write_number(row, place, value / share, number)


def _number_format(column: Column) -> str:
    """`#,##0.0`: the reader's Excel writes it with the marks of its own country."""
    behind = "." + "0" * column.decimals if column.decimals else ""
    if column.kind is Kind.PERCENT:
        return f"0{behind}%"
    return f"#,##0{behind}"


def _write_end(page: Any, sheet: Sheet, formats: _Formats, row: int) -> int:
    """Notes, then who made it and who signs; the last row used."""
    last = len(sheet.columns) - 1
    note = formats(italic=True, text_wrap=True, valign="top", font_size=11)
    for text in sheet.notes:
        _merge(page, (row, 0, row, last), text, note)
        page.set_row(row, 32 if len(text) > 110 else 17)
        row += 1
    row += 1
    left = _left_columns(sheet)
    bold = formats(bold=True, align="center", text_wrap=True, valign="top")
    for (role, name), span in zip(
        sheet.signers, ((0, left), (left + 1, last)), strict=False
    ):
        _merge(page, (row, span[0], row, span[1]), role.upper(), bold)
        _merge(page, (row + 5, span[0], row + 5, span[1]), name, bold)
    return row + 5 if sheet.signers else row


def _merge(page: Any, place: tuple[int, int, int, int], text: str, look: Any) -> None:
    """Several cells as one; a single cell cannot be merged. Always text."""
    row, column, last_row, last_column = place
    if (row, column) == (last_row, last_column):
        page.write_string(row, column, text, look)
        return
    page.merge_range(row, column, last_row, last_column, "", look)
    page.write_string(row, column, text, look)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """At most 31 signs, none of those Excel refuses, none twice."""
    plain = _FORBIDDEN.sub(" ", wanted).strip()[:31] or "Bảng"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        tail = f" {number}"
        name = plain[: 31 - len(tail)] + tail
    taken.add(name.casefold())
    return name
