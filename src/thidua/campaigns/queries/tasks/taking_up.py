"""Campaigns to acknowledge and to make one's own by a plan; those one was let go of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.naming import named_movement
from thidua.campaigns.queries.tasks.row import Row, task
from thidua.kernel.dates import show
from thidua.kernel.tasks import Task

ANSWER_WITHIN = timedelta(days=10)
"""How long a unit has to take up a campaign (office custom)."""
PLAN_WITHIN = timedelta(days=30)
TOLD_FOR = timedelta(days=10)
"""How long a unit that was let go finds on its desk why (office custom)."""
LEFT, SILENT, BARE, TAKING = "left", "silent", "bare", "taking"


def tasks(rows: Mapping[str, Sequence[Row]], on: date) -> Iterator[Task]:
    """One task for each campaign, in however many audiences the unit stands."""
    taking = {row.campaign_id for row in standing(rows)}
    for row in _once(rows[SILENT]):
        yield _to_acknowledge(row, on)
    for row in _once(rows[BARE]):
        yield _to_plan(row, on)
    for row in _once(rows[LEFT]):
        if row.campaign_id not in taking:
            yield _to_read_why(row, on)


def standing(rows: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Where the unit takes part now."""
    return [*rows[SILENT], *rows[BARE], *rows[TAKING]]


def _once(rows: Sequence[Row]) -> Sequence[Row]:
    """The last word about each campaign: of two audiences, of the one joined later."""
    return list({row.campaign_id: row for row in rows}.values())


def _to_acknowledge(row: Row, on: date) -> Task:
    said = _("Đọc văn bản phát động rồi báo đã tiếp nhận.")
    if row.why and row.day:
        words = {"day": show(row.day), "why": row.why}
        said = _("Tham gia từ %(day)s: %(why)s") % words
    return task(
        _("Tiếp nhận"),
        named_movement(row.campaign),
        row.day and row.day + ANSWER_WITHIN,
        on,
        reverse("campaigns:campaign", args=[row.campaign_id]),
        said,
    )


def _to_plan(row: Row, on: date) -> Task:
    return task(
        _("Cụ thể hóa"),
        _("Kế hoạch trong %(name)s") % {"name": row.campaign},
        row.day and row.day + PLAN_WITHIN,
        on,
        reverse("campaigns:plan", args=[row.campaign_id]),
        _("Ghi trọng tâm, việc khó, giải pháp và người phụ trách."),
    )


def _to_read_why(row: Row, on: date) -> Task:
    """That the unit takes part no more, since when and why; nothing is left to do."""
    words = {"day": show(row.day), "why": (row.why or "").rstrip(".")}
    said = _("Không còn tham gia từ %(day)s: %(why)s. Báo cáo đã gửi vẫn giữ nguyên.")
    url = reverse("campaigns:campaign", args=[row.campaign_id])
    return task(_("Xem"), row.campaign, None, on, url, said % words)
