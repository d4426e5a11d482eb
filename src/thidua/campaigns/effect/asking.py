"""What a campaign itself asks by its forms, of which units.

A form may serve several campaigns, and some it only reads: what others ask by it is
theirs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from thidua.campaigns.effect.stretches import Stretch
from thidua.campaigns.models import CampaignForm
from thidua.organisations.models import Lineage

# A campaign aims at the indicators of its targets and at what these are worked out
# from: the parts of their formulas, their breakdowns. Its lines are those it aims at;
# a line at which no campaign aims belongs to everybody who asks the form.
_LINES = """
with recursive mine as materialized (
    select form_id, is_read from campaigns_campaignform
    where campaign_id = %(campaign)s
), beside as materialized (
    select link.campaign_id, link.form_id
    from mine join campaigns_campaignform link using (form_id)
    join campaigns_campaign campaign on campaign.id = link.campaign_id
    where campaign.id = %(campaign)s or campaign.state <> 'draft' and not link.is_read
), aimed (campaign_id, indicator_id) as (
    select target.campaign_id, version.indicator_id
    from campaigns_target target
    join indicators_indicatorversion version on version.id = target.version_id
    where target.campaign_id in (select campaign_id from beside)
    union
    select aimed.campaign_id, down.indicator_id
    from aimed
    join lateral (
        select part.indicator_id
        from indicators_indicatorversion version
        join indicators_formulapart part on part.version_id = version.id
        where version.indicator_id = aimed.indicator_id
        union all
        select part_id from indicators_indicatorpart
        where whole_id = aimed.indicator_id
    ) down on true
)
select line.form_id, line.level, line.owner_id, count(*)::int
from mine
join indicators_formline line using (form_id)
join indicators_indicatorversion version on version.id = line.version_id
where exists (
    select from aimed where aimed.campaign_id = %(campaign)s
      and aimed.indicator_id = version.indicator_id
) or not mine.is_read and not exists (
    select from aimed join beside using (campaign_id)
    where beside.form_id = line.form_id
      and aimed.indicator_id = version.indicator_id
)
group by 1, 2, 3
"""

# Of the forms that the campaign asks: who reports them only because another campaign
# that was launched asks for them.
_OF_OTHERS = """
with asking as (
    select link.form_id, link.campaign_id, member.unit_id
    from campaigns_campaignform mine
    join campaigns_campaignform link on link.form_id = mine.form_id
    join campaigns_campaign campaign on campaign.id = link.campaign_id
    join campaigns_audience audience on audience.campaign_id = link.campaign_id
    join campaigns_audiencemember member on member.audience_id = audience.id
    where mine.campaign_id = %(campaign)s and not mine.is_read and not link.is_read
      and audience.reports and campaign.state <> 'draft'
      and member.joined_on <= %(day)s
      and (member.left_on is null or member.left_on > %(since)s)
)
select form_id, unit_id from asking
group by 1, 2 having not bool_or(campaign_id = %(campaign)s)
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """How many figures of a form's report are asked of a unit for a campaign."""

    lines: Mapping[tuple[int, int | str], int]
    """By form, and by the level that reports or by the owner that is named."""
    of_others: Mapping[int, set[int]]
    read: frozenset[int]
    below: set[int]
    """Who stood below the head of the campaign's tree, of those that report."""

    def figures(self, form_id: int, unit_id: int, level: str) -> int:
        """Of one report; 0: others ask for all of it."""
        own = self.lines.get((form_id, unit_id), 0)
        if form_id in self.read and unit_id not in self.below:
            return own
        if unit_id in self.of_others.get(form_id, ()):
            return own
        return own + self.lines.get((form_id, level), 0)


def asked_by(stretch: Stretch, day: date, reporting: Iterable[int]) -> Asking:
    """What a campaign asked of these reporting units from the stretch's first day."""
    campaign = stretch.campaign
    asked: dict[str, Any] = {
        "campaign": campaign.pk,
        "since": stretch.since,
        "day": day,
    }
    lines: Counter[tuple[int, int | str]] = Counter()
    of_others: dict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(_LINES, asked)
        for form, level, owner, count in cursor.fetchall():
            lines[form, owner or level] += count
        cursor.execute(_OF_OTHERS, asked)
        for form, unit in cursor.fetchall():
            of_others[form].add(unit)
    links = CampaignForm.objects.filter(campaign=campaign, is_read=True)
    read = frozenset(links.values_list("form_id", flat=True))
    below = _below(stretch, day, reporting) if read else set()
    return Asking(lines, of_others, read, below)


def _below(stretch: Stretch, day: date, units: Iterable[int]) -> set[int]:
    campaign = stretch.campaign
    found = Lineage.objects.filter(
        tree=campaign.tree_id,
        ancestor=campaign.root_id,
        unit__in=list(units),
        during__overlap=DateRange(stretch.since, day, "[]"),
    )
    return set(found.values_list("unit_id", flat=True))
