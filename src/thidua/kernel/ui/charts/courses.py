"""Courses over years that are not joined where they do not compare.

A track has several pieces; between two pieces the line breaks, and an upright dashed
line stands where a break is named. Ranks are drawn with the first place on top.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.kernel.numbers import show_number
from thidua.kernel.ui.charts.lines import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Line,
    LineChart,
    Mark,
    nice_scale,
)

Spot = tuple[float, float]
Show = Callable[[Decimal | int | None], str]
NEAR = 15.0
"""Two words closer than this, from top to top, would touch."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that compares within itself: one value per column, None for none."""

    values: Sequence[Decimal | int | None]


@dataclass(frozen=True, slots=True)
class Track:
    """What one thing did: pieces that never overlap. `kind` "" is the main one.

    One that is not named beside its line is still named in the table.
    """

    name: str
    pieces: Sequence[Piece]
    kind: str = ""
    is_named: bool = True

    def values(self, count: int) -> list[Decimal | int | None]:
        """All pieces in one row, for the table behind the picture."""
        row: list[Decimal | int | None] = [None] * count
        for piece in self.pieces:
            for place, value in enumerate(piece.values):
                row[place] = row[place] if value is None else value
        return row


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where a column and a value lie."""

    count: int
    low: float
    high: float
    is_rank: bool

    def x(self, column: float) -> float:
        room = WIDTH - LEFT - RIGHT
        return LEFT + room * (column + 0.5) / max(self.count, 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        if self.is_rank:
            share = 1 - share
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def course(
    title: str,
    columns: Sequence[str],
    tracks: Sequence[Track],
    *,
    unit: str = "",
    is_rank: bool = False,
    breaks: Sequence[int] = (),
    decimals: int | None = None,
) -> LineChart:
    """Draw tracks over columns; a break `i` stands between columns i−1 and i."""
    rows = [track.values(len(columns)) for track in tracks]
    known = [float(value) for row in rows for value in row if value is not None]
    ground, levels = _ground(len(columns), known, is_rank)

    def show(value: Decimal | int | None) -> str:
        if value is None:
            return ""
        return show_number(Decimal(value), 0 if is_rank else decimals)

    return LineChart(
        title=title,
        unit=unit,
        label=_label(title, columns, tracks, show),
        box=f"0 0 {WIDTH} {HEIGHT}",
        lines=[*_breaks(ground, breaks), *_lines(ground, tracks)],
        levels=levels,
        ticks=_ticks(ground, columns),
        dots=_dots(ground, tracks),
        words=_words(ground, tracks, rows, show),
        head=[track.name for track in tracks],
        rows=[
            (column, [show(row[place]) for row in rows])
            for place, column in enumerate(columns)
        ],
    )


def _ground(
    count: int, known: Sequence[float], is_rank: bool
) -> tuple[_Ground, list[Mark]]:
    """Scores fill the height between round levels; ranks begin with the first."""
    if is_rank:
        step, _top = nice_scale(max(known, default=10.0))
        high = max([*known, step])
        ground = _Ground(count, 1, high, is_rank=True)
        values = [1.0]
        while values[-1] + step * 1.4 <= high:
            values.append(step if len(values) == 1 else values[-1] + step)
    else:
        low, high = min(known, default=0.0), max(known, default=1.0)
        step, _top = nice_scale(max(high - low, 1e-6), 0.0, 3)
        low, high = low // step * step, -(-high // step) * step
        ground = _Ground(count, low, max(high, low + step), is_rank=False)
        places = round((ground.high - low) / step)
        values = [low + step * place for place in range(places + 1)]
    return ground, [
        Mark(
            x=str(LEFT - 8),
            y=_text(ground.y(value)),
            text=show_number(Decimal(f"{value:.6f}")),
            anchor="end",
        )
        for value in values
    ]


def _breaks(ground: _Ground, breaks: Sequence[int]) -> list[Line]:
    return [
        Line(f"{_text(x)},{TOP} {_text(x)},{HEIGHT - BOTTOM}", "break")
        for place in breaks
        if (x := ground.x(place - 0.5))
    ]


def _lines(ground: _Ground, tracks: Sequence[Track]) -> list[Line]:
    return [
        Line(" ".join(f"{_text(x)},{_text(y)}" for x, y in spots), track.kind)
        for track in tracks
        for piece in track.pieces
        for spots in _runs(ground, piece)
    ]


def _runs(ground: _Ground, piece: Piece) -> list[list[Spot]]:
    """A year without a value breaks the line as well."""
    runs: list[list[Spot]] = [[]]
    for place, value in enumerate(piece.values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((ground.x(place), ground.y(float(value))))
    return [run for run in runs if run]


def _dots(ground: _Ground, tracks: Sequence[Track]) -> list[Mark]:
    """A year that stands alone, and the last of every track."""
    dots = []
    for track in tracks:
        runs = [run for piece in track.pieces for run in _runs(ground, piece)]
        alone = [run[0] for run in runs if len(run) == 1]
        last = [max((run[-1] for run in runs), default=None)] if runs else []
        for spot in dict.fromkeys([*alone, *last]):
            if spot is not None and (track.kind != "other" or spot in alone):
                kind = "open" if track.kind == "other" else track.kind
                dots.append(Mark(_text(spot[0]), _text(spot[1]), "", kind))
    return dots


def _ticks(ground: _Ground, columns: Sequence[str]) -> list[Mark]:
    every = max(1, -(-len(columns) // 8))
    last = len(columns) - 1
    return [
        Mark(_text(ground.x(place)), str(HEIGHT - 10), name, anchor="middle")
        for place, name in enumerate(columns)
        if (last - place) % every == 0
    ]


def _words(
    ground: _Ground,
    tracks: Sequence[Track],
    rows: Sequence[Sequence[Decimal | int | None]],
    show: Show,
) -> list[Mark]:
    """The last value of every track, named; words that would touch move apart."""
    words: list[tuple[float, float, str, str]] = []
    for track, row in zip(tracks, rows, strict=True):
        places = [place for place, value in enumerate(row) if value is not None]
        if not places or not track.is_named:
            continue
        value = row[places[-1]]
        text = f"{track.name} {show(value)}"
        spot = (ground.x(places[-1]), ground.y(float(value or 0)) - 9)
        kind = "" if track.kind == "other" else track.kind or "palm"
        words.append((*spot, text, kind))
    words.sort(key=lambda word: word[1])
    marks: list[Mark] = []
    above = 0.0
    for x, y, text, kind in words:
        above = max(y, above + NEAR) if marks else max(y, TOP - 5.0)
        is_early = x < WIDTH * 0.45
        anchor = "start" if is_early else "end"
        place = x + 8 if is_early else min(x + 8, WIDTH - 2)
        marks.append(Mark(_text(place), _text(above), text, kind, anchor))
    return marks


def _label(
    title: str, columns: Sequence[str], tracks: Sequence[Track], show: Show
) -> str:
    said = [title]
    for track in tracks:
        pairs = zip(columns, track.values(len(columns)), strict=True)
        known = [(column, value) for column, value in pairs if value is not None]
        if known:
            first, last = known[0], known[-1]
            words = f"{show(first[1])} ({first[0]}) … {show(last[1])} ({last[0]})"
            said.append(f"{track.name}: {words}")
    return ". ".join(said)


def _text(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"
