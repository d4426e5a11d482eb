"""What the worker does for the room: search the figures of each month once."""

from __future__ import annotations

from datetime import time

from thidua.campaigns.models import Campaign
from thidua.campaigns.told import told_in
from thidua.kernel import clock
from thidua.kernel.jobs import daily, job
from thidua.organisations.actor import the_system
from thidua.prospects import actions
from thidua.prospects.models import DiscoveryRun

SEARCHER = "Tìm nhân tố trong số liệu"


@job("prospects.search")
def search(campaign_id: int) -> None:
    """Search one campaign; done again it is another run with the same hits."""
    campaign = Campaign.objects.get(pk=campaign_id)
    actions.search_figures(campaign, actor=the_system(SEARCHER), at=clock.now())


@daily("prospects.search_each_month", at=time(5, 20))
def search_each_month() -> None:
    """Every running campaign whose newest month nobody has searched yet."""
    today = clock.today()
    running = Campaign.objects.running().filter(ends_on__gte=today)
    for campaign in running.telling(today):
        month = told_in([campaign], today)[campaign.pk].id
        runs = DiscoveryRun.objects.filter(campaign=campaign, last_month=month)
        if not runs.exists():
            search(campaign.pk)
