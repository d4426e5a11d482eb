"""Milestones that were taken away after the launch: when, why, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.models import Entry
from thidua.audit.trail import trail_of
from thidua.campaigns.asked import asked_of
from thidua.campaigns.models import Campaign, Milestone
from thidua.campaigns.states import State
from thidua.kernel.dates import show
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import signature


@dataclass(frozen=True, slots=True)
class GoneMilestone:
    """One milestone that is asked no more."""

    name: str
    when: str
    reason: str
    who: str


def milestones_gone(campaign: Campaign) -> Sequence[GoneMilestone]:
    """Those that the units had been asked for, newest first."""
    return [
        _gone(entry)
        for entry in trail_of(campaign, verb="campaigns.milestone.removed")
        if "reason" in entry.details
    ]


def _gone(entry: Entry) -> GoneMilestone:
    told = entry.details
    due, on = (date.fromisoformat(told[key]) for key in ("due_on", "on"))
    when = _("Hạn %(due)s; bỏ từ %(on)s") % {"due": show(due), "on": show(on)}
    who = signature(entry.actor_name, entry.office)
    return GoneMilestone(str(told["name"]), when, str(told["reason"]), who)


def removal_follows(milestone: Milestone, day: date) -> str:
    """What taking a milestone away means for the units."""
    if milestone.audience.campaign.state == State.DRAFT:
        return _("Phong trào chưa phát động: chưa đơn vị nào thấy mốc này.")
    asked = len(asked_of([milestone], day)[milestone.pk])
    said = ngettext(
        "%(n)s đơn vị đang được giao mốc này, hạn %(due)s, sẽ thôi phải báo đạt; ngày"
        " và lý do hiện ở trang Các mốc.",
        "%(n)s đơn vị đang được giao mốc này, hạn %(due)s, sẽ thôi phải báo đạt; ngày"
        " và lý do hiện ở trang Các mốc.",
        asked,
    )
    return said % {"n": show_number(asked), "due": show(milestone.due_on)}
