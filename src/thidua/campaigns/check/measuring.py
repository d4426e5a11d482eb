"""Does an indicator plausibly measure what a text promises?

It does where both speak of one matter: they share a pair of syllables that carries
meaning, or words of one line of `data/topics.toml`; or where somebody said so, with a
reason. Anything else is asked, never guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from thidua.campaigns.check.facts import ItemFacts, OwnItemFacts, TargetFacts
from thidua.campaigns.check.wording import effort_in, folded, pairs_of
from thidua.campaigns.check.words import Said
from thidua.kernel.text import tidy


@dataclass(frozen=True, slots=True)
class Matter:
    """Of what a text speaks: meaning pairs of syllables, and numbers of topics."""

    pairs: frozenset[tuple[str, str]]
    topics: frozenset[int]

    def touches(self, other: Matter) -> bool:
        return bool(self.pairs & other.pairs or self.topics & other.topics)

    def __bool__(self) -> bool:
        return bool(self.pairs or self.topics)


@lru_cache(maxsize=8192)
def matter_of(text: str) -> Matter:
    """Remembered: plans of one province repeat their words."""
    marked, plain = tidy(text).casefold(), folded(text)
    topics = (
        number
        for number, (single, longer) in enumerate(_topics())
        if single.search(marked) or longer.search(plain)
    )
    return Matter(pairs_of(text, _general()), frozenset(topics))


@cache
def _data() -> dict[str, Any]:
    data = files("thidua.campaigns.check") / "data" / "topics.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))


@cache
def _general() -> frozenset[str]:
    return frozenset(str(_data()["general"]).split())


@cache
def _topics() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """By topic: its words of one syllable as written, the longer ones without marks."""
    found = []
    for words in _data()["topics"]:
        single = [word.casefold() for word in words if " " not in word]
        longer = [folded(word) for word in words if " " in word]
        found.append((_any_of(single), _any_of(longer)))
    return tuple(found)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b")


def is_akin(text: str, name: str) -> bool:
    """Do both speak of one matter?"""
    return matter_of(text).touches(matter_of(name))


Item = ItemFacts | OwnItemFacts


def measures(item: Item, target: TargetFacts) -> bool:
    """Somebody said so, or both plainly speak of one matter."""
    is_said = any(one.indicator == target.indicator for one in item.said)
    return is_said or is_akin(item.words, target.name)


def counted(item: Item, day: date) -> tuple[TargetFacts, ...]:
    """The targets that count as measures of an item.

    What says plainly what is done is measured by what hangs on it, unless that speaks
    of another matter; what only promises effort, by what speaks of the same.
    """
    if item.targets and effort_in(item.name, day):
        return tuple(one for one in item.targets if measures(item, one))
    return tuple(one for one in item.targets if not is_foreign(item, one))


def is_foreign(item: Item, target: TargetFacts) -> bool:
    """Is it known of what each speaks, and is it not the same?"""
    own, other = matter_of(item.words), matter_of(target.name)
    is_known = bool(own.topics and other.topics)
    return is_known and not measures(item, target)


def doubtful(item: Item, day: date) -> tuple[TargetFacts, ...]:
    """The targets of an item none of which is seen to measure it."""
    return () if counted(item, day) else item.targets


def stated(items: Iterable[Item]) -> tuple[Said, ...]:
    """What was stated of the indicators that still hang on these items."""
    return tuple(
        said
        for item in items
        for said in item.said
        if any(one.indicator == said.indicator for one in item.targets)
    )
