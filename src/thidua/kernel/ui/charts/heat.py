"""Expected × received: a cell fills like a water jar, the number is what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from thidua.kernel.ui.drawing import drawn


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One unit in one period; the words are for a screen reader and on hover."""

    svg: SafeString
    words: str
    href: str = ""

    @property
    def markup(self) -> str:
        """The cell in one piece: a province shows two thousand of them."""
        words = escape(self.words)
        if self.href:
            return (
                f'<td><a href="{escape(self.href)}" aria-label="{words}"'
                f' title="{words}">{self.svg}</a></td>'
            )
        return (
            f'<td><span role="img" aria-label="{words}" title="{words}">'
            f"{self.svg}</span></td>"
        )


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One unit: its name, its cells, a figure at the end; `starts_group` spaces it."""

    label: str
    cells: Sequence[HeatCell]
    href: str = ""
    figure: str = ""
    figure_href: str = ""
    starts_group: bool = False

    @property
    def markup(self) -> SafeString:
        """All its cells; each is escaped by itself."""
        return mark_safe("".join(cell.markup for cell in self.cells))  # noqa: S308


@dataclass(frozen=True, slots=True)
class Heat:
    """The whole figure; `caption` is its finding."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[HeatRow]
    corner: str = ""
    figure_head: str = ""
    notes: Sequence[str] = field(default_factory=tuple)


def heat_cell(
    expected: int, on_time: int, late: int, words: str, href: str = ""
) -> HeatCell:
    """A cell from counts: expected reports, received on time, received late."""
    return HeatCell(cell_svg(expected, on_time, late), words, href)


@lru_cache(maxsize=4096)
def cell_svg(expected: int, on_time: int, late: int = 0) -> SafeString:
    """The jar: green for on time, husk for late on top, a red rim with what is missing.

    With nothing expected the cell is an empty frame.
    """
    if expected <= 0:
        return mark_safe(
            '<svg class="cell" aria-hidden="true">'
            '<rect class="bg none" width="100%" height="100%"/></svg>'
        )
    ok = 100 * min(on_time, expected) / expected
    lt = 100 * min(late, expected - min(on_time, expected)) / expected
    missing = max(expected - on_time - late, 0)
    rim = (
        drawn(
            '<rect class="edge" width="100%" height="100%"/>'
            '<text x="50%" y="50%" dy=".36em">{}</text>',
            missing,
        )
        if missing
        else mark_safe("")
    )
    return drawn(
        '<svg class="cell{}" aria-hidden="true">'
        '<rect class="bg" width="100%" height="100%"/>'
        '<rect class="ok" y="{}%" width="100%" height="{}%"/>'
        '<rect class="lt" y="{}%" width="100%" height="{}%"/>{}</svg>',
        " miss" if missing else "",
        _length(100 - ok),
        _length(ok),
        _length(100 - ok - lt),
        _length(lt),
        rim,
    )


def _length(value: float) -> str:
    return f"{max(value, 0):.1f}".rstrip("0").rstrip(".")
