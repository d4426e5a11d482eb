"""The axes of a campaign as leaves that fill from stem to tip, with today's pace.

Five leaves stand as in the mark, three blades over two halves of a nut; any other
number of axes is spread evenly.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from thidua.kernel.numbers import show_percent

CENTRE = (215.0, 152.0)
LENGTH, WIDTH = 112.0, 22.0
ABOUT_WIDTH, ABOUT_LINES, LINE = 20, 2, 16  # letters, lines, and their height


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: short name, what it is about, percent done, percent due today."""

    name: str
    about: str
    value: Decimal | None
    pace: Decimal | None = None

    @property
    def is_slow(self) -> bool:
        """Is less done than is due, as both are shown: in whole percent?"""
        if self.value is None or self.pace is None:
            return False
        return round(self.value) < round(self.pace)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One drawn leaf, every number already a text."""

    path: str
    gradient: str
    ends: tuple[str, str, str, str]
    stop: str
    pace: tuple[str, str, str, str] | None
    tone: str
    name: str
    about: Sequence[tuple[str, str]]
    figure: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Leaves:
    """The figure; `title` is its finding, the rows stand in the table behind."""

    title: str
    label: str
    leaves: Sequence[Leaf]
    note: str
    rows: Sequence[tuple[str, str, str, str]]


def leaves(title: str, axes: Sequence[Axis], *, key: str, note: str = "") -> Leaves:
    """Draw the axes; `key` keeps the gradients of two figures on one page apart."""
    spread = _spread(len(axes))
    drawn = [
        _leaf(axis, angle, f"{key}-{number}")
        for number, (axis, angle) in enumerate(zip(axes, spread, strict=True))
    ]
    rows = [
        (axis.name, axis.about, _said(axis.value), show_percent(axis.pace))
        for axis in axes
    ]
    label = "; ".join(f"{name}, {about}: {value}" for name, about, value, _pace in rows)
    return Leaves(title, label, drawn, note, rows)


def _spread(count: int) -> list[float]:
    """Angles in degrees, clockwise from the top."""
    if count == 5:
        return [-50.0, 0.0, 50.0, -146.0, 146.0]
    if count == 1:
        return [0.0]
    return [360 * number / count for number in range(count)]


def _leaf(axis: Axis, angle: float, gradient: str) -> Leaf:
    turn = math.radians(angle)
    along = (math.sin(turn), -math.cos(turn))
    across = (math.cos(turn), math.sin(turn))

    def at(far: float, aside: float = 0.0) -> tuple[float, float]:
        return (
            CENTRE[0] + along[0] * far + across[0] * aside,
            CENTRE[1] + along[1] * far + across[1] * aside,
        )

    stem, tip = 9.0, 9.0 + LENGTH
    slow = axis.is_slow
    share = float(min(max(axis.value or Decimal(0), Decimal(0)), Decimal(100)))
    label = at(tip + 13)
    anchor = "middle" if abs(along[0]) < 0.12 else "start" if along[0] > 0 else "end"
    about = _wrapped(axis.about)
    above = along[1] < -0.9
    y = label[1] - LINE * len(about) if above else label[1]
    return Leaf(
        path=_outline(at, stem, tip),
        gradient=gradient,
        ends=(*_pair(at(stem)), *_pair(at(tip))),
        stop=f"{share:.1f}%",
        pace=_pace_line(at, stem, axis.pace),
        tone="husk" if slow else "palm",
        name=axis.name,
        about=[
            (line, _text(y + LINE * number)) for number, line in enumerate(about, 1)
        ],
        figure=_said(axis.value),
        x=_text(label[0]),
        y=_text(y),
        anchor=anchor,
    )


def _wrapped(about: str) -> list[str]:
    """What an axis is about in two short lines; the table behind has it whole."""
    return textwrap.wrap(
        about, ABOUT_WIDTH, max_lines=ABOUT_LINES, placeholder="\u00a0…"
    )


def _outline(at: _At, stem: float, tip: float) -> str:
    span = tip - stem
    first, second = stem + span * 0.22, stem + span * 0.68
    return (
        f"M{_point(at(stem))}"
        f"C{_point(at(first, WIDTH))} {_point(at(second, WIDTH))} {_point(at(tip))}"
        f"C{_point(at(second, -WIDTH))} {_point(at(first, -WIDTH))} {_point(at(stem))}Z"
    )


def _pace_line(
    at: _At, stem: float, pace: Decimal | None
) -> tuple[str, str, str, str] | None:
    if pace is None:
        return None
    share = float(min(max(pace, Decimal(0)), Decimal(100))) / 100
    far = stem + LENGTH * share
    half = WIDTH * 0.82 * math.sin(math.pi * min(max(share, 0.08), 0.95)) ** 0.7 + 2
    return (*_pair(at(far, -half)), *_pair(at(far, half)))


def _said(value: Decimal | None) -> str:
    return _("chưa có") if value is None else show_percent(value)


def _pair(point: tuple[float, float]) -> tuple[str, str]:
    return _text(point[0]), _text(point[1])


def _point(point: tuple[float, float]) -> str:
    return ",".join(_pair(point))


def _text(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


class _At(Protocol):
    """The shape of `at`, for the type checker only."""

    def __call__(self, far: float, aside: float = 0.0) -> tuple[float, float]: ...
