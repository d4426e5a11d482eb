"""How a year runs: seasons, the dip at Tết, the rush before the year closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

SEASONS: dict[str, tuple[float, ...]] = {
    # Roads and bridges: dry months, then a rush before the year closes.
    "dry": (1.05, 1.0, 1.45, 1.5, 1.1, 0.75, 0.65, 0.6, 0.6, 0.75, 1.15, 1.55),
    # Water is stored from the first rain on.
    "rain": (0.4, 0.4, 0.5, 0.7, 1.3, 1.6, 1.6, 1.5, 1.4, 1.2, 0.9, 0.6),
    # Counted when the year is summed up.
    "yearend": (0.3, 0.35, 0.6, 0.7, 0.8, 1.1, 0.7, 0.7, 0.9, 1.3, 2.1, 2.45),
    # Money is paid out late.
    "spending": (0.6, 0.65, 0.85, 0.85, 0.9, 1.05, 1.0, 1.0, 1.05, 1.1, 1.35, 1.6),
    "even": (0.9, 0.95, 1.1, 1.05, 1.05, 1.0, 1.0, 1.0, 0.95, 1.0, 1.05, 0.95),
}

_TET = {2021: 2, 2022: 2, 2023: 1, 2024: 2, 2025: 1, 2026: 2}
"""The month in which most of the Tết holiday fell."""

_TET_DIP = {"dry": 0.45, "rain": 0.8, "yearend": 0.6, "spending": 0.8, "even": 0.6}
_YEARS = {2021: 0.84, 2022: 0.97, 2023: 1.05, 2024: 1.08, 2025: 1.06, 2026: 1.0}
"""A campaign starts slowly and finds its stride."""


def month_weight(season: str, month: date) -> float:
    """How much of a year's work usually falls into this month, relative to others."""
    weight = SEASONS[season][month.month - 1] * _YEARS[month.year]
    if _TET[month.year] == month.month:
        weight *= _TET_DIP[season]
    return weight


def period_weights(season: str, starts: Sequence[date], months: int) -> list[float]:
    """The weight of each period of so many months that starts on these days."""
    return [
        sum(month_weight(season, shifted(start, step)) for step in range(months))
        for start in starts
    ]


def shifted(first: date, months: int) -> date:
    """The first of the month so many months later."""
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def smooth(share: float) -> float:
    """An S between 0 and 1: slow, quick, slow; close to a straight line."""
    share = min(1.0, max(0.0, share))
    return 0.6 * share + 0.4 * share * share * (3 - 2 * share)
