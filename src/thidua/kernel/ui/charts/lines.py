"""Curves and columns: the plan, the pace, the target, and what came in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from thidua.kernel.numbers import show_number

WIDTH, HEIGHT = 400, 232
ROOM_ABOVE = 16
"""What a line of words needs above the usual range of columns."""
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 18, 30
"""Room around the curves; at the left more where the figures of the axis are long."""
LETTER, GAP = 7.4, 8
"""How wide a digit is drawn, and what stands free beside words."""
NARROW, HIGH, LOW, STEPS = 6.3, 9.0, 2.5, 12
"""What a letter of a word takes in width, above and below its line; and by how many
steps a piece of a curve is looked at."""
CAME = {"", "husk", "lacquer"}
"""Kinds of a line that show what came in; the others are what was wanted."""
Value = Decimal | float | int | None
_Spots = Sequence[tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Series:
    """One curve: its points in the order of the columns, None where nothing came.

    `kind` is "" (what came in), "pace", "target", "other", "husk" or "lacquer".
    """

    name: str
    values: Sequence[Value]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One unbroken piece of a curve, drawn."""

    points: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or a dot at a place."""

    x: str
    y: str
    text: str = ""
    kind: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class LineChart:
    """Curves with a table behind; `title` is the finding, `unit` what is counted."""

    title: str
    unit: str
    label: str
    box: str
    lines: Sequence[Line]
    levels: Sequence[Mark]
    ticks: Sequence[Mark]
    dots: Sequence[Mark]
    words: Sequence[Mark]
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    left: str = str(LEFT)
    right: str = str(WIDTH - RIGHT)


@dataclass(frozen=True, slots=True)
class Column:
    """One upright column; tone "", "husk", "red" or "none" for what is missing."""

    label: str
    value: Value
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns over time, with the usual range behind them if it is known."""

    title: str
    label: str
    bars: Sequence[tuple[str, str, str, str, str]]
    first: str
    last: str
    word: Mark | None = None
    band: tuple[str, str, str, str] | None = None
    rows: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a value and a column lie in the picture."""

    count: int
    bottom: float
    top: float
    step: float
    left: float
    levels: Sequence[tuple[float, str]]

    @property
    def apart(self) -> float:
        """From one column to the next."""
        return (WIDTH - self.left - RIGHT) / max(self.count - 1, 1)

    def x(self, position: int) -> float:
        return self.left + self.apart * position

    def y(self, value: float) -> float:
        share = (value - self.bottom) / ((self.top - self.bottom) or 1)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share

    def spots(self, one: Series) -> _Spots:
        return [
            None if value is None else (self.x(i), self.y(float(value)))
            for i, value in enumerate(one.values)
        ]


def line_chart(
    title: str, columns: Sequence[str], series: Sequence[Series], *, unit: str = ""
) -> LineChart:
    """Draw curves over named columns; the last known value of each is named."""
    frame = _frame(columns, series)
    spots = [frame.spots(one) for one in series]
    return LineChart(
        title=title,
        unit=unit,
        label=_label(title, columns, series, unit),
        box=f"0 0 {WIDTH} {HEIGHT}",
        lines=[
            Line(points, one.kind)
            for one, places in zip(series, spots, strict=True)
            for points in _pieces(places)
        ],
        levels=_levels(frame),
        ticks=_ticks(columns, frame),
        dots=_dots(series, spots),
        words=_words(series, spots, frame.left),
        head=[one.name for one in series],
        left=written(frame.left),
        rows=[
            (column, [show_number(_exact(_at(one.values, i))) for one in series])
            for i, column in enumerate(columns)
        ],
    )


def _frame(names: Sequence[str], series: Sequence[Series]) -> _Frame:
    known = [float(v) for one in series for v in one.values if v is not None]
    step, top = nice_scale(max(known, default=1.0), min(known, default=0.0))
    bottom = min(0.0, math.floor(min(known, default=0.0) / step) * step)
    values = [bottom + step * n for n in range(round((top - bottom) / step) + 1)]
    levels = [(value, show_number(Decimal(f"{value:.6f}"))) for value in values]
    widest = max(len(text) for _value, text in levels)
    left = max(LEFT, math.ceil(widest * LETTER) + GAP)
    return _Frame(len(names), bottom, top, step, left, levels)


def _at(values: Sequence[Value], position: int) -> Value:
    return values[position] if position < len(values) else None


def columns(
    title: str,
    bars: Sequence[Column],
    *,
    usual: tuple[Value, Value] | None = None,
    usual_words: str = "",
    word: str = "",
) -> Columns:
    """Columns 300 × 92; `usual` is the range of the past, `word` names the last."""
    known = [float(b.value) for b in bars if b.value is not None]
    top = max([*known, *(float(u) for u in usual or () if u is not None)], default=1.0)
    wide = 300 / max(len(bars), 1)

    def tall(value: Value) -> float:
        return 0.0 if value is None else 66 * max(float(value), 0) / (top or 1)

    drawn = [
        (
            written(i * wide + wide * 0.14),
            written(78 - tall(b.value)),
            written(wide * 0.72),
            written(tall(b.value)),
            b.tone,
        )
        for i, b in enumerate(bars)
    ]
    high, low = (tall(usual[1]), tall(usual[0])) if usual else (0.0, 0.0)
    last = Mark(written(300 - wide - 4), "16", word, "red", "end") if word else None
    said = "; ".join(f"{b.label}: {show_number(_exact(b.value)) or '–'}" for b in bars)
    return Columns(
        title=title,
        label=f"{title}. {said}",
        bars=drawn,
        first=bars[0].label if bars else "",
        last=bars[-1].label if bars else "",
        word=last,
        band=_band(high, low, usual_words) if usual else None,
        rows=[(b.label, show_number(_exact(b.value))) for b in bars],
    )


def _band(high: float, low: float, words: str) -> tuple[str, str, str, str]:
    """Top, height, words, and where they stand: above the band, else just in it."""
    top = 78 - high
    line = top - 4 if top >= ROOM_ABOVE else top + 11
    return written(top), written(high - low), words, written(line)


def nice_scale(high: float, low: float = 0.0, parts: int = 4) -> tuple[float, float]:
    """A round step and the round top that holds `high`: 1, 2, 2.5 or 5 times ten."""
    reach = max(high, 0.0) - min(low, 0.0) or 1.0
    rough = reach / parts
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 2.5, 5, 10) if s * power >= rough * 0.999)
    return step, max(math.ceil(max(high, 0.0) / step - 1e-9) * step, step)


def _levels(frame: _Frame) -> list[Mark]:
    return [
        Mark(written(frame.left - GAP), written(frame.y(value)), text, anchor="end")
        for value, text in frame.levels
    ]


def _ticks(names: Sequence[str], frame: _Frame) -> list[Mark]:
    """As many names along the foot as stand free, eight at most; always the last one.

    The last ends at the edge, so beside it one and a half names need room.
    """
    widest = max(map(len, names), default=0) * LETTER
    apart = math.ceil((1.5 * widest + GAP) / frame.apart)
    every = max(1, math.ceil(len(names) / 8), apart)
    last = len(names) - 1
    return [
        Mark(
            x=written(frame.x(i)),
            y=str(HEIGHT - 10),
            text=name,
            anchor="end" if i == last and last else "middle",
        )
        for i, name in enumerate(names)
        if (last - i) % every == 0
    ]


def _dots(series: Sequence[Series], places: Sequence[_Spots]) -> list[Mark]:
    dots = []
    for one, spots in zip(series, places, strict=True):
        last = _last_known(spots)
        spot = None if last is None else spots[last]
        if spot and one.kind in CAME:
            dots.append(Mark(written(spot[0]), written(spot[1]), "", one.kind))
    return dots


def _words(
    series: Sequence[Series], places: Sequence[_Spots], left: float
) -> list[Mark]:
    """Lines are named on the lines: the target at its left, the others at today.

    "Today" is the last column of the first line that came in; there the pace says its
    value of that day, on the other side of the line than what came in.
    """
    came = next((i for i, one in enumerate(series) if one.kind in CAME), None)
    today = _last_known(places[came]) if came is not None else None
    words: list[Mark] = []
    for one, spots in zip(series, places, strict=True):
        last = _last_known(spots)
        if last is None:
            continue
        if one.kind == "target":
            words.append(_target_word(one, spots, last, left))
            continue
        place = last if one.kind in CAME or today is None else min(today, last)
        spot, value = spots[place], one.values[place]
        if spot is None or value is None:
            continue
        above = _is_above(spot, place, places)
        ways = [_word(one, spot, value, way) for way in (above, not above)]
        free = [way for way in ways if _is_free(way, words, places)]
        words.append((free or ways)[0])
    return words


def _is_free(word: Mark, others: Sequence[Mark], places: Sequence[_Spots]) -> bool:
    """Does a word lie over no curve and over no other word?"""
    left, top, right, bottom = _box(word)
    for x, y, far, low in map(_box, others):
        if left < far and x < right and top < low and y < bottom:
            return False
    steps = [n / STEPS for n in range(STEPS + 1)]
    return not any(
        left < a[0] + (b[0] - a[0]) * step < right
        and top < a[1] + (b[1] - a[1]) * step < bottom
        for spots in places
        for a, b in pairwise(spots)
        if a and b
        for step in steps
    )


def _box(word: Mark) -> tuple[float, float, float, float]:
    x, y, wide = float(word.x), float(word.y), len(word.text) * NARROW
    left = x - wide if word.anchor == "end" else x
    return left, y - HIGH, left + wide, y + LOW


def _target_word(one: Series, spots: _Spots, last: int, left: float) -> Mark:
    spot = spots[last] or (0.0, 0.0)
    text = f"{one.name} {show_number(_exact(one.values[last]))}"
    return Mark(written(left + 4), written(spot[1] - 6), text, "b")


def _word(one: Series, spot: tuple[float, float], value: Value, is_above: bool) -> Mark:
    """Above a line the word ends at the point, below it begins there: both are free."""
    is_early = spot[0] < WIDTH * 0.3
    is_late = spot[0] > WIDTH * 0.8
    to_left = (is_above or is_late) and not is_early
    return Mark(
        written(spot[0] - 8 if to_left else spot[0] + 8),
        written(max(spot[1] - 9, TOP - 5) if is_above else spot[1] + 18),
        f"{one.name} {show_number(_exact(value))}",
        (one.kind or "palm") if one.kind in CAME else "",
        "end" if to_left else "start",
    )


def _is_above(spot: tuple[float, float], place: int, places: Sequence[_Spots]) -> bool:
    """Does this point lie above every other line in its column?"""
    others = [
        other[1]
        for spots in places
        if place < len(spots) and (other := spots[place]) and other != spot
    ]
    below = [y for y in others if y > spot[1]]
    return len(below) * 2 >= len(others)


def _pieces(spots: _Spots) -> list[str]:
    """A gap breaks the curve: missing is not zero, and not a straight line either."""
    pieces: list[list[tuple[float, float]]] = [[]]
    for spot in spots:
        if spot is None:
            pieces.append([])
        else:
            pieces[-1].append(spot)
    return [joined(piece) for piece in pieces if piece]


def _last_known(spots: _Spots) -> int | None:
    """The last column in which something stands."""
    known = [place for place, spot in enumerate(spots) if spot is not None]
    return known[-1] if known else None


def _label(
    title: str, names: Sequence[str], series: Sequence[Series], unit: str
) -> str:
    said = []
    for one in series:
        pairs = zip(names, one.values, strict=False)
        known = [(name, value) for name, value in pairs if value is not None]
        if known:
            value = show_number(_exact(known[-1][1]))
            said.append(f"{one.name}: {value} {unit} ({known[-1][0]})")
    return ". ".join([title, *said])


def joined(spots: Sequence[tuple[float, float]]) -> str:
    """The corners of a curve, as SVG wants them."""
    return " ".join(f"{written(x)},{written(y)}" for x, y in spots)


def _exact(value: Value) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def written(value: float) -> str:
    """A length with one decimal at most, as SVG wants it."""
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"
