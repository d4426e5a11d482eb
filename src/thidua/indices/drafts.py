"""What is handed to the actions: a make-up, a year with its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentDraft:
    """A part of an index; `part_of` is the code of the part above."""

    code: str
    name: str
    name_en: str = ""
    weight: Decimal | None = None
    most: Decimal | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUpDraft:
    """Of what an index is made from a year on; years are calendar years."""

    from_year: int
    least: Decimal
    most: Decimal
    change: str
    to_year: int | None = None
    source: str = ""
    components: Sequence[ComponentDraft] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One unit of a year; `scores` are by the code of the component."""

    unit_id: int
    score: Decimal | None = None
    rank: int | None = None
    group: str = ""
    missing_reason: str = ""
    source: str = ""
    scores: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDraft:
    """What was published of a year."""

    year: int
    publisher: str
    source: str
    lines: Sequence[LineDraft]
    published_on: date | None = None
    ranked: int | None = None
    is_computed: bool = False
    is_whole: bool = True
    note: str = ""
