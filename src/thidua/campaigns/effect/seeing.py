"""Whose names and money a reader may see; the counts are for all who take part."""

from __future__ import annotations

from datetime import date

from thidua.campaigns.models import AudienceMember, Campaign, Stewardship
from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Succession


def units_seen(campaign: Campaign, actor: Actor, day: date) -> frozenset[int] | None:
    """The units whose names stand beside their results for this reader; None: all.

    The bodies of the campaign, those before a hand-over and their successors see all;
    a unit sees itself and those below it in the campaign's tree.
    """
    if actor.is_system:
        return None
    own = actor.unit_id
    if own is None:
        return frozenset()
    bodies = {campaign.launcher_id, campaign.office_id, campaign.root_id}
    before = Succession.objects.filter(successor=own, predecessor__in=bodies)
    if own in bodies or before.exists():
        return None
    if Stewardship.objects.of(own).filter(campaign=campaign).exists():
        return None
    below = Lineage.objects.filter(
        tree=campaign.tree_id, ancestor=own, during__contains=day
    )
    return frozenset({own, *below.values_list("unit_id", flat=True)})


def spends_for(campaign: Campaign, unit_id: int) -> bool:
    """Has a unit a part in a campaign, now or before, or is it one of its bodies?"""
    bodies = {campaign.launcher_id, campaign.office_id, campaign.root_id}
    members = AudienceMember.objects.filter(audience__campaign=campaign, unit=unit_id)
    return unit_id in bodies or members.exists()
