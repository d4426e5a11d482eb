"""Who has it from whom, over time: streams that part like a river and its canals.

Places stand from left to right by the month in which they began, each on a lane of its
own below the one it came from, so that no word lies on another: a stream runs down from
its source and turns to the right, words stand right of their place. A thicker stream
brought more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LANE = 44
"""Height of one lane: a name, a line of words, and air."""
WIDTH, LEFT, RIGHT = 960, 60, 310
TOP, FOOT = 36, 40
LEAST, MOST = 2.0, 7.0
"""Widths of the thinnest and of the thickest stream."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Somebody who has it: `at` counts months, `source` whom it came from.

    `kind` is "root", "learning", "caught", "surpassed", "slow" or "stopped"; `weight`
    says how much came this way; `count` stands in a place that is many in one.
    """

    key: str
    name: str
    about: str
    at: float
    kind: str
    source: str = ""
    weight: float = 1
    href: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A drawn place, every number already a text."""

    x: str
    y: str
    kind: str
    name: str
    about: str
    href: str
    count: str


@dataclass(frozen=True, slots=True)
class Streams:
    """The figure: `title` is its finding; what it shows stands in a table besides."""

    title: str
    note: str
    label: str
    box: str
    foot: str
    low: str
    ticks: Sequence[tuple[str, str]]
    flows: Sequence[tuple[str, str]]
    """A path and its width."""
    spots: Sequence[Spot]


_X = Callable[[float], float]
_Y = Callable[[Stop], float]


def streams(
    title: str,
    places: Sequence[Stop],
    ticks: Sequence[tuple[float, str]],
    *,
    note: str = "",
) -> Streams:
    """Draw places; a place whose source is not among them begins a river of its own."""
    known = {one.key: one for one in places}
    below: dict[str, list[Stop]] = defaultdict(list)
    for one in sorted(places, key=lambda place: (place.at, place.key)):
        below[one.source if one.source in known else ""].append(one)
    lanes = _lanes(below)
    months = [one.at for one in places] + [at for at, _words in ticks]
    first, last = min(months, default=0.0), max(months, default=1.0)

    def x(at: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (at - first) / ((last - first) or 1)

    def y(one: Stop) -> float:
        return TOP + LANE * lanes[one.key]

    height = TOP + LANE * max(len(places), 1) + FOOT
    return Streams(
        title=title,
        note=note,
        label=". ".join([title, *(f"{one.name}: {one.about}" for one in places[:12])]),
        box=f"0 0 {WIDTH} {height}",
        foot=str(height - 12),
        low=str(height - FOOT),
        ticks=[(_text(x(at)), words) for at, words in ticks],
        flows=_flows(places, known, x, y),
        spots=[_spot(one, x(one.at), y(one)) for one in places],
    )


def _lanes(below: Mapping[str, Sequence[Stop]]) -> dict[str, int]:
    """On which lane each stands: right above all that came of it."""
    lanes: dict[str, int] = {}
    waiting = list(reversed(below[""]))
    while waiting:
        one = waiting.pop()
        lanes[one.key] = len(lanes)
        waiting += reversed(below.get(one.key, ()))
    return lanes


def _flows(
    places: Sequence[Stop], known: Mapping[str, Stop], x: _X, y: _Y
) -> list[tuple[str, str]]:
    most = max((one.weight for one in places), default=1) or 1
    flows = []
    for one in places:
        source = known.get(one.source)
        if source is None:
            continue
        from_x, from_y, to_x, to_y = x(source.at), y(source), x(one.at), y(one)
        turn = _text(to_y)
        path = (
            f"M{_text(from_x)},{_text(from_y)}C{_text(from_x)},{turn}"
            f" {_text(from_x)},{turn} {_text(to_x)},{turn}"
        )
        wide = LEAST + (MOST - LEAST) * one.weight / most
        flows.append((path, _text(wide)))
    return flows


def _spot(one: Stop, x: float, y: float) -> Spot:
    return Spot(
        x=_text(x),
        y=_text(y),
        kind=one.kind,
        name=one.name,
        about=one.about,
        href=one.href,
        count=one.count,
    )


def _text(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"
