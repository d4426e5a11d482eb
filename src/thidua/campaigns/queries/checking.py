"""The page “Kiểm tra kế hoạch” of a campaign: what is wrong, what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.check import Check, check_campaign
from thidua.campaigns.check.reading import limit_of
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.findings import CheckView, check_view
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.ties import Ties, ties_of
from thidua.campaigns.states import State
from thidua.kernel.policy import Verdict, only_if
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class CheckPage:
    """The page “Kiểm tra kế hoạch” of a campaign."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    check: CheckView
    ties: Ties
    limit: str
    limit_href: str
    plans_href: str
    launch_href: str
    say: str
    may_launch: Verdict


def check_page(campaign: Campaign, actor: Actor, day: date) -> CheckPage:
    """Everything that the check says of a campaign, and what may be done about it."""
    checked = check_campaign(campaign, day)
    page = frame(campaign, actor, day, "check", checked=checked)
    return CheckPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Kiểm tra kế hoạch"), is_here=True)],
        finding=_headline(checked),
        check=check_view(campaign, checked, actor),
        ties=ties_of(campaign, may_change=bool(page.may_manage)),
        limit=str(limit_of(campaign)),
        limit_href=reverse("campaigns:check-limit", args=[campaign.pk]),
        plans_href=reverse("campaigns:plan-checks", args=[campaign.pk])
        if campaign.state != State.DRAFT
        else "",
        launch_href=reverse("campaigns:launch", args=[campaign.pk]),
        say=_what_next(checked),
        may_launch=page.may_launch & launchable(checked),
    )


def launchable(checked: Check) -> Verdict:
    """Errors stop the launch; warnings do not, they ask for a reason."""
    return only_if(
        not checked.errors,
        otherwise=ngettext(
            "Còn %(count)s lỗi nên chưa phát động được.",
            "Còn %(count)s lỗi nên chưa phát động được.",
            len(checked.errors),
        )
        % {"count": len(checked.errors)},
        remedy=_("Sửa các điều có dấu ✕."),
    )


def _headline(checked: Check) -> str:
    if checked.errors:
        return ngettext(
            "Kế hoạch còn %(count)s lỗi phải sửa",
            "Kế hoạch còn %(count)s lỗi phải sửa",
            len(checked.errors),
        ) % {"count": len(checked.errors)}
    if checked.warnings:
        return ngettext(
            "Kế hoạch không còn lỗi, %(count)s cảnh báo cần xem",
            "Kế hoạch không còn lỗi, %(count)s cảnh báo cần xem",
            len(checked.warnings),
        ) % {"count": len(checked.warnings)}
    if checked.accepted:
        return ngettext(
            "Kế hoạch không còn lỗi; %(count)s cảnh báo được %(who)s chấp nhận,"
            " có lý do",
            "Kế hoạch không còn lỗi; %(count)s cảnh báo được %(who)s chấp nhận,"
            " có lý do",
            len(checked.accepted),
        ) % {"count": len(checked.accepted), "who": _who_accepted(checked)}
    return _("Kế hoạch đã rõ: không còn lỗi, không còn cảnh báo")


def _who_accepted(checked: Check) -> str:
    """The one person; of several, how many: their names stand with their reasons."""
    names = {one.accepted.accepted_by for one in checked.accepted if one.accepted}
    if len(names) == 1:
        return names.pop()
    return ngettext("%(count)s người", "%(count)s người", len(names)) % {
        "count": len(names)
    }


def _what_next(checked: Check) -> str:
    if checked.errors:  # how many they are stands at the button
        return _("Hết lỗi là phát động được; cảnh báo thì kèm lý do.")
    if checked.warnings:
        return ngettext(
            "Phát động được; %(count)s cảnh báo còn mở sẽ cần lý do.",
            "Phát động được; %(count)s cảnh báo còn mở sẽ cần lý do.",
            len(checked.warnings),
        ) % {"count": len(checked.warnings)}
    return _("Phát động được ngay.")
