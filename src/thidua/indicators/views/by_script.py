"""What the entry grid's script hears: each cell, and all that moved with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from thidua.indicators.actions import CellAnswer
from thidua.indicators.queries.entry import EntryPage, EntryRow
from thidua.indicators.queries.places import Place
from thidua.indicators.queries.written_beside import written_beside
from thidua.indicators.reading import Typed
from thidua.kernel import clock
from thidua.kernel.ui import grid


def answer_script(
    place: Place,
    page: EntryPage,
    seen: Sequence[grid.SentCell],
    cells: Sequence[Typed],
    answers: Sequence[CellAnswer],
) -> HttpResponse:
    """The answer to `cells`; `seen` are the others, as the grid shows them."""
    rows = {row.line_id: row for group in page.groups for row in group.rows}
    sent = {cell.line_id for cell in cells}
    told = [
        _told(cell, answer, rows.get(cell.line_id))
        for cell, answer in zip(cells, answers, strict=True)
    ]
    notes = {
        str(row.line_id): _words_of(row)
        for row in rows.values()
        if row.kin.is_kin and row.line_id not in sent
    }
    return grid.answer(
        told,
        said=_("Đã lưu lúc %(when)s") % {"when": f"{clock.now():%H:%M}"},
        texts=_texts(page, rows.values()),
        notes=notes,
        beside=written_beside(
            place, [row for row in rows.values() if row.line_id not in sent], seen
        ),
    )


def _texts(page: EntryPage, rows: Iterable[EntryRow]) -> dict[str, str]:
    """Words of the page by their element: what is left, states, sums."""
    texts = {"fill-words": page.fill.words, "left-words": page.fill.left}
    texts["still-empty"] = page.fill.still
    for number, group in enumerate(page.groups, start=1):
        texts[f"group-{number}"] = group.about
    for row in rows:
        texts[f"state-{row.line_id}"] = row.state
        texts[f"sum-{row.line_id}"] = row.cumulative
        if row.kin.is_kin or not row.findings:  # else the grid says it, louder
            texts[f"odd-{row.line_id}"] = ""
    return texts


def _words_of(row: EntryRow) -> str:
    return " ".join(finding.words for finding in row.findings)


def _told(cell: Typed, answer: CellAnswer, row: EntryRow | None) -> grid.CellAnswer:
    """The kit's answer for one cell."""
    sent = grid.SentCell(str(cell.line_id), cell.value, cell.version)
    if answer.kind in {"saved", "unchanged"} and row is not None:
        value, version = row.cell.value, row.cell.version
        return grid.saved(sent, value, version, note=_words_of(row))
    if answer.kind == "changed":
        return grid.changed(sent, answer.theirs, answer.version, reason=answer.reason)
    if answer.kind == "asks":
        return grid.CellAnswer(
            sent.key,
            grid.Outcome.ASKED,
            value=cell.value,
            version=cell.version,
            reason=answer.reason,
            choices=answer.choices,
        )
    return grid.refused(sent, answer.reason, answer.remedy)
