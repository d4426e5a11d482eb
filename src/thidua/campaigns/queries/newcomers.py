"""Units that came in after the launch and still have no target; those that left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.kernel.dates import show
from thidua.kernel.tasks import MINE, Task, state_on

GIVE_WITHIN = timedelta(days=10)
"""How long a newcomer waits for its targets (office custom)."""
TOLD_FOR = timedelta(days=10)
"""How long a unit that was let go finds on its desk why (office custom)."""

# Of each campaign whose targets this unit gives: newcomers right below it that hold no
# target, and one of the targets that can be given to them.
_NEWCOMERS = """
with given as materialized (
    select target.campaign_id, min(target.id) as target_id
    from campaigns_target target
    join campaigns_campaign campaign on campaign.id = target.campaign_id
    where campaign.state = 'launched' and target.state = 'accepted'
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
select bare.campaign_id, campaign.name, bare.target_id, count(*)::int,
       min(bare.joined_on)
from bare join campaigns_campaign campaign on campaign.id = bare.campaign_id
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
group by 1, 2, 3 order by 1
"""


def newcomers_to_give(unit_id: int, on: date) -> Iterator[Task]:
    """Who joined below this unit and waits for its targets, campaign by campaign."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWCOMERS, {"unit": unit_id, "on": on})
        rows = cursor.fetchall()
    for campaign_id, name, target_id, count, since in rows:
        due = since + GIVE_WITHIN
        yield Task(
            verb=_("Giao chỉ tiêu"),
            object=ngettext(
                "%(count)s đơn vị mới tham gia",
                "%(count)s đơn vị mới tham gia",
                count,
            )
            % {"count": count},
            detail=_("%(name)s: thêm từ %(day)s, chưa có chỉ tiêu nào.")
            % {"name": name, "day": show(since)},
            due_on=due,
            turn=MINE,
            turn_detail="",
            url=reverse("campaigns:give", args=[campaign_id, target_id]),
            state=state_on(due, on),
        )


def to_read_why(campaign_id: int, name: str, left_on: date, why: str, on: date) -> Task:
    """That the unit takes part no more, since when and why; nothing is left to do."""
    return Task(
        verb=_("Xem"),
        object=name,
        detail=_(
            "Không còn tham gia từ %(day)s: %(why)s. Báo cáo đã gửi vẫn giữ nguyên."
        )
        % {"day": show(left_on), "why": why.rstrip(".")},
        due_on=None,
        turn=MINE,
        turn_detail="",
        url=reverse("campaigns:campaign", args=[campaign_id]),
        state=state_on(None, on),
    )
