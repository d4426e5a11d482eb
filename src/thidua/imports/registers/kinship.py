"""Rows of a list that stand below other rows of it: parents first, circles named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

ROW = "row:"
"""The id of a unit that stands in the file: `row:` and its row, from 0."""


def row_of(unit: str) -> int | None:
    """The row that an id means; None for a unit that stands already."""
    return int(unit.removeprefix(ROW)) if unit.startswith(ROW) else None


@dataclass(slots=True)
class Order:
    """Rows with the rows above them; `circles` are those that come back to themselves,
    each row with its whole circle."""

    parents: Mapping[int, int | None]
    circles: dict[int, Sequence[int]] = field(default_factory=dict)

    def rows(self) -> Iterator[int]:
        """Every row after the one it stands below; those of a circle as they come."""
        done: set[int] = set()
        for start in self.parents:
            way: list[int] = []
            row: int | None = start
            while row is not None and row in self.parents and row not in done:
                if row in way:
                    circle = way[way.index(row) :]
                    self.circles |= dict.fromkeys(circle, circle)
                    break
                way.append(row)
                row = self.parents[row]
            done.update(way)
            yield from reversed(way)
