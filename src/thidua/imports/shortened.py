"""Names in headers as offices shorten them: to first letters, `Đường BT (m)`, which is
read; by leaving words out, `Đất hiến`, which is offered, and proposed where they are
the beginning of one name only, or all of it but a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from thidua.kernel.text import fold

LETTERS = range(2, 6)
"""How many letters are taken for the first letters of so many words."""
_MEASURE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_BETWEEN = re.compile(r"[^0-9A-Za-zÀ-ỹĐđ]+")


def shortened_name(label: str, known: Sequence[tuple[str, str]]) -> str:
    """The one known thing whose name begins so when the words in capitals are read as
    first letters; “” when there are none, or several."""
    words = [word for word in _BETWEEN.split(_MEASURE.sub(" ", label)) if word]
    if not any(_is_short(word) for word in words) or all(map(_is_short, words)):
        return ""
    found = {
        key for key, name in known if _begins_so(words, _BETWEEN.split(fold(name)))
    }
    return found.pop() if len(found) == 1 else ""


def fuller_names(label: str, known: Sequence[tuple[str, str]]) -> list[str]:
    """The known things whose names begin with the first word and hold all of a header's
    words in its order, the shortest first; none for a single word."""
    words = [fold(word) for word in _BETWEEN.split(_MEASURE.sub(" ", label)) if word]
    if len(words) < 2:
        return []
    found = []
    for key, name in known:
        parts = _BETWEEN.split(fold(name))
        left = iter(parts)
        if parts[0] == words[0] and all(word in left for word in words):
            found.append((len(parts), key))
    return [key for _length, key in sorted(found)]


def only_fuller(label: str, known: Sequence[tuple[str, str]]) -> str:
    """The one known thing whose name begins with the words of a header, at least two,
    or with three but for one left out; “” when there are none, or several."""
    words = [fold(word) for word in _BETWEEN.split(_MEASURE.sub(" ", label)) if word]
    if len(words) < 2:
        return ""
    found = {
        key for key, name in known if _BETWEEN.split(fold(name))[: len(words)] == words
    }
    found = found or {
        key for key, name in known if _lacks_one(words, _BETWEEN.split(fold(name)))
    }
    return found.pop() if len(found) == 1 else ""


def _lacks_one(words: list[str], name: list[str]) -> bool:
    """Do three words and more begin a name that leaves one of its words out?"""
    without = (name[:at] + name[at + 1 :] for at in range(1, len(words)))
    return len(words) > 2 and any(one[: len(words)] == words for one in without)


def _is_short(word: str) -> bool:
    return len(word) in LETTERS and word.isalpha() and word.isupper()


def _begins_so(words: Sequence[str], name: Sequence[str]) -> bool:
    at = 0
    for word in words:
        many = len(word) if _is_short(word) else 1
        here, at = name[at : at + many], at + many
        said = fold(word)
        if _is_short(word):
            if "".join(part[:1] for part in here) != said:
                return False
        elif here != [said]:
            return False
    return True
