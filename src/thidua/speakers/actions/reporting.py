"""What came of a talk: told by who invited, mended; who began to learn since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.held import reason_in
from thidua.exemplars.models import Learning
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.text import tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor, signature
from thidua.speakers.drafts import ReportDraft
from thidua.speakers.held import held_invitation
from thidua.speakers.listening import who_began
from thidua.speakers.models import (
    BegunLearning,
    Invitation,
    MendedReport,
    TalkReport,
    WhatCame,
)
from thidua.speakers.policies import can_invite
from thidua.speakers.reports import SAID, last_told
from thidua.speakers.states import HOLD_TALK, NOT_HOLD, Asked
from thidua.speakers.telling import tell_speaker
from thidua.speakers.turns import add_turn


@transaction.atomic
def report_talk(
    invitation: Invitation,
    draft: ReportDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> TalkReport:
    """It took place: who came, what they took home, who began to learn."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_invite(actor, inviter).enforce()

    held.state = HOLD_TALK.take_from(held.state)
    check_version(held, version)
    _refuse_early(held, at)
    told = _told(draft, actor, at)
    held.save(update_fields=["state", "version"])
    report = TalkReport.objects.create(invitation=held, **told)
    add_turn(held, "", actor=actor, at=at)
    _note(held, draft.begun, actor=actor, at=at)

    record("speakers.invitation.held", held, actor=actor, at=at, came=draft.came)
    tell_speaker(held, keeper, actor, tidy(draft.words))
    return report


@transaction.atomic
def mend_report(
    invitation: Invitation,
    draft: ReportDraft,
    *,
    reason: str,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> MendedReport:
    """The report is told anew, whole, and why; what was told before stays readable.

    Who began to learn since is noted by itself (`note_learning`).
    """
    held, keeper, inviter = held_invitation(invitation, at)
    can_invite(actor, inviter).enforce()

    report = TalkReport.objects.filter(invitation=held).first()
    if report is None:
        raise WrongMoment(_("Buổi này chưa báo kết quả."), _("Báo kết quả trước."))
    check_version(held, version)
    why, told = reason_in(reason), _told(draft, actor, at)
    _refuse_the_same(last_told(report), told)
    held.save(update_fields=["version"])
    mended = MendedReport.objects.create(
        report=report, number=report.mended.count() + 2, reason=why, **told
    )

    record("speakers.report.mended", held, actor=actor, at=at, reason=why)
    tell_speaker(held, keeper, actor, why)
    return mended


@transaction.atomic
def report_not_held(
    invitation: Invitation,
    *,
    reason: str,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """The day has come and it did not take place; why is said."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_invite(actor, inviter).enforce()

    held.state = NOT_HOLD.take_from(held.state)
    check_version(held, version)
    _refuse_early(held, at)
    held.reason = reason_in(reason)
    held.save(update_fields=["state", "reason", "version"])
    add_turn(held, held.reason, actor=actor, at=at)

    said = held.reason
    record("speakers.invitation.not_held", held, actor=actor, at=at, reason=said)
    tell_speaker(held, keeper, actor, said)
    return held


@transaction.atomic
def note_learning(
    invitation: Invitation, learning: Learning, *, actor: Actor, at: datetime
) -> BegunLearning:
    """Somebody began to learn after the talk; noted when the report is told already."""
    held, _keeper, inviter = held_invitation(invitation, at)
    can_invite(actor, inviter).enforce()

    if held.state != Asked.HELD:
        raise WrongMoment(_("Buổi này chưa báo kết quả."), _("Báo kết quả trước."))
    noted = _note(held, [learning.pk], actor=actor, at=at)
    if not noted:
        raise RuleBroken(
            _("Nơi học này không bắt đầu sau buổi nói chuyện, hoặc đã ghi rồi."),
            _("Chọn nơi học bắt đầu từ ngày nói trở đi."),
        )

    name = learning.name
    record("speakers.invitation.learned", held, actor=actor, at=at, learner=name)
    return noted[0]


def _told(draft: ReportDraft, actor: Actor, at: datetime) -> dict[str, Any]:
    """The columns of a report; refused without what was taken home."""
    if not draft.taken_home.strip():
        raise RuleBroken(
            _("Chưa ghi người nghe mang về điều gì."),
            _("Một, hai câu là đủ."),
            field="taken_home",
        )
    return {
        "came": draft.came,
        "who": tidy(draft.who),
        "taken_home": draft.taken_home.strip(),
        "use": draft.use,
        "words": tidy(draft.words),
        "reported_at": at,
        "reported_by": signature(actor.name, actor.office)[:200],
    }


def _refuse_the_same(last: WhatCame, told: Mapping[str, Any]) -> None:
    if all(getattr(last, name) == told[name] for name in SAID):
        raise RuleBroken(
            _("Báo cáo này chưa khác gì bản đang có."),
            _("Sửa chỗ cần sửa rồi ghi lại, hoặc thôi."),
            field="came",
        )


def _note(
    invitation: Invitation, wanted: Sequence[int], *, actor: Actor, at: datetime
) -> list[BegunLearning]:
    """Of those wanted the ones that began after the talk and were not noted yet."""
    found = who_began(invitation).filter(pk__in=wanted)
    return [
        BegunLearning.objects.create(
            invitation=invitation,
            learning=one,
            noted_at=at,
            noted_by=signature(actor.name, actor.office)[:200],
        )
        for one in found
    ]


def _refuse_early(invitation: Invitation, at: datetime) -> None:
    if invitation.day > day_of(at):
        raise WrongMoment(_("Buổi này chưa tới."), _("Báo kết quả sau khi đã tổ chức."))
