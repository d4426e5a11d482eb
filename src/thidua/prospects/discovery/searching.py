"""A search: read, group, score, keep what is no chance and lasts."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from math import ceil
from typing import Any

from thidua.campaigns.models import Campaign
from thidua.indicators.models import IndicatorVersion
from thidua.prospects.discovery.figures import Months, Told
from thidua.prospects.discovery.groups import (
    ABOUT,
    LEAST,
    Group,
    Grouping,
    Peer,
    by_kind_and_size,
)
from thidua.prospects.discovery.looks import RATE, chance_of, discoveries
from thidua.prospects.discovery.reading import Ground, months_of, read
from thidua.prospects.discovery.rhythm import RHYTHMS, Spans, is_over_a_year
from thidua.prospects.discovery.robust import Point, Standing, standings
from thidua.prospects.discovery.spreads import median

METHOD = 4
"""Kept with each run; 4 since the deviation is that of those ahead (ADR 0070)."""
PER = 1000
"""Households of which what is counted in pieces is told."""
SCREEN = 2.0
"""Deviations ahead from which on a look is worked out to the last."""
LEAST_GAIN = 0.05
"""Of what peers usually reach: less than that ahead is nothing to learn from."""
LEAST_AHEAD = 2 / 3
"""The share of the last periods in which a hit must stay ahead."""
KNOWN = 0.8
"""Of a group: the share whose start, or size, must be known for it to be used."""
AT_MOST = 200
"""Hits of one search that are looked at to the last, the surest first."""


Monthly = Callable[[Iterable[tuple[int, IndicatorVersion]]], Months]
"""What some units told of some indicators, period by period."""


@dataclass(frozen=True, slots=True)
class Look:
    """One unit on one indicator among its peers."""

    version: IndicatorVersion
    group: Group
    points: Sequence[Point]
    standing: Standing
    chance: float
    is_sized: bool
    spans: Spans

    @property
    def sign(self) -> int:
        """−1 where less is better: all is turned round while it is worked out."""
        return sign_of(self.version)

    @property
    def point(self) -> Point:
        return next(one for one in self.points if one.key == self.standing.key)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: the look, and in how many of how many periods it stayed ahead."""

    look: Look
    months_ahead: int
    months_told: int


@dataclass(frozen=True, slots=True)
class Search:
    """What came of a search, and on what it stood."""

    found: Sequence[Found]
    last_month: int
    parameters: Mapping[str, Any]
    read: Mapping[str, Any]
    set_aside: Mapping[str, Any]


def sign_of(version: IndicatorVersion) -> int:
    """−1 where less is better."""
    return -1 if version.better == IndicatorVersion.Better.LOWER else 1


def search(
    campaign: Campaign, day: date, *, grouping: Grouping = by_kind_and_size
) -> Search:
    """Look at everybody on everything; the same figures give the same answer."""
    ground = read(campaign, day)
    return judged(ground, partial(months_of, campaign, ground=ground), grouping)


def judged(ground: Ground, monthly: Monthly, grouping: Grouping) -> Search:
    """What comes of some figures, wherever they were read."""
    aside = _Aside()
    groups = grouping(aside.without_unsized(ground.peers))
    looks, count = _looks(ground, groups, aside)
    chances = [1.0] * (count - len(looks)) + [one.chance for one in looks]
    places = [one - (count - len(looks)) for one in discoveries(chances)]
    kept = [looks[place] for place in places if place >= 0]
    markedly = [one for one in kept if _gains(one)][:AT_MOST]
    return Search(
        found=_lasting(ground, monthly, markedly),
        last_month=ground.last_month,
        parameters=parameters(),
        read=_what_was_read(ground, count),
        set_aside=aside.told(),
    )


def parameters() -> dict[str, Any]:
    """Those of the method, kept with every run."""
    return {
        "method": METHOD,
        "rate": RATE,
        "least_group": LEAST,
        "about_group": ABOUT,
        "rhythms": {str(kind): asdict(one) for kind, one in RHYTHMS.items()},
        "least_gain": LEAST_GAIN,
        "least_ahead": round(LEAST_AHEAD, 3),
        "screen": SCREEN,
    }


class _Aside:
    """Who could not be compared, and why."""

    def __init__(self) -> None:
        self.small: dict[tuple[str, int], set[int]] = defaultdict(set)
        self.thin: Counter[int] = Counter()
        self.silent: Counter[int] = Counter()
        self.unsized: list[int] = []

    def without_unsized(self, peers: Sequence[Peer]) -> list[Peer]:
        """Where nearly all of a kind told their size, those who did not stand aside."""
        kinds: dict[tuple[str, int], list[Peer]] = defaultdict(list)
        for one in peers:
            kinds[one.kind, one.step].append(one)
        left: list[Peer] = []
        for some in kinds.values():
            sized = [one for one in some if one.size]
            if KNOWN * len(some) <= len(sized) < len(some):
                self.unsized += [one.unit_id for one in some if not one.size]
                left += sized
            else:
                left += some
        return left

    def told(self) -> dict[str, Any]:
        """As it is kept with the run."""
        return {
            "small": [
                {"kind": kind, "step": step, "units": sorted(units)}
                for (kind, step), units in sorted(self.small.items())
            ],
            "thin": dict(sorted(self.thin.items())),
            "silent": dict(sorted(self.silent.items())),
            "unsized": sorted(self.unsized),
        }


def _looks(
    ground: Ground, groups: Sequence[Group], aside: _Aside
) -> tuple[list[Look], int]:
    """Those that stand ahead, worked out; and how many there were to look at."""
    looks: list[Look] = []
    count = 0
    for group in groups:
        if group.is_small:
            aside.small[group.kind, group.step] |= {one.unit_id for one in group.peers}
            continue
        is_sized = all(one.size for one in group.peers)
        for version in ground.versions:
            points = _points(ground, group, version, aside)
            if len(points) < LEAST:
                aside.thin[version.pk] += bool(points)
                continue
            count += len(points)
            looks += [
                Look(
                    version,
                    group,
                    points,
                    one,
                    chance_of(one.score, len(points) - 1),
                    is_sized,
                    ground.spans[version.pk],
                )
                for one in standings(points, screen=SCREEN)
                if one is not None
            ]
    return looks, count


def _points(
    ground: Ground,
    group: Group,
    version: IndicatorVersion,
    aside: _Aside,
) -> list[Point]:
    """Where each peer started and stands; none for who told too little. A rank says
    something beside where it started alone."""
    spans = ground.spans[version.pk]
    said = [
        (one, told)
        for one in group.peers
        if (told := ground.told.get((one.unit_id, version.indicator_id)))
    ]
    if len(said) < LEAST:
        return []
    enough, first_enough = _enough(version, spans, [told for _one, told in said])
    heard = [
        (one, told)
        for one, told in said
        if told.months >= enough and (version.nature != "ratio" or told.below > 0)
    ]
    begun = [(one, told) for one, told in heard if told.first_months >= first_enough]
    has_start = spans.has_start and len(begun) >= KNOWN * len(heard)
    if version.nature == "rank" and not has_start:
        return []
    used = begun if has_start else heard
    for one in {peer.unit_id for peer in group.peers} - {
        peer.unit_id for peer, _told in used
    }:
        aside.silent[one] += 1
    is_sized = all(one.size for one in group.peers)
    return [
        _point(one, told, version, spans, is_sized=is_sized, has_start=has_start)
        for one, told in used
    ]


def _enough(
    version: IndicatorVersion, spans: Spans, said: Sequence[Told]
) -> tuple[int, int]:
    """How many periods of the last span, and of the first, one must have told. Of a
    formula three quarters of what the best known of its peers did: its parts come in
    periods of their own."""
    if version.nature != "formula":
        return spans.rhythm.enough(is_flow=is_over_a_year(version))
    most = max(one.months for one in said)
    first = max(one.first_months for one in said)
    return ceil(0.75 * most), max(1, ceil(0.75 * first))


def _point(
    one: Peer,
    told: Told,
    version: IndicatorVersion,
    spans: Spans,
    *,
    is_sized: bool,
    has_start: bool,
) -> Point:
    sign = sign_of(version)
    size = one.size if is_sized else 0.0
    year = spans.rhythm.per_year
    value = reached(version, told.above, told.below, told.months, size, year)
    start = reached(
        version, told.first_above, told.first_below, told.first_months, size, year
    )
    weight = told.below / told.months if version.nature == "ratio" else size
    return Point(
        one.unit_id,
        sign * start if has_start else None,
        sign * value,
        weight or 1.0,
        _grain(version, told, size),
    )


def _grain(version: IndicatorVersion, told: Told, size: float) -> float:
    """What one piece is in what was reached; 0 for what is measured, not counted."""
    if version.nature == "ratio":
        return 100 * told.months / told.below
    if version.nature in PLAIN or version.decimals:
        return 0.0
    return PER / size if size else 1.0


PLAIN = ("percent", "rank", "formula")
"""What is the same for a large unit and a small one: never told per household."""


def reached(
    version: IndicatorVersion,
    above: float,
    below: float,
    periods: int,
    size: float,
    per_year: int,
) -> float:
    """What so many periods come to: a flow for a year, a level on average, a ratio in
    percent; pieces per thousand households where those are known."""
    if version.nature == "ratio":
        return 100 * above / below if below else 0.0
    mean = above / periods if periods else 0.0
    if version.nature in PLAIN:
        return mean
    whole = per_year * mean if version.nature == "flow" else mean
    return PER * whole / size if size else whole


def _gains(look: Look) -> bool:
    """Is it enough ahead to be worth a visit?"""
    usual = abs(median([one.value for one in look.points]))
    return look.point.value - look.standing.expected >= LEAST_GAIN * usual


def _lasting(ground: Ground, monthly: Monthly, looks: Sequence[Look]) -> list[Found]:
    """Of these, who stayed ahead in most of the last periods."""
    if not looks:
        return []
    months = monthly((point.key, one.version) for one in looks for point in one.points)
    sizes = {one.unit_id: one.size for one in ground.peers}
    found = []
    for look in looks:
        ahead, told = _ahead(look, months, sizes)
        if told >= look.spans.rhythm.least_told and ahead >= LEAST_AHEAD * told:
            found.append(Found(look, ahead, told))
    return found


def _ahead(look: Look, months: Months, sizes: Mapping[int, float]) -> tuple[int, int]:
    """In how many of how many periods it lies above the middle of its peers, what each
    started with set aside. Three months are taken together: a month alone swings."""
    ahead = told = 0
    key, last = look.standing.key, look.spans.last[1]
    for month in range(last - look.spans.rhythm.lasting + 1, last + 1):
        rest = {
            one.key: value - look.standing.slope * (one.start or 0.0)
            for one in look.points
            if (value := _rolling(look, months, sizes, one.key, month)) is not None
        }
        own = rest.pop(key, None)
        if own is None or len(rest) < LEAST - 1:
            continue
        told += 1
        ahead += own > median(list(rest.values()))
    return ahead, told


def _rolling(
    look: Look,
    months: Months,
    sizes: Mapping[int, float],
    unit_id: int,
    month: int,
) -> float | None:
    """The mean of some periods up to one; None where that one was not told."""
    by_month = months.get((unit_id, look.version.indicator_id), {})
    if month not in by_month:
        return None
    rhythm = look.spans.rhythm
    span = range(month - rhythm.rolling + 1, month + 1)
    known = [by_month[one] for one in span if one in by_month]
    above = sum(one for one, _below in known)
    below = sum(one for _above, one in known)
    size = sizes.get(unit_id, 0.0) if look.is_sized else 0.0
    year = rhythm.per_year
    return look.sign * reached(look.version, above, below, len(known), size, year)


def _what_was_read(ground: Ground, looks: int) -> dict[str, Any]:
    said = sorted(
        (*key, told.months, told.above, told.below, told.first_above, told.first_below)
        for key, told in ground.told.items()
    )
    sizes = sorted((one.unit_id, one.size) for one in ground.peers)
    return {
        "units": len(ground.peers),
        "indicators": len(ground.versions),
        "figures": sum(one.months + one.first_months for one in ground.told.values()),
        "looks": looks,
        "sha256": hashlib.sha256(repr((said, sizes)).encode()).hexdigest(),
    }
