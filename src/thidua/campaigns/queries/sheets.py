"""Lists of a campaign as Excel files, figures as figures, days as days."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.negotiation import standings_of
from thidua.campaigns.queries.plan_checks import plans_seen
from thidua.kernel.dates import show
from thidua.kernel.sheets import Column, Kind, Sheet
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names
from thidua.organisations.naming import names_on


def plan_checks_sheet(
    campaign: Campaign, actor: Actor, day: date, rule: str = ""
) -> Sheet:
    """What the check says of every plan below the reader, the lowest score first."""
    seen = plans_seen(campaign, actor, day, rule)
    names = listed_names(seen, day)
    return Sheet(
        name=_("Kế hoạch"),
        title=campaign.name.upper(),
        subtitle=_("Kiểm tra kế hoạch của các đơn vị, ngày %(day)s")
        % {"day": show(day)},
        columns=[
            Column(_("Đơn vị"), width=34),
            Column(_("Điểm"), kind=Kind.NUMBER, width=8),
            Column(_("Lỗi"), kind=Kind.NUMBER, width=8),
            Column(_("Cảnh báo"), kind=Kind.NUMBER, width=10),
            Column(_("Vướng"), width=80),
            Column(_("Kế hoạch"), width=16),
        ],
        rows=[
            [
                names.get(unit_id, ""),
                check.score.value if check.score.is_given else None,
                len(check.errors),
                len(check.warnings),
                "; ".join(
                    dict.fromkeys(one.name for one in check.findings if one.is_open)
                ),
                str(plan.get_state_display()),
            ]
            for unit_id, (plan, check) in seen.items()
        ],
    )


def my_targets_sheet(campaign: Campaign, actor: Actor, day: date) -> Sheet:
    """What the reader's unit was given, with what is reached, by name."""
    found = standings_of(campaign, actor, day)
    unit_id = actor.unit_id or 0
    return Sheet(
        name=_("Chỉ tiêu"),
        title=campaign.name.upper(),
        subtitle=_("Chỉ tiêu của %(unit)s, ngày %(day)s")
        % {"unit": names_on([unit_id], day).get(unit_id, ""), "day": show(day)},
        columns=[
            Column(_("Chỉ tiêu"), width=44),
            Column(_("Đơn vị tính"), width=14),
            Column(_("Được giao"), kind=Kind.NUMBER, decimals=2, width=14),
            Column(_("Đã đạt"), kind=Kind.NUMBER, decimals=2, width=14),
            Column(_("Nhịp"), kind=Kind.NUMBER, decimals=2, width=14),
            Column(_("So với nhịp"), width=34),
            Column(_("Thời hạn"), kind=Kind.DATE, width=12),
            Column(_("Trạng thái"), width=18),
        ],
        rows=[
            [
                one.target.version.name,
                one.measure.full_name,
                one.measure.amount(one.target.value),
                one.measure.amount(one.achieved.value),
                one.measure.amount(one.pace.planned),
                one.pace.words,
                one.target.due_on,
                str(one.target.get_state_display()),
            ]
            for one in sorted(
                found.values(), key=lambda one: sort_key(one.target.version.name)
            )
        ],
    )
