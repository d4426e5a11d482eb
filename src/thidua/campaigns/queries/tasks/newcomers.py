"""Units that came in after the launch and still have no target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.queries.tasks.row import Row, task
from thidua.kernel.dates import show
from thidua.kernel.tasks import Task

GIVE_WITHIN = timedelta(days=10)
"""How long a newcomer waits for its targets (office custom)."""
KIND = "newcomers"

# Of each campaign whose targets this unit gives: newcomers right below it that hold no
# target, and one of the targets that can be given to them.
ROWS = f"""
with given as materialized (
    select target.campaign_id, min(target.id) as target_id
    from campaigns_target target
    join running campaign on campaign.id = target.campaign_id
    where target.state = 'accepted'
      and target.split in ('sum', 'weighted', 'each', 'count')
      and (target.unit_id = %(unit)s or campaign.office_id = %(unit)s
           and target.unit_id = campaign.root_id)
    group by 1
), bare as materialized (
    select distinct given.campaign_id, given.target_id, member.unit_id, member.joined_on
    from given
    join campaigns_audience audience on audience.campaign_id = given.campaign_id
    join campaigns_audiencemember member on member.audience_id = audience.id
    where audience.reports and member.reason <> '' and member.joined_on <= %(on)s
      and (member.left_on is null or member.left_on > %(on)s)
      and not exists (
          select from campaigns_target target
          where target.campaign_id = given.campaign_id
            and target.unit_id = member.unit_id and target.state <> 'ended')
)
select '{KIND}', bare.campaign_id, campaign.name, bare.target_id, '', count(*)::int, 0,
    min(bare.joined_on), null
from bare join running campaign on campaign.id = bare.campaign_id
where coalesce((
    select line.ancestor_id from organisations_lineage line
    join campaigns_audiencemember member on member.unit_id = line.ancestor_id
    join campaigns_audience audience on audience.id = member.audience_id
    where line.tree_id = campaign.tree_id and line.unit_id = bare.unit_id
      and line.depth > 0 and line.during @> %(on)s::date
      and line.ancestor_id <> campaign.root_id
      and audience.campaign_id = campaign.id and member.joined_on <= %(on)s
      and (member.left_on is null or member.left_on > %(on)s)
    order by line.depth limit 1), campaign.office_id) = %(unit)s
group by bare.campaign_id, campaign.name, bare.target_id
"""  # noqa: S608 - the parts are constants of this module


def tasks(rows: Sequence[Row], on: date) -> Iterator[Task]:
    """Who joined below this unit and waits for its targets, campaign by campaign."""
    said = _("%(name)s: thêm từ %(day)s, chưa có chỉ tiêu nào.")
    for row in rows:
        newcomers = ngettext(
            "%(count)s đơn vị mới tham gia", "%(count)s đơn vị mới tham gia", row.count
        )
        yield task(
            _("Giao chỉ tiêu"),
            newcomers % {"count": row.count},
            row.day and row.day + GIVE_WITHIN,
            on,
            reverse("campaigns:give", args=[row.campaign_id, row.thing]),
            said % {"name": row.campaign, "day": show(row.day)},
        )
