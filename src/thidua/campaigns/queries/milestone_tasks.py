"""What of the milestones waits for a person: to be reached, or to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import clock
from thidua.kernel.dates import show
from thidua.kernel.tasks import MINE, THEIRS, Task, state_on

MILESTONE_AHEAD = timedelta(days=30)

# Asked of whoever takes part and did so when the milestone was due; an item with a
# leading unit in the audience asks that unit alone (`asked.asked_of`).
_TO_REACH = """
with taking as materialized (
    select audience_id, unit_id, joined_on from campaigns_audiencemember
    where joined_on <= %(on)s and (left_on is null or left_on > %(on)s)
      and audience_id in (select audience_id from campaigns_audiencemember
          where unit_id = %(unit)s)
)
select milestone.name, milestone.due_on, audience.campaign_id, mark.returned_reason
from campaigns_milestone milestone
join campaigns_audience audience on audience.id = milestone.audience_id
join campaigns_campaign campaign on campaign.id = audience.campaign_id
left join campaigns_milestonemark mark
  on mark.milestone_id = milestone.id and mark.unit_id = %(unit)s
left join lateral (
    select node.lead_unit_id as unit_id from campaigns_contentnode node
    join campaigns_contenttree tree on tree.id = node.tree_id
    where tree.audience_id = audience.id and node.key = milestone.node_key
    order by tree.number desc limit 1) lead on true
where campaign.state = 'launched' and campaign.launched_at < %(ended)s
  and milestone.due_on <= %(until)s and mark.confirmed_at is null
  and exists (select from taking
      where taking.audience_id = audience.id and taking.unit_id = %(unit)s
        and taking.joined_on <= milestone.due_on)
  and (lead.unit_id = %(unit)s or not exists (select from taking
      where taking.audience_id = audience.id and taking.unit_id = lead.unit_id))
order by milestone.due_on, milestone.position, milestone.id
"""


def milestones_to_reach(unit_id: int, on: date) -> Iterator[Task]:
    """The milestones soon due that are asked of a unit, and what it said of them."""
    asked: dict[str, Any] = {
        "unit": unit_id,
        "on": on,
        "ended": clock.end_of(on),
        "until": on + MILESTONE_AHEAD,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TO_REACH, asked)
        rows = cursor.fetchall()
    for name, due_on, campaign_id, returned in rows:
        is_said = returned == ""
        verb = _("Báo đạt") if returned is None else _("Bổ sung")
        yield Task(
            verb=_("Chờ công nhận") if is_said else verb,
            object=_("Mốc “%(name)s”") % {"name": name},
            detail=returned
            or _("Hạn %(day)s, kèm minh chứng.") % {"day": show(due_on)},
            due_on=due_on,
            turn=THEIRS if is_said else MINE,
            turn_detail=_("Cấp trên") if is_said else "",
            url=reverse("campaigns:milestones", args=[campaign_id]),
            state=state_on(due_on, on),
        )


# Whoever stands next above a unit and takes part receives its word; else the office.
_TO_CONFIRM = """
with waiting as materialized (
    select audience.campaign_id, mark.unit_id, count(*) as marks
    from campaigns_milestonemark mark
    join campaigns_milestone milestone on milestone.id = mark.milestone_id
    join campaigns_audience audience on audience.id = milestone.audience_id
    where mark.confirmed_at is null and mark.returned_reason = ''
      and mark.marked_at < %(ended)s
    group by 1, 2
), answering as (
    select waiting.campaign_id, waiting.marks, campaign.name, coalesce((
        select line.ancestor_id from organisations_lineage line
        where line.tree_id = campaign.tree_id and line.unit_id = waiting.unit_id
          and line.depth > 0 and line.during @> %(on)s::date
          and line.ancestor_id <> campaign.root_id
          and exists (select from campaigns_audiencemember member
              join campaigns_audience audience on audience.id = member.audience_id
              where member.unit_id = line.ancestor_id
                and audience.campaign_id = waiting.campaign_id
                and member.joined_on <= %(on)s
                and (member.left_on is null or member.left_on > %(on)s))
          and exists (select from campaigns_audiencemember member
              join campaigns_audience audience on audience.id = member.audience_id
              where member.unit_id = waiting.unit_id
                and audience.campaign_id = waiting.campaign_id
                and member.joined_on <= %(on)s
                and (member.left_on is null or member.left_on > %(on)s))
        order by line.depth limit 1), campaign.office_id) as receiver_id
    from waiting
    join campaigns_campaign campaign on campaign.id = waiting.campaign_id
    where campaign.state = 'launched' and campaign.launched_at < %(ended)s
      and (campaign.office_id = %(unit)s
        or exists (select from organisations_lineage line
            where line.tree_id = campaign.tree_id and line.unit_id = waiting.unit_id
              and line.ancestor_id = %(unit)s and line.during @> %(on)s::date))
)
select campaign_id, name, sum(marks)::int from answering
where receiver_id = %(unit)s group by 1, 2 order by 1
"""


def marks_to_confirm(unit_id: int, on: date) -> Iterator[Task]:
    """How many marks of each campaign wait for the word of a unit."""
    with connection.cursor() as cursor:
        cursor.execute(
            _TO_CONFIRM, {"unit": unit_id, "on": on, "ended": clock.end_of(on)}
        )
        rows = cursor.fetchall()
    for campaign_id, name, count in rows:
        yield Task(
            verb=_("Công nhận"),
            object=_("%(count)s mốc đã báo đạt") % {"count": count},
            detail=_("%(name)s: xem minh chứng, công nhận hoặc trả lại.")
            % {"name": name},
            due_on=None,
            turn=MINE,
            turn_detail="",
            url=reverse("campaigns:milestones", args=[campaign_id]),
            state=state_on(None, on),
        )
