"""Who came in after the launch, who takes part no more, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.campaigns.models import AudienceMember, Campaign
from thidua.campaigns.states import State
from thidua.kernel.dates import show
from thidua.organisations.actor import Actor
from thidua.organisations.namesakes import listed_names


@dataclass(frozen=True, slots=True)
class Left:
    """A unit that came in after the launch, or takes part no more."""

    name: str
    when: str
    reason: str


def left_and_joined(campaign: Campaign, day: date) -> tuple[list[Left], list[Left]]:
    """Who takes part no more, and who came in after the launch by an act with a reason;
    the last first."""
    of_it = AudienceMember.objects.filter(audience__campaign=campaign)
    came_later = Q(joined_on__lte=day) & ~Q(reason="")
    found = list(of_it.filter(Q(left_on__lte=day) | came_later))
    gone = [one for one in found if one.left_on is not None and one.left_on <= day]
    came = [one for one in found if one not in gone]
    gone.sort(key=lambda one: (-(one.left_on or day).toordinal(), one.pk))
    came.sort(key=lambda one: (-one.joined_on.toordinal(), one.pk))
    before = listed_names((one.unit_id for one in gone), campaign.starts_on)
    now = listed_names((one.unit_id for one in came), day)
    return (
        [
            Left(before.get(one.unit_id, ""), show(one.left_on), one.left_because)
            for one in gone
        ],
        [
            Left(now.get(one.unit_id, ""), show(one.joined_on), one.reason)
            for one in came
        ],
    )


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
