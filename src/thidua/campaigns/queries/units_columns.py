"""What the list of a campaign's units may be narrowed by, and its Excel columns."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.models import Campaign
from thidua.kernel.sheets import Column, Kind
from thidua.kernel.ui import filters

STANDINGS = {
    "": gettext_lazy("Tất cả"),
    "da-tiep-nhan": gettext_lazy("Đã báo tiếp nhận"),
    "chua-tiep-nhan": gettext_lazy("Chưa báo tiếp nhận"),
    "da-cu-the-hoa": gettext_lazy("Đã cụ thể hóa"),
    "chua-cu-the-hoa": gettext_lazy("Chưa cụ thể hóa"),
    "cho-chi-tieu": gettext_lazy("Còn chỉ tiêu chưa nhận"),
}
"""How far a unit is, as the segments above the list offer it."""
_STANDING = filters.Field(
    "loc",
    gettext_lazy("Tình trạng"),
    [(key, words) for key, words in STANDINGS.items() if key],
    is_apart=True,
)


def unit_fields(campaign: Campaign) -> list[filters.Field]:
    """What one may narrow the list by; the standing is chosen above the list."""
    names = [one.name for one in sorted(campaign.audiences.all(), key=lambda a: a.pk)]
    fields = [_STANDING, filters.Field("tim", gettext_lazy("Tên đơn vị"))]
    if len(names) > 1:
        options = [(name, name) for name in names]
        fields.append(
            filters.Field("doi-tuong", gettext_lazy("Đối tượng tham gia"), options)
        )
    return fields


def columns() -> list[Column]:
    """Who, of which audience, reporting to whom, and how far they have come."""
    return [
        Column(_("Đơn vị"), width=30),
        Column(_("Đối tượng"), width=24),
        Column(_("Báo cáo về"), width=26),
        Column(_("Ngày tiếp nhận"), kind=Kind.DATE, width=12),
        Column(_("Kế hoạch"), width=14),
        Column(_("Chỉ tiêu được giao"), kind=Kind.NUMBER, width=10),
        Column(_("Chỉ tiêu đã nhận"), kind=Kind.NUMBER, width=10),
    ]
