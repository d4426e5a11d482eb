"""What of the milestones waits for a person: to be reached, or to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.queries.tasks.row import Row, task
from thidua.kernel.dates import show
from thidua.kernel.tasks import MINE, THEIRS, Task

AHEAD = timedelta(days=30)
_REACH, _CONFIRM = "reach", "confirm"

# Asked of whoever takes part and did so when the milestone was due; an item with a
# leading unit in the audience asks that unit alone (`asked.asked_of`).
TO_REACH = f"""
with taking as materialized (
    select audience_id, unit_id, joined_on from campaigns_audiencemember
    where joined_on <= %(on)s and (left_on is null or left_on > %(on)s)
      and audience_id in (select audience_id from campaigns_audiencemember
          where unit_id = %(unit)s)
)
select '{_REACH}', campaign.id, campaign.name, milestone.position, milestone.name, 1, 0,
    milestone.due_on, mark.returned_reason
from campaigns_milestone milestone
join campaigns_audience audience on audience.id = milestone.audience_id
join running campaign on campaign.id = audience.campaign_id
left join campaigns_milestonemark mark
  on mark.milestone_id = milestone.id and mark.unit_id = %(unit)s
left join lateral (
    select node.lead_unit_id as unit_id from campaigns_contentnode node
    join campaigns_contenttree tree on tree.id = node.tree_id
    where tree.audience_id = audience.id and node.key = milestone.node_key
    order by tree.number desc limit 1) lead on true
where milestone.due_on <= %(until)s and mark.confirmed_at is null
  and exists (select from taking
      where taking.audience_id = audience.id and taking.unit_id = %(unit)s
        and taking.joined_on <= milestone.due_on)
  and (lead.unit_id = %(unit)s or not exists (select from taking
      where taking.audience_id = audience.id and taking.unit_id = lead.unit_id))
"""  # noqa: S608 - the parts are constants of this module


# Whoever stands next above a unit and takes part receives its word; else the office.
TO_CONFIRM = f"""
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
    join running campaign on campaign.id = waiting.campaign_id
    where campaign.office_id = %(unit)s
        or exists (select from organisations_lineage line
            where line.tree_id = campaign.tree_id and line.unit_id = waiting.unit_id
              and line.ancestor_id = %(unit)s and line.during @> %(on)s::date)
)
select '{_CONFIRM}', campaign_id, name, null::bigint, '', sum(marks)::int, 0,
    null::date, null
from answering where receiver_id = %(unit)s group by campaign_id, name
"""  # noqa: S608 - the parts are constants of this module


def tasks(rows: Mapping[str, Sequence[Row]], on: date) -> Iterator[Task]:
    """Milestones soon due that are asked of a unit; marks that wait for its word."""
    for row in rows[_REACH]:
        yield _to_reach(row, on)
    for row in rows[_CONFIRM]:
        said = _("%(name)s: xem minh chứng, công nhận hoặc trả lại.")
        yield task(
            _("Công nhận"),
            _("%(count)s mốc đã báo đạt") % {"count": row.count},
            None,
            on,
            reverse("campaigns:milestones", args=[row.campaign_id]),
            said % {"name": row.campaign},
        )


def _to_reach(row: Row, on: date) -> Task:
    """`why` is None before the unit said it is reached, else why it was returned."""
    is_said = row.why == ""
    verb = _("Báo đạt") if row.why is None else _("Bổ sung")
    return task(
        _("Chờ công nhận") if is_said else verb,
        _("Mốc “%(name)s”") % {"name": row.name},
        row.day,
        on,
        reverse("campaigns:milestones", args=[row.campaign_id]),
        row.why or _("Hạn %(day)s, kèm minh chứng.") % {"day": show(row.day)},
        THEIRS if is_said else MINE,
        _("Cấp trên") if is_said else "",
    )
