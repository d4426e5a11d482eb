"""A year of all provinces, and the course of one, as Excel: figures stay figures."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.indices.queries.province import ProvincePage
from thidua.indices.queries.year import YearPage, YearRow
from thidua.indices.queries.year_scores import YearScores
from thidua.kernel.sheets import Column, Kind, Sheet, Value, workbook


def year_workbook(page: YearPage, scores: YearScores) -> bytes:
    """The provinces shown, ranked, with the scores of every component."""
    notes = [
        *(f"{fact.term}: {fact.href or fact.value}" for fact in page.facts),
        *page.notes,
        page.compares_with,
    ]
    sheet = Sheet(
        name=f"{page.index.short_name} {page.year}",
        title=f"{page.name} {page.year}".upper(),
        subtitle=page.shown,
        columns=_year_columns(page, scores),
        rows=[_year_row(row, scores) for row in page.rows],
        notes=[note for note in notes if note],
    )
    return workbook([sheet], title=page.finding, author=page.index.publisher)


def _year_columns(page: YearPage, scores: YearScores) -> list[Column]:
    decimals = page.index.decimals
    return [
        Column(_("Hạng"), "", Kind.NUMBER, 0, 8),
        Column(_("Tỉnh, thành phố"), width=26),
        Column(_("Điểm"), "", Kind.NUMBER, decimals, 10),
        Column(_("So với năm trước"), width=16),
        Column(_("Nhóm"), width=18),
        *(
            Column(name, "", Kind.NUMBER, 2, 14, _("Thành phần"))
            for _pk, name in scores.components
        ),
        Column(_("Vì sao không có kết quả"), width=40),
    ]


def _year_row(row: YearRow, scores: YearScores) -> list[Value]:
    return [
        row.place,
        row.name,
        row.exact,
        row.moved,
        row.group,
        *(scores.of(row.unit_id, pk) for pk, _name in scores.components),
        row.missing_reason,
    ]


def province_workbook(page: ProvincePage) -> bytes:
    """Every year of a province, the latest first, each with its make-up."""
    columns = [
        Column(_("Năm"), "", Kind.NUMBER, 0, 8),
        Column(_("Tỉnh, thành phố"), width=24),
        Column(_("Điểm"), "", Kind.NUMBER, page.index.decimals, 10),
        Column(_("Hạng"), "", Kind.NUMBER, 0, 8),
        Column(_("Số nơi được xếp hạng"), "", Kind.NUMBER, 0, 12),
        Column(_("Cách tính"), width=14),
        Column(_("Vì sao không có kết quả"), width=40),
    ]
    rows: list[list[Value]] = [
        [
            Decimal(row.year),
            row.unit,
            row.exact,
            row.place,
            row.ranked,
            row.make_up,
            row.missing_reason,
        ]
        for row in page.rows
    ]
    sheet = Sheet(
        name=f"{page.index.short_name} {page.name}",
        title=f"{page.index.short_name}, {page.name}".upper(),
        subtitle=_("Các năm khác cách tính không so với nhau"),
        columns=columns,
        rows=rows,
        notes=[*page.breaks, *page.gaps],
    )
    return workbook([sheet], title=page.finding, author=page.index.publisher)
