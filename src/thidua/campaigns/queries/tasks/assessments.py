"""Assessments that wait: a phase is over for some time and nobody has signed it off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.queries.tasks.row import Row, task
from thidua.kernel.calendar import add_working_days
from thidua.kernel.dates import show
from thidua.kernel.tasks import HEAD, MINE, THEIRS, UNIT, Task
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power

ASK_AFTER = 7
"""Working days after the last day: by then the last reports have come (five) and were
looked at."""
SIGN_WITHIN = 20
"""Working days after the last day by which an assessment is thought to be signed."""
KIND = "assess"


def tasks(rows: Sequence[Row], actor: Actor, on: date) -> Iterator[Task]:
    """What the office of a campaign has to write, and its head to sign off."""
    for row in rows:
        if row.day and add_working_days(row.day, ASK_AFTER) <= on:
            yield _task(row, row.day, actor, on)


def _task(row: Row, until: date, actor: Actor, on: date) -> Task:
    is_head = actor.holds(Power.SIGN, row.campaign_id)
    is_mine = is_head or not row.why
    detail = _("%(campaign)s: hết ngày %(day)s, chưa có đánh giá được chốt.")
    return task(
        _("Chốt") if is_head else _("Soạn"),
        _("Đánh giá “%(name)s”") % {"name": row.name or _("Cả phong trào")},
        add_working_days(until, SIGN_WITHIN),
        on,
        _address(row),
        detail % {"campaign": row.campaign, "day": show(until)},
        MINE if is_mine else THEIRS,
        "" if is_mine else _("Thủ trưởng chốt"),
        whose=HEAD if is_head else UNIT,
    )


def _address(row: Row) -> str:
    if row.thing is None:
        return reverse("campaigns:effect-sign", args=[row.campaign_id])
    place = [row.campaign_id, row.thing]
    return reverse("campaigns:effect-sign-of-phase", args=place)
