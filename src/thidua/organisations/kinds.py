"""Which kinds of units there are on a day: what a list to choose from offers.

From 1 July 2025 the country has two tiers, the province and the commune: districts and
towns ended with the day before, special zones began (`data/README.md`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from thidua.organisations.models import Unit
from thidua.organisations.official import TWO_TIERS_FROM

ENDED = frozenset({Unit.Kind.DISTRICT, Unit.Kind.TOWNSHIP})
"""With the day before the two tiers."""
BEGUN = frozenset({Unit.Kind.SPECIAL_ZONE})
"""With the two tiers."""


def is_kind_on(kind: str, day: date) -> bool:
    """May a unit be of this kind on a day?"""
    return kind not in (ENDED if day >= TWO_TIERS_FROM else BEGUN)


def kinds_on(day: date, *, also: Collection[str] = ()) -> list[tuple[str, str]]:
    """The kinds of a day with their words; `also` those that are chosen already."""
    return [
        (str(value), str(label))
        for value, label in Unit.Kind.choices
        if value in also or is_kind_on(value, day)
    ]


def kinds_from(day: date) -> list[tuple[str, str]]:
    """The kinds of a day and of any day after it: of what an act may found."""
    ended = ENDED if day >= TWO_TIERS_FROM else frozenset()
    return [
        (str(value), str(label))
        for value, label in Unit.Kind.choices
        if value not in ended
    ]
