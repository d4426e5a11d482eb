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
