"""The workbook of what did not go in, when it comes back: what the system wrote into it
is taken off, so that it is read as the file was that was sent first."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.kernel.text import fold
from thidua.kernel.workbooks.reading import Sheet
from thidua.kernel.workbooks.tables import LOOKED_AT


def added() -> tuple[str, str]:
    """The headers of the columns that are added, in the language of who reads."""
    return _("Vì sao chưa vào, cách sửa"), _("Dòng trong tệp đã gửi")


def take_off(sheet: Sheet) -> tuple[int, int] | None:
    """Take the added columns off a sheet; the rows of its header, where their merged
    cells still say so."""
    found = _added_in(sheet)
    if found is None:
        return None
    top, left = found
    width = 2 if fold(str(sheet.at(top, left + 1) or "")) in _known()[1] else 1
    for row in sheet.rows:
        row[left : left + width] = [None] * len(row[left : left + width])
        while len(row) > left and row[-1] is None:
            row.pop()
    spans = [one for one in sheet.merged if left <= one[1] < left + width]
    sheet.merged = [one for one in sheet.merged if one not in spans]
    return next(((a, c) for a, b, c, _d in spans if (a, b) == found), None)


def _added_in(sheet: Sheet) -> tuple[int, int] | None:
    """Where the header of the first of them stands."""
    titles, _numbers = _known()
    for number, row in enumerate(sheet.rows[:LOOKED_AT]):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and fold(cell) in titles:
                return number, column
    return None


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """What either header is called, in every language; folded."""
    said = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            said.append([fold(one) for one in added()])
    titles, numbers = zip(*said, strict=True)
    return frozenset(titles), frozenset(numbers)
