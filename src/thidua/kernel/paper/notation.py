"""The text of a document as somebody types it in one field, and back.

Every line is a paragraph; a few begin otherwise:

    # Tình hình chung          I. TÌNH HÌNH CHUNG
    ## Kết quả                 1. Kết quả, as a heading
    1. Giao Sở Nội vụ …        a clause; counted anew, whatever number is typed
    a) Theo dõi …              a point of the clause above it
    Điều 1. Phê duyệt …        an article
    Bảng: Kết quả quý I        the name of the table below it
    | Đơn vị | Kết quả |       a table: the first line is its head

Numbers are those of the layout, so that a line taken out leaves no gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from thidua.kernel.paper import figures
from thidua.kernel.paper.parts import Article, Block, Chapter, Clause, Section, Table

_SECTION = re.compile(r"^#(?!#)\s*(?P<text>.+)")
_TITLE = re.compile(r"^##\s*(?P<text>.+)")
_CLAUSE = re.compile(r"^\d{1,3}[.)]\s+(?P<text>.+)")
_POINT = re.compile(r"^[a-zđ]{1,2}\)\s*(?P<text>.+)")
_ARTICLE = re.compile(r"^Điều\s*\d*\s*[.:]\s*(?P<text>.+)")
_CAPTION = re.compile(r"^Bảng\s*\d*\s*:\s*(?P<text>.+)")
_RULE = re.compile(r"^[|\s:-]+$")
_FIGURE = re.compile(r"^[-+–]?[\d.,]+\s*%?$")


def blocks_of(text: str) -> list[Block]:
    """What was typed, as the parts of a document."""
    writing = _Writing()
    for line in map(str.strip, text.splitlines()):
        writing.add(line)
    return writing.done()


def text_of(blocks: Sequence[Block]) -> str:
    """The parts of a document as they are typed."""
    return "\n".join(_lines(blocks))


@dataclass(slots=True)
class _Writing:
    """The blocks so far, and what is still open at their end."""

    blocks: list[Block] = field(default_factory=list)
    section: Section | None = None
    article: Article | None = None
    rows: list[list[str]] = field(default_factory=list)
    caption: str = ""

    def add(self, line: str) -> None:
        """One line more."""
        if line.startswith("|"):
            if not _RULE.match(line):
                cells = line.strip("|").split("|")
                self.rows.append([" ".join(cell.split()) for cell in cells])
            return
        self._end_table()
        if not line:
            return
        if said := _CAPTION.match(line):
            self.caption = said["text"]
        elif said := _SECTION.match(line):
            self._end_section()
            self.section = Section(said["text"], [])
        elif said := _ARTICLE.match(line):
            self._end_article()
            self.article = Article(said["text"], [])
        elif said := _TITLE.match(line):
            self._put(Clause(title=said["text"]))
        elif said := _CLAUSE.match(line):
            self._put(Clause(said["text"]))
        elif (said := _POINT.match(line)) and self._last_clause():
            self._to_the_clause(said["text"])
        else:
            self._put(line)

    def done(self) -> list[Block]:
        """Everything, with what was open closed."""
        self._end_table()
        self._end_section()
        return self.blocks

    @property
    def _inside(self) -> list[Block]:
        """Where the next block goes."""
        if self.article is not None:
            return self.article.blocks  # type: ignore[return-value]
        if self.section is not None:
            return self.section.blocks  # type: ignore[return-value]
        return self.blocks

    def _put(self, block: Block) -> None:
        if self.caption:
            self._inside.append(self.caption)
            self.caption = ""
        self._inside.append(block)

    def _last_clause(self) -> Clause | None:
        last = self._inside[-1] if self._inside else None
        return last if isinstance(last, Clause) else None

    def _to_the_clause(self, point: str) -> None:
        clause = self._last_clause()
        if clause is not None:
            self._inside[-1] = replace(clause, points=[*clause.points, point])

    def _end_table(self) -> None:
        if self.rows:
            wide = max(len(row) for row in self.rows)
            head, *rows = [row + [""] * (wide - len(row)) for row in self.rows]
            self._inside.append(_table(head, rows, self.caption))
            self.rows, self.caption = [], ""

    def _end_article(self) -> None:
        if self.article is not None:
            article, self.article = self.article, None
            self._put(article)

    def _end_section(self) -> None:
        self._end_article()
        if self.section is not None:
            section, self.section = self.section, None
            self.blocks.append(section)


def _table(head: list[str], rows: list[list[str]], caption: str) -> Table:
    """Columns as wide as what they say asks for; those of figures to the right."""
    columns = list(zip(head, *rows, strict=True))
    shares = [min(max(len(cell) for cell in column), 40) + 3.0 for column in columns]
    numbers = [
        place
        for place, column in enumerate(columns)
        if any(column[1:]) and all(not c or _FIGURE.match(c) for c in column[1:])
    ]
    return Table(head, rows, shares, numbers, caption)


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    articles = clauses = 0
    for block in blocks:
        match block:
            case str():
                yield block
            case Clause():
                clauses += 1
                yield from _clause(block, clauses)
            case Article():
                articles += 1
                yield f"Điều {articles}. {block.title or block.text}"
                if block.title and block.text:
                    yield block.text
                yield from _lines(block.blocks)
            case Section() | Chapter():
                yield f"# {block.title}"
                yield from _lines(block.blocks)
            case Table():
                if block.caption:
                    yield f"Bảng: {block.caption}"
                for row in (block.columns, *block.rows):
                    yield f"| {' | '.join(row)} |"


def _clause(clause: Clause, number: int) -> Iterator[str]:
    if clause.title:
        yield f"## {clause.title}"
        if clause.text:
            yield clause.text
    else:
        yield f"{number}. {clause.text}"
    for place, text in enumerate(clause.points):
        yield f"{figures.point(place)} {text}"
