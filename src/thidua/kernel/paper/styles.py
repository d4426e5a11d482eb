"""The styles, pages and lines of a Word file: what python-docx leaves to its users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from thidua.kernel.paper.rules import FONT, PAGE, Look

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

LINE = 0.75  # points, the thickness of a line under a heading


class Setting(NamedTuple):
    """How a style looks: a size of the look, its letters, its place, its distances."""

    size: str
    letters: str = ""
    align: str = "both"
    indent: bool = False
    before: float = 0
    after: float = 0
    outline: int | None = None
    keep: bool = False
    right: float = 0
    """Millimetres left free at the right."""


SETTINGS: Mapping[str, Setting] = {
    "Cơ quan chủ quản": Setting("above", align="center"),
    "Cơ quan ban hành": Setting("issuer", "b", "center"),
    "Quốc hiệu": Setting("motto", "b", "center"),
    "Tiêu ngữ": Setting("motto_below", "b", "center"),
    "Số, ký hiệu": Setting("number", align="center", before=4),
    "Trích yếu công văn": Setting("about", align="center", before=6),
    "Độ khẩn": Setting("motto_below", "b", "center", before=6),
    "Địa danh, thời gian": Setting("place", "i", "center", before=4),
    "Tên loại": Setting("kind", "b", "center", before=6, outline=0, keep=True),
    "Trích yếu": Setting("abstract", "b", "center"),
    "Kính gửi": Setting("body", align="center", before=6, after=12),
    "Kính gửi, bên trái": Setting("body", align="right", before=6, right=2),
    "Nơi kính gửi": Setting("body", align="left", before=6),
    "Thẩm quyền ban hành": Setting("body", "b", "center", before=6, after=6),
    "Căn cứ": Setting("body", "i", indent=True, after=6),
    "Nội dung": Setting("body", indent=True, after=6),
    "Phần, chương": Setting("body", "b", "center", before=6, outline=0, keep=True),
    "Tiêu đề phần, chương": Setting("body", "b", "center", after=6, keep=True),
    "Mục": Setting("body", "b", indent=True, after=6, outline=1, keep=True),
    "Điều": Setting("body", indent=True, after=6, outline=2),
    "Khoản": Setting("body", indent=True, after=6),
    "Khoản có tiêu đề": Setting(
        "body", "b", indent=True, after=6, outline=3, keep=True
    ),
    "Điểm": Setting("body", indent=True, after=6),
    "Tên bảng": Setting("body", "b", "center", before=6, after=6, keep=True),
    "Đầu cột": Setting("table", "b", "center"),
    "Ô chữ": Setting("table", align="left"),
    "Ô số": Setting("table", align="right"),
    "Đầu cột nhỏ": Setting("wide", "b", "center"),
    "Ô chữ nhỏ": Setting("wide", align="left"),
    "Ô số nhỏ": Setting("wide", align="right"),
    "Nơi nhận": Setting("recipients", "bi", "left"),
    "Danh sách nơi nhận": Setting("recipient", align="left"),
    "Quyền hạn, chức vụ": Setting("signature", "b", "center", keep=True),
    "Họ tên người ký": Setting("signature", "b", "center", before=76),
    "Phụ lục": Setting("annex", "b", "center", outline=0, keep=True),
    "Tên phụ lục": Setting("abstract", "b", "center"),
    "Kèm theo": Setting("place", "i", "center", after=12),
    "Số trang": Setting("page", align="center"),
}


def make_styles(document: Document, look: Look) -> None:
    """Give the file its styles, in Times New Roman and in Vietnamese."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    normal = document.styles["Normal"]
    _font(normal, look.sizes["body"], "")
    normal.paragraph_format.space_after = Pt(0)
    for name, setting in SETTINGS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _font(style, look.sizes[setting.size], setting.letters)
        how = style.paragraph_format
        how.alignment = _alignment(setting.align)
        how.space_before, how.space_after = Pt(setting.before), Pt(setting.after)
        how.line_spacing = 1.0
        how.keep_with_next = setting.keep
        if setting.right:
            how.right_indent = Mm(setting.right)
        if setting.indent:
            how.first_line_indent = Mm(look.indent)
        if setting.outline is not None:
            _add(style.element.get_or_add_pPr(), "w:outlineLvl", val=setting.outline)


def set_page(section: Section, look: Look, *, is_landscape: bool = False) -> None:
    """A4 with the margins of the decree; on its side for wide tables."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    wide, high = (PAGE[1], PAGE[0]) if is_landscape else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(look.top), Mm(look.bottom)
    section.left_margin, section.right_margin = Mm(look.left), Mm(look.right)
    section.header_distance = Mm(look.top / 2)


def page_number(section: Section, *, anew: bool = False) -> None:
    """The page's number centred in the header, not on the first page."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    dress(paragraph, "Số trang")
    run = paragraph.add_run()
    for kind in ("begin", "separate", "end"):
        _add(run._r, "w:fldChar", fldCharType=kind)  # noqa: SLF001
        if kind == "begin":
            _add(run._r, "w:instrText").text = " PAGE "  # noqa: SLF001
        if kind == "separate":
            _add(run._r, "w:t").text = "2"  # noqa: SLF001
    if anew:
        _before(section._sectPr, "w:cols", "w:pgNumType", start=1)  # noqa: SLF001


def plain_cells(table: Table, widths: Sequence[float], *, lines: bool = False) -> None:
    """Fixed widths in mm; without `lines` no border and no room inside the cells."""
    from docx.shared import Mm  # noqa: PLC0415

    table.autofit = False
    grid = table._tbl  # noqa: SLF001
    for column, width in zip(grid.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    for row in grid.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)
    if not lines:
        margins = _before(grid.tblPr, "w:tblLook", "w:tblCellMar")
        for side in ("left", "right"):
            _add(margins, f"w:{side}", w=0, type="dxa")


def fill(table: Table, rows: Sequence[Sequence[str]], styles: Sequence[str]) -> None:
    """Write rows below the head of a table; quick also for a thousand cells."""
    written = zip(table._tbl.tr_lst[1:], rows, strict=True)  # noqa: SLF001
    for row, values in written:
        for cell, value, style in zip(row.tc_lst, values, styles, strict=True):
            paragraph = cell.p_lst[0]
            paragraph.style = style
            paragraph.add_r().text = value


def dress(paragraph: Paragraph, name: str) -> Paragraph:
    """Give a paragraph a style without searching the file for it each time."""
    paragraph._p.style = style_id(name)  # noqa: SLF001
    return paragraph


def style_id(name: str) -> str:
    """The identifier under which python-docx keeps a style."""
    return name.replace(" ", "")


def repeat_on_every_page(table: Table) -> None:
    """The head of a long table, read as such by screen readers too."""
    row = table._tbl.tr_lst[0]  # noqa: SLF001
    _add(row.get_or_add_trPr(), "w:tblHeader", val="true")


def ruled(place: _Cell | Document, room: float, length: float) -> None:
    """A line of `length` mm in the middle of `room` mm: an empty ruled paragraph."""
    from docx.shared import Mm, Pt  # noqa: PLC0415

    paragraph = place.add_paragraph()
    borders = _add(paragraph._p.get_or_add_pPr(), "w:pBdr")  # noqa: SLF001
    _add(borders, "w:top", val="single", sz=int(LINE * 8), space=1, color="000000")
    how = paragraph.paragraph_format
    side = max(0.0, (room - length) / 2)
    how.left_indent, how.right_indent = Mm(side), Mm(side)
    how.line_spacing, how.space_after = Pt(3), Pt(3)


def between_rows(document: Document) -> None:
    """The small empty paragraph that Word wants between two tables."""
    from docx.shared import Pt  # noqa: PLC0415

    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def width_mm(text: str, size: float) -> float:
    """About how wide a line of bold Times is, in mm: for the line below it."""
    ems = sum(0.25 if s == " " else 0.72 if s.isupper() else 0.5 for s in text)
    return ems * size * 0.3528


def _alignment(word: str) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as PLACES  # noqa: PLC0415

    return {
        "left": PLACES.LEFT,
        "center": PLACES.CENTER,
        "right": PLACES.RIGHT,
        "both": PLACES.JUSTIFY,
    }[word]


def _font(style: Any, size: float, letters: str) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    font = style.font
    font.name, font.size = FONT, Pt(size)
    font.bold, font.italic = "b" in letters, "i" in letters
    font.color.rgb = RGBColor(0, 0, 0)
    of_run = style.element.get_or_add_rPr()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        of_run.rFonts.set(_name(f"w:{script}"), FONT)
    _add(of_run, "w:lang", val="vi-VN")


def _add(parent: Any, tag: str, **attributes: object) -> Any:
    """A child element with attributes of Word's own namespace, where it belongs."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(_name(f"w:{name}"), str(value))
    parent.append(child)
    return child


def _before(parent: Any, later: str, tag: str, **attributes: object) -> Any:
    """A child element before another, where Word's schema wants it."""
    child = _add(parent, tag, **attributes)
    found = parent.find(_name(later))
    if found is not None:
        found.addprevious(child)
    return child


def _name(tag: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415

    return qn(tag)
