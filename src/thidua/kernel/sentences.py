"""Sentences that remember how they were made, to be said again in another language.

`sentence` is `gettext` whose answer also knows its message and what was put into it.
Whoever makes sentences need not know: `%`, `+`, `lower` and `joined` keep it; whatever
else is done to one leaves plain text, which is said as it is. What is kept is JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.utils.translation import gettext

Kept = str | dict[str, Any]
"""A sentence as JSON: plain text; or `m`, a message, with what is put into it in order
(`in`) or by name (`by`); `j`, sentences with `b` between them; `low`, in small letters.
"""


class Sentence(str):
    """Text in the language of the moment, and how it was made."""

    kept: Kept

    def __new__(cls, text: str, kept: Kept) -> Self:
        one = super().__new__(cls, text)
        one.kept = kept
        return one

    def __mod__(self, what: Any) -> Sentence:
        """The same with something put into it."""
        text = str.__mod__(self, what)
        if not isinstance(self.kept, dict) or self.kept.keys() != {"m"}:
            return Sentence(text, text)
        if isinstance(what, Mapping):
            by = {key: _value(one) for key, one in what.items()}
            return Sentence(text, {**self.kept, "by": by})
        some = what if isinstance(what, tuple) else (what,)
        return Sentence(text, {**self.kept, "in": [_value(one) for one in some]})

    def __add__(self, other: str) -> Sentence:
        return joined("", (self, other))

    def __radd__(self, other: str) -> Sentence:
        return joined("", (other, self))

    def lower(self) -> Sentence:
        return Sentence(super().lower(), {"low": self.kept})

    def __reduce__(self) -> tuple[Any, ...]:
        return Sentence, (str(self), self.kept)


def sentence(message: str) -> Sentence:
    """A message in the language of the moment."""
    return Sentence(gettext(message), {"m": message})


def joined(between: str, sentences: Iterable[str]) -> Sentence:
    """Sentences beside each other; those that are empty are left out."""
    some = [one for one in sentences if one]
    return Sentence(between.join(some), {"j": [*map(keeping, some)], "b": between})


def keeping(text: str) -> Kept:
    """A sentence as JSON."""
    return text.kept if isinstance(text, Sentence) else str(text)


def say(kept: Kept) -> str:
    """A sentence in the language of the moment."""
    if isinstance(kept, str):
        return kept
    if "j" in kept:
        return str(kept["b"]).join(map(say, kept["j"]))
    if "low" in kept:
        return say(kept["low"]).lower()
    message = kept["m"]
    text = gettext(message)
    if "by" in kept:
        return text % {key: _said(one) for key, one in kept["by"].items()}
    return text % tuple(map(_said, kept["in"])) if "in" in kept else text


def _value(what: Any) -> Kept | int:
    if isinstance(what, int):
        return what
    return keeping(what if isinstance(what, str) else str(what))


def _said(kept: Kept | int) -> str | int:
    return kept if isinstance(kept, int) else say(kept)
