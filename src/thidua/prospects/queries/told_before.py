"""What a tip told before whoever told it corrected it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.ui import parts
from thidua.organisations.naming import names_on
from thidua.prospects.models import Tip, TipBefore
from thidua.prospects.queries.words import item_called


@dataclass(frozen=True, slots=True)
class Before:
    """One earlier telling."""

    until: str
    what: str
    facts: Sequence[parts.Fact]


def told_before(tip: Tip, day: date) -> list[Before]:
    """Every earlier telling of a tip, the latest first."""
    found = list(tip.before.select_related("campaign"))
    names = names_on({one.where_id for one in found}, day) if found else {}
    return [
        Before(
            until=_("Trước khi sửa ngày %(day)s")
            % {"day": show(one.replaced_at.astimezone(ZONE).date())},
            what=one.what,
            facts=_facts(one, tip, names.get(one.where_id, "")),
        )
        for one in found
    ]


def _facts(one: TipBefore, tip: Tip, where: str) -> list[parts.Fact]:
    pictured = _("ảnh khác ảnh đang xem") if one.picture_id else _("chưa gửi ảnh")
    found = [
        (_("Tên"), one.name),
        (_("Báo về"), str(one.get_kind_display())),
        (_("Ở đâu"), where),
        (_("Ấp, tổ"), one.place),
        (_("Phong trào"), one.campaign.name if one.campaign else ""),
        (_("Nội dung"), item_called(one.campaign, one.node_key)),
        (_("Ảnh"), pictured if one.picture_id != tip.picture_id else ""),
    ]
    return [parts.Fact(term, value) for term, value in found if value]
