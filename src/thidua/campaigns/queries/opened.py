"""Where a target opens: its item of the campaign, the figure behind what it reached."""

from __future__ import annotations

from datetime import date

from thidua.campaigns.achieved import Achieved
from thidua.campaigns.models import Target
from thidua.campaigns.progress import Standing
from thidua.indicators.periods import from_id
from thidua.indicators.queries.figure_table import figure_href
from thidua.kernel.ui.addresses import address


def figure_of(one: Standing) -> str:
    """The page of the figure behind what was achieved: parts, reports, people.

    Units that meet a level add up to none.
    """
    target = one.target
    if target.split == Target.Split.COUNT:
        return ""
    return reached_href(target, target.unit_id, one.achieved, one.since)


def reached_href(
    target: Target, unit_id: int, got: Achieved, since: date | None
) -> str:
    """The page of the last figure that a unit reached of a target's indicator."""
    last = got.last_period_id
    if last is None:
        return ""
    indicator = target.version.indicator_id
    return figure_href(indicator, unit_id, from_id(last), since)


def places_href(campaign_id: int, target: Target) -> str:
    """The item of the campaign opened at a target: its course, and its places."""
    return opened_at(address("campaigns:campaign", campaign_id), target)


def opened_at(campaign_href: str, target: Target) -> str:
    """`places_href` where the campaign's address is known."""
    unit, item = target.unit_id, target.node_key
    return f"{campaign_href}?don-vi={unit}&noi-dung={item}&chi-tieu={target.pk}#muc"
