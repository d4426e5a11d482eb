"""Fetching what a reader may know of; the rest is a 404."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.stewardship import as_on
from thidua.kernel import clock
from thidua.organisations.http import OfficeRequest


def the_campaign(request: OfficeRequest, pk: int) -> Campaign:
    """A campaign this reader may know of, with its bodies of the day."""
    campaigns = Campaign.objects.visible_to(request.actor).select_related(
        "launcher", "office", "tree", "root", "predecessor"
    )
    today = clock.today()
    found = as_on(campaigns.filter(pk=pk).telling(today), today)
    if not found:
        raise Http404
    return found[0]


def the_target(
    request: OfficeRequest, pk: int, target: int, *, split: bool = False
) -> Target:
    """A target of such a campaign that this reader may know of, with its page's needs;
    `split`: with the figures of all those below."""
    campaign = the_campaign(request, pk)
    targets = Target.objects.visible_to(request.actor, split=split).select_related(
        "campaign", "version", "parent__campaign"
    )
    found = get_object_or_404(targets.filter(campaign=campaign), pk=target)
    found.campaign, found.state = campaign, found.state_on(campaign.seen_on)
    return found
