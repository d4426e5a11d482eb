"""The prospects of a campaign, and what its figures point to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Campaign
from thidua.campaigns.queries.frame import Frame, frame
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.prospects.policies import can_search
from thidua.prospects.queries.hits import Searched, searched
from thidua.prospects.queries.listing import ProspectRow, in_campaign, rows_of
from thidua.prospects.queries.tabs import CAMPAIGN


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """Everything `campaign.html` shows."""

    frame: Frame
    finding: str
    rows: Sequence[ProspectRow]
    pager: parts.Pager | None
    searched: Searched | None
    may_search: Verdict


def campaign_page(
    campaign: Campaign, actor: Actor, day: date, params: Mapping[str, str], path: str
) -> CampaignPage:
    """What this reader may know of."""
    seen = in_campaign(campaign, actor, day)
    rows, pager = rows_of(seen, day, params, path)
    count = seen.count()
    finding = _("Chưa có nhân tố nào trong phong trào này")
    if count:
        words = ngettext(
            "%(n)s nhân tố trong phong trào này",
            "%(n)s nhân tố trong phong trào này",
            count,
        )
        finding = words % {"n": show_number(count)}
    return CampaignPage(
        frame=frame(campaign, actor, day, CAMPAIGN),
        finding=finding,
        rows=rows,
        pager=pager,
        searched=searched(campaign, actor, day),
        may_search=can_search(actor, campaign),
    )
