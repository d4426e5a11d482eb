"""After a reform: which campaigns still name bodies that no longer stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.handover import heirs_of_bodies
from thidua.campaigns.models import Campaign
from thidua.campaigns.policies import can_hand_over
from thidua.campaigns.states import State
from thidua.organisations.actor import Actor
from thidua.organisations.naming import in_sentence, names_on


@dataclass(frozen=True, slots=True)
class Waiting:
    """That a campaign waits to be handed over: who takes it, and where, if one may."""

    words: str
    href: str


def waiting_hand_over(campaign: Campaign, actor: Actor, day: date) -> Waiting | None:
    """For the campaign's page; None while everybody who runs it stands."""
    if campaign.state != State.LAUNCHED or campaign.seen_on is not None:
        return None
    heirs = heirs_of_bodies(campaign, day)
    if not heirs:
        return None
    units = sorted(set(heirs.values()))
    names = names_on(units, day)
    said = ", ".join(in_sentence(names.get(unit, "")) for unit in units)
    may = can_hand_over(actor, campaign, set(units))
    return Waiting(
        _("Nơi điều hành phong trào đã sắp xếp lại; nơi kế thừa: %(heirs)s.")
        % {"heirs": said},
        reverse("campaigns:hand-over", args=[campaign.pk]) if may else "",
    )
