"""What a document consists of; every renderer is given one `Paper`.

Texts are plain and in Vietnamese whatever the language of the screen: a document has
one language. Numbers of sections, articles, clauses and points are given by `laying`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Manner(StrEnum):
    """Whose rules a document follows."""

    STATE = "state"
    """Decree 30/2020/NĐ-CP."""
    PARTY = "party"
    """The Party's own; known from secondary sources, not verified."""


class Mark(StrEnum):
    """In whose place somebody signs (annex I, part I, II.7 b; article 13)."""

    FOR_ALL = "TM."
    """For a collective: the people's committee."""
    ACTING = "Q."
    """Entrusted with the head's powers."""
    FOR_HEAD = "KT."
    """A deputy for the head."""
    BY_ORDER = "TL."
    """By order of the head."""
    BY_MANDATE = "TUQ."
    """By mandate: in writing, limited in time and content, not passed on."""


LETTER = "CV"
"""The kind of an official letter: no name of a kind, “V/v …” below its number."""
PACT = "GƯ"
"""A pact of emulation between bodies, each of which signs."""
SCRIPT = "BPT"
"""What the announcer of a commune's loudspeakers reads out."""
GROUND_TO_FILL = "Căn cứ …"
"""Where a draft has a place for what it rests on: its office alone can say that."""
_TO_FILL = re.compile(r"căn cứ\s*(?:…|\.{3,}|[;.]?$)", re.IGNORECASE)


def is_ground_to_fill(line: str) -> bool:
    """Is it still the place alone, without the document that is rested on?"""
    return _TO_FILL.match(line.strip()) is not None


KINDS = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    LETTER: "Công văn",
    "CĐ": "Công điện",
    "BTT": "Bản thỏa thuận",
    "GM": "Giấy mời",
    PACT: "Giao ước thi đua",
}
"""Kinds of documents by their abbreviation (annex III, I); `CV` and `GƯ` are of this
house."""

UNREGISTERED = {SCRIPT: "Bài phát thanh"}
"""Papers that are no documents: without the motto, a body, a number or a place."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in the text; `shares` are the widths of its columns, in any measure."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float] = ()
    numbers: Sequence[int] = ()
    """Places of the columns that hold figures: set to the right."""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """`1. …`, numbered anew in each article or section, with its points a) b) … đ)."""

    text: str = ""
    points: Sequence[str] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """`Điều 1. …`, numbered through the whole document."""

    text: str = ""
    blocks: Sequence[Block] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """`I. TIÊU ĐỀ`, numbered in Roman figures."""

    title: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """`Chương I` above its title; or `Phần I`."""

    title: str
    blocks: Sequence[Block] = ()
    word: str = "Chương"


Block = str | Clause | Article | Section | Chapter | Table
"""A piece of the text; a plain string is a paragraph of prose."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and in whose place.

    `marks` are the lines above the title: `[(Mark.FOR_ALL, "Ủy ban nhân dân")]`,
    `[(Mark.FOR_HEAD, "Chủ tịch")]`, or both. `name` carries no academic title.
    """

    title: str
    name: str = ""
    marks: Sequence[tuple[Mark, str]] = ()
    other_title: str = ""
    body: str = ""
    """Whose block it is, where several bodies sign."""


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows on pages numbered of their own; referred to in the text."""

    title: str
    body: Sequence[Block]
    is_landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document, part by part.

    `issuer` and `above` are full names in ordinary letters (capitals are the
    renderer's); `kind` is a key of `KINDS`; `symbol` comes without the number
    (`QĐ-UBND`, of the Party `CT/TU`). A document without `number` or `day` keeps the
    room for them open. `drafter` is the abbreviation of the drafting unit.
    """

    issuer: str
    kind: str
    symbol: str
    place: str
    abstract: str
    signature: Signature
    body: Sequence[Block]
    manner: Manner = Manner.STATE
    above: str = ""
    number: int | None = None
    day: date | None = None
    authority: str = ""
    """Who decides, above the grounds of a decision: “Chủ tịch Ủy ban nhân dân tỉnh”."""
    addressees: Sequence[str] = ()
    grounds: Sequence[str] = ()
    proposed_by: str = ""
    """“Theo đề nghị của …”, the last ground of a decision."""
    recipients: Sequence[str] = ()
    archive: str = "VT"
    drafter: str = ""
    annexes: Sequence[Annex] = ()
    signers: Sequence[Signature] = ()
    """Everybody who signs, where several bodies do; `signature` is then the first."""
    urgency: str = ""
    """“Khẩn”, “Thượng khẩn”, “Hỏa tốc”, or nothing."""

    @property
    def kind_name(self) -> str:
        """`Quyết định`: what its kind is called."""
        return (KINDS | UNREGISTERED)[self.kind]

    @property
    def is_official(self) -> bool:
        """A document of an office; what is read out or handed round is none."""
        return self.kind not in UNREGISTERED

    @property
    def is_letter(self) -> bool:
        """An official letter, which names no kind."""
        return self.kind == LETTER
