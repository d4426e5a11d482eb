"""The one kind of SVG path that outlines are kept in: `Mx yl dx dy …z`."""

from __future__ import annotations

from collections.abc import Iterator

Point = tuple[int, int]


def pieces_of(path: str) -> Iterator[list[Point]]:
    """The corners of every piece, each closed by going back to its first."""
    for piece in path.split("M")[1:]:
        start, _line, steps = piece.rstrip("z").partition("l")
        x, y = map(int, start.split())
        points = [(x, y)]
        numbers = list(map(int, steps.split()))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def box_of(path: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of all the pieces."""
    corners = [point for piece in pieces_of(path) for point in piece]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
