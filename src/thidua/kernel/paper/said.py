"""What a Word file made here says of itself after somebody edited it.

Read from the paragraphs in the styles that `word` gives them: what the register of an
office shows must be what stands in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from thidua.kernel.paper.filling import has_places
from thidua.kernel.paper.seen import (
    opened,
    paragraphs_of,
    refusing_what_is_broken,
)

if TYPE_CHECKING:
    from docx.document import Document

_ABOUT = "V/v "
_NO_NAMES = ("Lưu", "Như trên")


@dataclass(frozen=True, slots=True)
class SaidInWord:
    """Subject, signer, recipients; nothing where the file has no such paragraph.

    Where several sign, no one is named. Among the recipients are neither the archive
    nor “Như trên”.
    `has_places`: the lines for the number and for place and date are found.
    """

    abstract: str
    signer: str
    recipients: Sequence[str]
    has_places: bool


def said_in_word(file: IO[bytes]) -> SaidInWord:
    """Read a Word file; `RuleBroken` when it is none."""
    return said_of(opened(file))


def said_of(document: Document) -> SaidInWord:
    """The same of a file that was opened."""
    with refusing_what_is_broken():
        return _said(document)


def _said(document: Document) -> SaidInWord:
    found: dict[str, list[str]] = {}
    for paragraph, _in_table in paragraphs_of(document):
        text = " ".join(paragraph.text.split())
        if text and paragraph.style is not None:
            found.setdefault(str(paragraph.style.name), []).append(text)
    signers = found.get("Họ tên người ký", [])
    letter = " ".join(found.get("Trích yếu công văn", []))
    listed = [one.strip(" -;.") for one in found.get("Danh sách nơi nhận", [])]
    return SaidInWord(
        abstract=" ".join(found.get("Trích yếu", [])) or letter.removeprefix(_ABOUT),
        signer=signers[0] if len(signers) == 1 else "",
        recipients=[one for one in listed if one and not one.startswith(_NO_NAMES)],
        has_places=has_places(document),
    )
