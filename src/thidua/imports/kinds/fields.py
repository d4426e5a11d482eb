"""What a column may hold, and what a text in it may mean."""

from __future__ import annotations

from dataclasses import dataclass

DIM, WITHIN, TEXT = "dim", "within", "text"
FIGURE, MEASURE = "figure", "measure"


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column may hold.

    `role`: DIM says what a figure is about and is looked up among known things; FIGURE
    is what is written; TEXT goes along; MEASURE names the unit of measure of the row;
    WITHIN narrows a dim down (the district of a commune that has namesakes).
    `words` are folded words by which a header is known. `parts` of a FIGURE are written
    together (numerator and denominator; target and weight).
    """

    key: str
    label: str
    words: tuple[str, ...] = ()
    role: str = TEXT
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that offices have and the register keeps no place for, and why not."""

    words: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a text may mean: the ids, best first; certain only when there is one.

    `is_narrowed`: of several of this name it is the one within what was asked;
    `is_outside`: whatever bears the name stands elsewhere, which is never certain;
    `is_near`: nothing bears the name, these only have names like it; `elsewhere`: what
    bears the name and is not for this office to write, with where it stands.
    """

    ids: tuple[str, ...] = ()
    is_certain: bool = False
    is_narrowed: bool = False
    is_outside: bool = False
    is_near: bool = False
    elsewhere: str = ""
