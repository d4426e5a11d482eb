"""Who launched, ran and headed a campaign on a day before a hand-over.

A campaign names its bodies of today. Looked at as of an earlier day it shows those that
stood then, with their targets, and may no longer be changed: it has been handed over.
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from thidua.campaigns.models import Campaign
from thidua.campaigns.models.campaign import CampaignQuerySet
from thidua.campaigns.states import State
from thidua.kernel.clock import ZONE

_BODIES_THEN = """
(select array[launcher_id, office_id, root_id] from campaigns_stewardship
 where campaign_id = campaigns_campaign.id and until > %s order by until limit 1)
"""


def as_on(campaigns: CampaignQuerySet, day: date) -> list[Campaign]:
    """The campaigns with their bodies and state of a day, in the one question."""
    bodies = RawSQL(_BODIES_THEN, [day], ArrayField(BigIntegerField()))  # noqa: S611 - our own text
    found = list(campaigns.annotate(bodies_then=bodies))
    for campaign in found:
        then = getattr(campaign, "bodies_then", None)
        if then is not None:
            _set_back(campaign, then, day)
    return found


def _set_back(campaign: Campaign, bodies: list[int], day: date) -> None:
    campaign.launcher_id, campaign.office_id, campaign.root_id = bodies
    campaign.seen_on = day
    closed = campaign.closed_at
    if closed is not None and closed.astimezone(ZONE).date() > day:
        campaign.state = State.LAUNCHED
