"""The tables of a Word file: widths, joined cells, lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from thidua.kernel.paper.brought.looks import Looks, W, is_on, value
from thidua.kernel.paper.brought.parts import Block, Cell, Para, Table

_MM = 56.6929
_SIDES = {"t": ("top",), "b": ("bottom",), "l": ("left", "start")}
_SIDES |= {"r": ("right", "end")}
_INNER = {"t": "insideH", "b": "insideH", "l": "insideV", "r": "insideV"}
_NO_LINE = {"nil", "none"}
KEPT_WHOLE = 1_000
"""Letters of a table without lines (a heading, a foot) that is not torn apart."""
_UPRIGHT = {"center": "horizon", "bottom": "bottom"}
USUAL_INSET = 108
"""What Word leaves left and right in a cell when nothing is said."""


class Tables:
    """Reads tables; what stands in a cell is read by `blocks_in`."""

    def __init__(
        self, looks: Looks, blocks_in: Callable[[Any, str], list[Block]]
    ) -> None:
        self.looks, self.blocks_in = looks, blocks_in

    def read(self, tbl: Any) -> Table:
        """One table."""
        about = tbl.find(f"{W}tblPr")
        style = value(about, "tblStyle") or ""
        widths = [
            int(float(one.get(f"{W}w") or 0)) / _MM
            for one in tbl.findall(f"{W}tblGrid/{W}gridCol")
        ]
        lines = self._lines(about, style)
        rows = tbl.findall(f"{W}tr")
        cells: list[Cell] = []
        open_cells: dict[int, Cell] = {}
        for y, row in enumerate(rows):
            x = int(value(row.find(f"{W}trPr"), "gridBefore") or 0)
            for tc in _cells(row):
                x += self._cell(tc, (x, y, len(rows)), lines, style, open_cells, cells)
        columns = max([cell.x + cell.wide for cell in cells], default=0)
        widths = [one or 20.0 for one in widths[:columns]]
        widths += [20.0] * (columns - len(widths))
        heads = 0
        while heads < len(rows) and is_on(rows[heads].find(f"{W}trPr"), "tblHeader"):
            heads += 1
        if any(cell.y < heads < cell.y + cell.high for cell in cells):
            heads = 0
        return Table(
            widths=widths,
            cells=cells,
            heads=heads,
            align=value(about, "jc") or "left",
            inset=self._inset(about, style),
            whole=not any(cell.sides for cell in cells)
            and sum(_letters(cell) for cell in cells) < KEPT_WHOLE,
        )

    def _cell(
        self,
        tc: Any,
        place: tuple[int, int, int],
        lines: dict[str, bool],
        style: str,
        open_cells: dict[int, Cell],
        cells: list[Cell],
    ) -> int:
        """Read one cell into `cells`; how many columns it takes is returned."""
        x, y, rows = place
        about = tc.find(f"{W}tcPr")
        wide = int(value(about, "gridSpan") or 1)
        joined = None if about is None else about.find(f"{W}vMerge")
        goes_on = joined is not None and joined.get(f"{W}val") != "restart"
        if goes_on and (upper := open_cells.get(x)):
            upper.high += 1
            upper.blocks += [one for one in self.blocks_in(tc, style) if _says(one)]
            return wide
        cell = Cell(
            x=x,
            y=y,
            wide=wide,
            high=1,
            blocks=self.blocks_in(tc, style),
            sides=_sides(
                about, lines, is_first=(x == 0, y == 0), is_last=y + 1 == rows
            ),
            fill=_fill(about),
            upright=_UPRIGHT.get(value(about, "vAlign") or "", "top"),
        )
        cells.append(cell)
        open_cells.pop(x, None)
        if joined is not None:
            open_cells[x] = cell
        return wide

    def _lines(self, about: Any, style: str) -> dict[str, bool]:
        """Which lines a table has as a whole: its style's, else its own."""
        found: dict[str, bool] = {}
        holders = [
            one.find(f"{W}tblPr") for one in reversed(list(self.looks.chain(style)))
        ]
        for holder in [*holders, about]:
            borders = None if holder is None else holder.find(f"{W}tblBorders")
            for line in [] if borders is None else borders:
                name = str(line.tag).removeprefix(W)
                found[name] = line.get(f"{W}val") not in _NO_LINE
        return found

    def _inset(self, about: Any, style: str) -> float:
        holders = [one.find(f"{W}tblPr") for one in self.looks.chain(style)]
        for holder in [about, *holders]:
            margins = None if holder is None else holder.find(f"{W}tblCellMar")
            for side in ("left", "start"):
                if (said := value(margins, side, "w")) is not None:
                    return int(float(said)) / _MM
        return USUAL_INSET / _MM


def _cells(row: Any) -> list[Any]:
    """The cells of a row, also inside content controls."""
    found = []
    for element in row:
        tag = str(element.tag).removeprefix(W)
        if tag == "tc":
            found.append(element)
        elif tag in {"sdt", "sdtContent", "customXml"}:
            found += _cells(element)
    return found


def _sides(
    about: Any,
    lines: dict[str, bool],
    *,
    is_first: tuple[bool, bool],
    is_last: bool,
) -> str:
    """The sides of a cell on which a line is drawn."""
    borders = None if about is None else about.find(f"{W}tcBorders")
    at_edge = {"t": is_first[1], "b": is_last, "l": is_first[0], "r": False}
    drawn = ""
    for side, names in _SIDES.items():
        own = [value(borders, name) for name in names]
        said = next((one for one in own if one is not None), None)
        if said is not None:
            drawn += side if said not in _NO_LINE else ""
        elif any(lines.get(one) for one in (*names, _INNER[side])):
            outer = any(lines.get(one) for one in names)
            inner = bool(lines.get(_INNER[side]))
            drawn += side if (outer if at_edge[side] else inner or outer) else ""
    return drawn


def _fill(about: Any) -> str:
    fill = value(about, "shd", "fill") or ""
    return "" if fill.lower() in {"", "auto", "ffffff"} else fill


def _says(block: Block) -> bool:
    return not isinstance(block, Para) or any(run.text for run in block.runs)


def _letters(cell: Cell) -> int:
    """How much text a cell holds; a table inside counts as very much."""
    return sum(
        sum(len(run.text) for run in one.runs) if isinstance(one, Para) else KEPT_WHOLE
        for one in cell.blocks
    )
