"""Workbooks as offices make them: .xlsx, .xls, .ods, .csv, made by the tests."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.kernel.workbooks import legacy

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
Span = tuple[int, int, int, int]

ERROR = "\x00error:"
"""A cell that begins so is a formula with this error as its result."""


def xlsx(
    rows: Rows,
    *,
    merged: Sequence[Span] = (),
    hidden_rows: Sequence[int] = (),
    hidden_sheets: Mapping[str, Rows] | None = None,
    formulas: Mapping[tuple[int, int], tuple[str, Any]] | None = None,
    name: str = "bieu.xlsx",
    called: str = "Sheet1",
) -> SimpleUploadedFile:
    """A workbook of Excel, its sheet `called` so.

    `formulas` are (formula, cached result) by place.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for title, cells in {**(hidden_sheets or {}), called: rows}.items():
        page = book.add_worksheet(title)
        if title != called:
            page.hide()
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                if cell is not None:
                    page.write(row, column, cell)
    page = book.get_worksheet_by_name(called)
    page.activate()
    page.set_first_sheet()
    for top, left, bottom, right in merged:
        text = rows[top][left]
        page.merge_range(top, left, bottom, right, text)
    for row in hidden_rows:
        page.set_row(row, None, None, {"hidden": True})
    for (row, column), (formula, result) in (formulas or {}).items():
        page.write_formula(row, column, formula, None, result)
    book.close()
    return _file(name, buffer.getvalue())


def csv(
    rows: Rows, *, mark: str = ";", encoding: str = "utf-8", name: str = "bieu.csv"
) -> SimpleUploadedFile:
    """Text with separators, in a code page."""
    lines = [
        mark.join("" if cell is None else _quoted(str(cell), mark) for cell in line)
        for line in rows
    ]
    return _file(name, ("\r\n".join(lines) + "\r\n").encode(encoding))


def ods(
    rows: Rows, *, hidden_rows: Sequence[int] = (), name: str = "bieu.ods"
) -> SimpleUploadedFile:
    """A sheet of LibreOffice."""
    body = []
    for number, line in enumerate(rows):
        hide = ' table:visibility="collapse"' if number in hidden_rows else ""
        cells = "".join(_ods_cell(cell) for cell in line)
        body.append(f"<table:table-row{hide}>{cells}</table:table-row>")
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="Sheet1">{"".join(body)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest='
            '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return _file(name, buffer.getvalue())


def xls(rows: Rows, *, name: str = "bieu.xls") -> SimpleUploadedFile:
    """A workbook of Excel 97: records in a compound file."""
    stream = _biff(rows)
    return _file(name, _compound(stream))


def in_tcvn3(text: str) -> str:
    """The text as a TCVN3 font stores it."""
    back = {new: chr(old) for old, new in legacy._FROM_TCVN3.items()}
    text = "".join(  # only seven of its capitals are letters, the rest is a font
        sign if sign.isascii() or sign in back else sign.lower() for sign in text
    )
    return "".join(back.get(sign, sign) for sign in text)


def in_vni(text: str) -> str:
    """The text as a VNI font stores it."""
    back: dict[str, str] = {}
    for sign, letter in legacy._FROM_VNI.items():
        back.setdefault(letter, sign)
    return "".join(back.get(sign, sign) for sign in text)


def in_nfd(text: str) -> str:
    """The text as a Mac stores it."""
    return unicodedata.normalize("NFD", text)


def throughout(rows: Rows, change: Callable[[str], str]) -> list[list[Cell]]:
    """The same rows with every text changed."""
    return [
        [change(cell) if isinstance(cell, str) else cell for cell in line]
        for line in rows
    ]


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def _quoted(text: str, mark: str) -> str:
    return f'"{text}"' if mark in text or '"' in text else text


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
        )
    value = quoteattr(str(cell))
    return (
        f'<table:table-cell office:value-type="float" office:value={value}>'
        f"<text:p>{cell}</text:p></table:table-cell>"
    )


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _biff(rows: Rows) -> bytes:
    """BIFF8: a globals part that names one sheet, and the sheet itself."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    sheet_begin = struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)
    title = "Sheet1"
    about = struct.pack("<IBBBB", 0, 0, 0, len(title), 0) + title.encode("latin-1")
    codepage = _record(0x0042, struct.pack("<H", 1200))
    head = _record(0x0809, begin) + codepage
    offset = len(head) + 4 + len(about) + 4
    about = struct.pack("<I", offset) + about[4:]
    globals_part = head + _record(0x0085, about) + _record(0x000A, b"")
    width = max(map(len, rows))
    cells = [
        _record(0x0809, sheet_begin),
        _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)),
    ]
    for row, line in enumerate(rows):
        for column, cell in enumerate(line):
            place = struct.pack("<HHH", row, column, 15)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                length = struct.pack("<HB", len(text) // 2, 1)
                cells.append(_record(0x0204, place + length + text))
            elif cell is not None:
                cells.append(_record(0x0203, place + struct.pack("<d", float(cell))))
    return globals_part + b"".join(cells) + _record(0x000A, b"")


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream called Workbook."""
    size = 512
    stream = stream.ljust(max(4096, -(-len(stream) // size) * size), b"\0")
    count = len(stream) // size
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat_count = -(-(count + 2) // 127)
    chain = [fat_mark] * fat_count + [end]
    first = fat_count + 1
    chain += [first + place + 1 for place in range(count - 1)] + [end]
    chain += [free] * (fat_count * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack(
        "<IIIIIIIII", 0, fat_count, fat_count, 0, 4096, end, 0, end, 0
    )
    header += b"".join(
        struct.pack("<I", place if place < fat_count else free) for place in range(109)
    )

    def entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
            + b"\0" * 36
            + struct.pack("<IQ", start, length)
        )

    directory = entry("Root Entry", 5, 1, end, 0)
    directory += entry("Workbook", 2, free, first, len(stream))
    directory = directory.ljust(size, b"\0")
    fat = b"".join(struct.pack("<I", place) for place in chain)
    return header + fat + directory + stream
