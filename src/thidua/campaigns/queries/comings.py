"""Who came in after the launch, who takes part no more, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.models import AudienceMember, Campaign
from thidua.campaigns.states import State
from thidua.kernel.dates import show
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class Left:
    """A unit that came in after the launch, or takes part no more."""

    name: str
    when: str
    reason: str


def left(campaign: Campaign, day: date) -> list[Left]:
    """Who takes part no more, the last first."""
    gone = AudienceMember.objects.filter(
        audience__campaign=campaign, left_on__lte=day
    ).order_by("-left_on", "pk")
    members = list(gone)
    names = names_on((member.unit_id for member in members), campaign.starts_on)
    return [
        Left(names.get(m.unit_id, ""), show(m.left_on), m.left_because) for m in members
    ]


def joined(campaign: Campaign, day: date) -> list[Left]:
    """Who came in after the launch, by an act with a reason."""
    later = AudienceMember.objects.filter(audience__campaign=campaign)
    members = list(
        later.taking_part_on(day).exclude(reason="").order_by("-joined_on", "pk")
    )
    names = names_on((member.unit_id for member in members), day)
    return [
        Left(names.get(m.unit_id, ""), show(m.joined_on), m.reason) for m in members
    ]


def part_words(campaign: Campaign, actor: Actor, day: date) -> str:
    """That the reader's unit came in after the launch or has left, when and why."""
    if campaign.state == State.DRAFT or actor.unit_id is None:
        return ""
    own = AudienceMember.objects.filter(
        audience__campaign=campaign, unit=actor.unit_id
    ).exclude(reason="", left_on=None)
    member = own.order_by("-joined_on").first()
    if member is None:
        return ""
    if member.left_on is not None and member.left_on <= day:
        return _("Đơn vị mình không còn tham gia từ %(day)s: %(why)s") % {
            "day": show(member.left_on),
            "why": member.left_because,
        }
    if not member.reason:
        return ""
    return _("Đơn vị mình tham gia từ %(day)s: %(why)s") % {
        "day": show(member.joined_on),
        "why": member.reason,
    }
