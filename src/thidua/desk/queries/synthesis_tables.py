"""The tables of the month's synthesis: headings, rows and the figures in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Figures:
    """One unit and one indicator; raw for Excel, in words for the paper."""

    in_period: Decimal | None
    to_date: Decimal | None
    target: Decimal | None
    percent: Decimal | None
    rank: int | None
    reported: int
    accepted: int
    is_pending: bool
    shown: Sequence[str]
    """In the period, to date, target, percent, rank."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An indicator as the head of a column or of a row."""

    number: int
    name: str
    measure: str
    decimals: int
    scale: int
    is_flow: bool


@dataclass(frozen=True, slots=True)
class WholeRow:
    """One indicator for the whole: what stands in table I."""

    heading: Heading
    figures: Figures
    basis: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit across the indicators of a block."""

    number: int
    name: str
    href: str
    received: str
    figures: Sequence[Figures]

    @property
    def markup(self) -> SafeString:
        """Its figures in one piece: a province shows thousands of them."""
        shown = (text for figures in self.figures for text in figures.shown)
        cells = (f'<td class="n">{escape(text)}</td>' for text in shown)
        return mark_safe("".join(cells))  # noqa: S308 - each is escaped by itself


@dataclass(frozen=True, slots=True)
class Block:
    """A table of units with at most `PER_TABLE` indicators."""

    headings: Sequence[Heading]
    rows: Sequence[UnitRow]
    total: UnitRow
