"""The same thing on several rows of a file: told apart, passed over, or asked about."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import date, datetime

from thidua.imports.kinds import LEAVE, Draft, Ground, Judged, Question
from thidua.imports.states import Fate
from thidua.kernel.numbers import Unreadable, read_number, show_number
from thidua.kernel.sentences import joined
from thidua.kernel.sentences import sentence as _
from thidua.kernel.text import fold
from thidua.kernel.workbooks.reading import Value

BLANKS = {"-", "–", "—", "--", "..", "...", "…", "x", "/", "n/a", "na", "khong co"}
BLANKS |= {"ko", "k", "khong", "chua co", "chua bao cao", "."}
"""What offices write into a cell that has no figure; folded."""


def once(
    ground: Ground, answers: Mapping[str, str], drafts: Sequence[Draft]
) -> Generator[Judged, None, list[Draft]]:
    """One draft for each figure; repeated rows are told apart or asked about."""
    names = [dict(ground.options(key)) for key in ground.dims]
    seen: dict[tuple[str, ...], int] = {}
    twice: dict[tuple[str, ...], list[Draft]] = {}
    kept: list[Draft | None] = []
    for draft in drafts:
        if not all(may_be_figure(part.raw) for part in draft.parts):
            kept.append(draft)  # it is refused by itself, whatever the others say
            continue
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
                about=_what(names, draft.dims),
            )
        else:
            twice.setdefault(draft.dims, [before]).append(draft)
    for dims, alike in twice.items():
        chosen = yield from _choose(_what(names, dims), answers, dims, alike)
        kept[seen[dims]] = chosen
    return [draft for draft in kept if draft is not None]


def _choose(
    what: str,
    answers: Mapping[str, str],
    dims: tuple[str, ...],
    alike: Sequence[Draft],
) -> Generator[Judged, None, Draft | None]:
    question = _which(dims, what, alike)
    said = answers.get(question.key, "")
    if said == LEAVE:
        yield from _neither(alike)
        return None
    said = said if said in dict(question.choices) else ""
    chosen = None
    for one in alike:
        if said == _place(one):
            chosen = one
        elif said:
            words = _("Đã chọn dòng khác.")
            yield skipped(one.row, words, shown(one), one.column, about=what)
        else:
            yield Judged(
                one.row,
                one.column,
                Fate.ASKED,
                typed=shown(one),
                reason=question.words,
                question=question,
                about=what,
            )
    return chosen


def _which(dims: tuple[str, ...], what: str, alike: Sequence[Draft]) -> Question:
    words = _("Dòng %(row)s: %(shown)s")
    return Question(
        f"twice:{':'.join(dims)}"[:200],
        _("“%(what)s” có ở nhiều dòng với số khác nhau.") % {"what": what},
        (
            *(
                (_place(one), words % {"row": one.row + 1, "shown": shown(one)})
                for one in alike[:8]
            ),
            (LEAVE, _("Không dòng nào: các dòng này không vào")),
        ),
    )


def _neither(alike: Sequence[Draft]) -> Iterator[Judged]:
    """Rows of which somebody said that none is right."""
    rows = ", ".join(str(one.row + 1) for one in alike[:8])
    for one in alike:
        yield one.refused(
            _("Đã trả lời: không lấy số nào trong các dòng %s.") % rows,
            _("Giữ một dòng trong tệp rồi gửi lại."),
            typed=shown(one),
        )


def _what(names: Sequence[Mapping[str, str]], dims: Sequence[str]) -> str:
    """What figures are about, in words."""
    return joined(
        " · ", (known.get(one, one) for known, one in zip(names, dims, strict=True))
    )


def skipped(
    row: int, why: str, typed: str, column: int = -1, *, about: str = ""
) -> Judged:
    """A row that is passed over, and why."""
    typed = typed[:200]
    return Judged(row, column, Fate.SKIPPED, typed=typed, reason=why, about=about)


def _place(draft: Draft) -> str:
    """Which of several rows, as an answer."""
    return f"{draft.row}.{draft.column}"


def may_be_figure(raw: Value) -> bool:
    """Can a cell be taken for a figure, if need be after an answer? `#DIV/0!` cannot,
    nor a day, nor a word."""
    if not isinstance(raw, str):
        return not isinstance(raw, bool | date)
    try:
        for one in raw.split("/", 1):
            read_number(one)
    except Unreadable:
        return fold(raw) in BLANKS
    return True


def unwanted() -> tuple[str, str]:
    """Why a row stays out of which somebody said so, and how it can still come in."""
    return (
        _("Đã trả lời: không nhận dòng này."),
        _("Cần nhận thì sửa cho rõ trong tệp rồi gửi lại."),
    )


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
