"""Of which exemplars a unit may learn: those of the content that it carries itself."""

from __future__ import annotations

from datetime import date

from django.db import connection

# What the unit takes part in is found first, for itself (`offset 0`): all nine joined
# in one the planner weighs for 20 ms, in two for 2.
OFFERED = """
from (
    select campaign.id, campaign.name, campaign.tree_id, campaign.root_id,
        audience.id as audience_id, coalesce(here.depth, 0) as depth
    from campaigns_campaign campaign
    join campaigns_audience audience on audience.campaign_id = campaign.id
    join campaigns_audiencemember member on member.audience_id = audience.id
     and member.unit_id = %(unit)s and member.joined_on <= %(on)s
     and (member.left_on is null or member.left_on > %(on)s)
    left join organisations_lineage here on here.tree_id = audience.tree_id
     and here.unit_id = %(unit)s and here.ancestor_id = audience.below_id
     and here.during @> %(on)s::date
    where campaign.state = 'launched' and campaign.ends_on >= %(on)s
     and campaign.office_id <> %(unit)s
    offset 0
) campaign
join campaigns_contenttree content on content.audience_id = campaign.audience_id
join campaigns_contentnode node on node.tree_id = content.id
join exemplars_exemplar exemplar on exemplar.campaign_id = campaign.id
 and (exemplar.node_key = node.key or exemplar.node_key = any(node.reads_from))
 and exemplar.state in ('publicised', 'learning') and exemplar.home_id <> %(unit)s
left join organisations_lineage there on there.tree_id = campaign.tree_id
 and there.unit_id = exemplar.home_id and there.ancestor_id = campaign.root_id
 and there.during @> %(on)s::date
where campaign.depth >= coalesce(there.depth, 0)
"""
"""Campaigns and exemplars for `unit` on the day `on`: of an item that the unit carries,
or that an item of its own reads from; never of a tier below its own, and nothing for
the standing office, which runs the campaign and learns from nobody."""


def offered_to(unit_id: int | None, day: date) -> set[int]:
    """The numbers of the exemplars that a unit may learn from."""
    if unit_id is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select distinct exemplar.id {OFFERED}",
            {"unit": unit_id, "on": day},
        )
        return {number for (number,) in cursor.fetchall()}
