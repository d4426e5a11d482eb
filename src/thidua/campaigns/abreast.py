"""How a unit stands in several campaigns at once: what all of them need is read once.

The same few questions for one campaign or for six; only campaigns that cascade along
different trees have their figures read tree by tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from thidua.campaigns.achieved import Achieved, achieved_on
from thidua.campaigns.loading import with_versions
from thidua.campaigns.models import Campaign, Target
from thidua.campaigns.progress import Line, Standing, courses_of
from thidua.campaigns.told import told_in

_HELD = """
((campaigns_target.campaign_id, campaigns_target.unit_id)
    in (select * from unnest(%s::bigint[], %s::bigint[]))
 or campaigns_target.parent_id in (
    select id from campaigns_target held where split = 'count'
        and (campaign_id, unit_id) in (select * from unnest(%s::bigint[], %s::bigint[]))
))
"""


def standings_in(
    campaigns: Sequence[Campaign], units: Mapping[int, int], today: date
) -> dict[int, list[Standing]]:
    """How the open targets of one unit in each campaign stand, undrawn; each campaign
    as of the month told of it.

    `units` says by the campaign's number whose targets are meant.
    """
    found: dict[int, list[Standing]] = {campaign.pk: [] for campaign in campaigns}
    targets = _targets(campaigns, units)
    if not targets:
        return found
    told = {pk: month.ends_on for pk, month in told_in(campaigns, today).items()}
    reached = _reached(targets, campaigns, told)
    measures, ways = courses_of(campaigns, targets)
    for one in targets:
        if one.unit_id == units[one.campaign_id]:
            line = Line.of(one, measures[one.campaign_id], ways.get(one.pk))
            standing = line.stands(reached[one.pk], told[one.campaign_id])
            found[one.campaign_id].append(standing)
    return found


def _targets(campaigns: Sequence[Campaign], units: Mapping[int, int]) -> list[Target]:
    """The targets of the units; of those that count units, what is counted too."""
    seats = list(units), list(units.values())
    held = RawSQL(_HELD, [*seats, *seats], BooleanField())  # noqa: S611 - our own text
    wanted = Target.objects.open_in(campaigns).filter(held)
    seen_on = {campaign.pk: campaign.seen_on for campaign in campaigns}
    targets = with_versions(wanted)
    for target in targets:
        target.state = target.state_on(seen_on[target.campaign_id])
    return targets


def _reached(
    targets: Sequence[Target], campaigns: Sequence[Campaign], told: Mapping[int, date]
) -> dict[int, Achieved]:
    """Of each target what it reached by the day told of its campaign."""
    trees = {campaign.pk: campaign.tree_id for campaign in campaigns}
    in_tree: dict[int, list[Target]] = defaultdict(list)
    for target in targets:
        in_tree[trees[target.campaign_id]].append(target)
    reached: dict[int, Achieved] = {}
    for tree_id, together in in_tree.items():
        days = sorted({told[one.campaign_id] for one in together})
        by_day = achieved_on(together, tree_id=tree_id, days=days, with_course=())
        for one in together:
            reached[one.pk] = by_day[days.index(told[one.campaign_id])][one.pk]
    return reached
