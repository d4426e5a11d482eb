"""The text of a document as a file: generated, or the Word file brought in last."""

from __future__ import annotations

from thidua.documents.models import Document
from thidua.kernel.files import path_of
from thidua.kernel.paper.filling import numbered
from thidua.kernel.paper.parts import Manner
from thidua.kernel.paper.word import as_docx


def word_of(document: Document) -> bytes:
    """The Word file as it stands, with number and day once they are given.

    A file that was brought in is given back as it came, but for these two lines.
    """
    latest = document.versions.select_related("file").order_by("-number").first()
    if latest is None or latest.file is None:
        return as_docx(document.as_paper())
    content = path_of(latest.file.sha256).read_bytes()
    number = document.numbers.standing().first()
    if number is None:
        return content
    filled, _both_found = numbered(
        content,
        number=number.value,
        symbol=document.symbol,
        manner=Manner(document.manner),
        day=number.issued_on,
    )
    return filled
