"""Campaigns whose bodies stand no more: their successor takes them over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.handover import heirs_of_all
from thidua.campaigns.models import Campaign
from thidua.campaigns.naming import named_movement
from thidua.campaigns.queries.tasks.row import Row, task
from thidua.kernel.tasks import Task

KIND = "hand over"


def tasks(rows: Sequence[Row], unit_id: int, on: date) -> Iterator[Task]:
    """Campaigns that the successor of who launched, ran or headed them takes over."""
    if not rows:
        return
    campaigns = Campaign.objects.filter(pk__in=[row.campaign_id for row in rows])
    heirs = heirs_of_all(campaigns, on)
    for row in rows:
        if unit_id in heirs[row.campaign_id].values():
            yield _task(row, on)


def _task(row: Row, on: date) -> Task:
    return task(
        _("Nhận bàn giao"),
        named_movement(row.campaign),
        None,
        on,
        reverse("campaigns:hand-over", args=[row.campaign_id]),
        _(
            "Nơi điều hành phong trào đã sắp xếp lại. Xem đơn vị và chỉ tiêu nào"
            " chuyển sang nơi kế thừa, rồi bàn giao."
        ),
        turn_detail=_("rồi nơi kế thừa thấy chỉ tiêu của mình"),
    )
