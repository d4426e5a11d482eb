"""Targets on which somebody must say something: who takes them, or who gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.queries.tasks.row import Row, task
from thidua.kernel.tasks import Task
from thidua.organisations.naming import in_sentence, name_near

ANSWER_WITHIN = timedelta(days=10)
"""How long a unit has to answer a figure (office custom)."""
ANSWER, COUNTERED_ONE = "answer", "countered"

# How many figures of each campaign wait for the unit that takes them, how many were
# changed, and since when the longest waits: the last word said of it, else the launch.
TO_ANSWER = f"""
select '{ANSWER}', campaign.id, campaign.name, null::bigint, '', count(*)::int,
    count(target.changed_on)::int,
    (coalesce(min(said.at), campaign.launched_at)
        at time zone 'Asia/Ho_Chi_Minh')::date, null
from campaigns_target target
join running campaign on campaign.id = target.campaign_id
left join lateral (select max(word.at) as at from campaigns_targetround word
    where word.target_id = target.id) said on true
where target.unit_id = %(unit)s and target.state in ('proposed', 'insisted')
  and (target.opened_on is null or target.opened_on <= %(on)s)
group by campaign.id, campaign.name, campaign.launched_at
"""  # noqa: S608 - the parts are constants of this module

# For the giver; the figures of the head of the tree are answered by its office.
COUNTERED = f"""
select '{COUNTERED_ONE}', campaign.id, campaign.name, target.id,
    coalesce(called.full_name, ''), 1, 0, null::date, null
from campaigns_target target
join running campaign on campaign.id = target.campaign_id
join campaigns_target above on above.id = target.parent_id
left join lateral ({name_near("target.unit_id", day="%(on)s::date")}) called on true
where target.state = 'countered'
  and (above.unit_id = %(unit)s
    or campaign.office_id = %(unit)s and above.unit_id = campaign.root_id)
  and (target.opened_on is null or target.opened_on <= %(on)s)
"""  # noqa: S608 - the parts are constants of this module


def tasks(rows: Mapping[str, Sequence[Row]], on: date) -> Iterator[Task]:
    """Figures to answer, campaign by campaign; other figures proposed, one by one."""
    for row in rows[ANSWER]:
        yield task(
            _("Trả lời"),
            _("%(count)s chỉ tiêu được giao") % {"count": row.count},
            row.day and row.day + ANSWER_WITHIN,
            on,
            reverse("campaigns:my-targets", args=[row.campaign_id]),
            _what_to_answer(row),
        )
    for row in rows[COUNTERED_ONE]:
        yield task(
            _("Trả lời"),
            _("Đề nghị của %(unit)s") % {"unit": in_sentence(row.name)},
            None,
            on,
            reverse("campaigns:target", args=[row.campaign_id, row.thing]),
            _("Đơn vị đề nghị số khác: đồng ý, giao lại hoặc giữ nguyên."),
        )


def _what_to_answer(row: Row) -> str:
    said = _("%(name)s: nhận, hoặc đề nghị số khác kèm lý do.") % {"name": row.campaign}
    if not row.more:
        return said
    again = ngettext(
        "%(count)s chỉ tiêu vừa được đổi, có lý do.",
        "%(count)s chỉ tiêu vừa được đổi, có lý do.",
        row.more,
    )
    return f"{said} {again % {'count': row.more}}"
