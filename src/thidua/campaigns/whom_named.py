"""Audiences that are named by the kinds of their units: the name says what the rule is.

“Xã, phường, thị trấn” is a list of kinds: it must be those of the rule, and follows
them. “Đảng ủy xã, thị trấn” is a name that somebody chose, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.utils import translation

from thidua.kernel.text import fold, tidy
from thidua.organisations.models import Unit

LONGEST = 200
"""Letters of the name of an audience."""
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:và|hoặc)\s+", re.IGNORECASE)
_ALSO = {
    Unit.Kind.DISTRICT: ("thành phố",),
    Unit.Kind.HAMLET: ("khóm", "khu phố", "bản", "làng"),
    Unit.Kind.FRONT: ("Mặt trận",),
    Unit.Kind.UNION: ("đoàn thể",),
}
"""Words for a kind beside those of its own name."""


def named_by(kinds: Collection[str]) -> str:
    """What an audience of these kinds is called, in Vietnamese as on its paper.

    >>> named_by(["ward", "commune"])
    'Xã, phường'
    """
    with translation.override("vi"):
        words = [str(kind.label) for kind in Unit.Kind if kind in kinds]
    name = ", ".join(words)
    if len(name) > LONGEST:
        name = f"{name[: LONGEST - 3].rpartition(', ')[0]}, …"
    return name[:1].upper() + name[1:]


def listed_in(name: str) -> frozenset[str]:
    """The kinds that a name lists; none where it is no list of kinds alone."""
    known = _kinds_by_word()
    parts = [fold(part) for part in _BETWEEN.split(tidy(name)) if part]
    kinds = [known.get(part.removeprefix("cac ")) for part in parts]
    return frozenset(kind for kind in kinds if kind) if all(kinds) else frozenset()


def fits(name: str, kinds: Iterable[str]) -> bool:
    """Does a name say nothing else than the rule?"""
    listed = listed_in(name)
    return not listed or listed == frozenset(kinds)


def _kinds_by_word() -> dict[str, str]:
    with translation.override("vi"):
        return {
            fold(word): str(kind)
            for kind in Unit.Kind
            for word in (*str(kind.label).split(", "), *_ALSO.get(kind, ()))
        }
