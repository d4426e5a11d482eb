"""The first rows of a long workbook, without reading the rest of it.

A reader of cells takes a sheet whole. To match columns a thousand rows are enough: they
are cut out of the markup, with all that stands before and behind the rows.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from thidua.kernel.workbooks.traits import part_of

_PIECE = 1 << 20
_ENOUGH = 4 * _PIECE
"""Bytes of markup from which on it is worth while to cut."""
_LONGEST_END = 64


def head_of(path: Path, sheet: str, rows: int) -> io.BytesIO | None:
    """The same .xlsx with the first `rows` rows of one sheet and no other sheet; None
    where the sheet is short, or its markup is not understood."""
    with zipfile.ZipFile(path) as packed:
        part = part_of(packed, sheet)
        if part is None or packed.getinfo(part).file_size < _ENOUGH:
            return None
        with packed.open(part) as stream:
            cut = _cut(iter(lambda: stream.read(_PIECE), b""), rows)
        if cut is None:
            return None
        head = io.BytesIO()
        with zipfile.ZipFile(head, "w", zipfile.ZIP_STORED) as shorter:
            for info in packed.infolist():
                if info.filename == part:
                    shorter.writestr(part, cut)
                elif _is_needed(info.filename):
                    shorter.writestr(info.filename, packed.read(info))
    head.seek(0)
    return head


def _is_needed(part: str) -> bool:
    """Other sheets and pictures are not."""
    return "/worksheets/" not in part and "/media/" not in part


def _cut(pieces: Iterator[bytes], rows: int) -> bytes | None:
    """What stands before and behind the rows, and the first of them."""
    start = b""
    end = -1
    for piece in pieces:
        start += piece
        end = _end_of(start, rows)
        if end >= 0:
            break
    if end < 0:
        return None
    behind = _behind(start[end:], pieces)
    return None if behind is None else start[:end] + behind


def _end_of(markup: bytes, rows: int) -> int:
    """Where so many rows end; -1 when there are not as many."""
    if markup.count(b"</row>") <= rows:
        return -1
    place = 0
    for _number in range(rows):
        place = markup.index(b"</row>", place) + len(b"</row>")
    return place


def _behind(rest: bytes, pieces: Iterator[bytes]) -> bytes | None:
    """From the end of all rows to that of the sheet: the merged cells stand there."""
    while True:
        place = rest.rfind(b"</sheetData>")
        if place >= 0:
            return rest[place:] + b"".join(pieces)
        piece = next(pieces, b"")
        if not piece:
            return None
        rest = rest[-_LONGEST_END:] + piece
