"""Walks a Word file: every paragraph, list, table and page, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any

from thidua.kernel.paper.brought import pages
from thidua.kernel.paper.brought.labels import Labels
from thidua.kernel.paper.brought.letters import Letters
from thidua.kernel.paper.brought.looks import (
    Looks,
    Said,
    W,
    of_letters,
    of_paragraph,
    value,
)
from thidua.kernel.paper.brought.parts import Block, Break, Brought, Lost, Para, Part
from thidua.kernel.paper.brought.tables import Tables
from thidua.kernel.paper.seen import opened, refusing_what_is_broken

if TYPE_CHECKING:
    from docx.document import Document

MOST_PARAGRAPHS = 10_000
"""About 300 pages."""
_INSIDE = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_MM = 56.6929
"""Twentieths of a point in a millimetre."""


def read_word(file: IO[bytes]) -> Brought:
    """What a Word file says, part by part; `RuleBroken` when it is none."""
    return brought_of(opened(file))


def brought_of(document: Document) -> Brought:
    """The same of a file that was opened."""
    with refusing_what_is_broken():
        return _Walk(document).brought()


class _Walk:
    """One reading of one file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.looks, self.labels = Looks(document), Labels(document)
        self.letters = Letters(self.looks)
        self.tables = Tables(self.looks, self.blocks_in)
        self.count = 0

    def brought(self) -> Brought:
        """The whole file."""
        body: Any = self.document.element.body
        parts, lost = pages.parts_of(self.document)
        parts = [*self._filled(body, parts)]
        found = {*lost, *self.letters.lost}
        if "".join(self.letters.carried) != "".join(
            one.text or "" for one in body.iter(f"{W}t")
        ):
            found.add(Lost.HIDDEN)
        return Brought(parts, [one for one in Lost if one in found])

    def _filled(self, body: Any, parts: list[Part]) -> Iterator[Part]:
        """Every part with its blocks; those that go on upon one page are one part."""
        waiting, blocks = list(parts), list[Block]()
        current = waiting.pop(0)
        for element in body:
            blocks += self.blocks_of(element, "", on_page=True)
            if not pages.ends_a_part(element) or not waiting:
                continue
            following = waiting.pop(0)
            if pages.goes_on(element, body, current, following):
                continue
            current.blocks = _spaced(blocks)
            yield current
            current, blocks = following, []
        current.blocks = _spaced(blocks)
        yield current

    def blocks_in(self, holder: Any, style: str) -> list[Block]:
        """The blocks of a cell, in a table of a style."""
        found = [
            block
            for element in holder
            for block in self.blocks_of(element, style, on_page=False)
        ]
        return _spaced(found)

    def blocks_of(self, element: Any, style: str, *, on_page: bool) -> Iterator[Block]:
        """What one element of the text is."""
        tag = str(element.tag).removeprefix(W)
        if tag == "p":
            self.count += 1
            if self.count > MOST_PARAGRAPHS:
                self.letters.lost.add(Lost.LONG)
                return
            yield from self._paragraphs(element, style, on_page=on_page)
        elif tag == "tbl":
            yield self.tables.read(element)
        elif tag in _INSIDE:
            if tag in {"ins", "moveTo"}:
                self.letters.lost.add(Lost.TRACKED)
            for inner in element:
                yield from self.blocks_of(inner, style, on_page=on_page)
        elif tag in {"del", "moveFrom"}:
            self.letters.lost.add(Lost.TRACKED)
        elif tag == "altChunk":
            self.letters.lost.add(Lost.EMBEDDED)

    def _paragraphs(self, p: Any, table: str, *, on_page: bool) -> Iterator[Block]:
        """A paragraph; in pieces, where pages are broken inside it."""
        holder = p.find(f"{W}pPr")
        style = value(holder, "pStyle") or self.looks.usual
        direct = of_paragraph(holder)
        said = self.looks.paragraph | self.looks.paragraph_of(table)
        said |= (styled := self.looks.paragraph_of(style))
        label = self._label(direct, styled, said)
        said |= direct
        mark = None if holder is None else holder.find(f"{W}rPr")
        letters = self.looks.letters | self.looks.letters_of(table)
        letters |= self.looks.letters_of(style)
        if said.get("breaks") and on_page:
            yield Break()
        pieces = self.letters.read(p, letters)
        for at, runs in enumerate(pieces):
            if at and on_page:
                yield Break()
            if at and not runs:
                continue
            size = max([one.size for one in runs if one.kind == "text"], default=0.0)
            para = _para(said, size or (letters | of_letters(mark))["size"])
            para.runs, para.label = runs, label if not at else ""
            para.alike = style if said.get("alike") else ""
            yield para

    def _label(self, direct: Said, styled: Said, said: Said) -> str:
        """The number or dash before a paragraph; its level's place goes into `said`."""
        book, level = direct.get("numbered") or styled.get("numbered") or ("0", 0)
        if book == "0":
            return ""
        label, place = self.labels.next(book, level)
        if label is None:
            self.letters.lost.add(Lost.NUMBERING)
        said |= {key: place[key] for key in ("left", "first") if key in place}
        return label or ""


def _para(said: Said, size: float) -> Para:
    return Para(
        runs=[],
        size=size,
        align=said.get("align", "left"),
        left=said.get("left", 0) / _MM,
        right=said.get("right", 0) / _MM,
        first=said.get("first", 0) / _MM,
        before=said.get("before", 0) / 20,
        after=said.get("after", 0) / 20,
        line=said.get("line", 1),
        exact=said.get("exact", 0),
        ruled=said.get("ruled", False),
        keep=said.get("keep", False),
        level=said.get("level", 0),
    )


def _spaced(blocks: list[Block]) -> list[Block]:
    """Paragraphs of a style that wants it stand without distance to their like."""
    for one, after in pairwise(blocks):
        if not isinstance(one, Para) or not isinstance(after, Para):
            continue
        if one.alike and one.alike == after.alike:
            one.after = after.before = 0
    return blocks
