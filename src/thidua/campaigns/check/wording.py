"""Words that promise effort without a measure, and measurable counterparts.

The phrases are data with dates (`data/phrases.toml`). Counterparts are found by word
overlap, marks and capitals aside: most Vietnamese words have two syllables, so pairs of
neighbouring syllables are compared, not single ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any
from zlib import crc32

from thidua.campaigns.check.words import Hint
from thidua.kernel.text import fold, tidy

HINTS = 3
_SYLLABLE = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"(?<![\w/.,-])(\d[\d.,]*)\s*(%|[^\W\d_]*)(?![\w/-])")
_COUNTED = re.compile(
    r"\b(mỗi|từng|toàn bộ|tất cả|hai|ba|bốn|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn"
    r"|ngàn|triệu|tỷ)\b(?! (?:chân|mũi))"
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that promise effort, in force for a time."""

    say: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """`fold`, remembered: plans of one province repeat their words."""
    return fold(text)


def stamp(text: str) -> str:
    """Eight signs that change with the wording, not with capitals or blanks."""
    return f"{crc32(folded(text).encode()):08x}"


@cache
def _data() -> dict[str, Any]:
    data = files("thidua.campaigns.check") / "data" / "phrases.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases, read once."""
    return tuple(Phrase(**row) for row in _data()["phrases"])


@cache
def _words(name: str) -> frozenset[str]:
    """A list of syllables without marks: `numbered` or `empty`."""
    return frozenset(str(_data()[name]).split())


@cache
def _pattern(day: date) -> re.Pattern[str]:
    said = [re.escape(fold(one.say)) for one in phrases() if one.holds_on(day)]
    return re.compile(rf"\b(?:{'|'.join(sorted(said, key=len, reverse=True))})\b")


def effort_in(text: str, day: date) -> str:
    """The first words of a text that only promise effort, as written; else nothing.

    A text that names a figure with what it counts (“lên 95 %”, “12 km”, “mỗi xã một
    tuyến”) promises a result and is left alone.
    """
    plain = tidy(text)
    found = _pattern(day).search(folded(plain))
    if not found or has_figure(plain):
        return ""
    return plain[found.start() : found.end()].lower()


def has_figure(text: str) -> bool:
    """Does the text count something? Years and numbers of papers do not."""
    for figure in _FIGURE.finditer(text):
        number, what = figure.groups()
        before = fold(text[: figure.start()]).split()
        if what == "%":
            return True
        is_name = bool(before) and before[-1] in _words("numbered")
        if what and not is_name and not _YEAR.match(number):
            return True
    return bool(_COUNTED.search(_first_small(text)))


def _first_small(text: str) -> str:
    """The first letter small when the next word is small: “Ba tuyến”, not “Ba Tri”."""
    first, _blank, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if rest[:1].islower() else text


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators at hand, to look for a counterpart among them."""

    pairs: tuple[tuple[int, str, frozenset[tuple[str, str]]], ...] = ()

    @classmethod
    def of(cls, named: Iterable[tuple[int, str]]) -> Indicators:
        """An index over (number of the version, name)."""
        return cls(tuple((pk, name, pairs_of(name)) for pk, name in named))

    def like(self, text: str, *, without: Sequence[int] = ()) -> tuple[Hint, ...]:
        """The nearest by shared words, best first; at most three, perhaps none."""
        wanted = pairs_of(text)
        if not wanted:
            return ()
        scored = [
            (len(shared) / len(wanted | pairs), name, pk)
            for pk, name, pairs in self.pairs
            if (shared := wanted & pairs) and pk not in without
        ]
        scored.sort(key=lambda one: (-one[0], one[1]))
        return tuple(Hint(pk, name) for _score, name, pk in scored[:HINTS])


NO_INDICATORS = Indicators()


@cache
def _effort_syllables() -> frozenset[str]:
    return frozenset(s for one in phrases() for s in fold(one.say).split())


def pairs_of(
    text: str, also: frozenset[str] = frozenset()
) -> frozenset[tuple[str, str]]:
    """Neighbouring syllables that carry meaning; `also` are further idle ones."""
    idle = (_words("empty") | also, _effort_syllables())
    return frozenset(
        pair
        for pair in pairwise(_SYLLABLE.findall(fold(text)))
        if not any(words.issuperset(pair) for words in idle)
        and not any(syllable.isdigit() for syllable in pair)
    )
