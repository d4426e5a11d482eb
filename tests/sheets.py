"""An Excel file as its reader finds it."""

from __future__ import annotations

from io import BytesIO

from django.test import Client
from python_calamine import CalamineWorkbook

HEADS = 4
"""Rows of a list before its first line: title, day, a gap, heads; then the measures,
where a column has one, which the first column has not."""


def sheet_at(client: Client, address: str) -> list[list[object]]:
    """The cells of the first sheet of the Excel file behind an address."""
    answer = client.get(address)
    assert answer["Content-Type"].endswith("spreadsheetml.sheet"), answer.content[:200]
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def rows_at(client: Client, address: str) -> list[list[object]]:
    """The lines of the list: what stands below title, day, heads and measures."""
    cells = sheet_at(client, address)
    while cells and cells[-1] == [""] * len(cells[-1]):
        cells.pop()
    is_measured = len(cells) > HEADS and cells[HEADS][0] == ""
    return cells[HEADS + is_measured :]
