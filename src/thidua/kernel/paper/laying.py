"""A paper turned into its lines, numbered and punctuated: what every renderer sets.

Both renderers are given the same `Laid`, so that PDF and Word cannot say two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from thidua.kernel.paper import figures, rules
from thidua.kernel.paper.parts import (
    Annex,
    Article,
    Block,
    Chapter,
    Clause,
    Manner,
    Mark,
    Paper,
    Section,
    Signature,
    Table,
)
from thidua.kernel.paper.printable import printable

_PARTY_MARKS = {Mark.FOR_ALL: "T/M", Mark.FOR_HEAD: "K/T", Mark.BY_ORDER: "T/L"}
"""Signature marks of Party documents: custom, not verified."""
ONE_LINE = 24
"""Letters of a body's name in capitals that fit on one line beside the motto."""
_BREAKS_AFTER = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "ỦY BAN MẶT TRẬN TỔ QUỐC")
_ORDERS = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}


class Style(StrEnum):
    """How a line of the text looks."""

    PROSE = "prose"
    CHAPTER = "chapter"
    CHAPTER_TITLE = "chapter_title"
    SECTION = "section"
    ARTICLE = "article"
    CLAUSE = "clause"
    CLAUSE_TITLE = "clause_title"
    POINT = "point"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph; `lead` stands before the text, bold in an article."""

    style: Style
    text: str
    lead: str = ""

    @property
    def whole(self) -> str:
        """The paragraph as it is read."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, with the share of the width of each column."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class LaidAnnex:
    """An annex: its label, title, what it goes with, and its text."""

    label: str
    title: str
    goes_with: str
    is_landscape: bool
    body: Sequence[Piece | Grid]


@dataclass(frozen=True, slots=True)
class Signer:
    """One of several who sign: the lines above the room for the hand, and the name."""

    lines: Sequence[str]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Every line of a document, ready to be set."""

    is_party: bool
    title: str
    heading: Sequence[str]
    """Nothing on what is no document: it has no head at all."""
    above: Sequence[str]
    issuer: Sequence[str]
    number: str
    place_and_date: str
    about: str
    urgency: str
    kind: str
    abstract: str
    authority: str
    addressees: Sequence[str]
    grounds: Sequence[str]
    order: str
    body: Sequence[Piece | Grid]
    marks: Sequence[str]
    name: str
    signers: Sequence[Signer]
    recipients: Sequence[str]
    annexes: Sequence[LaidAnnex]


def laid_out(paper: Paper) -> Laid:
    """The lines of a paper, in its manner."""
    paper = printable(paper)
    is_party = paper.manner == Manner.PARTY
    kind = paper.kind_name
    letter = f"V/v {paper.abstract}" if paper.is_letter else ""
    motto = [rules.PARTY_HEADING] if is_party else [rules.MOTTO, rules.MOTTO_BELOW]
    number = figures.number_line(paper.number, paper.symbol, paper.manner)
    place_and_date = figures.place_and_date(paper.place, paper.day)
    return Laid(
        is_party=is_party,
        title=paper.abstract if paper.is_letter else f"{kind}: {paper.abstract}",
        heading=motto if paper.is_official else [],
        above=_name_lines(paper.above),
        issuer=_name_lines(paper.issuer),
        number=number if paper.is_official else "",
        place_and_date=place_and_date if paper.is_official else "",
        about=letter,
        urgency=paper.urgency.upper(),
        kind="" if paper.is_letter else kind.upper(),
        abstract="" if paper.is_letter else paper.abstract,
        authority=paper.authority.upper(),
        addressees=_addressees(paper.addressees),
        grounds=_grounds(paper),
        order=_ORDERS.get(paper.kind, "") if paper.grounds else "",
        body=_ended(list(_Numbering().body(paper.body)), is_party=is_party),
        marks=_marks(paper.signature, is_party=is_party),
        name=paper.signature.name,
        signers=[_signer(one, is_party=is_party) for one in paper.signers],
        recipients=_recipients(paper),
        annexes=_annexes(paper),
    )


def _name_lines(name: str) -> list[str]:
    """A body's name in capitals; a long one breaks where offices break it."""
    capitals = name.upper()
    for first in _BREAKS_AFTER:
        rest = capitals.removeprefix(f"{first} ")
        if rest != capitals and len(capitals) > ONE_LINE:
            return [first, rest]
    return [capitals] if capitals else []


def _addressees(names: Sequence[str]) -> list[str]:
    """One on the line of “Kính gửi”; several on lines of their own (II.9 d)."""
    bare = [name.strip(" -;.") for name in names]
    if len(bare) < 2:
        return bare
    return [f"- {name};" for name in bare[:-1]] + [f"- {bare[-1]}."]


def _grounds(paper: Paper) -> list[str]:
    """Each on its line, ended by a semicolon, the last by a full stop (II.6 a)."""
    bare = [ground.strip(" ;.") for ground in paper.grounds]
    ended = [f"{ground};" for ground in bare]
    if paper.proposed_by:
        return [*ended, f"Theo đề nghị của {paper.proposed_by.strip(' ;.')}."]
    return [*ended[:-1], f"{bare[-1]}."] if bare else []


def _marks(signature: Signature, *, is_party: bool) -> list[str]:
    lines = []
    for mark, whom in signature.marks:
        shown = _PARTY_MARKS.get(mark, mark.value) if is_party else mark.value
        lines.append(f"{shown} {whom.upper()}")
    acting = any(mark == Mark.ACTING for mark, _whom in signature.marks)
    titles = [] if acting else [signature.title.upper()]
    return [*lines, *titles, *filter(None, [signature.other_title])]


def _signer(signature: Signature, *, is_party: bool) -> Signer:
    """A block of its own: whose it is, in whose place, as what, and the name."""
    body = [signature.body.upper()] if signature.body else []
    return Signer([*body, *_marks(signature, is_party=is_party)], signature.name)


def _recipients(paper: Paper) -> list[str]:
    """`- …;` each, the last `- Lưu: VT, <drafter>.` (II.9 d)."""
    names = [name.strip(" -;.") for name in paper.recipients]
    names = [name for name in names if name and not name.startswith("Lưu")]
    if paper.addressees and "Như trên" not in names:
        names.insert(0, "Như trên")
    kept = ", ".join(filter(None, [paper.archive, paper.drafter]))
    return [*(f"- {name};" for name in names), f"- Lưu: {kept}."]


def _annexes(paper: Paper) -> list[LaidAnnex]:
    """Numbered in Roman figures when there are several (III.1)."""
    several = len(paper.annexes) > 1
    number = figures.number_and_symbol(paper.number, paper.symbol, paper.manner)
    goes_with = (
        f"(Kèm theo {paper.kind_name} số {number} {figures.date_in_words(paper.day)}"
        f" của {paper.issuer})"
    )
    return [
        _annex(
            one, f"Phụ lục {figures.roman(place)}" if several else "Phụ lục", goes_with
        )
        for place, one in enumerate(paper.annexes, start=1)
    ]


def _annex(one: Annex, label: str, goes_with: str) -> LaidAnnex:
    body = list(_Numbering().body(one.body))
    return LaidAnnex(label, one.title.upper(), goes_with, one.is_landscape, body)


def _ended(body: list[Piece | Grid], *, is_party: bool) -> list[Piece | Grid]:
    """The text ends with “./.” (annex III); Party documents with a full stop."""
    if is_party or not body:
        return body
    last = body[-1]
    if isinstance(last, Grid):
        return [*body, Piece(Style.PROSE, rules.END)]
    bare = last.text.removesuffix(rules.END).rstrip(" .;")
    return [*body[:-1], replace(last, text=f"{bare}{rules.END}")]


@dataclass(slots=True)
class _Numbering:
    """Counts sections, articles and clauses while the text is walked."""

    chapters: int = 0
    articles: int = 0
    sections: list[int] = field(default_factory=lambda: [0])
    clauses: list[int] = field(default_factory=lambda: [0])

    def body(self, blocks: Sequence[Block]) -> Iterator[Piece | Grid]:
        """The paragraphs of blocks, numbered."""
        for block in blocks:
            yield from self._one(block)

    def _one(self, block: Block) -> Iterator[Piece | Grid]:
        match block:
            case str():
                yield Piece(Style.PROSE, block)
            case Clause():
                yield from self._clause(block)
            case Article():
                yield from self._article(block)
            case Section():
                self.sections[-1] += 1
                lead = f"{figures.roman(self.sections[-1])}."
                yield Piece(Style.SECTION, block.title.upper(), lead)
                yield from self._inside(block.blocks)
            case Chapter():
                self.chapters += 1
                number = figures.roman(self.chapters)
                yield Piece(Style.CHAPTER, f"{block.word} {number}")
                yield Piece(Style.CHAPTER_TITLE, block.title.upper())
                self.sections.append(0)
                yield from self._inside(block.blocks)
                self.sections.pop()
            case Table():
                yield from _table(block)

    def _inside(self, blocks: Sequence[Block]) -> Iterator[Piece | Grid]:
        """What stands below a heading: its clauses are counted from 1."""
        self.clauses.append(0)
        yield from self.body(blocks)
        self.clauses.pop()

    def _article(self, article: Article) -> Iterator[Piece | Grid]:
        self.articles += 1
        lead = f"Điều {self.articles}."
        if article.title:
            yield Piece(Style.ARTICLE, "", f"{lead} {article.title}")
            if article.text:
                yield Piece(Style.PROSE, article.text)
        else:
            yield Piece(Style.ARTICLE, article.text, lead)
        yield from self._inside(article.blocks)

    def _clause(self, clause: Clause) -> Iterator[Piece]:
        self.clauses[-1] += 1
        lead = f"{self.clauses[-1]}."
        if clause.title:
            yield Piece(Style.CLAUSE_TITLE, clause.title, lead)
            if clause.text:
                yield Piece(Style.PROSE, clause.text)
        else:
            yield Piece(Style.CLAUSE, clause.text, lead)
        for place, text in enumerate(clause.points):
            yield Piece(Style.POINT, text, figures.point(place))


def _table(table: Table) -> Iterator[Piece | Grid]:
    if table.caption:
        yield Piece(Style.CAPTION, table.caption)
    shares = list(table.shares) or [1.0] * len(table.columns)
    whole = sum(shares)
    yield Grid(
        list(table.columns),
        [list(row) for row in table.rows],
        [share / whole for share in shares],
        list(table.numbers),
    )
