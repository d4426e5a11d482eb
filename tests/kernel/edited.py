"""Word files as people edit them, made with python-docx."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from thidua.kernel.paper.parts import Paper
from thidua.kernel.paper.word import as_docx


def _pixel() -> bytes:
    """The smallest picture."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(said))
        + name
        + said
        + struct.pack(">I", zlib.crc32(name + said))
        for name, said in parts
    )


def edited(paper: Paper, *edits: Callable[[Document], Any]) -> bytes:
    """The draft of a paper, opened in Word, changed, saved."""
    document = docx.Document(BytesIO(as_docx(paper)))
    for edit in edits:
        edit(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def add_a_table(document: Document) -> None:
    """Joined cells across and down, a head, lines."""
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Chỉ tiêu năm"
    table.cell(0, 2).text = "Kết quả"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Đường bê tông"
    for row, words in ((1, ("km", "12,5")), (2, ("%", "104"))):
        for at, text in enumerate(words, start=1):
            table.cell(row, at).text = text


def add_lists(document: Document) -> None:
    """Numbers and dashes that Word itself gives, which stand nowhere as text."""
    document.add_paragraph("Rà soát từng hộ", style="List Number")
    document.add_paragraph("Giao việc từng ấp", style="List Number")
    document.add_paragraph("Kiểm tra chéo", style="List Bullet")


def add_letters(document: Document) -> None:
    """Bold, raised, underlined, a tab, a broken line, a new page."""
    paragraph = document.add_paragraph("Diện tích 5 km")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" là trọng tâm").bold = True
    paragraph.add_run("\tphụ trách").underline = True
    paragraph.add_run().add_break()
    paragraph.add_run("dòng hai")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("trang sau")


def add_a_link(document: Document) -> None:
    """Words inside a link and inside a content control."""
    paragraph = document.add_paragraph("Xem tại ")
    link = OxmlElement("w:hyperlink")
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>cổng thông tin</w:t></w:r>"))
    paragraph._p.append(link)
    document.element.body.insert(
        3,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Ô nhập sẵn</w:t></w:r>"
            "</w:p></w:sdtContent></w:sdt>"
        ),
    )


def add_a_picture(document: Document) -> None:
    document.add_picture(BytesIO(_pixel()), width=Mm(20))


def track_a_change(document: Document) -> None:
    """A sentence that somebody added with “Track Changes” on."""
    document.paragraphs[-1]._p.append(
        parse_xml(
            f'<w:ins {nsdecls("w")} w:id="7" w:author="Lan"><w:r><w:t>thêm</w:t></w:r>'
            "</w:ins>"
        )
    )


def use_an_old_font(document: Document) -> None:
    document.add_paragraph().add_run("C¨n cø").font.name = ".VnTime"


def write_a_header(document: Document) -> None:
    document.sections[0].header.add_paragraph("Sở Nội vụ")


def add_a_footnote(document: Document) -> None:
    document.paragraphs[-1]._p.append(
        parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>')
    )


def hide_words_in_a_strange_place(document: Document) -> None:
    """An element that nobody here knows, with words inside."""
    strange = OxmlElement("w:somethingNew")
    strange.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>ở đây</w:t></w:r>"))
    document.paragraphs[-1]._p.append(strange)


def reword(before: str, after: str) -> Callable[[Document], None]:
    """One text of the file, in a paragraph or a cell, written anew."""

    def edit(document: Document) -> None:
        for text in document.element.body.iter(qn("w:t")):
            if text.text and before in text.text:
                text.text = text.text.replace(before, after)

    return edit
