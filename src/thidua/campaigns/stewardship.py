"""Who launched, ran and headed a campaign on a day before a hand-over.

A campaign names its bodies of today. Looked at as of an earlier day it shows those that
stood then, with their targets, and may no longer be changed: it has been handed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.campaigns.models import Campaign, Stewardship
from thidua.campaigns.states import State
from thidua.kernel.clock import ZONE


def as_on(campaigns: Iterable[Campaign], day: date) -> list[Campaign]:
    """The same campaigns with their bodies and state of a day: one query for all."""
    found = list(campaigns)
    past = Stewardship.objects.filter(campaign__in=found, until__gt=day)
    earlier = {row.campaign_id: row for row in past.order_by("-until")}
    for campaign in found:
        if campaign.pk in earlier:
            _set_back(campaign, earlier[campaign.pk], day)
    return found


def _set_back(campaign: Campaign, then: Stewardship, day: date) -> None:
    campaign.launcher_id = then.launcher_id
    campaign.office_id = then.office_id
    campaign.root_id = then.root_id
    campaign.seen_on = day
    closed = campaign.closed_at
    if closed is not None and closed.astimezone(ZONE).date() > day:
        campaign.state = State.LAUNCHED
