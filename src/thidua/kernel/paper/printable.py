"""Letters of a pasted text that no file can hold or no font can draw."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

Thing = TypeVar("Thing")
_NO_LETTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML, and so a Word file, may not hold."""
_OF_A_FONT = re.compile("[\ue000-\uf8ff]")
"""Signs that mean something in one font alone: Word's bullets, pasted elsewhere."""


def printable(thing: Thing) -> Thing:
    """The same paper, or part of one, of letters that print everywhere."""
    return _printable(thing)  # type: ignore[no-any-return]


def _printable(thing: Any) -> Any:
    if isinstance(thing, Enum):
        return thing
    if isinstance(thing, str):
        return _OF_A_FONT.sub("•", _NO_LETTERS.sub("", thing))
    if isinstance(thing, list | tuple):
        return type(thing)(map(_printable, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        names = [one.name for one in fields(thing)]
        return replace(
            thing, **{name: _printable(getattr(thing, name)) for name in names}
        )
    return thing
