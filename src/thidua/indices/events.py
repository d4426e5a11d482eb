"""What other rooms may want to hear of published indices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearPublished:
    """A year of an index stands, for the first time or corrected."""

    publication_id: int


@dataclass(frozen=True, slots=True)
class YearWithdrawn:
    """A year of an index stands no longer."""

    publication_id: int
