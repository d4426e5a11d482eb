"""Who sees a sum on a campaign's page may open it.

The launching unit and the standing office (today, before a hand-over, or as whose heir)
open the figures of the head of the tree and of every unit on the way to a participant.
Whoever else knows the campaign opens the sum of the whole, which its page shows to all.
Only figures that the campaign has a target on or counts, and only of its own time.
"""

from __future__ import annotations

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.campaigns.states import State
from thidua.indicators.known_through import Sight, known_through
from thidua.indicators.periods import PeriodSpan
from thidua.organisations.actor import Actor

_KNOWN = """
with recursive wanted as (
    select %(indicator)s::bigint as indicator
    union
    select up.indicator from wanted
    join lateral (
        select version.indicator_id as indicator
        from indicators_formulapart part
        join indicators_indicatorversion version on version.id = part.version_id
        where part.indicator_id = wanted.indicator
        union all
        select whole_id from indicators_indicatorpart
        where part_id = wanted.indicator
    ) up on true
), ours as materialized (
    select %(me)s::bigint as id
    union all
    select predecessor_id from organisations_succession where successor_id = %(me)s
), served as materialized (
    select id, tree_id, launcher_id, office_id, root_id from campaigns_campaign
    where id = any (%(campaigns)s)
    union all
    select past.campaign_id, now.tree_id, past.launcher_id, past.office_id, past.root_id
    from campaigns_stewardship past
    join campaigns_campaign now on now.id = past.campaign_id
    where now.id = any (%(campaigns)s)
), campaign as materialized (
    select served.id, served.tree_id, served.root_id,
        served.launcher_id in (select id from ours)
        or served.office_id in (select id from ours) as is_ours,
        bool_or(
            version.indicator_id = %(indicator)s and target.unit_id = served.root_id
        ) as is_told
    from served
    join campaigns_target target on target.campaign_id = served.id
    join indicators_indicatorversion version on version.id = target.version_id
    where version.indicator_id in (select indicator from wanted)
    group by 1, 2, 3, 4
)
select
    bool_or(campaign.root_id = %(unit)s and campaign.is_told),
    bool_or(campaign.is_ours and (campaign.root_id = %(unit)s or exists (
        select from organisations_lineage here
        join organisations_lineage down
          on down.tree_id = here.tree_id and down.ancestor_id = here.unit_id
         and down.during && here.during
        join campaigns_audiencemember member on member.unit_id = down.unit_id
        join campaigns_audience audience
          on audience.id = member.audience_id and audience.campaign_id = campaign.id
        where here.tree_id = campaign.tree_id and here.unit_id = %(unit)s
          and here.ancestor_id = campaign.root_id
          and down.during && daterange(member.joined_on, member.left_on)
    )))
from campaign
"""


@known_through
def seen_on_a_campaign(
    actor: Actor, indicator: int, unit: int, span: PeriodSpan
) -> Sight:
    """How much of a figure the pages of this person's campaigns show."""
    campaigns = (
        Campaign.objects.visible_to(actor)
        .exclude(state=State.DRAFT)
        .filter(starts_on__lte=span.ends_on, ends_on__gte=span.starts_on)
    )
    known = list(campaigns.values_list("pk", flat=True))
    if not known:
        return Sight.NOTHING
    asked = {
        "me": actor.unit_id,
        "indicator": indicator,
        "unit": unit,
        "campaigns": known,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, asked)
        is_whole, is_on_the_way = cursor.fetchone()
    if is_on_the_way:
        return Sight.PARTS
    return Sight.SUM if is_whole else Sight.NOTHING
