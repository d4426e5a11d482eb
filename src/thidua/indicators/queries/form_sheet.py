"""A report as an Excel file to be filled in away from the page, and pasted back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thidua.indicators.queries.entry import EntryPage, EntryRow
from thidua.kernel.sheets import Column, Sheet, workbook


def form_sheet(page: EntryPage) -> bytes:
    """Unit, period, lines, measures, the period before, and one column to fill.

    One row for each line, in the order of the page, so that the filled column can be
    copied and pasted into the first cell of the grid. What was typed already stands in
    it; figures are text as the page shows them, which pasting reads again.
    """
    head = page.head
    sheet = Sheet(
        name=head.period,
        title=head.form_name,
        subtitle=f"{head.unit_name}, {head.period}",
        columns=_columns(page),
        rows=[
            (
                group.title,
                _label(row),
                row.measure,
                row.before or None,
                row.cell.value or None,
                row.note or row.missing_reason or None,
            )
            for group in page.groups
            for row in group.rows
        ],
        notes=[
            _(
                "Ghi xong, chép cả cột “%(period)s” rồi dán vào ô đầu tiên của cột ấy "
                "trên trang nhập; dòng nào khóa thì giữ nguyên."
            )
            % {"period": page.column_now},
            _("Tỷ lệ ghi tử/mẫu, ví dụ 615/976. Không có số thì để trống."),
        ],
    )
    return workbook([sheet], title=head.title, author=head.unit_name)


def _label(row: EntryRow) -> str:
    """A part says beneath its whole how it is one: `Trong đó: thuộc hộ nghèo`."""
    if not row.kin.is_part:
        return row.name
    kind = _("Chia ra") if row.kin.is_division else _("Trong đó")
    return f"    {kind}: {row.kin.label}"


def _columns(page: EntryPage) -> list[Column]:
    return [
        Column(_("Nhóm"), width=22),
        Column(_("Chỉ số"), width=44),
        Column(_("Đơn vị tính"), width=16),
        Column(page.column_before, width=14),
        Column(page.column_now, _("ghi vào cột này"), width=16),
        Column(_("Giải trình"), width=36),
    ]
