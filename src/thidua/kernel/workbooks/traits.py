"""What a cell reader does not tell: hidden rows, hidden columns, errors of formulas.

Read from the markup of the sheet itself, as a stream. An .xls keeps them in records of
its own, which are not read: the page then says that they cannot be known.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as Xml

from thidua.kernel.sentences import sentence as _

Place = tuple[int, int]
_PIECE = 1 << 20
_OVERLAP = 4096
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*?)/?>")
_SPAN = re.compile(rb'\b(min|max)="(\d+)"')
_FAULT = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>(?:(?!</(?:\w+:)?c>).)*?'
    rb"<(?:\w+:)?v>([^<]*)</",
    re.DOTALL,
)
_UNCOUNTED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"[^>]*>'
    rb"\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_ODS_TABLE = re.compile(rb'<table:table\b[^>]*table:name="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Traits:
    """What the markup of one sheet says; `blind` is what this format does not tell."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    faults: dict[Place, str] = field(default_factory=dict)
    uncounted: frozenset[Place] = frozenset()
    blind: Sequence[str] = ()


def of(path: Path, kind: str, sheet: str) -> Traits:
    """The traits of one sheet of a workbook."""
    if kind == "xlsx":
        return _of_xlsx(path, sheet)
    if kind == "ods":
        return _of_ods(path, sheet)
    return Traits(
        blind=[
            _(
                "Tệp .xls không cho biết dòng ẩn và ô lỗi công thức: ô lỗi đọc ra là ô"
                " trống. Cần biết thì lưu lại dạng .xlsx rồi gửi."
            )
        ]
    )


def _of_xlsx(path: Path, sheet: str) -> Traits:
    with zipfile.ZipFile(path) as packed:
        part = part_of(packed, sheet)
        if part is None:
            return Traits()
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        faults: dict[Place, str] = {}
        uncounted: set[Place] = set()
        for piece in _pieces(packed, part):
            if b"hidden=" in piece:
                hidden_rows |= _hidden_rows(piece)
                hidden_columns |= _hidden_columns(piece)
            if b't="e"' in piece:
                for letters, row, text in _FAULT.findall(piece):
                    faults[int(row) - 1, _column(letters)] = text.decode()
            if b"<f" in piece or b":f" in piece:
                uncounted |= {
                    (int(row) - 1, _column(letters))
                    for letters, row in _UNCOUNTED.findall(piece)
                }
    return Traits(
        frozenset(hidden_rows), frozenset(hidden_columns), faults, frozenset(uncounted)
    )


def _pieces(packed: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The markup in pieces that overlap, so that no cell falls between two."""
    with packed.open(part) as stream:
        tail = b""
        while piece := stream.read(_PIECE):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _hidden_rows(piece: bytes) -> set[int]:
    found = set()
    for about in _ROW.findall(piece):
        number = _NUMBER.search(about)
        if number and _is_hidden(about):
            found.add(int(number[1]) - 1)
    return found


def _hidden_columns(piece: bytes) -> set[int]:
    found: set[int] = set()
    for about in _COLUMN.findall(piece):
        span = {name: int(number) for name, number in _SPAN.findall(about)}
        if _is_hidden(about) and len(span) == 2 and span[b"max"] < 400:
            found |= set(range(span[b"min"] - 1, span[b"max"]))
    return found


def _is_hidden(about: bytes) -> bool:
    return b'hidden="1"' in about or b'hidden="true"' in about


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def part_of(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """Which part of the package holds the sheet of that name."""
    try:
        book = Xml.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 - size-limited, entities unused
        links = Xml.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except (KeyError, Xml.ParseError):
        return None
    wanted = ""
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            ids = [value for key, value in element.items() if key.endswith("}id")]
            wanted = ids[0] if ids else ""
    for link in links:
        if link.get("Id") == wanted:
            target = link.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            part = posixpath.normpath(part)
            return part if part in packed.namelist() else None
    return None


def _of_ods(path: Path, sheet: str) -> Traits:
    """Hidden rows of an OpenDocument sheet; errors come as texts of their own."""
    with zipfile.ZipFile(path) as packed:
        content = packed.read("content.xml")
    places = {match[1].decode(): match.end() for match in _ODS_TABLE.finditer(content)}
    if sheet not in places:
        return Traits()
    end = content.find(b"</table:table>", places[sheet])
    hidden: set[int] = set()
    row = 0
    for about in _ODS_ROW.findall(content, places[sheet], end):
        repeated = re.search(rb'number-rows-repeated="(\d+)"', about)
        count = int(repeated[1]) if repeated else 1
        if b'visibility="collapse"' in about or b'visibility="filter"' in about:
            hidden |= set(range(row, row + min(count, 10_000)))
        row += count
    return Traits(
        frozenset(hidden),
        blind=[_("Tệp .ods không cho biết cột ẩn.")],
    )
