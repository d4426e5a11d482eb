"""A Word file as the linter sees it: its pages, and its lines with their letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MOST_LINES = 2_000
"""Paragraphs that are read; a longer file is judged by its beginning."""
MOST_UNPACKED, MOST_XML = 200_000_000, 50_000_000  # bytes
MOST_COLUMNS = 63
"""What Word itself can make; a cell that says it spans more would fill the memory."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = (".xml", ".rels")
_EMU = 36_000  # English metric units in a millimetre


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text, fonts, sizes in points, letters, and how it stands."""

    text: str
    fonts: frozenset[str]
    sizes: frozenset[float]
    is_italic: bool
    is_bold: bool
    is_justified: bool
    in_table: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A section's paper and margins, in mm."""

    width: float
    height: float
    margins: dict[str, float]
    has_number: bool
    hides_first: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What a document looks like."""

    pages: Sequence[Page]
    lines: Sequence[Line]


def seen(file: IO[bytes]) -> Seen:
    """Read a Word file; `RuleBroken` when it is none."""
    document = opened(file)
    lines: list[Line] = []
    with refusing_what_is_broken():
        looks = _Looks(document)
        for paragraph, in_table in paragraphs_of(document):
            if len(lines) >= MOST_LINES:
                break
            if paragraph.text.strip():
                lines.append(looks.line(paragraph, in_table=in_table))
        return Seen([_page(section) for section in document.sections], lines)


def opened(file: IO[bytes]) -> Document:
    """A Word file as python-docx reads it; `RuleBroken` when it is none."""
    import docx  # noqa: PLC0415 - web pages do without it

    with refusing_what_is_broken():
        _refuse_a_bomb(file)
        document = docx.Document(file)
        _refuse_endless_rows(document)
        return document


@contextmanager
def refusing_what_is_broken() -> Iterator[None]:
    """Whatever a reader stumbles over in a Word file is the file's fault: say so."""
    from docx.exceptions import PythonDocxError  # noqa: PLC0415
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    from docx.oxml.exceptions import XmlchemyError  # noqa: PLC0415

    try:
        yield
    except (
        PythonDocxError,
        XmlchemyError,
        PackageNotFoundError,
        BadZipFile,
        SyntaxError,  # of its XML
        LookupError,
        ValueError,
        ArithmeticError,
        AttributeError,
        TypeError,
        RecursionError,
    ) as fault:
        raise RuleBroken(
            _("Không đọc được tệp Word này."),
            _("Mở bằng Word, lưu lại rồi gửi."),
            field="file",
        ) from fault


def _refuse_a_bomb(file: IO[bytes]) -> None:
    """A file that would unpack to more than any document of an office is not opened."""
    with ZipFile(file) as archive:
        members = archive.infolist()
    whole = sum(member.file_size for member in members)
    said = sum(one.file_size for one in members if one.filename.endswith(_XML))
    file.seek(0)
    if whole > MOST_UNPACKED or said > MOST_XML:
        raise RuleBroken(
            _("Tệp Word này mở ra quá lớn."),
            _("Bớt ảnh trong tệp, hoặc chép chữ sang tệp mới, rồi gửi lại."),
            field="file",
        )


def _refuse_endless_rows(document: Any) -> None:
    """`ValueError` for a cell of more columns than Word can make."""
    spans = ("gridSpan", "gridBefore", "gridAfter")
    for one in document.element.body.iter(*(f"{_W}{name}" for name in spans)):
        if not 0 <= int(one.get(f"{_W}val") or 1) <= MOST_COLUMNS:
            raise ValueError(one.tag)


def _page(section: Any) -> Page:
    def mm(value: Any) -> float:
        return round(int(value or 0) / _EMU, 1)

    return Page(
        width=mm(section.page_width),
        height=mm(section.page_height),
        margins={
            "top": mm(section.top_margin),
            "bottom": mm(section.bottom_margin),
            "left": mm(section.left_margin),
            "right": mm(section.right_margin),
        },
        has_number="PAGE" in section.header._element.xml,  # noqa: SLF001
        hides_first=bool(section.different_first_page_header_footer),
    )


def paragraphs_of(document: Document) -> Iterator[tuple[Paragraph, bool]]:
    """Every paragraph in order; those of tables cell by cell, merged cells once."""
    from docx.table import Table  # noqa: PLC0415

    for one in document.iter_inner_content():
        if not isinstance(one, Table):
            yield one, False
            continue
        known: set[Any] = set()
        for row in one.rows:
            for cell in row.cells:
                if cell._tc not in known:  # noqa: SLF001
                    known.add(cell._tc)  # noqa: SLF001
                    yield from ((inner, True) for inner in cell.paragraphs)


class _Looks:
    """How letters look where a run leaves it to its style, and a style to another."""

    def __init__(self, document: Document) -> None:
        self.known: dict[tuple[str, str], Any] = {}
        normal = document.styles["Normal"].font
        self.font, self.size = normal.name or "", normal.size

    def line(self, paragraph: Paragraph, *, in_table: bool) -> Line:
        style = paragraph.style
        runs = [run for run in paragraph.runs if run.text.strip()]
        fonts = {
            run.font.name or self._said(style, "name") or self.font for run in runs
        }
        sizes = {
            float((run.font.size or self._said(style, "size") or self.size).pt)
            for run in runs
            if run.font.size or self._said(style, "size") or self.size
        }
        place = paragraph.alignment
        if place is None:
            place = self._of_format(style)
        return Line(
            text=" ".join(paragraph.text.split()),
            fonts=frozenset(name for name in fonts if name),
            sizes=frozenset(sizes),
            is_italic=all(self._letters(run, style, "italic") for run in runs),
            is_bold=all(self._letters(run, style, "bold") for run in runs),
            is_justified=place is not None and int(place) == 3,
            in_table=in_table,
        )

    def _letters(self, run: Any, style: Any, name: str) -> bool:
        own = getattr(run, name)
        return bool(self._said(style, name) if own is None else own)

    def _said(self, style: Any, name: str) -> Any:
        """What the nearest style in the chain says of its letters."""
        key = (style.style_id, name)
        if key not in self.known:
            value, at = None, style
            while at is not None and value is None:
                value, at = getattr(at.font, name), at.base_style
            self.known[key] = value
        return self.known[key]

    def _of_format(self, style: Any) -> Any:
        key = (style.style_id, "alignment")
        if key not in self.known:
            value, at = None, style
            while at is not None and value is None:
                value, at = at.paragraph_format.alignment, at.base_style
            self.known[key] = value
        return self.known[key]
