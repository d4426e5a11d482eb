"""What did not go in, as a workbook: the original cells, the reasons beside them.

The header rows stand as they stood, so that the mended file is read by the mapping that
was remembered and can be sent again as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import Q
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thidua.imports.mapping import Mapping
from thidua.imports.models import Import, ImportRow
from thidua.imports.opening import Opened, ground_of, open_file
from thidua.imports.states import Fate, Outcome
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Value
from thidua.organisations.actor import Actor

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = {"font_name": "Times New Roman", "font_size": 12}


def rest_of(run: Import, actor: Actor, day: date) -> HttpResponse:
    """The workbook of the rest, as a download."""
    mapping = Mapping.from_json(run.mapping)
    opened = open_file(run, mapping, ground_of(run, actor, day))
    content = _workbook(opened, _left_over(run))
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    stem = run.file.name.rpartition(".")[0] or run.file.name
    name = _("%(name)s - chưa vào.xlsx") % {"name": stem}
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def _left_over(run: Import) -> dict[int, list[ImportRow]]:
    """The rows that did not go in, by their number in the sheet."""
    rows = run.rows.filter(
        Q(fate__in=[Fate.REFUSED, Fate.ASKED]) | Q(outcome=Outcome.LATE)
    )
    found: dict[int, list[ImportRow]] = defaultdict(list)
    for row in rows.order_by("row", "column", "pk"):
        found[row.row - 1].append(row)
    return found


def _workbook(opened: Opened, rows: dict[int, list[ImportRow]]) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "remove_timezone": True})
    page = book.add_worksheet()
    looks = {
        "plain": book.add_format(FONT),
        "head": book.add_format(FONT | {"bold": True, "text_wrap": True, "border": 1}),
        "bad": book.add_format(FONT | {"bg_color": "#F6D5D0"}),
        "why": book.add_format(FONT | {"text_wrap": True, "valign": "top"}),
        "day": book.add_format(FONT | {"num_format": "dd/mm/yyyy"}),
    }
    table, sheet = opened.table, opened.sheet
    width = len(table.labels)
    for place, number in enumerate(range(table.first, table.body)):
        for column in range(width):
            _write(page, place, column, sheet.at(number, column), looks["head"], looks)
    _merge(page, opened, looks["head"])
    depth = table.body - table.first
    for place, title in enumerate((_("Lý do"), _("Cách sửa"), _("Dòng trong tệp gốc"))):
        page.write_string(depth - 1, width + place, title, looks["head"])
    for place, (number, found) in enumerate(sorted(rows.items()), start=depth):
        _write_row(page, place, opened, number, found, looks)
    page.set_column(0, max(0, width - 1), 16)
    page.set_column(width, width + 1, 48)
    page.freeze_panes(depth, 0)
    book.close()
    return buffer.getvalue()


def _write_row(
    page: Any,
    place: int,
    opened: Opened,
    number: int,
    found: Sequence[ImportRow],
    looks: dict[str, Any],
) -> None:
    bad = {row.column - 1 for row in found}
    width = len(opened.table.labels)
    for column in range(width):
        look = looks["bad"] if column in bad else looks["plain"]
        _write(page, place, column, opened.sheet.at(number, column), look, looks)
    page.write_string(place, width, _together(found, "reason"), looks["why"])
    page.write_string(place, width + 1, _together(found, "remedy"), looks["why"])
    page.write_number(place, width + 2, number + 1, looks["plain"])


def _together(found: Sequence[ImportRow], name: str) -> str:
    """The words of all cells of a row; each says its column when there are several."""
    words: dict[str, list[str]] = {}
    for row in found:
        text = (row.said or {}).get(name, "")
        if text:
            place = letters(row.column - 1) if row.column > 0 else ""
            words.setdefault(text, []).append(place)
    if len(words) == 1:
        return next(iter(words))
    return "\n".join(
        f"{', '.join(filter(None, places))}: {text}" if any(places) else text
        for text, places in words.items()
    )


def _merge(page: Any, opened: Opened, look: Any) -> None:
    table = opened.table
    for top, left, bottom, right in opened.sheet.merged:
        if table.first <= top and bottom <= table.last and right < len(table.labels):
            text = opened.sheet.at(top, left)
            page.merge_range(
                top - table.first,
                left,
                bottom - table.first,
                right,
                "" if text is None else str(text),
                look,
            )


def _write(
    page: Any, row: int, column: int, value: Value, look: Any, looks: dict[str, Any]
) -> None:
    """A cell as it was: figures as figures, the rest as text, never a formula."""
    if value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, look)
    elif isinstance(value, datetime | date):
        page.write_datetime(row, column, value, looks["day"])
    else:
        page.write_string(row, column, str(value)[:32_000], look)
