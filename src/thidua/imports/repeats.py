"""The same thing on several rows of a file: told apart, passed over, or asked about."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.imports.kinds import Draft, Ground, Judged, Question
from thidua.imports.states import Fate
from thidua.kernel.numbers import show_number
from thidua.kernel.workbooks.reading import Value


def once(
    ground: Ground, answers: Mapping[str, str], drafts: Sequence[Draft]
) -> Generator[Judged, None, list[Draft]]:
    """One draft for each figure; repeated rows are told apart or asked about."""
    seen: dict[tuple[str, ...], int] = {}
    twice: dict[tuple[str, ...], list[Draft]] = {}
    kept: list[Draft | None] = []
    for draft in drafts:
        first = seen.get(draft.dims)
        if first is None:
            seen[draft.dims] = len(kept)
            kept.append(draft)
            continue
        before = kept[first]
        if before is None or _raws(before) == _raws(draft):
            yield skipped(
                draft.row,
                _("Lặp lại dòng %s.") % ((before or draft).row + 1),
                shown(draft),
                draft.column,
            )
        else:
            twice.setdefault(draft.dims, [before]).append(draft)
    for dims, alike in twice.items():
        chosen = yield from _choose(ground, answers, dims, alike)
        kept[seen[dims]] = chosen
    return [draft for draft in kept if draft is not None]


def _choose(
    ground: Ground,
    answers: Mapping[str, str],
    dims: tuple[str, ...],
    alike: Sequence[Draft],
) -> Generator[Judged, None, Draft | None]:
    names = [
        dict(ground.options(key)).get(one, one)
        for key, one in zip(ground.dims, dims, strict=True)
    ]
    question = Question(
        f"twice:{':'.join(dims)}"[:200],
        _("“%(what)s” có ở nhiều dòng với số khác nhau.") % {"what": " · ".join(names)},
        tuple(
            (
                f"{one.row}.{one.column}",
                _("Dòng %(row)s: %(shown)s")
                % {"row": one.row + 1, "shown": shown(one)},
            )
            for one in alike[:8]
        ),
    )
    said = answers.get(question.key, "")
    chosen = None
    for one in alike:
        if said == f"{one.row}.{one.column}":
            chosen = one
        elif said:
            yield skipped(one.row, _("Đã chọn dòng khác."), shown(one), one.column)
        else:
            yield Judged(
                one.row,
                one.column,
                Fate.ASKED,
                typed=shown(one),
                reason=question.words,
                question=question,
                about=" · ".join(names),
            )
    return chosen


def skipped(row: int, why: str, typed: str, column: int = -1) -> Judged:
    """A row that is passed over, and why."""
    return Judged(row, column, Fate.SKIPPED, typed=typed[:200], reason=why)


def _raws(draft: Draft) -> list[tuple[str, Value]]:
    return [(part.name, part.raw) for part in draft.parts]


def shown(draft: Draft) -> str:
    """The figures of a draft as the file has them."""
    return " / ".join(as_text(part.raw) for part in draft.parts)


def as_text(raw: Value) -> str:
    """A cell in words."""
    if isinstance(raw, bool) or raw is None:
        return "" if raw is None else str(raw)
    if isinstance(raw, int | float):
        return show_number(round(raw, 9))
    if isinstance(raw, date | datetime):
        return f"{raw:%d/%m/%Y}"
    return raw


def first_text(cells: Sequence[Value]) -> str:
    """The first words of a row."""
    return next((cell for cell in cells if isinstance(cell, str)), "")
