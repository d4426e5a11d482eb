"""A list typed row by row, or pasted from a spreadsheet onto the same rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import Unreadable
from thidua.kernel.paste import TooMuch, read_block
from thidua.kernel.text import fold
from thidua.pledges.drafts import RegistrationDraft
from thidua.pledges.list_words import field_called
from thidua.pledges.lists import read_row
from thidua.pledges.models import Registration
from thidua.pledges.where import Choice

COLUMNS = ("name", "kind", "born", "place", "head", "words", "value", "measure")
"""The columns of the grid, in order; a paste without a header is read so."""
_BARE = ("name", "born", "place", "words", "value", "measure")
EMPTY, MOST = 8, 500
"""Rows offered empty, and the most rows of one grid; a file takes more."""


@dataclass(slots=True)
class Typed:
    """One row as it was typed, and what a person said of its double."""

    texts: dict[str, str]
    answer: str = ""
    reason: str = ""
    remedy: str = ""
    doubles: Sequence[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(
            text.strip() for name, text in self.texts.items() if name != "kind"
        )

    def draft(self, items: Sequence[Choice], day: date) -> RegistrationDraft:
        """The registration that the row means; raises `Unreadable`."""
        kind = self.texts.get("kind") or Registration.Kind.HOUSEHOLD
        if kind not in Registration.Kind.values:
            raise Unreadable(_("Chưa chọn đối tượng."), _("Chọn một đối tượng."))
        cells: Mapping[str, str] = {
            name: text for name, text in self.texts.items() if name != "kind"
        }
        return read_row(cells, kind, items, day).draft


def typed_rows(data: QueryDict) -> list[Typed]:
    """The rows of the grid as they were sent, without the empty ones."""
    found = []
    for place in range(MOST):
        if f"name-{place}" not in data:
            break
        texts = {name: data.get(f"{name}-{place}", "") for name in COLUMNS}
        row = Typed(texts, answer=data.get(f"answer-{place}", ""))
        if not row.is_empty:
            found.append(row)
    return found


def pasted_rows(text: str) -> list[Typed]:
    """The rows of a pasted block, by its header if it has one."""
    try:
        block = [[cell.text for cell in row] for row in read_block(text)]
    except TooMuch as too_much:
        raise RuleBroken(too_much.reason, too_much.remedy, field="pasted") from None
    block = [row for row in block if any(row)]
    if len(block) > MOST:
        raise RuleBroken(
            _("Dán mỗi lần nhiều nhất %d dòng.") % MOST,
            _("Danh sách dài hơn thì gửi cả tệp."),
            field="pasted",
        )
    columns: Sequence[str] = _BARE
    for place, row in enumerate(block[:5]):
        named = [field_called(fold(cell)) for cell in row]
        if "name" in named or {"surname", "given"} <= set(named):
            columns, block = _shown(named), block[place + 1 :]
            break
    return [
        Typed({name: value for name, value in zip(columns, row, strict=False) if name})
        for row in block
    ]


def _shown(named: Sequence[str]) -> list[str]:
    """Columns of a header; what the grid has no column for goes with the words."""
    found = []
    for name in named:
        other = {"target": "words", "content": "words"}.get(name, name)
        found.append(other if other in COLUMNS and other not in found else "")
    return found


def with_empty(rows: Sequence[Typed]) -> list[Typed]:
    """The rows and some empty ones below."""
    return [*rows, *(Typed({}) for _place in range(EMPTY))]
