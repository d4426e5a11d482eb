"""Loose names: who is meant by “TP Bến Tre”, “H. Ba Tri”, “xa chau binh”.

A name is certain only when exactly one known thing bears it, marks included where any
were typed. Likely ones are offered, never taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from thidua.imports.kinds import Found
from thidua.kernel.text import fold, sort_key, tidy

OFFERED = 5
"""How many likely things are offered."""
_LEADING = re.compile(r"^(?:\(?[ivxlc\d]{1,5}[.)/]\s*|[-+*•–]\s*)+")
_BODY = re.compile(r"^(?:ubnd|uy ban nhan dan|hdnd|ub nhan dan)\s+(?:cac\s+)?")
_SHORT = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "x": "xã",
    "t": "tỉnh",
    "đk": "đặc khu",
    "kp": "khu phố",
    "a": "ấp",
}
_SHORTENED = re.compile(r"^(tp|tx|tt|đk|kp|[hqpxta])(?:\s*\.\s*|\s+)(?=\S)")
_GLUED = re.compile(r"^(tp|tx|tt|h|q|p|x)\.(?=\S)")
_HINT = re.compile(r"\s*(?:\(([^()]+)\)|[,;–]\s*(.+)|\s-\s+(.+))$")


@dataclass(frozen=True, slots=True)
class Named:
    """Something known: its id, every name it goes by, and what it lies within."""

    id: str
    names: tuple[str, ...]
    within: frozenset[str] = frozenset()


class Names:
    """Known things by their names; built once for a file."""

    def __init__(
        self, things: Iterable[Named], spell: Callable[[str], str] = tidy
    ) -> None:
        self._spell = spell
        self._plain: dict[str, list[Named]] = defaultdict(list)
        self._keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        for thing in things:
            for name in thing.names:
                spelt = spell(name)
                plain = fold(spelt)
                if plain and thing not in self._plain[plain]:
                    self._plain[plain].append(thing)
                self._keys[thing.id, plain].add(sort_key(spelt))
        self._found: dict[tuple[str, str], Found] = {}

    def find(self, text: str, within: str = "") -> Found:
        """What a text means, perhaps within another thing."""
        asked = (text, within)
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._look(text, within)
        return found

    def _look(self, text: str, within: str) -> Found:
        spelt = self._spell(text)
        found = self._exact(spelt, within)
        if found.ids:
            return found
        if hint := _HINT.search(spelt):
            head = spelt[: hint.start()]
            above = next(part for part in hint.groups() if part)
            inside = self._exact(self._spell(above), "")
            found = self._exact(head, inside.ids[0] if inside.is_certain else within)
            if found.ids:
                return found
        return Found(self._likely(fold(spelt), within))

    def _exact(self, spelt: str, within: str) -> Found:
        plain = fold(spelt)
        known = self._plain.get(plain, [])
        if within and any(within in thing.within for thing in known):
            known = [thing for thing in known if within in thing.within]
        if not known:
            return Found()
        alike = [t for t in known if sort_key(spelt) in self._keys[t.id, plain]]
        if alike and (len(alike) < len(known) or len(known) == 1):
            return Found(
                tuple(thing.id for thing in [*alike, *_without(known, alike)]),
                len(alike) == 1,
            )
        is_certain = len(known) == 1 and plain == spelt.casefold()
        return Found(tuple(thing.id for thing in known[:OFFERED]), is_certain)

    def _likely(self, plain: str, within: str) -> tuple[str, ...]:
        if not plain:
            return ()
        close = get_close_matches(plain, self._plain, n=OFFERED, cutoff=0.72)
        ids = [
            thing.id
            for name in close
            for thing in self._plain[name]
            if not within or within in thing.within or not thing.within
        ]
        return tuple(dict.fromkeys(ids))[:OFFERED]


class Known:
    """What a dim may be: the choices in their order, and their names, once asked."""

    def __init__(
        self, options: Sequence[tuple[str, str]], names: Callable[[], Names]
    ) -> None:
        self.options = options
        self._names = names
        self._built: Names | None = None

    def find(self, text: str, within: str = "") -> Found:
        """What a text means, perhaps within another thing."""
        if self._built is None:
            self._built = self._names()
        return self._built.find(text, within)


def _without(things: list[Named], some: list[Named]) -> list[Named]:
    return [thing for thing in things if thing not in some][: OFFERED - 1]


@lru_cache(maxsize=50_000)
def spell_unit(text: str) -> str:
    """A unit's name written out: without numbering, `H.` and `TP` in full."""
    plain = _LEADING.sub("", tidy(text)).strip(" .:;").casefold()
    if body := _BODY.match(fold(plain)):
        plain = plain[body.end() :] if len(fold(plain)) == len(plain) else plain
    if short := _SHORTENED.match(plain) or _GLUED.match(plain):
        plain = f"{_SHORT[short[1]]} {plain[short.end() :].strip()}"
    return plain


def spell_period(text: str) -> str:
    """A period as it is written, without the blanks around its marks."""
    return re.sub(r"\s*([/.\-])\s*", r"\1", tidy(text).casefold()).strip(" .:;,()")


@lru_cache(maxsize=20_000)
def spell_label(text: str) -> str:
    """A label without numbering and without its measure in brackets."""
    plain = _LEADING.sub("", tidy(text)).casefold()
    plain = re.sub(r"\s*[(\[][^()\[\]]{1,30}[)\]]\s*$", "", plain)
    return plain.strip(" .:;,-–")


def numbers_in(place: str, count: int) -> tuple[int, ...]:
    """The numbers of an address like `12-303-0`; nought for what is none or missing."""
    numbers = [int(part) if part.isdigit() else 0 for part in place.split("-")]
    return tuple((numbers + [0] * count)[:count])
