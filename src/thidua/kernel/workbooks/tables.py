"""Where a sheet's header is, and what each row below it is.

Offices put titles above, merge the header over two or three rows, number its columns,
repeat it at each page, set group rows and totals between the figures and signatures at
the end. Nothing is dropped unseen: every row is a `Line` that says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from thidua.kernel import text
from thidua.kernel.workbooks.reading import Sheet, Value

fold = lru_cache(maxsize=50_000)(text.fold)
"""A sheet says the same words on every row."""
LOOKED_AT = 60
"""Rows in which a header is looked for."""
DEEPEST = 4
"""Rows that a header may have."""
JOINT = " / "
"""Between the tiers of a label: `Quý I / Thực hiện`."""

_TOTAL = re.compile(
    r"^(?:[ivx\d]+[.)]?\s+)?(?:tong(?: cong(?! ty)| so)?(?! (?:cong ty|cuc|doi))"
    r"|cong(?! (?:ty|an|doan|trinh|chuc|vien|ton|thi|van)\b)(?: don)?"
    r"|toan (?:tinh|huyen|xa)|ca (?:tinh|huyen|xa)|luy ke|sub ?total"
    r"|(?:grand )?total)\b"
)
"""`Cộng`, but neither `Công ty` nor `Công an`: without marks they begin alike."""
_ORDER = re.compile(r"^\(?(?:\d{1,3}|[a-z])\)?(?:\s*=.*)?$")
_BULLET = re.compile(r"^(?:[ivx]{1,5}|[a-z]|\d{1,3})[.)\-–]?$")
_NUMBERISH = re.compile(r"^[+\-−]?[\d][\d.,\s\u00a0']*%?$")
_MEASURE = re.compile(
    r"(?:đơn vị(?: tính)?|đvt|dvt)\s*:\s*([^()\n]{1,40})", re.IGNORECASE
)


class Is(StrEnum):
    """What a row below the header was taken for."""

    DATA = "data"
    GROUP = "group"
    TOTAL = "total"
    HEADER = "header"
    HIDDEN = "hidden"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """One row that is not blank: its number in the sheet (from 0) and what it is."""

    row: int
    kind: Is
    cells: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet understood: header rows, a label for each column, the words above."""

    first: int
    last: int
    labels: Sequence[str]
    titles: Sequence[str]
    measure: str

    @property
    def body(self) -> int:
        """The first row below the header."""
        return self.last + 1


Knows = Callable[[str], bool]
"""Does this folded label name a column that is looked for?"""


def find_table(
    sheet: Sheet, knows: Knows, *, header: tuple[int, int] | None = None
) -> Table:
    """The table of a sheet; `header` says the header's rows instead of looking."""
    first, last = header or _find_header(sheet, knows)
    titles = [
        _text(cell)
        for row in sheet.rows[:first]
        for cell in row
        if isinstance(cell, str)
    ]
    labels = _labels(sheet, first, last)
    said = _MEASURE.search("\n".join(titles))
    return Table(first, last, labels, titles, said[1].strip(" .,;") if said else "")


Takes = Callable[[int, Sequence[Value]], bool]
"""May take a row (its number, its cells) that is surely data; did it?"""


class Plainly(dict[str, bool]):
    """Is a row of three cells and more, whose first text this is, surely data?

    Told once for each text: it is no total, no number of a group, no word of the header
    and nothing that numbers a column.
    """

    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, text: str) -> bool:
        plain = fold(text)
        is_other = _is_total(text) or _is_bullet(text) or plain in self._names
        numbers = len(text) <= 12 and _ORDER.match(plain)
        found = self[text] = not is_other and not numbers
        return found


def lines_of(
    sheet: Sheet, table: Table, *, keep_hidden: bool, takes: Takes | None = None
) -> Iterator[Line]:
    """Every row below the header that is not blank, and what it is; but those that are
    taken."""
    names = {
        fold(_text(cell))
        for row in range(table.first, table.body)
        for cell in _row(sheet, row)
        if cell is not None
    }
    notes_from = _end_of_figures(sheet, table)
    plainly = Plainly(names)
    hidden = sheet.hidden_rows
    for number in range(table.body, len(sheet.rows)):
        cells = sheet.rows[number]
        if (
            takes is not None
            and number < notes_from
            and number not in hidden
            and len(cells) - cells.count(None) > 2
            and plainly[_first_text(cells)]
            and takes(number, cells)
        ):
            continue
        filled = [cell for cell in cells if cell is not None]
        if not filled:
            continue
        kind = _kind(filled, names)
        if number in sheet.hidden_rows and not keep_hidden and kind == Is.DATA:
            kind = Is.HIDDEN
        elif kind in {Is.GROUP, Is.DATA} and number >= notes_from:
            kind = Is.NOTE
        yield Line(number, kind, cells)


def _first_text(cells: Sequence[Value]) -> str:
    """The first text of a row; the very first cell is one nearly always."""
    first = cells[0]
    if isinstance(first, str):
        return first
    return next((cell for cell in cells if isinstance(cell, str)), "")


def _end_of_figures(sheet: Sheet, table: Table) -> int:
    """The row after the last that fills more than a cell or two: signatures follow."""
    for number in range(len(sheet.rows) - 1, table.last, -1):
        filled = [cell for cell in sheet.rows[number] if cell is not None]
        has_number = any(_is_number(cell) for cell in filled)
        if has_number or len(filled) > max(2, len(table.labels) // 2):
            return number + 1
        if len(table.labels) <= 3 and len(filled) >= min(2, len(table.labels)):
            return number + 1
    return table.body


def _kind(filled: Sequence[Value], names: set[str]) -> Is:
    """The quick questions first: this is asked of every row of a long file."""
    texts = [cell for cell in filled if isinstance(cell, str)]
    if texts and not isinstance(filled[0], date):
        if _is_total(texts[0]):
            return Is.TOTAL
        if len(texts) > 1 and _is_bullet(texts[0]) and _is_total(texts[1]):
            return Is.TOTAL
    if len(texts) == len(filled) > 1 and all(fold(text) in names for text in texts):
        return Is.HEADER
    if len(filled) > 2:
        is_short = all(len(text) <= 12 for text in texts)
        return Is.HEADER if is_short and _numbers_columns(filled) else Is.DATA
    return Is.GROUP if _is_group(filled) else Is.DATA


@lru_cache(maxsize=50_000)
def _is_total(text: str) -> bool:
    return bool(_TOTAL.match(fold(text)))


@lru_cache(maxsize=50_000)
def _is_bullet(text: str) -> bool:
    return bool(_BULLET.match(fold(text)))


def _is_group(filled: Sequence[Value]) -> bool:
    """One text, at most with a number of its own before it: `I | Huyện Ba Tri`."""
    if any(_is_number(cell) for cell in filled[1:]):
        return False
    words = [cell for cell in filled if isinstance(cell, str)]
    if len(filled) == 1:
        return bool(words) and not _is_number(filled[0])
    is_counted = not isinstance(filled[0], str) or bool(_BULLET.match(fold(filled[0])))
    return len(filled) == 2 and is_counted and isinstance(filled[1], str)


def _find_header(sheet: Sheet, knows: Knows) -> tuple[int, int]:
    """The band of rows that name the columns: the first whose words are looked for."""
    best, start = 0.0, -1
    for number in range(min(len(sheet.rows), LOOKED_AT)):
        score = _score(sheet, number, knows)
        if score > best:
            best, start = score, number
        if start >= 0 and _has_figures(_row(sheet, number)):
            break  # the body has begun: a header further down is this one again
    if start < 0:
        start = next(
            (n for n, row in enumerate(sheet.rows) if any(c is not None for c in row)),
            0,
        )
        return start, start
    while start > 0 and _joins(sheet, start - 1, start):
        start -= 1
    end = start
    while end - start < DEEPEST - 1 and end + 1 < len(sheet.rows):
        below = _row(sheet, end + 1)
        filled = [cell for cell in below if cell is not None]
        if _numbers_columns(filled) or _joins(sheet, end, end + 1):
            end += 1
            continue
        break
    return start, end


def _has_figures(cells: Sequence[Value]) -> bool:
    filled = [cell for cell in cells if cell is not None]
    return any(_is_figure(cell) for cell in filled) and not _numbers_columns(filled)


def _score(sheet: Sheet, number: int, knows: Knows) -> float:
    """How much a row looks like a header: words looked for, no figures."""
    filled = [cell for cell in _row(sheet, number) if cell is not None]
    if len(filled) < 2 or any(_is_figure(cell) for cell in filled):
        return 0
    known = sum(knows(fold(_text(cell))) for cell in filled)
    return known + len(filled) / 1000 if known else 0


def _joins(sheet: Sheet, upper: int, lower: int) -> bool:
    """Is the lower row a second tier of the header above it?"""
    above, below = _row(sheet, upper), _row(sheet, lower)
    if sum(cell is not None for cell in above) < 2:
        return False
    filled = [place for place, cell in enumerate(below) if cell is not None]
    if not filled or any(_is_figure(below[place]) for place in filled):
        return False
    for top, left, bottom, right in sheet.merged:
        if top <= upper and bottom >= lower and bottom > top:
            return True  # a label runs over both rows
        if top <= upper <= bottom and bottom < lower and right > left:
            return any(left <= place <= right for place in filled)
    if sheet.merged:
        return False
    beside = [place for place in filled if place >= len(above) or above[place] is None]
    under = [place for place in filled if place not in beside]
    begins_blank = next((p for p, cell in enumerate(above) if cell is not None), 0)
    return bool(beside) and begins_blank not in filled and len(under) <= len(beside)


def _labels(sheet: Sheet, first: int, last: int) -> list[str]:
    """One label for each column, its tiers joined; a merged one reaches all its own."""
    width = max((len(_row(sheet, row)) for row in range(first, last + 1)), default=0)
    width = max(width, sheet.width)
    rows = [
        row
        for row in range(first, last + 1)
        if not _numbers_columns([cell for cell in _row(sheet, row) if cell is not None])
    ]
    tiers = [_tier(sheet, row, width, is_last=row == rows[-1]) for row in rows]
    labels = []
    for column in range(width):
        parts: list[str] = []
        for tier in tiers:
            if tier[column] and tier[column] not in parts:
                parts.append(tier[column])
        labels.append(JOINT.join(parts))
    return labels


def _tier(sheet: Sheet, row: int, width: int, *, is_last: bool) -> list[str]:
    cells = _row(sheet, row)
    texts = [_text(cell) for cell in cells] + [""] * (width - len(cells))
    spans = [span for span in sheet.merged if span[0] <= row <= span[2]]
    for top, left, _bottom, right in spans:
        label = _text(sheet.at(top, left))
        for column in range(left, min(right, width - 1) + 1):
            texts[column] = texts[column] or label
    if sheet.merged or is_last:
        return texts
    below = _row(sheet, row + 1)
    for column in range(1, width):
        has_below = column < len(below) and below[column] is not None
        if not texts[column] and has_below:
            texts[column] = texts[column - 1]
    return texts


def _numbers_columns(filled: Sequence[Value]) -> bool:
    """`(1) (2) (3)`, `A B 1 2 3`, `1 2 3=1+2`: the row that numbers the columns."""
    if any(isinstance(cell, str) and len(cell) > 12 for cell in filled):
        return False
    texts = [fold(_text(cell)) for cell in filled]
    if len(texts) < 3 or not all(_ORDER.match(text) for text in texts):
        return False
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) > 1 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _is_figure(cell: Value) -> bool:
    """A figure that no header holds: not a year, a month, a day."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, date | datetime):
        return False
    if isinstance(cell, int | float):
        return not _may_head(float(cell))
    text = cell.strip()
    return bool(_NUMBERISH.match(text)) and not (
        text.isdigit() and _may_head(float(text))
    )


def _may_head(number: float) -> bool:
    is_year = 1990 <= number <= 2100
    is_serial = 36_526 <= number <= 58_000  # a day as Excel counts them, 2000–2058
    return number == int(number) and (is_year or is_serial)


def _is_number(cell: Value) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return True
    return isinstance(cell, str) and bool(_NUMBERISH.match(cell.strip()))


def _row(sheet: Sheet, number: int) -> Sequence[Value]:
    return sheet.rows[number] if 0 <= number < len(sheet.rows) else ()


def _text(cell: Value) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).split())
