"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from thidua.campaigns.models import Campaign, Target
from thidua.organisations.http import OfficeRequest


def the_campaign(request: OfficeRequest, pk: int) -> Campaign:
    """A campaign this reader may know of."""
    campaigns = Campaign.objects.visible_to(request.actor).select_related(
        "launcher", "office", "tree", "root", "predecessor"
    )
    return get_object_or_404(campaigns, pk=pk)


def the_target(request: OfficeRequest, pk: int, target: int) -> Target:
    """A target of such a campaign, with what its page needs."""
    campaign = the_campaign(request, pk)
    targets = Target.objects.select_related("campaign", "version", "parent__campaign")
    return get_object_or_404(targets.filter(campaign=campaign), pk=target)
