"""What a report asks before it is sent, and what it still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.indicators.queries.entry import EntryPage, EntryRow
from thidua.indicators.queries.notices import EarlyQuestion, early_question
from thidua.indicators.queries.places import Place

ABOUT_FIGURES, ABOUT_EMPTY = "so", "trong"
"""Which question stands on the page, in the address that asks for it anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Odd figures and an early day, to be answered; or what has to be filled in first.

    `lacking` are the empty lines, `unexplained` the odd ones named beside them.
    """

    odd: Sequence[EntryRow] = ()
    early: EarlyQuestion | None = None
    lacking: Sequence[EntryRow] = ()
    unexplained: Sequence[EntryRow] = ()

    def __bool__(self) -> bool:
        return bool(self.is_question or self.lacking)

    @property
    def is_question(self) -> bool:
        """Can it be answered and sent at once?"""
        return bool(self.odd or self.early)

    @property
    def about(self) -> str:
        """The word by which the page asks whether it still stands."""
        return ABOUT_FIGURES if self.is_question else ABOUT_EMPTY


def asked_about_figures(
    place: Place,
    page: EntryPage,
    today: date,
    *,
    is_odd_known: bool = False,
    is_early_known: bool = False,
) -> Asked:
    """The questions before sending; none while cells are empty or not mended."""
    if page.fill.is_held:
        return Asked()
    return Asked(
        odd=() if is_odd_known else _unexplained(page),
        early=None if is_early_known else early_question(place, today),
    )


def asked_about_empty(page: EntryPage) -> Asked:
    """The empty lines, and with them the odd figures that will be asked about."""
    lacking = [row for group in page.groups for row in group.rows if row.is_empty]
    return Asked(lacking=lacking, unexplained=_unexplained(page) if lacking else ())


def _unexplained(page: EntryPage) -> list[EntryRow]:
    rows = [row for group in page.groups for row in group.rows]
    return [row for row in rows if row.wants_note and not row.is_sent]
