"""Before a hand-over: the reports of the old units that are not finished yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.kernel.numbers import show_number

# Of units that end: the periods before the day on whose last day they stood, asked by
# the campaign's forms and not accepted; whether they were sent.
_LEFT = """
select count(*) filter (where report.id is null or report.state <> 'submitted'),
    count(distinct duty.unit_id)
        filter (where report.id is null or report.state <> 'submitted'),
    count(*) filter (where report.state = 'submitted')
from campaigns_campaignform link
join indicators_reportduty duty on duty.form_id = link.form_id
join indicators_formperiod span on span.form_id = link.form_id
join indicators_period period on period.id = span.period_id
left join indicators_report report on report.form_id = span.form_id
    and report.unit_id = duty.unit_id and report.period_id = span.period_id
where link.campaign_id = %(campaign)s and not link.is_read
  and duty.unit_id = any (%(units)s) and duty.during @> period.ends_on
  and period.ends_on < %(on)s and period.closed_at is null
  and coalesce(report.state, '') <> 'accepted'
  and not organisations_is_gone(duty.unit_id, period.ends_on)
"""


def reports_left(campaign: Campaign, units: Iterable[int], on: date) -> list[str]:
    """What is said of them: who sends what is missing, who receives what was sent."""
    asked: dict[str, Any] = {
        "campaign": campaign.pk,
        "units": sorted(set(units)),
        "on": on,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LEFT, asked)
        missing, owing, waiting = cursor.fetchone()
    said = []
    if missing:
        words = _(
            "%(reports)s báo cáo các kỳ trước của %(units)s đơn vị cũ chưa gửi: nơi kế"
            " thừa chính gửi nốt, số vẫn ghi cho đơn vị cũ."
        )
        said.append(
            words % {"reports": show_number(missing), "units": show_number(owing)}
        )
    if waiting:
        words = _(
            "%(reports)s báo cáo của đơn vị cũ đã gửi, chờ nhận: nơi nhận không còn thì"
            " nơi kế thừa, hoặc cấp trên hiện nay, nhận."
        )
        said.append(words % {"reports": show_number(waiting)})
    return said
