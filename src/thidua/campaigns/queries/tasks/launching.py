"""Drafts that nothing holds back any more: the head reads them and launches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.check import check_campaign
from thidua.campaigns.models import Campaign
from thidua.campaigns.naming import named_movement
from thidua.campaigns.queries.tasks.row import task
from thidua.campaigns.states import State
from thidua.kernel.tasks import HEAD, Task
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.waiting import Row, Waiting

LOOKED_AT = 10
"""Of so many drafts of a unit the plan is checked: those that begin first."""

_DRAFTS = """
select id from campaigns_campaign
where state = %(draft)s and (launcher_id = %(unit)s or office_id = %(unit)s)
order by starts_on, id limit %(most)s
"""


def _given(actor: Actor, _on: date) -> dict[str, Any] | None:
    if actor.unit_id is None or not actor.holds(Power.SIGN):
        return None
    return {"unit": actor.unit_id, "draft": State.DRAFT.value, "most": LOOKED_AT}


def _tasks(rows: Sequence[Row], _actor: Actor, on: date) -> Iterator[Task]:
    """Only those whose plan the check finds no error in."""
    drafts = Campaign.objects.filter(pk__in=[row[0] for row in rows]) if rows else ()
    for campaign in drafts:
        if not check_campaign(campaign, on).errors:
            yield task(
                _("Đọc rồi phát động"),
                named_movement(campaign.name),
                campaign.starts_on,
                on,
                reverse("campaigns:launch", args=[campaign.pk]),
                _("Kế hoạch đã đủ; kiểm tra không còn lỗi nào."),
                whose=HEAD,
            )


waiting_to_launch = Waiting(_DRAFTS, ("id",), _given, _tasks)
"""The decision to launch, for who signs for the launcher or the standing office."""
