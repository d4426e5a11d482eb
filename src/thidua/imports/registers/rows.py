"""One row of a list of people, as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thidua.imports.kinds import Draft, Question, Reader
from thidua.imports.registers import reading
from thidua.imports.repeats import as_text
from thidua.kernel import dates
from thidua.kernel.numbers import Unreadable
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import tidy
from thidua.kernel.workbooks.places import letters
from thidua.kernel.workbooks.reading import Value


@dataclass(slots=True)
class Row:
    """One row as it was read; `said` is what was understood of it, for people."""

    draft: Draft
    name: str
    year: int | None
    unit_id: int
    role: str
    title: str
    first: date | None
    last: date | None
    said: list[str]
    name_column: int

    @property
    def typed(self) -> str:
        return " · ".join(filter(None, (self.name, self.title)))


def read_row(draft: Draft, read: Reader, day: date) -> Row:
    """What a row says of a person; raises `Unreadable` or `Asked`."""
    with draft.reading() as cells:
        return _row(draft, cells, read, day)


def _row(draft: Draft, cells: Mapping[str, Value], read: Reader, day: date) -> Row:
    columns = {part.name: part.column for part in draft.parts}
    words = [
        as_text(cells[key]) for key in ("surname", "given", "name") if key in cells
    ]
    column = columns.get("name", columns.get("surname", 0))
    name = reading.read_name(" ".join(words))
    if reading.HONOURS.match(name):
        name = _without_honour(name, column, read)
    title = tidy(as_text(cells.get("title")))
    if not title:
        raise Unreadable(_("Dòng không ghi chức vụ."), _("Ghi chức vụ rồi gửi lại."))
    year = reading.read_year(cells.get("born"), day)
    year = year or reading.read_year(cells.get("born_f"), day)
    first, last, said = _days(cells)
    unit, role = draft.dims
    return Row(
        draft,
        name,
        year,
        int(unit),
        role,
        title[:120],
        first,
        last,
        said,
        column,
    )


def _days(cells: Mapping[str, Value]) -> tuple[date | None, date | None, list[str]]:
    first, said = reading.read_day(cells.get("first"))
    last, said_last = reading.read_day(cells.get("last"))
    if first and last and last < first:
        raise Unreadable(
            _("Ngày cuối %(last)s trước ngày đầu %(first)s.")
            % {"last": dates.show(last), "first": dates.show(first)},
            _("Xem lại hai ngày trong tệp."),
        )
    return first, last, [one for one in (said, said_last) if one]


def _without_honour(name: str, column: int, read: Reader) -> str:
    bare = reading.HONOURS.sub("", name)
    question = Question(
        f"honour:{column}",
        _("Cột %(column)s ghi “%(name)s”: chữ đầu là cách xưng hô?")
        % {"column": letters(column), "name": name},
        (
            ("drop", _("Phải: tên là “%s”") % bare),
            ("keep", _("Không: đó là họ của người ấy")),
        ),
    )
    return bare if read.answer(question) == "drop" else name
