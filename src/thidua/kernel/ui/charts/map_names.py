"""Names on a map: those that have room on a phone, and those that are left to the tip
and the table behind.

A phone draws the map small and its letters large; a name that would lie over another
is not shown there, a figure alone where it still has room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from thidua.kernel.ui.drawing import drawn_each

LETTER = 22.0
"""Height of letters on a phone, in units of the map; `charts.css` says the same."""
LINE = 1.2
"""From one line to the next, in letters."""
WIDE = 0.58
"""Width of a letter, in letters' heights, taken generously."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Name:
    """What stands at a point of the map; the largest `weight` is placed first."""

    x: float
    y: float
    name: str
    figure: str
    weight: float
    tone: str = ""
    """The shade of its place, which says in what ink it is written."""


def names_on(names: Sequence[Name], width: float) -> SafeString:
    """The names, each with whether a phone has room for it."""
    rooms = rooms_of(names, width)
    return drawn_each(
        '<text class="on-map {5}{0}" x="{1}" y="{2}"><tspan x="{1}">{3}</tspan>'
        '<tspan class="b" x="{1}" dy="1.2em">{4}</tspan></text>',
        [
            (
                rooms[place],
                f"{one.x:.0f}",
                f"{one.y - 3:.0f}",
                one.name,
                one.figure,
                one.tone,
            )
            for place, one in enumerate(names)
        ],
    )


def rooms_of(names: Sequence[Name], width: float) -> list[str]:
    """What a phone shows of each: “” all of it, the figure alone, or nothing."""
    found, taken = [" unnamed"] * len(names), list[Box]()
    weights = [-one.weight for one in names]
    order = sorted(range(len(names)), key=weights.__getitem__)
    for place in order:
        one = names[place]
        for room, lines in (("", (one.name, one.figure)), (" slim", ("", one.figure))):
            box = _around(one, lines)
            if box[0] >= 0 and box[2] <= width and not _lies_over(box, taken):
                taken.append(box)
                found[place] = room
                break
    return found


def _around(one: Name, lines: tuple[str, str]) -> Box:
    name, figure = lines
    half = max(len(name), len(figure)) * LETTER * WIDE / 2
    top = one.y - 3 - LETTER if name else one.y - 3 + LETTER * (LINE - 1)
    return (one.x - half, top, one.x + half, one.y - 3 + LETTER * (LINE + 0.25))


def _lies_over(box: Box, taken: Sequence[Box]) -> bool:
    return any(
        box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3]
        for one in taken
    )
