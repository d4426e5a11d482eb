"""The list of late units as an Excel file."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thidua.desk.queries.late import LatePage
from thidua.kernel.sheets import Column, Kind, Sheet, Value, workbook


def late_workbook(page: LatePage) -> bytes:
    """Two sheets: who has not sent, who sent late."""
    silent_rows: list[list[Value]] = [
        [
            one.number,
            one.name,
            one.above,
            one.form,
            one.due,
            one.days_late,
            one.months,
            one.last_report,
            one.in_charge,
        ]
        for one in page.silent
    ]
    late_rows: list[list[Value]] = [
        [row.number, row.name, row.above, row.form, row.due, row.sent, row.days_late]
        for row in page.late
    ]
    sheets = [
        _sheet(page, _("Chưa gửi"), _silent_columns(), silent_rows),
        _sheet(page, _("Gửi muộn"), _late_columns(), late_rows),
    ]
    return workbook(sheets, title=page.title, author=page.letter.issuer)


def _shared_columns() -> list[Column]:
    return [
        Column(_("STT"), kind=Kind.NUMBER, width=6),
        Column(_("Đơn vị"), width=28),
        Column(_("Trực thuộc"), width=24),
        Column(_("Biểu báo cáo"), width=30),
        Column(_("Hạn gửi"), width=12),
    ]


def _silent_columns() -> list[Column]:
    return [
        *_shared_columns(),
        Column(_("Đã quá hạn"), _("ngày"), Kind.NUMBER, width=10),
        Column(
            _("Chưa gửi liên tiếp"),
            pgettext("đơn vị đếm", "tháng"),
            Kind.NUMBER,
            width=10,
        ),
        Column(_("Báo cáo gần nhất"), width=24),
        Column(_("Người phụ trách"), width=24),
    ]


def _late_columns() -> list[Column]:
    return [
        *_shared_columns(),
        Column(_("Ngày gửi"), width=12),
        Column(_("Gửi muộn"), _("ngày"), Kind.NUMBER, width=10),
    ]


def _sheet(
    page: LatePage, name: str, columns: list[Column], rows: list[list[Value]]
) -> Sheet:
    letter = page.letter
    return Sheet(
        name=name,
        above=letter.above,
        issuer=letter.issuer,
        motto=letter.motto,
        place_and_date=letter.place_and_date,
        title=f"{page.title.upper()}: {name.upper()}",
        subtitle=page.subtitle,
        columns=columns,
        rows=rows,
        notes=[_("Tổng cộng: %(n)s.") % {"n": len(rows)}],
        signers=[letter.maker, letter.signer],
    )
