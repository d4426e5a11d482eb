"""A table copied from a spreadsheet, read for a year: columns, provinces, figures.

Nothing is guessed silently: what each column was taken for is said, a name that is only
like a province's is asked about, a figure that can be read two ways is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indices.models import Component
from thidua.indices.provinces import Match, Provinces, plain
from thidua.kernel.numbers import Unreadable, read_number, show_number
from thidua.kernel.paste import Cell, read_block
from thidua.kernel.text import fold

NAME, SCORE, RANK, GROUP, REASON = "name", "score", "rank", "group", "reason"
IGNORED = ""
DECIMALS = 4
_SIGNS = re.compile(r"[^a-z0-9]+")
_POINT = re.compile(r"^\d+\.\d+$")
_RANK = re.compile(r"^(\d{1,3})(?:\s*/\s*\d{1,3})?$")
_HEADS = {
    NAME: ("tinh", "thanh pho", "don vi", "dia phuong", "province"),
    RANK: ("hang", "xep hang", "thu hang", "rank", "vi tri"),
    GROUP: ("nhom", "group"),
    REASON: ("ly do", "ghi chu", "vi sao"),
    SCORE: ("diem", "tong diem", "score", "ket qua", "chi so"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a figure cannot be taken as it stands."""

    words: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One pasted row: whom it means, and the texts of its columns."""

    number: int
    match: Match
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A pasted table: what each column was taken for, and its rows."""

    columns: Sequence[tuple[str, str]] = ()
    rows: Sequence[ReadRow] = field(default_factory=tuple)


def read_table(
    text: str, provinces: Provinces, components: Sequence[Component]
) -> ReadTable:
    """Read a block; `columns` are (what stood above, what it was taken for)."""
    block = read_block(text)
    if not block:
        return ReadTable()
    heads = [_taken_for(cell.text, components) for cell in block[0]]
    has_head = NAME in heads
    kinds = heads if has_head else _guessed(block, provinces)
    rows = [
        _row(number, row, kinds, provinces)
        for number, row in enumerate(block[has_head:], start=1)
    ]
    above = [cell.text for cell in block[0]] if has_head else [""] * len(kinds)
    return ReadTable(
        list(zip(above, kinds, strict=True)),
        [row for row in rows if row.match.written.strip()],
    )


def read_score(
    text: str, least: Decimal, most: Decimal | None
) -> Decimal | Doubt | None:
    """The score meant; the scale decides between two readings, else it is asked."""
    text = text.strip()
    if not text or text in {"-", "–", "…"}:
        return None
    try:
        reading = read_number(text, decimals=DECIMALS)
    except Unreadable as unreadable:
        if not _POINT.match(text):
            return Doubt(f"{unreadable.reason} {unreadable.remedy}")
        found = {Decimal(text)}
    else:
        found = {reading.value, *([reading.other] if reading.other else [])}
        if _POINT.match(text):
            found.add(Decimal(text))
    fitting = sorted(v for v in found if least <= v and (most is None or v <= most))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        one, other = (show_number(value) for value in fitting[:2])
        return Doubt(
            _("“%(typed)s” đọc được hai cách: %(one)s hay %(other)s?")
            % {"typed": text, "one": one, "other": other}
        )
    return Doubt(
        _("“%(typed)s” nằm ngoài thang %(least)s–%(most)s.")
        % {"typed": text, "least": show_number(least), "most": show_number(most)}
    )


def read_rank(text: str) -> int | Doubt | None:
    """`12` or `12/63`."""
    text = text.strip()
    if not text or text in {"-", "–", "…"}:
        return None
    typed = _RANK.match(text)
    if typed is None or int(typed[1]) == 0:
        return Doubt(_("“%(typed)s” không phải là hạng.") % {"typed": text[:40]})
    return int(typed[1])


def ranks_from(scores: Mapping[int, Decimal]) -> dict[int, int]:
    """Places by score, equal scores sharing a place: 1, 2, 2, 4."""
    ordered = sorted(scores.values(), reverse=True)
    return {unit: ordered.index(score) + 1 for unit, score in scores.items()}


def _taken_for(head: str, components: Sequence[Component]) -> str:
    words = _SIGNS.sub(" ", fold(head)).strip()
    for one in components:
        if plain(head) and plain(head) in {plain(one.code), plain(one.name)}:
            return one.code
    for kind, heads in _HEADS.items():
        if any(words == one or words.startswith(f"{one} ") for one in heads):
            return kind
    return IGNORED


def _guessed(block: Sequence[Sequence[Cell]], provinces: Provinces) -> list[str]:
    """Without a head: the column of provinces, then score, rank, group in order."""
    width = len(block[0])
    hits = [
        sum(provinces.called(row[place].text).found is not None for row in block)
        for place in range(width)
    ]
    name = hits.index(max(hits))
    kinds = [IGNORED] * width
    kinds[name] = NAME
    rest = [SCORE, RANK, GROUP]
    for place in range(name + 1, width):
        kinds[place] = rest.pop(0) if rest else IGNORED
    return kinds


def _row(
    number: int, row: Sequence[Cell], kinds: Sequence[str], provinces: Provinces
) -> ReadRow:
    texts = {
        kind: cell.text
        for kind, cell in zip(kinds, row, strict=True)
        if kind not in {IGNORED, NAME}
    }
    written = row[kinds.index(NAME)].text if NAME in kinds else ""
    return ReadRow(number, provinces.called(written), texts)
