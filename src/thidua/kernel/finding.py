"""Finding a thing by what is typed of its name, with its marks or without.

Every room answers `found(actor, words, on) -> list[Hit]`, out of what that person may
see, `recalled(actor, numbers, on)` for what they opened lately, and `acts(actor, words,
on)` for what one begins there; the desk puts the answers together.

Every word typed must be a word of the name, the last one may be unfinished; `xcb` finds
the first letters of `xã Châu Bình`. Marks count in the words where they were typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    F,
    Func,
    QuerySet,
    SmallIntegerField,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import override

from thidua.kernel.text import fold, sort_key, tidy

UNIT, PERSON, CAMPAIGN, CONTENT = "unit", "person", "campaign", "content"
DOCUMENT, INDICATOR, FORM, ACT = "document", "indicator", "form", "act"
EXEMPLAR, PROSPECT, CLUB = "exemplar", "prospect", "club"
SPEAKER, PAGE = "speaker", "page"

ITSELF, BEGINS, HOLDS, WORDS = 0, 1, 2, 3
"""How well a name fits, as `kernel_fit` says it."""

SHORT = 2
"""Signs of a word that too many names hold."""
LONGEST = 100
"""Signs of a typed text that are read; nobody types a longer name."""

NUMBERED = 6
"""Digits of a document's number."""

_BETWEEN = re.compile("[\x00-/:-`{-\xbf\u2010-\u2027]+")
"""What stands between words; `kernel_words` says the same."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTERS = "a-zđ\u0302\u0306\u031b"
_TONE_INSIDE = re.compile(f"([{_TONES}])([{_LETTERS}]+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, what tells it apart, and the way to it.

    `kind` is one of the words above and, with `pk`, names the thing; `rank` says how
    well the name fits (`ITSELF` … `WORDS`). With `sends` the way is a small form that
    sends this name and value, like changing to another mandate. `also` are other words
    for it, with commas between; `is_near` says that the reader works with it.
    """

    kind: str
    pk: int
    label: str
    href: str
    about: str = ""
    rank: int = ITSELF
    sends: tuple[str, str] | None = None
    also: str = ""
    is_near: bool = False


class Row(NamedTuple):
    """A thing found, as rooms ask for it that are asked together (`rows_of`).

    `detail` is whatever the room needs to say what it is called.
    """

    kind: str
    pk: int
    name: str
    detail: str
    about: str
    home: str
    rank: int
    order: str


def rows_of(*questions: QuerySet[Any, tuple[Any, ...]]) -> list[Row]:
    """What several rooms found, in one question: the best first."""
    first, *more = questions
    rows = (Row._make(row) for row in first.union(*more, all=True))
    return sorted(rows, key=lambda row: (row.rank, row.order, row.pk))


@dataclass(frozen=True, slots=True)
class Words:
    """What was typed, as names are asked for it; false when it holds no word.

    `typed` is the whole of it folded; `query` what an index of `kernel_words` is asked;
    `marks` what a name's `kernel_marked` must match, `keys` what its sort key must
    where one is kept.
    """

    typed: str
    plain: tuple[str, ...]
    query: str
    marks: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def begun(self) -> str:
        """A last word too short to be asked of an index among very many names."""
        last = self.plain[-1] if self.plain else ""
        return last if len(last) <= SHORT else ""

    @property
    def narrow_query(self) -> str:
        """`query` for very many names: a short last word is left to `begun`, or, when
        it is all that was typed, must be a whole word or the first letters.
        """
        if not self.begun:
            return self.query
        whole = [f"'{word}'" for word in self.plain[:-1]]
        return " & ".join(whole) or f"'{self.begun}' | '^{self.begun}'"

    def __bool__(self) -> bool:
        return bool(self.plain)

    @property
    def number(self) -> int | None:
        """The number of a document that was typed first: 16 of `16-CT/TU`."""
        first = self.plain[0] if self.plain else ""
        return int(first) if first.isdecimal() and len(first) <= NUMBERED else None

    @property
    def after_number(self) -> Words:
        """What was typed behind the number."""
        return words_of(" ".join(self.plain[1:]))

    def otherwise_numbered(self) -> Words:
        """The same with the number as others write it: `5/QĐ` for `05/QĐ`."""
        if self.number is None:
            return self
        first = self.plain[0]
        other = str(self.number) if first.startswith("0") else f"0{first}"
        return words_of(" ".join([other, *self.plain[1:]]))

    def may_begin(self, label: str) -> bool:
        """May what was typed be on its way to a label that holds these words?

        Saves a question about acts nobody asks for; before anything is typed, yes.
        """
        words = fold(label).split()
        return not self or any(word.startswith(self.plain[0]) for word in words)

    def has_begun(self, label: str) -> bool:
        """Do the first two words that were typed both stand in a label?

        For acts of which there is one of each thing: they are looked for only then.
        """
        first = self.plain[:2]
        return len(first) == 2 and words_of(" ".join(first)).fit(label) is not None

    def of(self, text: str) -> Words:
        """Another text, read as what was typed is."""
        return words_of(text)

    def fit(self, name: str) -> int | None:
        """How well a name fits that stands in no table; None when it does not."""
        folded, words, initials = _read(name)
        if not (
            all(any(word.startswith(one) for word in words) for one in self.plain)
            or (len(self.plain) == 1 and self.plain[0] == initials)
        ):
            return None
        if folded == self.typed:
            return ITSELF
        if folded.startswith(self.typed):
            return BEGINS
        return HOLDS if f" {self.typed}" in folded else WORDS


@lru_cache(maxsize=2000)
def _read(name: str) -> tuple[str, list[str], str]:
    """A name folded, its words, their first letters."""
    folded = fold(name)
    words = [word for word in _BETWEEN.split(folded) if word]
    return folded, words, "".join(word[0] for word in words)


def fit_of(words: Words, label: str, also: str = "") -> int | None:
    """How well what has a label and, with commas between them, other names fits.

    The words may also come from several of its names, whole but for the last. A text
    too short to tell names apart is looked for in the label alone.
    """
    if words.begun == words.typed:
        return words.fit(label)
    names = [label, *also.split(", ")]
    ranks = [rank for one in names if (rank := words.fit(one)) is not None]
    if ranks:
        return min(ranks)
    _folded, known, _initials = _read(", ".join(names))
    *whole, last = words.plain or [""]
    is_known = set(whole) <= set(known) and any(one.startswith(last) for one in known)
    return WORDS if is_known else None


def in_all_languages(text: str | Promise) -> str:
    """A text in every language of the program, with commas between."""
    said = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            said.append(str(text))
    return ", ".join(said)


def words_of(text: str) -> Words:
    """Read what was typed."""
    text = tidy(text)[:LONGEST]
    pairs = [
        (word, folded)
        for word in _BETWEEN.split(text.casefold())
        if (folded := fold(word))
    ]
    plain = tuple(folded for _word, folded in pairs)
    lexemes = [f"'{folded}'" for folded in plain]
    query = " & ".join(lexemes) + ":*" if lexemes else ""
    if len(plain) == 1 and len(plain[0]) > 1:
        query = f"{query} | '^{plain[0]}'"
    marked = [
        (word, place == len(pairs))
        for place, (word, folded) in enumerate(pairs, start=1)
        if word != folded
    ]
    return Words(
        fold(text),
        plain,
        query,
        marks=[_mark(word, is_last=is_last) for word, is_last in marked],
        keys=[_key(word, is_last=is_last) for word, is_last in marked],
    )


def _key(word: str, *, is_last: bool) -> str:
    """The expression a sort key must match; a last word may go on."""
    key = re.sub(r"([^0-9A-Za-z ])", r"\\\1", sort_key(word))
    if not is_last:
        return f"(^| ){key}( |$)"
    letters, tone = key[:-1], key[-1]
    return f"(^| ){letters}[^ ]*{'' if tone == '1' else tone}( |$)"


def _mark(word: str, *, is_last: bool) -> str:
    """The expression a marked name must match; a last word may go on."""
    shaped = unicodedata.normalize("NFD", word)
    shaped = _TONE_INSIDE.sub(r"\2\1", shaped)
    tone = shaped[-1] if shaped[-1] in _TONES else ""
    letters = shaped.removesuffix(tone)
    more = f"[{_LETTERS}]*" if is_last else ""
    end = "" if is_last and not tone else f"(?![{_LETTERS}{_TONES}])"
    return f"(?:^|[^{_LETTERS}{_TONES}]){letters}{more}{tone}{end}"


def holds(name: str | Combinable, words: Words, *, is_folded: bool = False) -> Func:
    """A condition: the name (a column) holds what was typed, but for its marks."""
    folded = F(name) if is_folded and isinstance(name, str) else _folded(name)
    return Func(
        folded,
        Value(words.query, output_field=TextField()),
        template="(kernel_words(%(expressions)s::tsquery)",
        arg_joiner=") @@ ",
        output_field=BooleanField(),
    )


def is_marked(name: str | Combinable, words: Words) -> Func:
    """A condition: the name bears the marks that were typed."""
    return Func(
        Func(_of(name), function="kernel_marked", output_field=TextField()),
        Value(words.marks, output_field=ArrayField(TextField())),
        template="(%(expressions)s))",
        arg_joiner=" ~ all (",
        output_field=BooleanField(),
    )


def fit(name: str | Combinable, words: Words, *, is_folded: bool = False) -> Func:
    """How well the name fits."""
    folded = F(name) if is_folded and isinstance(name, str) else _folded(name)
    return Func(
        folded,
        Value(words.typed, output_field=TextField()),
        function="kernel_fit",
        output_field=SmallIntegerField(),
    )


def symbol_begins(symbol: str | Combinable, words: Words) -> Func:
    """A condition: a document's symbol begins with what was typed behind its number,
    whatever stands between: `ct tu`, `CT-TU` and `ct/tu` all begin `CT/TU`."""
    begins = "^" + "[^a-z0-9]+".join(words.after_number.plain)
    return Func(
        _folded(symbol),
        Value(begins, output_field=TextField()),
        template="(%(expressions)s)",
        arg_joiner=" ~ ",
        output_field=BooleanField(),
    )


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """The best first; equals as they came."""
    return sorted(hits, key=lambda hit: hit.rank)


def _folded(name: str | Combinable) -> Func:
    return Func(_of(name), function="kernel_folded", output_field=TextField())


def _of(name: str | Combinable) -> Combinable:
    return F(name) if isinstance(name, str) else name
