"""A paper as .docx: the same lines as the PDF, in styles that Word can edit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from thidua.kernel.paper.laying import Grid, Laid, LaidAnnex, Piece, Style, laid_out
from thidua.kernel.paper.parts import Manner, Paper
from thidua.kernel.paper.rules import LOOKS, MANY_COLUMNS, PAGE, Look
from thidua.kernel.paper.styles import (
    between_rows,
    dress,
    fill,
    make_styles,
    page_number,
    plain_cells,
    repeat_on_every_page,
    ruled,
    set_page,
    style_id,
    width_mm,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

STYLES = {
    Style.PROSE: "Nội dung",
    Style.CHAPTER: "Phần, chương",
    Style.CHAPTER_TITLE: "Tiêu đề phần, chương",
    Style.SECTION: "Mục",
    Style.ARTICLE: "Điều",
    Style.CLAUSE: "Khoản",
    Style.CLAUSE_TITLE: "Khoản có tiêu đề",
    Style.POINT: "Điểm",
    Style.CAPTION: "Tên bảng",
}
"""Names of the styles in Word, as an office calls the parts of a text."""


def as_docx(paper: Paper) -> bytes:
    """The document as a Word file to edit, its first page without a number."""
    import docx  # noqa: PLC0415 - web pages do without it

    laid, look = laid_out(paper), LOOKS[paper.manner]
    document = docx.Document(BytesIO(_blank(paper.manner)))
    _properties(document, paper, laid)
    section = document.sections[0]
    set_page(section, look)
    page_number(section)
    if laid.heading:
        _head(document, laid, look)
    _title(document, laid, look)
    _opening(document, laid)
    _text(document, laid.body, look)
    _foot(document, laid, look)
    for annex in laid.annexes:
        _annex(document, annex, look)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


@cache
def _blank(manner: Manner) -> bytes:
    """An empty file with the styles of a manner, made once."""
    import docx  # noqa: PLC0415 - web pages do without it

    document = docx.Document()
    make_styles(document, LOOKS[manner])
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _properties(document: Document, paper: Paper, laid: Laid) -> None:
    about = document.core_properties
    about.title, about.author = laid.title, paper.issuer
    about.comments, about.language = "", "vi-VN"
    about.last_modified_by = paper.issuer


def _table(
    document: Document, look: Look, *, left_share: float, rows: int = 1
) -> Table:
    """Two cells side by side without lines: the left share of the width, the rest."""
    table: Table = document.add_table(rows=rows, cols=2)
    width = PAGE[0] - look.left - look.right
    plain_cells(table, [width * left_share, width * (1 - left_share)])
    return table


def _line(cell: _Cell, text: str, style: str, *, first: bool = False) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.add_run(text)
    return dress(paragraph, style)


def _head(document: Document, laid: Laid, look: Look) -> None:
    """Cells 1 to 4, and 5b of a letter: about 40 and 60 of the width."""
    table = _table(document, look, left_share=look.left_share, rows=2)
    (left, right), (number, place) = (row.cells for row in table.rows)
    lines = [(text, "Cơ quan chủ quản") for text in laid.above]
    lines += [(text, "Cơ quan ban hành") for text in laid.issuer]
    for place_of, (text, style) in enumerate(lines):
        _line(left, text, style, first=place_of == 0)
    width = PAGE[0] - look.left - look.right
    if laid.is_party:
        _line(left, "*", "Cơ quan chủ quản")
    else:
        ruled(left, width * look.left_share, 20)
    for place_of, text in enumerate(laid.heading):
        _line(right, text, ("Quốc hiệu", "Tiêu ngữ")[place_of], first=place_of == 0)
    ruled(
        right,
        width * (1 - look.left_share),
        width_mm(
            laid.heading[-1], look.sizes["motto" if laid.is_party else "motto_below"]
        ),
    )
    _line(number, laid.number, "Số, ký hiệu", first=True)
    if laid.about:
        _line(number, laid.about, "Trích yếu công văn")
    if laid.urgency:
        _line(number, laid.urgency, "Độ khẩn")
    _line(place, laid.place_and_date, "Địa danh, thời gian", first=True)
    between_rows(document)


def _title(document: Document, laid: Laid, look: Look) -> None:
    """Cell 5a, or 9a of a letter."""
    if laid.kind:
        dress(document.add_paragraph(laid.kind), "Tên loại")
        if laid.abstract:
            dress(document.add_paragraph(laid.abstract), "Trích yếu")
            ruled(document, PAGE[0] - look.left - look.right, 45)
    if len(laid.addressees) == 1:
        dress(document.add_paragraph(f"Kính gửi: {laid.addressees[0]}"), "Kính gửi")
    elif laid.addressees:
        table = _table(document, look, left_share=0.35)
        _line(table.rows[0].cells[0], "Kính gửi:", "Kính gửi, bên trái", first=True)
        for place, name in enumerate(laid.addressees):
            _line(table.rows[0].cells[1], name, "Nơi kính gửi", first=place == 0)
        between_rows(document)


def _opening(document: Document, laid: Laid) -> None:
    if laid.authority:
        dress(document.add_paragraph(laid.authority), "Thẩm quyền ban hành")
    for ground in laid.grounds:
        dress(document.add_paragraph(ground), "Căn cứ")
    if laid.order:
        dress(document.add_paragraph(laid.order), "Thẩm quyền ban hành")


def _text(
    document: Document,
    body: Sequence[Piece | Grid],
    look: Look,
    *,
    wide: bool = False,
) -> None:
    """Cell 6: the paragraphs and tables of the text."""
    for one in body:
        if isinstance(one, Piece):
            _paragraph(document, one)
        else:
            _grid(document, one, look, wide=wide)


def _paragraph(document: Document, piece: Piece) -> None:
    paragraph = dress(document.add_paragraph(), STYLES[piece.style])
    if piece.style == Style.ARTICLE:
        paragraph.add_run(piece.lead).bold = True
        if piece.text:
            paragraph.add_run(f" {piece.text}")
    else:
        paragraph.add_run(piece.whole)


def _grid(document: Document, grid: Grid, look: Look, *, wide: bool) -> None:
    """A table with lines; its head comes back on every page."""
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.columns))
    table.style = "Table Grid"
    small = " nhỏ" if len(grid.columns) > MANY_COLUMNS else ""
    long = (PAGE[1] if wide else PAGE[0]) - look.left - look.right
    plain_cells(table, [long * share for share in grid.shares], lines=True)
    for cell, name in zip(table.rows[0].cells, grid.columns, strict=True):
        _line(cell, name, f"Đầu cột{small}", first=True)
    repeat_on_every_page(table)
    text, number = style_id(f"Ô chữ{small}"), style_id(f"Ô số{small}")
    places = range(len(grid.columns))
    fill(table, grid.rows, [number if at in grid.numbers else text for at in places])
    between_rows(document)


def _foot(document: Document, laid: Laid, look: Look) -> None:
    """Cells 7 and 9b: recipients left, who signs right, kept on one page.

    Where several bodies sign, two blocks to a line, and the recipients below.
    """
    if laid.signers:
        _signers(document, laid, look)
    table = _table(document, look, left_share=0.45)
    left, right = table.rows[0].cells
    _line(left, "Nơi nhận:", "Nơi nhận", first=True)
    for text in laid.recipients:
        _line(left, text, "Danh sách nơi nhận")
    if not laid.signers:
        _hand(right, laid.marks, laid.name)
    between_rows(document)


def _signers(document: Document, laid: Laid, look: Look) -> None:
    rows = (len(laid.signers) + 1) // 2
    table = _table(document, look, left_share=0.5, rows=rows)
    for place, one in enumerate(laid.signers):
        _hand(table.rows[place // 2].cells[place % 2], one.lines, one.name)
    between_rows(document)


def _hand(cell: _Cell, lines: Sequence[str], name: str) -> None:
    for place, text in enumerate(lines):
        _line(cell, text, "Quyền hạn, chức vụ", first=place == 0)
    _line(cell, name, "Họ tên người ký")


def _annex(document: Document, annex: LaidAnnex, look: Look) -> None:
    """On pages of its own, counted from 1, on its side where it asks for it."""
    section: Section = document.add_section()
    set_page(section, look, is_landscape=annex.is_landscape)
    page_number(section, anew=True)
    dress(document.add_paragraph(annex.label), "Phụ lục")
    dress(document.add_paragraph(annex.title), "Tên phụ lục")
    dress(document.add_paragraph(annex.goes_with), "Kèm theo")
    _text(document, annex.body, look, wide=annex.is_landscape)
