"""The month's synthesis as a report in the layout of the decree, to number and sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thidua.desk.queries.synthesis import SynthesisPage
from thidua.desk.queries.synthesis_tables import Block, Figures
from thidua.kernel.paper.parts import (
    Annex,
    Manner,
    Mark,
    Paper,
    Section,
    Signature,
    Table,
)
from thidua.organisations.issuing import COMMITTEE, issuer_on
from thidua.organisations.models import Unit

_WHOLE = ["STT", "Chỉ tiêu", "Đơn vị tính", "Lũy kế", "Được giao", "Đạt", "Số liệu"]
_WHOLE_SHARES = (1, 6, 2, 2, 2, 1.6, 3)
_OF_EACH = ("Trong kỳ", "Lũy kế", "Chỉ tiêu", "Đạt", "Hạng")
TO_DATE, TARGET, PERCENT = 1, 2, 3
"""Places in `Figures.shown`."""


def synthesis_paper(page: SynthesisPage, unit: Unit, day: date) -> Paper:
    """A report of a unit: the whole in the text, the units in annexes on their side.

    The page is read in Vietnamese, as documents are. Number and day stay open.
    """
    issuer = issuer_on(unit, day)
    is_party = unit.kind == Unit.Kind.PARTY
    marks = [(Mark.FOR_ALL, COMMITTEE)] if issuer.is_committee else []
    return Paper(
        manner=Manner.PARTY if is_party else Manner.STATE,
        above=issuer.above,
        issuer=issuer.name,
        kind="BC",
        symbol=issuer.symbol_of("BC", is_party=is_party),
        place=issuer.place,
        abstract=page.title,
        addressees=[issuer.above] if issuer.above else [],
        signature=Signature(issuer.head_title, issuer.head_name, marks),
        body=[
            f"{issuer.name} báo cáo kết quả “{page.campaign_name}” như sau:",
            Section("Báo cáo đã nhận", [f"{page.finding}."]),
            Section("Kết quả chung", [_whole(page), *page.notes]),
            *_further(page.blocks),
        ],
        annexes=[
            Annex(f"Kết quả theo đơn vị: {_names(block)}", [_units(block)], True)
            for block in page.blocks
        ],
    )


def _whole(page: SynthesisPage) -> Table:
    return Table(
        columns=_WHOLE,
        rows=[
            [
                str(row.heading.number),
                row.heading.name,
                row.heading.measure,
                *_shown(row.figures),
                row.basis,
            ]
            for row in page.whole
        ],
        shares=_WHOLE_SHARES,
        numbers=(0, 3, 4, 5),
    )


def _shown(figures: Figures) -> list[str]:
    return [figures.shown[place] for place in (TO_DATE, TARGET, PERCENT)]


def _further(blocks: Sequence[Block]) -> list[Section]:
    """The text refers to its annexes, as the decree asks (III.1 a)."""
    if not blocks:
        return []
    words = "Phụ lục" if len(blocks) == 1 else "các Phụ lục"
    return [Section("Kết quả theo đơn vị", [f"Chi tiết tại {words} kèm theo."])]


def _names(block: Block) -> str:
    return "; ".join(heading.name for heading in block.headings)


def _units(block: Block) -> Table:
    """Every unit, the whole last; what an indicator is called stands in its column."""
    several = len(block.headings) > 1
    columns = ["STT", "Đơn vị", "Báo cáo"]
    for heading in block.headings:
        before = f"{heading.number}. " if several else ""
        columns += [f"{before}{word}" for word in _OF_EACH]
    rows = [
        [str(row.number), row.name, row.received, *_cells(row.figures)]
        for row in block.rows
    ]
    total = block.total
    rows.append(["", total.name, total.received, *_cells(total.figures)])
    return Table(
        columns=columns,
        rows=rows,
        shares=[1, 5, 2, *([2, 2, 2, 1.6, 1.2] * len(block.headings))],
        numbers=[0, *range(3, len(columns))],
    )


def _cells(figures: Sequence[Figures]) -> list[str]:
    return [text for one in figures for text in one.shown]
