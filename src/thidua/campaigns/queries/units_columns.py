"""What the list of a campaign's units may be narrowed by, and its Excel columns."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns.models import Campaign
from thidua.kernel.sheets import Column, Kind
from thidua.kernel.ui import filters


def unit_fields(campaign: Campaign) -> list[filters.Field]:
    """What one may narrow the list by, beside the standing that stands above it."""
    names = [one.name for one in sorted(campaign.audiences.all(), key=lambda a: a.pk)]
    fields = [filters.Field("tim", gettext_lazy("Tên đơn vị"))]
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
