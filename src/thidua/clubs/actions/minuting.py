"""Minutes of a meeting: written, approved by the chair, drawn up as a paper; what
learners took home goes into their plans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.clubs.drafts import MinutesDraft
from thidua.clubs.held import held_meeting
from thidua.clubs.models import ClubMeeting, Invitee, TakenHome
from thidua.clubs.papers import ABOUT, minutes_paper
from thidua.clubs.policies import can_approve, can_keep, can_run
from thidua.clubs.states import APPROVE, RETURN, WRITE, MeetingState
from thidua.clubs.telling import tell_sent_back, tell_written
from thidua.clubs.there import learnings_at
from thidua.documents.actions import draft_document
from thidua.documents.models import Document
from thidua.exemplars.actions import record_visit
from thidua.exemplars.drafts import VisitDraft
from thidua.exemplars.held import reason_in
from thidua.exemplars.models import Visit
from thidua.exemplars.states import HONOURED
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.text import tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor, signature


@transaction.atomic
def write_minutes(
    meeting: ClubMeeting,
    draft: MinutesDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> ClubMeeting:
    """Who came, what was said, what was concluded, who took home what; until the chair
    approved it, it may be written anew."""
    held, hands = held_meeting(meeting, at)
    can_run(actor, hands).enforce()

    held.state = WRITE.take_from(held.state)
    check_version(held, version)
    _refuse_untold(held, draft, at)
    held.led_by, held.reason = in_full(tidy(draft.led_by), 200, "led_by"), ""
    held.minutes = draft.minutes.strip()
    held.conclusions = draft.conclusions.strip()
    held.written_at = at
    held.written_by = signature(actor.name, actor.office)[:200]
    held.written_by_person_id = actor.person_id
    held.save()
    _count(held, draft.came)
    _take_home(held, draft)

    people = sum(draft.came.values())
    record("clubs.minutes.written", held, actor=actor, at=at, people=people)
    tell_written(held, hands, actor)
    return held


@transaction.atomic
def approve_minutes(
    meeting: ClubMeeting, *, version: int | None, actor: Actor, at: datetime
) -> ClubMeeting:
    """The chair approves; what learners took home stands in their plans from then on,
    as a session with each exemplar that is still held up."""
    held, hands = held_meeting(meeting, at)
    can_approve(actor, hands).enforce()

    approved = APPROVE.take_from(held.state)
    check_version(held, version)
    taken = _into_plans(held, actor=actor, at=at)
    held.state = approved
    held.approved_at = at
    held.approved_by = signature(actor.name, actor.office)[:200]
    held.save()

    record("clubs.minutes.approved", held, actor=actor, at=at, learners=taken)
    return held


@transaction.atomic
def return_minutes(
    meeting: ClubMeeting, *, reason: str, actor: Actor, at: datetime
) -> ClubMeeting:
    """The chair sends the minutes back and says what is to be mended."""
    held, hands = held_meeting(meeting, at)
    can_approve(actor, hands).enforce()

    held.state = RETURN.take_from(held.state)
    held.reason = reason_in(reason)
    held.version += 1
    held.save(update_fields=["state", "reason", "version"])

    record("clubs.minutes.returned", held, actor=actor, at=at, reason=held.reason)
    tell_sent_back(held, actor)
    return held


@transaction.atomic
def draft_minutes(meeting: ClubMeeting, *, actor: Actor, at: datetime) -> Document:
    """Draw the approved minutes up as a document of the unit in charge, once."""
    held, hands = held_meeting(meeting, at)
    can_keep(actor, hands).enforce()

    if held.document is not None:
        return held.document
    if held.state != MeetingState.APPROVED:
        raise WrongMoment(
            _("Biên bản chưa được chủ nhiệm duyệt."),
            _("Đưa vào văn bản sau khi duyệt."),
        )
    paper = minutes_paper(held, day_of(at))
    held.document = draft_document(
        held.club.home, paper, about=ABOUT, actor=actor, at=at
    )
    held.save(update_fields=["document"])

    record("clubs.minutes.drafted", held, actor=actor, at=at)
    return held.document


def _refuse_untold(meeting: ClubMeeting, draft: MinutesDraft, at: datetime) -> None:
    if meeting.held_on > day_of(at):
        raise WrongMoment(_("Buổi họp này chưa tới."), _("Ghi biên bản từ ngày họp."))
    faults = Faults()
    with faults:
        _refuse_silence(draft)
    with faults:
        _refuse_nobody_came(draft)
    faults.say()


def _refuse_silence(draft: MinutesDraft) -> None:
    if not draft.minutes.strip():
        raise RuleBroken(
            _("Chưa ghi diễn biến."), _("Ghi ai nói gì, bàn gì."), field="minutes"
        )


def _refuse_nobody_came(draft: MinutesDraft) -> None:
    if not any(draft.came.values()):
        raise RuleBroken(
            _("Chưa ghi ai đã dự."), _("Ghi số người dự của ít nhất một nơi.")
        )


def _count(meeting: ClubMeeting, came: Mapping[int, int]) -> None:
    """How many of each invitee came; who is not named did not."""
    some = list(meeting.invitees.all())
    for one in some:
        one.people = came.get(one.pk, 0)
    Invitee.objects.bulk_update(some, ["people"])


def _take_home(meeting: ClubMeeting, draft: MinutesDraft) -> None:
    known = {one.pk for one in learnings_at(meeting)}
    meeting.taken_home.all().delete()
    TakenHome.objects.bulk_create(
        TakenHome(meeting=meeting, learning_id=pk, people=people, words=words.strip())
        for pk, people, words in draft.taken
        if pk in known and people > 0
    )


def _into_plans(meeting: ClubMeeting, *, actor: Actor, at: datetime) -> int:
    """A session in the plan of each learner, one for each exemplar; how many learners.

    With an exemplar that is over, it stays in the minutes of the club alone.
    """
    taken = list(meeting.taken_home.select_related("learning__exemplar"))
    by_exemplar: dict[int, list[TakenHome]] = {}
    for one in taken:
        by_exemplar.setdefault(one.learning.exemplar_id, []).append(one)
    for rows in by_exemplar.values():
        exemplar = rows[0].learning.exemplar
        if exemplar.state not in HONOURED:
            continue
        draft = VisitDraft(
            kind=Visit.Kind.SESSION,
            held_on=meeting.held_on,
            place=meeting.place,
            words=f"{meeting.club.name}: {meeting.title}",
            came=[(one.learning_id, one.people, one.words) for one in rows],
        )
        visit = record_visit(exemplar, draft, actor=actor, at=at)
        pks = [one.pk for one in rows]
        TakenHome.objects.filter(pk__in=pks).update(visit=visit)
    return len(taken)
