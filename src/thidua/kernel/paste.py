"""A block pasted from a spreadsheet: rows of cells, and what is wrong with each.

Excel, LibreOffice and Google Sheets put tabs between cells and a newline after each
row; a cell that holds a tab, a newline or a quote is quoted, with its quotes doubled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

LARGEST = 2_000_000
"""Characters of a block: a province's year is far below."""
MOST_ROWS, MOST_COLUMNS = 5_000, 200

_FORMULA = re.compile(r"^\s*(=|@|[+-]\s*[A-Za-z(])")
_FAULT = re.compile(r"^\s*#[A-Z0-9/?!]+[!?A/]?\s*$", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Oddity(StrEnum):
    """Why a pasted cell may not be taken as it stands."""

    FORMULA = "formula"
    FAULT = "fault"


class TooMuch(ValueError):  # noqa: N818 - a sentence for the one who pasted
    """A block larger than any form of ours."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Cell:
    """One pasted cell: its text, trimmed, and what is odd about it."""

    text: str
    oddity: Oddity | None = None

    @property
    def words(self) -> str:
        """What is odd, in words for the one who pasted."""
        if self.oddity is Oddity.FORMULA:
            return _("Ô này là công thức; chép rồi dán dưới dạng giá trị.")
        if self.oddity is Oddity.FAULT:
            return _("Ô này là lỗi của bảng tính; sửa ở đó rồi dán lại.")
        return ""


def read_block(text: str) -> list[list[Cell]]:
    """The rows of a block, every row as wide as the widest; trailing empty rows go.

    Raises `TooMuch` beyond `MOST_ROWS` × `MOST_COLUMNS`.
    """
    if len(text) > LARGEST:
        raise _too_much()
    rows = [[_cell(cell) for cell in row] for row in _split(text)]
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise _too_much()
    return [row + [Cell("")] * (width - len(row)) for row in rows]


def oddity_of(text: str) -> Oddity | None:
    """Is this text a formula or a spreadsheet's error? A negative number is neither."""
    if _FAULT.match(text):
        return Oddity.FAULT
    return Oddity.FORMULA if _FORMULA.match(text) else None


def _cell(raw: str) -> Cell:
    text = _UNSAFE.sub("", raw).replace("\r\n", "\n").replace("\r", "\n").strip()
    return Cell(text, oddity_of(text))


def _split(text: str) -> list[list[str]]:
    """Tabs and newlines, but for those inside a quoted cell."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        cell, place = _take(text, place)
        rows[-1].append(cell)
        if place < len(text) and text[place] == "\n":
            rows.append([])
        place += 1
    return rows


def _take(text: str, start: int) -> tuple[str, int]:
    """One cell from `start`, and the place of the tab or newline that ends it."""
    if text.startswith('"', start):
        quoted = _quoted(text, start)
        if quoted is not None:
            return quoted
    ends = [end for mark in "\t\n" if (end := text.find(mark, start)) >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """A quoted cell, or None when the quote is an ordinary one (`"Đồng khởi" mới`)."""
    place = start + 1
    while True:
        close = text.find('"', place)
        if close < 0:
            return None
        if text.startswith('"', close + 1):
            place = close + 2
            continue
        break
    if close + 1 < len(text) and text[close + 1] not in "\t\n":
        return None
    return text[start + 1 : close].replace('""', '"'), close + 1


def _too_much() -> TooMuch:
    return TooMuch(
        _("Khối dán vào quá lớn."),
        _("Dán từng phần, mỗi lần tối đa %(rows)s dòng và %(columns)s cột.")
        % {"rows": MOST_ROWS, "columns": MOST_COLUMNS},
    )
