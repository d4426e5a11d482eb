"""The arithmetic of a forecast, without words, units or pages.

The last six increments give the level (their median). From twelve on, half a year is
compared with the half before: that drift goes on, damped to four fifths each period.
From two full years on, each season's usual share is half believed. By how much the last
twelve increments differ from the middle of their own half-year is drawn again with a
fixed seed five hundred times: the middle of the ends is the forecast, their inner four
fifths the band.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

ENOUGH = 6
"""With fewer increments than this nothing is said."""
FULL_YEAR = 12
"""From so many on a drift is believed."""
HALF_YEAR = 6
DAMPING = Decimal("0.8")
BELIEF = Decimal("0.5")
"""How much of a season's usual share is believed."""
PATHS = 500
SEED = 1948
"""Fixed, so that the same figures always give the same forecast."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known: where it stands, and by how much it moved in each period.

    `increments` are in order and end with the last period that counts; `season` is that
    period's place in its year (0 the first), `per_year` how many periods a year has.
    A figure with `least` never falls below it, one with `most` never rises above;
    what only accumulates (`never_falls`) has no negative increment.
    """

    stands_at: Decimal
    increments: Sequence[Decimal]
    season: int = 0
    per_year: int = 12
    never_falls: bool = False
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """By the end of each period to come: the middle, and what four in five lie in."""

    middle: tuple[Decimal, ...]
    low: tuple[Decimal, ...]
    high: tuple[Decimal, ...]
    now_each: Decimal
    """The increment of a usual period now: the median of the last six."""
    has_drift: bool
    has_season: bool

    @property
    def end(self) -> Decimal:
        return self.middle[-1]


def forecast(past: Past, ahead: int) -> Forecast | None:
    """So many periods ahead; None with fewer than six increments, or nothing ahead."""
    known = [Decimal(one) for one in past.increments]
    if len(known) < ENOUGH or ahead < 1:
        return None
    shares = _seasons(known, past)
    plain = [
        one / shares[_place(past, back)]
        for back, one in zip(range(len(known) - 1, -1, -1), known, strict=True)
    ]
    level, drift = median(plain[-HALF_YEAR:]), _drift(plain)
    coming = range(1, ahead + 1)
    seasons = [shares[(past.season + step) % past.per_year] for step in coming]
    steps = [
        (level + _damped(drift, step)) * season
        for step, season in zip(coming, seasons, strict=True)
    ]
    ends = _paths(past, steps, seasons, _spread(plain))
    return Forecast(
        middle=tuple(_quantile(column, 50) for column in ends),
        low=tuple(_quantile(column, 10) for column in ends),
        high=tuple(_quantile(column, 90) for column in ends),
        now_each=median(known[-HALF_YEAR:]),
        has_drift=len(known) >= FULL_YEAR,
        has_season=any(share != 1 for share in shares),
    )


def needed_each(stands_at: Decimal, target: Decimal, ahead: int) -> Decimal | None:
    """By how much each period left must move to end at the target."""
    return (target - stands_at) / ahead if ahead > 0 else None


def _seasons(known: Sequence[Decimal], past: Past) -> list[Decimal]:
    """Each season's share of a usual period, 1 where nothing is believed.

    Only what accumulates has seasons, and only two full years show them.
    """
    ones = [Decimal(1)] * past.per_year
    if not past.never_falls or past.per_year == 1 or len(known) < 2 * past.per_year:
        return ones
    whole = median(known)
    if whole <= 0:
        return ones
    found = []
    for place in range(past.per_year):
        mine = [
            one
            for back, one in zip(range(len(known) - 1, -1, -1), known, strict=True)
            if _place(past, back) == place
        ]
        share = median(mine) / whole
        found.append(max(1 + BELIEF * (share - 1), BELIEF))
    mean = sum(found, Decimal(0)) / len(found)
    return [share / mean for share in found]


def _place(past: Past, back: int) -> int:
    """The season of the increment so many periods before the last."""
    return (past.season - back) % past.per_year


def _drift(plain: Sequence[Decimal]) -> Decimal:
    """By how much a period moves more than the one before: half-years compared."""
    if len(plain) < FULL_YEAR:
        return Decimal(0)
    late = median(plain[-HALF_YEAR:])
    early = median(plain[-FULL_YEAR:-HALF_YEAR])
    return (late - early) / HALF_YEAR


def _spread(plain: Sequence[Decimal]) -> list[Decimal]:
    """How far the last increments lie from the middle of their own half-year."""
    if len(plain) < FULL_YEAR:
        middle = median(plain[-HALF_YEAR:])
        return [one - middle for one in plain]
    late, early = plain[-HALF_YEAR:], plain[-FULL_YEAR:-HALF_YEAR]
    return [one - median(half) for half in (early, late) for one in half]


def _damped(drift: Decimal, steps: int) -> Decimal:
    """The drift of so many periods together, each four fifths of the one before."""
    return drift * sum((DAMPING**step for step in range(1, steps + 1)), Decimal(0))


def _paths(
    past: Past,
    steps: Sequence[Decimal],
    seasons: Sequence[Decimal],
    spread: Sequence[Decimal],
) -> list[list[Decimal]]:
    """For each period to come where the drawn paths stand, sorted."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    columns: list[list[Decimal]] = [[] for _step in steps]
    for _path in range(PATHS):
        stands = past.stands_at
        for column, step, season in zip(columns, steps, seasons, strict=True):
            move = step + chance.choice(spread) * season
            stands += max(move, Decimal(0)) if past.never_falls else move
            stands = _within(stands, past)
            column.append(stands)
    return [sorted(column) for column in columns]


def _within(value: Decimal, past: Past) -> Decimal:
    if past.least is not None and value < past.least:
        return past.least
    if past.most is not None and value > past.most:
        return past.most
    return value


def _quantile(ordered: Sequence[Decimal], percent: int) -> Decimal:
    """The value below which so many percent lie."""
    return ordered[(len(ordered) - 1) * percent // 100]
