"""What did not go in, as a workbook that looks like the file that was sent.

The sheet keeps its name; titles and header stand in the rows in which they stood, then
come the rows that are left, each under the heading of its group. Beside each row stands
what is wrong with it, column by column, and how it is mended. Sent again, it is read by
the mapping that was remembered: `returned.py` takes off what is added here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import Q
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from thidua.imports.kinds import LEAVE
from thidua.imports.mapping import Mapping as Columns
from thidua.imports.models import Import, ImportRow
from thidua.imports.opening import Opened, ground_of, open_file
from thidua.imports.returned import added
from thidua.imports.states import Fate, Outcome
from thidua.kernel.sheets import sheet_name
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Value
from thidua.kernel.workbooks.tables import Is, lines_of
from thidua.organisations.actor import Actor

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
WHY_WIDE = 64
"""Characters of the column of reasons."""
NARROWEST, WIDEST = 8, 32
"""Characters of the columns of the file."""


def rest_of(run: Import, actor: Actor, day: date) -> HttpResponse:
    """The workbook of the rest, as a download."""
    mapping = Columns.from_json(run.mapping)
    opened = open_file(run, mapping, ground_of(run, actor, day))
    content = _Workbook(opened, _left_over(run)).content()
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    stem = run.file.name.rpartition(".")[0] or run.file.name
    name = _("%(name)s - chưa vào.xlsx") % {"name": stem}
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something of a row did not go in: of which column (from 0; none: the whole
    row), and how it is mended."""

    column: int
    reason: str
    remedy: str


def _left_over(run: Import) -> dict[int, list[Fault]]:
    """The rows that did not go in, by their number in the sheet (from 0); of those that
    are hidden, that they were not read."""
    rows = run.rows.filter(
        Q(fate__in=[Fate.REFUSED, Fate.ASKED]) | Q(outcome=Outcome.LATE)
    )
    offered = _offered(run)
    found: dict[int, list[Fault]] = defaultdict(list)
    for row in rows.order_by("row", "column", "pk"):
        fault = _fault(row, offered)
        if fault not in found[row.row - 1]:
            found[row.row - 1].append(fault)
    for number in run.about.get("hidden", ()):
        found[number - 1].append(
            Fault(-1, _("Dòng ẩn, không đọc."), _("Cần nhập thì bỏ ẩn rồi gửi lại."))
        )
    return found


def _offered(run: Import) -> dict[str, str]:
    """What each open question offers, in words; to leave the rows out is none."""
    return {
        one.key: "; ".join(words for value, words in one.offered if value != LEAVE)
        for one in run.questions.filter(group="")
    }


def _fault(row: ImportRow, offered: Mapping[str, str]) -> Fault:
    said = row.said or {}
    column = said.get("cause", row.column) - 1
    reason, remedy = row.words("reason"), row.words("remedy")
    if row.fate == Fate.ASKED:
        choices = offered.get(row.question, "")
        remedy = _("Sửa ô trong tệp, hoặc trả lời trên trang của lần nhập.")
        if choices:
            remedy = _("Có thể trả lời: %s.") % choices.rstrip(".") + " " + remedy
    return Fault(max(column, -1), reason, remedy)


class _Workbook:
    """The workbook being written."""

    def __init__(self, opened: Opened, left: Mapping[int, Sequence[Fault]]) -> None:
        self._table, self._sheet = opened.table, opened.sheet
        self._left = left
        self._width = max(len(self._table.labels), 1)
        self._above = self._filled_down()
        self._buffer = BytesIO()
        options = {"in_memory": True, "remove_timezone": True}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._page: Any = self._book.add_worksheet(sheet_name(self._sheet.name, set()))
        self._plain = self._look()
        self._bold = self._look(bold=True)
        self._head = self._look(
            bold=True, text_wrap=True, border=1, align="center", valign="vcenter"
        )
        self._bad = self._look(bg_color="#F6D5D0")
        self._why = self._look(text_wrap=True)
        self._days = {
            look: self._look(num_format="dd/mm/yyyy", **more)
            for look, more in ((self._plain, {}), (self._bad, {"bg_color": "#F6D5D0"}))
        }

    def content(self) -> bytes:
        """The whole workbook."""
        self._write_above()
        place = self._table.body
        for number in self._rows():
            self._write_row(place, number)
            place += 1
        self._set_widths()
        self._page.freeze_panes(self._table.body, 0)
        self._page.set_landscape()
        self._page.set_paper(9)
        self._page.fit_to_pages(1, 0)
        self._page.repeat_rows(self._table.first, self._table.last)
        self._book.close()
        return self._buffer.getvalue()

    def _look(self, **more: Any) -> Any:
        return self._book.add_format({**FONT, **more})

    def _rows(self) -> Iterator[int]:
        """The rows that are left, each after the headings that it stands under."""
        headings: list[int] = []
        is_open = False
        for line in lines_of(self._sheet, self._table, keep_hidden=True):
            if line.kind == Is.GROUP and line.row not in self._left:
                headings = [*headings, line.row] if is_open else [line.row]
                is_open = True
                continue
            is_open = False
            if line.row in self._left:
                yield from headings
                headings = []
                yield line.row

    def _write_above(self) -> None:
        """Titles and header as they stood, and the headers of what is added."""
        first, last, width = self._table.first, self._table.last, self._width
        for number in range(last + 1):
            look = self._head if number >= first else self._bold
            for column in range(width):
                value = self._sheet.at(number, column)
                if value is not None or number >= first:
                    self._write(number, column, value, look)
        for top, left, bottom, right in self._sheet.merged:
            if bottom <= last and right < width:
                text = self._sheet.at(top, left)
                look = self._head if top >= first else self._bold
                words = "" if text is None else str(text)
                self._page.merge_range(top, left, bottom, right, words, look)
        for column, title in enumerate(added(), start=width):
            if last > first:
                self._page.merge_range(first, column, last, column, title, self._head)
            else:
                self._page.write_string(last, column, title, self._head)

    def _write_row(self, place: int, number: int) -> None:
        faults = self._left.get(number, ())
        bad = {fault.column for fault in faults}
        for column in range(self._width):
            value = self._sheet.at(number, column)
            if value is None:
                value = self._above.get((number, column))
            look = self._bad if column in bad else self._plain
            self._write(place, column, value, look)
        if faults:
            why = "\n".join(map(self._said, faults))
            self._page.write_string(place, self._width, why, self._why)
            self._page.write_number(place, self._width + 1, number + 1, self._plain)
        if number in self._sheet.hidden_rows:
            self._page.set_row(place, None, None, {"hidden": True})

    def _said(self, fault: Fault) -> str:
        """“Cột D, Nhà tình thương: … Sửa …”; nothing before what names it already."""
        words = " ".join(filter(None, (fault.reason, fault.remedy)))
        if fault.column < 0:
            return words
        column = _("Cột %s") % letters(fault.column)
        if fault.reason.startswith(f"{column} "):
            return words
        labels = self._table.labels
        label = labels[fault.column] if fault.column < len(labels) else ""
        return f"{column} “{label}”: {words}" if label else f"{column}: {words}"

    def _filled_down(self) -> dict[tuple[int, int], Value]:
        """What a merged cell says of the rows below its first."""
        return {
            (row, left): self._sheet.at(top, left)
            for top, left, bottom, _right in self._sheet.merged
            if top >= self._table.body
            for row in range(top + 1, bottom + 1)
        }

    def _set_widths(self) -> None:
        shown = [*sorted(self._left)[:200], *range(self._table.first, self._table.body)]
        for column in range(self._width):
            texts = (str(self._sheet.at(row, column) or "") for row in shown)
            longest = max(map(len, texts), default=0) + 1
            self._page.set_column(column, column, max(NARROWEST, min(WIDEST, longest)))
        self._page.set_column(self._width, self._width, WHY_WIDE)
        self._page.set_column(self._width + 1, self._width + 1, 12)

    def _write(self, row: int, column: int, value: Value, look: Any) -> None:
        """A cell as it was: figures as figures, the rest as text, never a formula."""
        page = self._page
        if value is None:
            page.write_blank(row, column, None, look)
        elif isinstance(value, bool):
            page.write_boolean(row, column, value, look)
        elif isinstance(value, int | float):
            page.write_number(row, column, value, look)
        elif isinstance(value, datetime | date):
            page.write_datetime(row, column, value, self._days.get(look, look))
        else:
            page.write_string(row, column, str(value)[:32_000], look)
