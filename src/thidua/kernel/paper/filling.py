"""A number and a day written into a Word file that somebody edited."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from thidua.kernel.paper import figures
from thidua.kernel.paper.parts import Manner

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NUMBER = re.compile(r"^\s*Số\b\s*:?.*[/-]\s*\S")
_DATE = re.compile(r"^(?P<place>[^,]{2,60}),\s*ngày\b.*\btháng\b.*\bnăm\b")
_FIRST_LINES = 30


def fill(
    document: Document, *, number: int, symbol: str, manner: Manner, day: date
) -> None:
    """Write number and day into an opened file.

    Only the line of the number and the line of place and date change; where one is not
    found the file is left as it is there, and a person types it.
    """
    at_number, at_date = _places(document)
    if at_number is not None:
        _say(at_number, figures.number_line(number, symbol, manner))
    if at_date is not None and (said := _DATE.match(at_date.text)):
        _say(at_date, figures.place_and_date(said["place"].strip(), day))


def has_places(document: Document) -> bool:
    """Whether the number and the day can be written into a file."""
    return None not in _places(document)


def _places(document: Document) -> tuple[Paragraph | None, Paragraph | None]:
    """The line of the number, and that of place and date."""
    lines = _first_lines(document)
    return (
        next((one for one in lines if _NUMBER.match(one.text)), None),
        next((one for one in lines if _DATE.match(one.text)), None),
    )


def _first_lines(document: Document) -> list[Paragraph]:
    cells = [
        cell
        for table in document.tables[:2]
        for row in table.rows[:4]
        for cell in row.cells
    ]
    inside = [one for cell in cells for one in cell.paragraphs]
    return [*inside, *document.paragraphs[:_FIRST_LINES]]


def _say(paragraph: Paragraph, text: str) -> None:
    """Another text in the letters of the first run."""
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run.text = ""
