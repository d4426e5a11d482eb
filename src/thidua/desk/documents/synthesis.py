"""The month's synthesis as an Excel file: the whole, then every unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.desk.queries.synthesis import SynthesisPage
from thidua.desk.queries.synthesis_tables import Figures, Heading, UnitRow
from thidua.kernel.sheets import Column, Kind, Sheet, Value, workbook


def synthesis_workbook(page: SynthesisPage) -> bytes:
    """Sheet one has a row for each indicator, sheet two a row for each unit."""
    sheets = [_whole(page)]
    if page.blocks:
        sheets.append(_by_unit(page))
    return workbook(sheets, title=page.title, author=page.letter.issuer)


def _whole(page: SynthesisPage) -> Sheet:
    columns = [
        Column(_("STT"), kind=Kind.NUMBER, width=6),
        Column(_("Chỉ tiêu"), width=44),
        Column(_("Đơn vị tính"), width=14),
        Column(_("Trong kỳ"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Lũy kế"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Chỉ tiêu được giao"), kind=Kind.NUMBER, decimals=2, width=14),
        Column(_("Đạt"), "%", Kind.PERCENT, 1, 10),
        Column(_("Số đã báo cáo"), kind=Kind.NUMBER, width=10),
        Column(_("Đã nhận"), kind=Kind.NUMBER, width=10),
        Column(_("Tính chất số liệu"), width=22),
    ]
    rows: list[list[Value]] = [
        [
            row.heading.number,
            row.heading.name,
            row.heading.measure,
            *_amounts(row.figures, row.heading)[:4],
            row.figures.reported,
            row.figures.accepted,
            row.basis,
        ]
        for row in page.whole
    ]
    return _sheet(page, _("Tổng hợp"), columns, rows)


def _by_unit(page: SynthesisPage) -> Sheet:
    columns = [
        Column(_("STT"), kind=Kind.NUMBER, width=6),
        Column(_("Đơn vị"), width=28),
        Column(_("Báo cáo đã về"), width=10),
    ]
    for block in page.blocks:
        for heading in block.headings:
            columns += _columns_of(heading)
    first = page.blocks[0]
    rows = [_unit_row(page, place) for place in range(len(first.rows))]
    totals = _joined(first.total, [block.total for block in page.blocks], page)
    totals[0] = None
    return _sheet(page, _("Theo đơn vị"), columns, rows, totals)


def _columns_of(heading: Heading) -> list[Column]:
    group, digits = f"{heading.number}. {heading.name}", heading.decimals
    amounts = [
        Column(head, heading.measure, Kind.NUMBER, digits, 12, group)
        for head in (_("Trong kỳ"), _("Lũy kế"), _("Chỉ tiêu"))
    ]
    return [
        *amounts,
        Column(_("Đạt"), "%", Kind.PERCENT, 1, 9, group),
        Column(_("Hạng"), "", Kind.NUMBER, 0, 7, group),
    ]


def _unit_row(page: SynthesisPage, place: int) -> list[Value]:
    rows = [block.rows[place] for block in page.blocks]
    return _joined(rows[0], rows, page)


def _joined(
    first: UnitRow, rows: Sequence[UnitRow], page: SynthesisPage
) -> list[Value]:
    values: list[Value] = [first.number, first.name, first.received]
    for block, row in zip(page.blocks, rows, strict=True):
        for heading, figures in zip(block.headings, row.figures, strict=True):
            values += _amounts(figures, heading)
    return values


def _amounts(figures: Figures, heading: Heading) -> list[Value]:
    """In the shown unit (tỷ đồng), as figures; nothing where nothing is known."""

    def scaled(value: Decimal | None) -> Decimal | None:
        return None if value is None else value / heading.scale

    return [
        scaled(figures.in_period),
        scaled(figures.to_date),
        scaled(figures.target),
        figures.percent,
        figures.rank,
    ]


def _sheet(
    page: SynthesisPage,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    totals: Sequence[Value] = (),
) -> Sheet:
    letter = page.letter
    return Sheet(
        name=name,
        above=letter.above,
        issuer=letter.issuer,
        motto=letter.motto,
        place_and_date=letter.place_and_date,
        title=page.title.upper(),
        subtitle=page.subtitle,
        columns=columns,
        rows=rows,
        totals=totals,
        notes=page.notes,
        signers=[letter.maker, letter.signer],
    )
