"""Many of a kind as dots: where each began and what it reached; one of them named.

Without a beginning the dots lie in a strip, one above the other where they meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.kernel.numbers import show_number
from thidua.kernel.ui.charts.lines import nice_scale

WIDTH, HEIGHT = 400, 260
LEFT, RIGHT, TOP, BOTTOM = 50, 16, 20, 40


@dataclass(frozen=True, slots=True)
class Dot:
    """One of them: its name, where it began (None in a strip), what it reached."""

    name: str
    start: float | None
    value: float
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot, a tick or a word as drawn."""

    x: str
    y: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Scatter:
    """The picture, with a table behind; `title` is its finding."""

    title: str
    label: str
    box: str
    dots: Sequence[Spot]
    me: Spot
    anchor: str
    line: tuple[str, str, str, str] | None
    levels: Sequence[Spot]
    ticks: Sequence[Spot]
    x_name: Spot
    y_name: Spot
    head: Sequence[str]
    rows: Sequence[tuple[str, str, str, bool]]
    left: str = str(LEFT)
    right: str = str(WIDTH - RIGHT)


def scatter(
    title: str,
    dots: Sequence[Dot],
    *,
    line: tuple[float, float] | None,
    x_name: str,
    y_name: str,
    decimals: int = 1,
) -> Scatter:
    """Draw the dots; `line` is slope and level of what is usual, None where none is."""
    is_strip = any(one.start is None for one in dots)
    frame_x = _Frame([one.start or 0.0 for one in dots], LEFT, WIDTH - RIGHT)
    frame_y = _Frame([one.value for one in dots], HEIGHT - BOTTOM, TOP)
    middle = (LEFT + WIDTH - RIGHT) / 2

    def spot(one: Dot) -> Spot:
        x = middle if one.start is None or is_strip else frame_x.at(one.start)
        return Spot(_text(x), _text(frame_y.at(one.value)), one.name)

    me = next(one for one in dots if one.is_me)
    mine = spot(me)
    return Scatter(
        title=title,
        label=f"{title}. {me.name}: {_said(me.value, decimals)}",
        box=f"0 0 {WIDTH} {HEIGHT}",
        dots=[spot(one) for one in dots if not one.is_me],
        me=Spot(mine.x, mine.y, me.name),
        anchor="end" if float(mine.x) > WIDTH * 0.55 else "start",
        line=_line(line, frame_x, frame_y, is_strip=is_strip),
        levels=_levels(frame_y),
        ticks=[] if is_strip else _ticks(frame_x),
        x_name=Spot(str(WIDTH - RIGHT), str(HEIGHT - 6), "" if is_strip else x_name),
        y_name=Spot(str(LEFT), "12", y_name),
        head=[y_name] if is_strip else [x_name, y_name],
        rows=_rows(dots, decimals, is_strip=is_strip),
    )


class _Frame:
    """Where a value lies between two ends of the picture."""

    def __init__(self, values: Sequence[float], begin: float, end: float) -> None:
        low, high = min(values), max(values)
        self._step, _top = nice_scale(high - low or abs(high) or 1.0)
        self._low = self._step * (low // self._step)
        self._high = self._step * -(-high // self._step)
        if self._high == self._low:
            self._high += self._step
        self._begin, self._end = begin, end

    def at(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return self._begin + (self._end - self._begin) * share

    def steps(self) -> list[float]:
        count = round((self._high - self._low) / self._step)
        return [self._low + self._step * nth for nth in range(count + 1)]

    @property
    def ends(self) -> tuple[float, float]:
        return self._low, self._high


def _levels(frame: _Frame) -> list[Spot]:
    return [
        Spot(str(LEFT - 8), _text(frame.at(one)), show_number(_exact(one)))
        for one in frame.steps()
    ]


def _ticks(frame: _Frame) -> list[Spot]:
    return [
        Spot(_text(frame.at(one)), str(HEIGHT - 24), show_number(_exact(one)))
        for one in frame.steps()
    ]


def _line(
    line: tuple[float, float] | None, x: _Frame, y: _Frame, *, is_strip: bool
) -> tuple[str, str, str, str] | None:
    """What is usual, cut where it leaves the picture."""
    if line is None:
        return None
    slope, level = line
    if is_strip:
        across = _text(y.at(level))
        return str(LEFT), across, str(WIDTH - RIGHT), across
    low, high = y.ends
    begin, end = x.ends
    if slope:
        meets = sorted([(low - level) / slope, (high - level) / slope])
        begin, end = max(begin, meets[0]), min(end, meets[1])
    if begin >= end:
        return None
    return (
        _text(x.at(begin)),
        _text(y.at(level + slope * begin)),
        _text(x.at(end)),
        _text(y.at(level + slope * end)),
    )


def _rows(
    dots: Sequence[Dot], decimals: int, *, is_strip: bool
) -> list[tuple[str, str, str, bool]]:
    """Best first: name, beginning, reached, is it the one."""
    ordered = sorted(dots, key=lambda one: one.value, reverse=True)
    return [
        (
            one.name,
            "" if is_strip else _said(one.start or 0.0, decimals),
            _said(one.value, decimals),
            one.is_me,
        )
        for one in ordered
    ]


def _said(value: float, decimals: int) -> str:
    return show_number(_exact(value), decimals)


def _exact(value: float) -> Decimal:
    return Decimal(f"{value:.6f}")


def _text(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"
