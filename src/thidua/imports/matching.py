"""Loose names: who is meant by “TP Bến Tre”, “H. Ba Tri”, “xa chau binh”.

A name is certain only when exactly one known thing bears it, marks included where any
were typed. Likely ones are offered, never taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property, lru_cache

from thidua.imports.kinds import Found
from thidua.kernel.text import fold, sort_key, tidy

OFFERED = 5
"""How many likely things are offered."""
NEAREST = 50
"""How many names are looked among when nothing is likely; not all may be chosen."""
LIKELY, FAR = 0.72, 0.55
"""How alike two names are (1: the same) that may mean the same, and that may be looked
among when nothing does."""
MAYBE = "|"
"""Between what a row may lie within, where a heading is not certain itself."""
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
_KINDS = [fold(kind) for kind in _SHORT.values()]
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
        self,
        things: Iterable[Named],
        spell: Callable[[str], str] = tidy,
        around: Callable[[], Names] | None = None,
    ) -> None:
        """`around` knows what the things lie within, where they are not among these."""
        self._spell = spell
        self._names_around = around
        self._things = list(things)
        self._plain: dict[str, list[Named]] = defaultdict(list)
        self._keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        for thing in self._things:
            for name in thing.names:
                spelt = spell(name)
                plain = fold(spelt)
                if plain and thing not in self._plain[plain]:
                    self._plain[plain].append(thing)
                self._keys[thing.id, plain].add(sort_key(spelt))
        self._found: dict[tuple[str, str], Found] = {}

    def find(self, text: str, within: str = "") -> Found:
        """What a text means, perhaps within another thing.

        `within` is its id, or with MAYBE those that it may be; they choose nothing, but
        what lies in none of them is not certain.
        """
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
            found = self._exact(head, self._hinted(above) or within)
            if found.ids:
                return found
        likely = self._likely(fold(spelt), within)
        return Found(likely, is_near=bool(likely))

    def nearest(self, text: str) -> tuple[str, ...]:
        """The few things whose names are most like a text, the kind of a unit or not:
        none of them is likely, they are what a person may look among."""
        plain = fold(self._spell(text))
        bare = next(
            (plain[len(k) + 1 :] for k in _KINDS if plain.startswith(f"{k} ")), ""
        )
        scores: dict[str, float] = {}
        for asked in filter(None, (plain, bare)):
            matcher = SequenceMatcher(b=asked, autojunk=False)
            for name in get_close_matches(asked, self._plain, n=NEAREST, cutoff=FAR):
                matcher.set_seq1(name)
                scores[name] = max(scores.get(name, 0), matcher.ratio())
        names = sorted(scores, key=scores.__getitem__, reverse=True)
        found = dict.fromkeys(one.id for name in names for one in self._plain[name])
        return tuple(found)

    def exactly(self, text: str) -> Found:
        """What bears just this name."""
        return self._exact(self._spell(text), "")

    def _hinted(self, text: str) -> str:
        """Within what a thing lies whose own name says so: `An Hóa (H. Châu Thành)`."""
        inside = (self._names_around() if self._names_around else self).exactly(text)
        if inside.is_certain or not inside.ids:
            return "".join(inside.ids[:1])
        return MAYBE.join([*inside.ids, ""])

    def _exact(self, spelt: str, within: str) -> Found:
        plain = fold(spelt)
        known = every = self._plain.get(plain, [])
        if not known:
            return Found()
        if within:
            fitting = [thing for thing in known if self._fits(thing, within)]
            if not fitting:
                ids = tuple(thing.id for thing in known[:OFFERED])
                return Found(ids, is_outside=True)
            known = fitting if MAYBE not in within else known
        is_narrowed = len(known) < len(every)
        alike = [t for t in known if sort_key(spelt) in self._keys[t.id, plain]]
        if alike and (len(alike) < len(known) or len(known) == 1):
            return Found(
                tuple(thing.id for thing in [*alike, *_without(known, alike)]),
                len(alike) == 1,
                is_narrowed,
            )
        is_certain = len(known) == 1 and plain == spelt.casefold()
        ids = tuple(thing.id for thing in known[:OFFERED])
        return Found(ids, is_certain, is_narrowed)

    def _fits(self, thing: Named, within: str) -> bool:
        """May it be meant by a row about another thing: does it lie within that, or
        beside it? Where nothing lies within that, it tells nothing."""
        asked = [one for one in within.split(MAYBE) if one in self._around]
        return not asked or any(
            one in thing.within or thing.within <= self._around[one] for one in asked
        )

    def holds(self, one: str) -> bool:
        """Does anything known lie within this?"""
        return one in self._around

    @cached_property
    def _around(self) -> dict[str, frozenset[str]]:
        """Whatever something lies within, and what that itself lies within."""
        found: dict[str, frozenset[str]] = {}
        for thing in self._things:
            for one in thing.within:
                found[one] = found.get(one, thing.within) & thing.within
        return found

    def _likely(self, plain: str, within: str) -> tuple[str, ...]:
        if not plain:
            return ()
        close = get_close_matches(plain, self._plain, n=OFFERED, cutoff=LIKELY)
        ids = [
            thing.id
            for name in close
            for thing in self._plain[name]
            if not within or self._fits(thing, within)
        ]
        return tuple(dict.fromkeys(ids))[:OFFERED]


class Known:
    """What a dim may be: the choices in their order, and their names, once asked."""

    def __init__(
        self, options: Sequence[tuple[str, str]], names: Callable[[], Names]
    ) -> None:
        self.options = options
        self._names = names

    def find(self, text: str, within: str = "") -> Found:
        """What a text means, perhaps within another thing."""
        return self._all.find(text, within)

    def nearest(self, text: str) -> tuple[str, ...]:
        """What has the names most like a text."""
        return self._all.nearest(text)

    def holds(self, one: str) -> bool:
        """Does anything known lie within this?"""
        return self._all.holds(one)

    @cached_property
    def _all(self) -> Names:
        return self._names()


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
