"""Names on a map: within their place where they fit, else beside the land with a line
that leads to it.

A desk draws the map large, a phone and paper small with letters that are larger beside
it: for each the names are laid anew, and the style sheet shows one of the layers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.safestring import SafeString

from thidua.kernel.outlines import pieces_of
from thidua.kernel.ui.drawing import drawn, drawn_each

LETTERS = (("large", 14.0), ("small", 22.0))
"""The layers and the height of their letters in units of the map, as `charts.css`."""
LINE = 1.2
"""From one line to the next, in letters."""
LETTER_WIDE = 0.55
"""Width of a letter, in letters' heights, taken generously."""
STEP = 4.0
"""Between two places that are tried."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Span = tuple[float, float]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """How an outline is laid on the map: scaled, then moved."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Name:
    """What is written of a place; `tone` is its shade, which says in what ink.

    Without `beside` it is only written where it fits within the place.
    """

    path: str
    name: str
    figure: str
    tone: str = ""
    beside: bool = True

    def size(self, letter: float) -> Point:
        long = max(len(self.name), len(self.figure))
        return long * letter * LETTER_WIDE, letter * (1 + LINE)


@dataclass(frozen=True, slots=True)
class Written:
    """Where a name stands; `leads_to` is the point of a place that it is beside."""

    box: Box
    leads_to: Point | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All layers, and how far they rise above the map and hang below it."""

    svg: SafeString
    above: float
    below: float


def names_on(names: Sequence[Name], laid: Laid, width: float, height: float) -> Names:
    """The names of the places, in every layer."""
    layers, above, below = [], 0.0, 0.0
    paths = tuple(name.path for name in names)
    beside = tuple(name.beside for name in names)
    for key, letter in LETTERS:
        sizes = tuple(name.size(letter) for name in names)
        found = written(paths, sizes, beside, laid, (width, height))
        tops = [one.box[1] for one in found if one]
        ends = [one.box[3] for one in found if one]
        above = max(above, -min(tops, default=0.0))
        below = max(below, max(ends, default=0.0) - height)
        layers.append(_layer(key, letter, names, found))
    return Names(SafeString("".join(layers)), max(above, 0), max(below, 0))


@lru_cache(maxsize=256)
def written(
    paths: tuple[str, ...],
    sizes: tuple[Point, ...],
    beside: tuple[bool, ...],
    laid: Laid,
    sheet: Point,
) -> tuple[Written | None, ...]:
    """Where each stands: no two over each other, none over a border."""
    lands = [_land(path, laid) for path in paths]
    found: list[Written | None] = []
    for land, size in zip(lands, sizes, strict=True):
        box = land.room_for(size)
        found.append(Written(box) if box else None)
    taken, whole = [one.box for one in found if one], _Land.together(lands)
    for place, (land, size) in enumerate(zip(lands, sizes, strict=True)):
        if found[place] or not beside[place]:
            continue
        one = _beside(land, size, whole, taken, sheet)
        found[place] = one
        taken.append(one.box)
    return tuple(found)


@lru_cache(maxsize=512)
def _land(path: str, laid: Laid) -> _Land:
    """Outlines seldom change."""
    return _Land.of(path, laid)


@dataclass(frozen=True, slots=True)
class _Land:
    """A place as rows of spans, `STEP` apart, from the height of its first row."""

    first: float
    rows: tuple[Spans, ...]
    middle: Point

    @classmethod
    def of(cls, path: str, laid: Laid) -> _Land:
        pieces = [
            [(x * laid.scale + laid.x, y * laid.scale + laid.y) for x, y in piece]
            for piece in pieces_of(path)
        ]
        heights = [y for piece in pieces for _x, y in piece]
        first = math.ceil(min(heights) / STEP) * STEP
        count = max(1, math.ceil((max(heights) - first) / STEP))
        crossed = [_crossed(piece, first, count) for piece in pieces]
        rows = tuple(
            _joined([pair for xs in row for pair in _pairs(sorted(xs))])
            for row in zip(*crossed, strict=True)
        )
        return cls(first, rows, _middle(rows, first))

    @classmethod
    def together(cls, lands: Sequence[_Land]) -> _Land:
        """All of them as one."""
        first = min(land.first for land in lands)
        count = max(int((one.first - first) / STEP) + len(one.rows) for one in lands)
        rows: list[list[Span]] = [[] for _row in range(count)]
        for land in lands:
            low = int((land.first - first) / STEP)
            for row, spans in enumerate(land.rows, start=low):
                rows[row] += spans
        return cls(first, tuple(map(_joined, rows)), (0, 0))

    def between(self, top: float, end: float) -> Sequence[Spans]:
        """The rows from one height to another; none where it does not reach."""
        low = max(0, math.ceil((top - self.first) / STEP))
        return self.rows[low : max(low, math.ceil((end - self.first) / STEP))]

    def room_for(self, size: Point) -> Box | None:
        """The room nearest to the middle; None when nowhere is room enough."""
        wide, tall = size
        best: tuple[float, Box] | None = None
        for row in range(len(self.rows)):
            top = self.first + row * STEP
            within = self.between(top - STEP, top + tall)
            if len(within) * STEP < tall:
                break
            for left, right in _common(within):
                if right - left < wide:
                    continue
                x = min(max(self.middle[0], left + wide / 2), right - wide / 2)
                far = abs(x - self.middle[0]) + abs(top + tall / 2 - self.middle[1])
                if best is None or far < best[0]:
                    best = far, (x - wide / 2, top, x + wide / 2, top + tall)
        return best[1] if best else None

    def lies_under(self, box: Box) -> bool:
        return any(
            left < box[2] and box[0] < right
            for row in self.between(box[1], box[3])
            for left, right in row
        )


def _crossed(piece: Sequence[Point], first: float, count: int) -> list[list[float]]:
    """Where the outline crosses each row."""
    found: list[list[float]] = [[] for _row in range(count)]
    for one, other in pairwise([*piece, piece[0]]):
        (ax, ay), (bx, by) = sorted((one, other), key=lambda p: p[1])
        row = max(0, math.ceil((ay - first) / STEP))
        while row < count and first + row * STEP < by:
            y = first + row * STEP
            found[row].append(ax + (bx - ax) * (y - ay) / (by - ay))
            row += 1
    return found


def _pairs(xs: Sequence[float]) -> Iterator[Span]:
    """In pairs: where the outline is entered, where it is left."""
    return zip(xs[::2], xs[1::2], strict=False)


def _joined(spans: Sequence[Span]) -> Spans:
    """The spans of a row; those that touch are one."""
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(right, found[-1][1]))
        else:
            found.append((left, right))
    return tuple(found)


def _middle(rows: Sequence[Spans], first: float) -> Point:
    """The centre of gravity, moved into the place when it lies outside."""
    wide = sum(b - a for row in rows for a, b in row) or 1
    x = sum((b * b - a * a) / 2 for row in rows for a, b in row) / wide
    y = sum(
        (first + n * STEP) * sum(b - a for a, b in row) for n, row in enumerate(rows)
    )
    place = min(max(0, round((y / wide - first) / STEP)), len(rows) - 1)
    spans = rows[place] or [span for row in rows for span in row]
    if not spans:
        return x, y / wide
    left, right = min(spans, key=lambda s: max(s[0] - x, x - s[1]))
    x = x if left <= x <= right else (left + right) / 2
    return x, first + place * STEP


def _common(rows: Sequence[Spans]) -> Spans:
    """What all rows have in common."""
    spans = rows[0] if rows else ()
    for row in rows[1:]:
        spans = tuple(
            (max(a, c), min(b, d))
            for a, b in spans
            for c, d in row
            if max(a, c) < min(b, d)
        )
    return spans


def _beside(
    land: _Land,
    size: Point,
    whole: _Land,
    taken: Sequence[Box],
    sheet: Point,
) -> Written:
    """The nearest free room off the land, whose line crosses no other name."""
    (wide, tall), (width, height) = size, sheet
    x0, y0 = land.middle
    tried = [
        (x, y)
        for x in _steps(0, width - wide)
        for y in _steps(-2 * tall, height + tall)
    ]

    def far(at: Point) -> float:
        """From the place, and twice that from the sheet."""
        off = max(0.0, -at[1], at[1] + tall - height)
        return math.dist((at[0] + wide / 2, at[1] + tall / 2), (x0, y0)) + 2 * off

    tried.sort(key=far)
    for x, y in tried:
        box = (x, y, x + wide, y + tall)
        around = (x - STEP, y - STEP, x + wide + STEP, y + tall + STEP)
        if any(_over(around, one) for one in taken) or whole.lies_under(around):
            continue
        if not any(_crosses(_door(box, land.middle), land.middle, t) for t in taken):
            return Written(box, land.middle)
    return Written((0, height, wide, height + tall), land.middle)


def _steps(low: float, high: float) -> list[float]:
    return [low + n * 2 * STEP for n in range(int((high - low) / STEP / 2) + 1)]


def _over(box: Box, other: Box) -> bool:
    return (
        box[0] < other[2]
        and other[0] < box[2]
        and box[1] < other[3]
        and other[1] < box[3]
    )


def _door(box: Box, to: Point) -> Point:
    """The point of a box that is nearest to another."""
    return min(max(to[0], box[0]), box[2]), min(max(to[1], box[1]), box[3])


def _crosses(start: Point, end: Point, box: Box) -> bool:
    """Does the line pass through the box? Looked at in so many points."""
    points = ((start[0] + (end[0] - start[0]) * n / 24,
               start[1] + (end[1] - start[1]) * n / 24) for n in range(25))  # fmt: skip
    return any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points)


def _layer(
    key: str, letter: float, names: Sequence[Name], found: Sequence[Written | None]
) -> SafeString:
    placed = [(n, one) for n, one in zip(names, found, strict=True) if one]
    lines = drawn_each(
        '<path class="leader" d="M{0} {1}L{2} {3}"/>'
        '<path class="leader line" d="M{0} {1}L{2} {3}"/>'
        '<circle class="leader" cx="{2}" cy="{3}" r="2.5"/>',
        [
            tuple(f"{n:.0f}" for n in (*_door(w.box, w.leads_to), *w.leads_to))
            for _name, w in placed
            if w.leads_to
        ],
    )
    words = drawn_each(
        '<text class="on-map {0}" x="{1}" y="{2}">{3}'
        '<tspan class="b" x="{1}" dy="1.2em">{4}</tspan></text>',
        [
            (
                "beside" if w.leads_to else name.tone,
                f"{(w.box[0] + w.box[2]) / 2:.0f}",
                f"{w.box[1] + letter * 0.95:.0f}",
                name.name,
                name.figure,
            )
            for name, w in placed
        ],
    )
    return drawn('<g class="names-{}">{}{}</g>', key, lines, words)
