"""What others wrote meanwhile into cells that somebody's open grid shows otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thidua.indicators.models import FormLine
from thidua.indicators.queries.entry import EntryRow
from thidua.indicators.queries.places import Place
from thidua.indicators.who_wrote import who_wrote
from thidua.kernel.ui import grid


def written_beside(
    place: Place, rows: Iterable[EntryRow], seen: Sequence[grid.SentCell]
) -> list[grid.CellAnswer]:
    """Those cells as they stand now, each with who wrote it; `seen` is how the grid
    shows them. Two queries more, and none where nothing moved.
    """
    shown = {cell.key: cell for cell in seen}
    moved = {
        row.line_id: row
        for row in rows
        if (cell := shown.get(str(row.line_id)))
        and (cell.version, cell.text) != (row.cell.version, row.cell.value)
    }
    if not moved:
        return []
    lines = FormLine.objects.filter(pk__in=moved).select_related("version")
    notes = _notes(place, lines, moved, shown)
    return [
        grid.saved(
            shown[row.cell.key],
            row.cell.value,
            row.cell.version,
            note=notes.get(row.line_id, ""),
        )
        for row in moved.values()
    ]


def _notes(
    place: Place,
    lines: Iterable[FormLine],
    moved: dict[int, EntryRow],
    shown: dict[str, grid.SentCell],
) -> dict[int, str]:
    """Who wrote, and what is odd about it, where the cell reads otherwise than before.

    A cumulative figure also moves with an earlier month: nobody wrote into this cell.
    """
    written = {}
    for line in lines:
        cell, was = moved[line.pk].cell, shown[str(line.pk)]
        is_by_hand = cell.version != was.version or not line.is_cumulative
        if cell.value != was.text and is_by_hand:
            written[line.version.indicator_id] = moved[line.pk]
    theirs = {indicator: row.cell.value for indicator, row in written.items()}
    said = who_wrote(place.unit.pk, place.period.pk, theirs) if theirs else {}
    return {
        row.line_id: " ".join([said[indicator], *_oddities(row)])
        for indicator, row in written.items()
    }


def _oddities(row: EntryRow) -> list[str]:
    """Words held against other figures come by another way."""
    return [] if row.kin.is_kin else [one.words for one in row.findings]
