"""What a tip told before whoever told it corrected it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.ui import parts
from thidua.organisations.namesakes import listed_names
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
    names = listed_names({one.where_id for one in found}, day) if found else {}
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
    pictured, there = _("chưa gửi ảnh"), ""
    if one.picture_id:
        pictured = _("xem ảnh gửi khi ấy")
        there = reverse("prospects:tip-picture-before", args=[tip.pk, one.number])
    found = [
        (_("Tên"), one.name),
        (_("Báo về"), str(one.get_kind_display())),
        (_("Ở đâu"), where),
        (_("Ấp, tổ"), one.place),
        (_("Phong trào"), one.campaign.name if one.campaign else ""),
        (_("Nội dung"), item_called(one.campaign, one.node_key)),
    ]
    facts = [parts.Fact(term, value) for term, value in found if value]
    if one.picture_id != tip.picture_id:
        facts.append(parts.Fact(_("Ảnh"), pictured, there))
    return facts
