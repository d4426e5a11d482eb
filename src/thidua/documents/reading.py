"""The text of a document as a file: generated, or the Word file brought in last.

A Word file that was brought in is the draft from then on. Its PDF is made from what
stands in it; where something of it cannot be carried over (`lost_in`), none is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from thidua.documents.models import Document, DraftVersion, Number
from thidua.kernel.errors import RuleBroken
from thidua.kernel.files import path_of
from thidua.kernel.models import StoredFile
from thidua.kernel.paper.brought import Brought, Lost, brought_of, pdf_of_word
from thidua.kernel.paper.filling import fill
from thidua.kernel.paper.laying import laid_out
from thidua.kernel.paper.parts import Manner
from thidua.kernel.paper.pdf import as_pdf
from thidua.kernel.paper.said import SaidInWord, said_of
from thidua.kernel.paper.seen import opened, paragraphs_of, refusing_what_is_broken
from thidua.kernel.paper.undrawn import (
    Undrawn,
    undrawn_in,
    undrawn_of,
    undrawn_remedy,
    undrawn_words,
)
from thidua.kernel.paper.word import as_docx
from thidua.kernel.policy import YES, Verdict, only_if

if TYPE_CHECKING:
    from docx.document import Document as WordFile

REMEMBERED = 256
"""Files of which it is remembered what they say: a file never changes."""


def latest_file(document: Document) -> DraftVersion | None:
    """The Word file that is the text now; None when it is the generated one."""
    latest = document.versions.select_related("file").order_by("-number").first()
    return latest if latest is not None and latest.file_id else None


def word_of(document: Document) -> bytes:
    """The Word file as it stands, with number and day once they are given.

    A file that was brought in is given back as it came, but for these two lines.
    """
    latest = latest_file(document)
    if latest is None or latest.file is None:
        return as_docx(document.as_paper())
    number = document.numbers.standing().first()
    if number is None:
        return path_of(latest.file.sha256).read_bytes()
    written = BytesIO()
    _filled(document, latest.file, number).save(written)
    return written.getvalue()


def words_of(document: Document) -> str:
    """The words of the text as it stands, each paragraph on a line of its own."""
    latest = latest_file(document)
    if latest is None or latest.file is None:
        return "\n".join(_strings(document.paper["body"]))
    return _words_in_word(latest.file.sha256)


def _strings(kept: Any) -> Iterator[str]:
    """Every text of a body as it is kept."""
    if isinstance(kept, str):
        yield kept
    elif isinstance(kept, dict | list):
        for one in kept.values() if isinstance(kept, dict) else kept:
            yield from _strings(one)


@lru_cache(REMEMBERED)
def _words_in_word(sha256: str) -> str:
    with path_of(sha256).open("rb") as file:
        document = opened(file)
    with refusing_what_is_broken():
        return "\n".join(one.text for one, _in_table in paragraphs_of(document))


def pdf_of(document: Document) -> bytes:
    """The text as PDF/A-2a: what the Word file of `word_of` says, or no PDF at all."""
    paper = document.as_paper()
    latest = latest_file(document)
    if latest is None or latest.file is None:
        return as_pdf(paper)
    only_in_word = _("Bản PDF của văn bản này phải xuất từ Word.")
    number = document.numbers.standing().first()
    brought = brought_of(_filled(document, latest.file, number))
    if brought.lost:
        raise RuleBroken(
            only_in_word,
            _("Tệp Word có %(parts)s: máy không dựng lại được.")
            % {"parts": "; ".join(str(one.label) for one in brought.lost)},
        )
    if undrawn := _undrawn_in(brought):
        raise RuleBroken(only_in_word, undrawn_words(undrawn))
    try:
        return pdf_of_word(brought, title=laid_out(paper).title, author=paper.issuer)
    except ValueError as fault:
        raise RuleBroken(
            only_in_word,
            _("Tệp Word có cách trình bày mà máy không dựng lại được."),
        ) from fault


def _filled(document: Document, file: StoredFile, number: Number | None) -> WordFile:
    """A file that was brought in, opened, with number and day once they are given."""
    with path_of(file.sha256).open("rb") as content:
        opened_file = opened(content)
    if number is not None:
        fill(
            opened_file,
            number=number.value,
            symbol=document.symbol,
            manner=Manner(document.manner),
            day=number.issued_on,
        )
    return opened_file


def can_be_pdf(document: Document, file: StoredFile | None) -> Verdict:
    """Whether a PDF can be made here of the Word file that is the text (None: of the
    text as it was generated); else what stands in the way."""
    if file is None:
        return only_if(
            bool(can_be_printed(document, file)),
            otherwise=_("Chưa làm PDF được: có chữ không in ra được."),
            remedy=_("Soát thể thức nói chữ nào, ở đâu."),
        )
    if not (lost := lost_in(file)):
        found = undrawn_in_file(file)
        return Verdict(undrawn_words(found), export_from_word()) if found else YES
    said = _(
        "Không làm PDF ở đây: tệp Word “%(name)s” có %(parts)s, máy không dựng lại"
        " được."
    ) % {"name": file.name, "parts": "; ".join(str(one.label) for one in lost)}
    return Verdict(said, export_from_word())


def export_from_word() -> str:
    """What is done where no PDF can be made here."""
    return _("Mở tệp bằng Word rồi xuất PDF.")


def can_be_printed(document: Document, file: StoredFile | None) -> Verdict:
    """Whether every letter of the text can stand on paper: once it has its number, it
    is not changed any more. A Word file is printed by Word, with the fonts of Word."""
    found = undrawn_of(document.as_paper()) if file is None else ()
    return Verdict(undrawn_words(found), undrawn_remedy()) if found else YES


def undrawn_in_version(version: DraftVersion) -> Sequence[Undrawn]:
    """Lines of a version with letters that no font here draws."""
    if version.file is None:
        return undrawn_of(version.as_paper())
    return undrawn_in_file(version.file)


def undrawn_in_file(file: StoredFile) -> Sequence[Undrawn]:
    """The same of a Word file."""
    return _read(file.sha256)[2]


def _undrawn_in(brought: Brought) -> Sequence[Undrawn]:
    return undrawn_in(("", line) for line in brought.lines())


def lost_in(file: StoredFile) -> Sequence[Lost]:
    """What of a Word file a PDF made here would not have."""
    return _read(file.sha256)[0]


def said_in(file: StoredFile) -> SaidInWord:
    """What a Word file says of its subject, signer and recipients; `RuleBroken` for
    one that cannot be read."""
    return _read(file.sha256)[1]


@lru_cache(REMEMBERED)
def _read(sha256: str) -> tuple[Sequence[Lost], SaidInWord, Sequence[Undrawn]]:
    with path_of(sha256).open("rb") as file:
        document = opened(file)
    brought = brought_of(document)
    return tuple(brought.lost), said_of(document), _undrawn_in(brought)
