"""Assessments that wait: a phase is over for some time and nobody has signed it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from thidua.campaigns.effect.stretches import Stretch, stretches_of
from thidua.campaigns.models import (
    Assessment,
    AssessmentDraft,
    AudienceMember,
    Campaign,
)
from thidua.campaigns.queries.effect.page import address
from thidua.campaigns.states import State
from thidua.campaigns.stewardship import as_on
from thidua.kernel.calendar import add_working_days
from thidua.kernel.dates import show
from thidua.kernel.tasks import MINE, THEIRS, Task, state_on
from thidua.organisations.models import Mandate

ASK_AFTER = 7
"""Working days after the last day: by then the last reports have come (five) and were
looked at."""
SIGN_WITHIN = 20
"""Working days after the last day by which an assessment is thought to be signed."""

Key = tuple[int, int | None]
"""Campaign and phase; without one the whole."""


def assessments_for(unit_id: int, role: str, on: date) -> Iterator[Task]:
    """What a body of a campaign has to write, and its head to sign off."""
    mine = Campaign.objects.filter(Q(office=unit_id) | Q(launcher=unit_id))
    members = AudienceMember.objects.filter(audience__campaign=OuterRef("pk"))
    running = mine.exclude(state=State.DRAFT).known_by(on).filter(Exists(members))
    campaigns = list(running.prefetch_related("phases"))
    if not campaigns:
        return
    signed = set(
        Assessment.objects.filter(campaign__in=campaigns).values_list(
            "campaign_id", "phase_id"
        )
    )
    drafts = AssessmentDraft.objects.filter(campaign__in=campaigns).exclude(remarks="")
    rows = drafts.values_list("campaign_id", "phase_id", "written_by")
    written: dict[Key, str] = {(campaign, phase): who for campaign, phase, who in rows}
    for campaign in as_on(campaigns, on):
        if unit_id != campaign.office_id or campaign.seen_on is not None:
            continue
        for stretch in stretches_of(campaign):
            key: Key = (campaign.pk, stretch.phase_id)
            if key not in signed and _is_asked(stretch, on):
                yield _task(stretch, role, written.get(key, ""), on)


def _is_asked(stretch: Stretch, on: date) -> bool:
    return stretch.is_over(on) and add_working_days(stretch.until, ASK_AFTER) <= on


def _task(stretch: Stretch, role: str, written_by: str, on: date) -> Task:
    is_head = role == Mandate.Role.HEAD
    is_mine = is_head or not written_by
    due = add_working_days(stretch.until, SIGN_WITHIN)
    said = {"name": stretch.name, "campaign": stretch.campaign.name}
    detail = _("%(campaign)s: hết ngày %(day)s, chưa có đánh giá được chốt.")
    return Task(
        verb=_("Chốt") if is_head else _("Soạn"),
        object=_("Đánh giá “%(name)s”") % said,
        detail=detail % {**said, "day": show(stretch.until)},
        due_on=due,
        turn=MINE if is_mine else THEIRS,
        turn_detail="" if is_mine else _("Thủ trưởng chốt"),
        url=address(stretch, "effect-sign"),
        state=state_on(due, on),
    )
