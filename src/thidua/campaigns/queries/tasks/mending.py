"""Plans that the unit above wants mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.check import check_plans
from thidua.campaigns.models import MendRequest
from thidua.campaigns.queries.tasks.row import Row, task
from thidua.campaigns.queries.tasks.taking_up import standing
from thidua.kernel.tasks import Task


def tasks(rows: Mapping[str, Sequence[Row]], unit_id: int, on: date) -> Iterator[Task]:
    """Plans to mend, unless the check finds nothing any more.

    Checking reads much, and is done only where a request is not answered yet.
    """
    asked = {row.campaign_id for row in standing(rows) if row.more}
    if not asked:
        return
    waiting = MendRequest.objects.filter(
        Q(plan__adopted_at=None) | Q(plan__adopted_at__lte=F("asked_at")),
        plan__unit=unit_id,
        plan__campaign__in=asked,
    )
    last = waiting.order_by("plan", "-asked_at", "-pk").distinct("plan")
    for request in last.select_related("plan__campaign"):
        campaign = request.plan.campaign
        _plan, checked = check_plans(campaign, on, [unit_id])[unit_id]
        if checked.errors or checked.warnings:
            yield task(
                _("Chỉnh"),
                _("Kế hoạch trong %(name)s") % {"name": campaign.name},
                request.due_on,
                on,
                reverse("campaigns:plan", args=[campaign.pk]),
                request.note,
            )
