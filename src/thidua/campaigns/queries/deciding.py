"""The page on which the launch is decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check import Check, check_campaign
from thidua.campaigns.ladder import units_taking_part
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.checking import launchable
from thidua.campaigns.queries.findings import CheckView, check_view
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.whom import AudienceView, audience_views
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class LaunchPage:
    """What is checked, how many are told, and who they are."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    check: CheckView
    audiences: Sequence[AudienceView]
    count: int
    forms: Sequence[str]
    blocked: Verdict
    asked: Mapping[str, str]
    """How the reason is asked for the open warnings of each rule; none with errors."""


def launch_page(campaign: Campaign, actor: Actor, day: date) -> LaunchPage:
    """The last look before the launch."""
    checked = check_campaign(campaign, day)
    blocking = len(checked.errors)
    count = len(units_taking_part(campaign, day))
    page = frame(campaign, actor, day, "edit", checked=checked)
    finding = ngettext(
        "Sẵn sàng phát động đến %(count)s đơn vị",
        "Sẵn sàng phát động đến %(count)s đơn vị",
        count,
    ) % {"count": count}
    if blocking:
        finding = _("Còn %(blocking)s điều phải bổ sung trước khi phát động") % {
            "blocking": blocking
        }
    return LaunchPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Phát động"), is_here=True)],
        finding=finding,
        check=check_view(campaign, checked, actor),
        audiences=audience_views(campaign.audiences.all(), day),
        count=count,
        forms=_forms(campaign),
        blocked=launchable(checked),
        asked={} if blocking else _asked(checked),
    )


def _forms(campaign: Campaign) -> list[str]:
    """What the launch does with each form: opens it, or reads its figures."""
    read = _("Số liệu đọc từ biểu “%(form)s” đã có sẵn; không giao thêm báo cáo.")
    opened = _("Biểu “%(form)s” được mở; đơn vị biết hạn và nơi nhận.")
    return [
        (read if link.is_read else opened) % {"form": link.form.name}
        for link in campaign.form_links.select_related("form")
    ]


def _asked(checked: Check) -> dict[str, str]:
    """One question for a rule, which says how many of its warnings it is about."""
    found = Counter(one.key for one in checked.warnings)
    names = {one.key: one.name for one in checked.warnings}
    return {
        rule: ngettext(
            "Lý do phát động khi còn cảnh báo “%(name)s”",
            "Lý do phát động khi còn %(count)s cảnh báo “%(name)s”",
            count,
        )
        % {"count": count, "name": names[rule]}
        for rule, count in found.items()
    }
