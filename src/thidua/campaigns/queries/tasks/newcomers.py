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
