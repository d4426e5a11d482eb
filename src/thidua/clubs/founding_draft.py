"""The draft of the decision that founds a club follows its members and its board."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from thidua.clubs.models import Club
from thidua.clubs.papers import founding_paper
from thidua.documents.actions import return_draft, rewrite_draft
from thidua.documents.policies import can_work_on
from thidua.documents.states import State as Paper
from thidua.kernel.clock import day_of
from thidua.organisations.actor import Actor


def draw_founding_anew(club: Club, *, actor: Actor, at: datetime) -> None:
    """Write the draft anew, as long as it has no number and nobody edited it in Word:
    what somebody wrote there is not lost to the program."""
    draft = club.founding
    if draft is None or draft.state not in {Paper.DRAFT, Paper.READY}:
        return
    last = draft.versions.order_by("-number").first()
    if (last is not None and last.file_id is not None) or not can_work_on(actor, draft):
        return
    if draft.state == Paper.READY:
        why = _("Hội viên hoặc ban chủ nhiệm đã đổi")
        draft = return_draft(draft, reason=why, actor=actor, at=at)
    rewrite_draft(draft, founding_paper(club, day_of(at)), actor=actor, at=at)
