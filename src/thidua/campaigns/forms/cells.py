"""What was typed or pasted into the cascade grid, and the offers that follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from thidua.campaigns import cascade
from thidua.campaigns.drafts import Offer
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Target
from thidua.kernel.errors import Changed, SayingNo
from thidua.kernel.numbers import show_number
from thidua.kernel.paste import TooMuch, read_block
from thidua.kernel.text import fold
from thidua.kernel.ui.grid import (
    CellAnswer,
    SentCell,
    changed,
    read_cell,
    refused,
    said_no,
    saved,
)


class Held(Protocol):
    """A row of the grid as it stands (`queries.grid.Held`)."""

    @property
    def unit_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def child(self) -> Target | None: ...
    @property
    def weight(self) -> Decimal | None: ...
    @property
    def before(self) -> Decimal | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def is_accepted(self) -> bool: ...
    @property
    def is_other(self) -> bool: ...


@dataclass(slots=True)
class Read:
    """Offers that were understood, and answers for cells that were not."""

    offers: list[Offer] = field(default_factory=list)
    unread: dict[str, CellAnswer] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def unread_values(self) -> dict[int, str]:
        """What was typed for a unit and is no figure, to stand in its cell again."""
        return {
            int(key[1:]): cell.value
            for key, cell in self.unread.items()
            if key.startswith("v") and key[1:].isdigit()
        }

    def answers(
        self,
        sent: Sequence[SentCell],
        rows: Sequence[Held],
        counted: Measure,
        refusals: Mapping[int, SayingNo],
        doubts: Mapping[int, str],
    ) -> list[CellAnswer]:
        """One answer for each cell, as the rows stand after the action.

        `doubts` are questions about figures that were saved, by unit.
        """
        by_unit = {row.unit_id: row for row in rows}
        return [self._answer(cell, by_unit, counted, refusals, doubts) for cell in sent]

    def _answer(
        self,
        cell: SentCell,
        rows: Mapping[int, Held],
        counted: Measure,
        refusals: Mapping[int, SayingNo],
        doubts: Mapping[int, str],
    ) -> CellAnswer:
        if cell.key in self.unread:
            return self.unread[cell.key]
        row = rows.get(_unit(cell))
        if row is None:
            return refused(cell, _("Không có đơn vị này trong bảng."))
        now, version = _now(cell, row, counted)
        no = refusals.get(row.unit_id)
        if isinstance(no, Changed):
            return changed(cell, now, version)
        if no:
            return said_no(cell, no)
        note = doubts.get(row.unit_id, "") if cell.key.startswith("v") else ""
        return saved(cell, now, version, note=note)


def read_cells(
    sent: Sequence[SentCell], rows: Sequence[Held], counted: Measure
) -> Read:
    """Read values (`v…`) and weights (`w…`); a row not sent stays as it is."""
    read = Read()
    by_unit = {row.unit_id: row for row in rows}
    values: dict[int, dict[str, tuple[Decimal | None, int]]] = {}
    for cell in sent:
        row = by_unit.get(_unit(cell))
        if row is None:
            read.unread[cell.key] = refused(
                cell, _("Không có đơn vị này trong bảng."), _("Tải lại trang.")
            )
            continue
        understood = _understood(cell, counted)
        if isinstance(understood, CellAnswer):
            read.unread[cell.key] = understood
            read.problems.append(
                f"{row.name}: {understood.reason} {understood.remedy}".strip()
            )
        else:
            values.setdefault(row.unit_id, {})[cell.key[0]] = (understood, cell.version)
    read.offers = [
        offer
        for unit_id, typed in values.items()
        if (offer := _offer(by_unit[unit_id], typed)) is not None
    ]
    return read


def _offer(row: Held, typed: Mapping[str, tuple[Decimal | None, int]]) -> Offer | None:
    """What the row becomes; nothing when nothing changed."""
    value, version = typed.get("v", (row.value, 0))
    weight, _version = typed.get("w", (row.weight, 0))
    if value == row.value and weight == row.weight:
        return None
    if row.is_accepted and value == row.value:
        return None
    baseline = row.child.baseline if row.child else None
    return Offer(row.unit_id, value, weight, baseline, version or None)


def _understood(cell: SentCell, counted: Measure) -> Decimal | CellAnswer | None:
    if cell.key.startswith("w"):
        found = read_cell(cell, decimals=6)
    else:
        found = read_cell(
            cell,
            decimals=counted.decimals if counted.scale == 1 else 6,
            unit=counted.full_name,
        )
        if isinstance(found, Decimal):
            found *= counted.scale
    if isinstance(found, Decimal) and found < 0:
        return refused(cell, _("Số giao không được nhỏ hơn 0."), _("Bỏ dấu trừ."))
    return found


def fill(
    how: str,
    whole: cascade.Given,
    rows: Sequence[Held],
    sent: Sequence[SentCell],
    kept: set[str],
) -> Read:
    """Divide `equally`, by `weight`, as the year `before`; accepted and `kept` stay."""
    read = read_cells(sent, rows, whole.measure)
    if read.problems:
        return read
    rows = [row for row in rows if not row.is_other]
    lines = _lines(rows, read.offers, kept)
    shares = _shares(how, rows, lines)
    by = cascade.fill_equally if how == "equally" else cascade.fill_by_weight
    if how != "equally" and not any(line.weight for line in shares):
        read.problems = [
            _("Năm trước chưa nơi nào có số để chia theo. Chia đều, hoặc ghi mẫu số.")
            if how == "before"
            else _("Chưa có mẫu số nào để chia theo. Ghi mẫu số vào cột trước.")
        ]
        return read
    try:
        values = by(whole, shares)
    except ValueError:
        read.problems = [
            _(
                "Các đơn vị được giữ đã nhận nhiều hơn số được giao."
                " Giữ ít hơn rồi chia."
            )
        ]
        return read
    read.offers = [
        Offer(
            row.unit_id, value, line.weight, row.child.baseline if row.child else None
        )
        for row, line, value in zip(rows, lines, values, strict=True)
        if not row.is_accepted and value is not None
    ]
    return read


def _shares(
    how: str, rows: Sequence[Held], lines: Sequence[cascade.Row]
) -> list[cascade.Row]:
    """The same lines, weighed by what each reached the year before where that is asked;
    the weights typed stay what they are."""
    if how != "before":
        return list(lines)
    return [
        replace(line, weight=row.before) for row, line in zip(rows, lines, strict=True)
    ]


def _lines(
    rows: Sequence[Held], offers: Sequence[Offer], kept: set[str]
) -> list[cascade.Row]:
    """What the division may use of each row: its weight, and its figure if it stays."""
    typed = {offer.unit_id: offer for offer in offers}
    lines = []
    for row in rows:
        offer = typed.get(row.unit_id)
        weight = offer.weight if offer else row.weight
        value = offer.value if offer else row.value
        stays = row.is_accepted or str(row.unit_id) in kept
        lines.append(cascade.Row(weight, value if stays else None))
    return lines


def pasted(text: str, rows: Sequence[Held], counted: Measure) -> Read:
    """A column from a spreadsheet: figures in the rows' order, or names and figures.

    Nothing is kept while a line cannot be read, or can be read two ways.
    """
    try:
        block = read_block(text)
    except TooMuch as too_much:
        return Read(problems=[f"{too_much.reason} {too_much.remedy}"])
    if block and len(block[0]) > 1:
        known = {fold(row.name): row for row in rows}
        pairs = [(known.get(fold(line[0].text)), line) for line in block]
        missing = [line[0].text for row, line in pairs if row is None]
        named = [(row, line[-1].text) for row, line in pairs if row is not None]
        problems = [_("Không có đơn vị “%(name)s”.") % {"name": one} for one in missing]
    else:
        named = [(row, line[0].text) for row, line in zip(rows, block, strict=False)]
        extra = len(block) - len(rows)
        problems = [_("Thừa %(count)s dòng.") % {"count": extra}] if extra > 0 else []
    cells = [SentCell(f"v{row.unit_id}", value, 0) for row, value in named]
    read = read_cells(cells, rows, counted)
    read.problems = [*problems, *read.problems]
    return read


def _unit(cell: SentCell) -> int:
    number = cell.key[1:]
    is_ours = cell.key[:1] in {"v", "w"} and number.isascii() and number.isdigit()
    return int(number) if is_ours and len(number) < 18 else 0


def _now(cell: SentCell, row: Held, counted: Measure) -> tuple[str, int]:
    """How a cell stands, as shown, with its version."""
    if cell.key.startswith("w"):
        return show_number(row.weight), 0
    if row.child is None:
        return "", 0
    return counted.number(row.value), row.child.revision
