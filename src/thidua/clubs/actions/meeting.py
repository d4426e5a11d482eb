"""A meeting is planned, mended, called, answered, called off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.clubs.drafts import MeetingDraft
from thidua.clubs.held import held_club, held_meeting
from thidua.clubs.models import AgendaItem, Club, ClubMeeting, ClubMember, Invitee
from thidua.clubs.policies import can_come, can_run
from thidua.clubs.states import (
    AHEAD,
    CANCEL,
    INVITE,
    MEND,
    MEND_INVITED,
    MeetingState,
    State,
)
from thidua.clubs.telling import tell_cancelled, tell_changed, tell_meeting
from thidua.exemplars.held import reason_in
from thidua.exemplars.keeping import writer_for
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.text import fold, tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor


@transaction.atomic
def plan_meeting(
    club: Club, draft: MeetingDraft, *, actor: Actor, at: datetime
) -> ClubMeeting:
    """The board plans a meeting: subject, day, place, agenda, guests."""
    held, hands = held_club(club, at)
    can_run(actor, hands).enforce()

    _refuse_silent(held)
    meeting = ClubMeeting(
        club=held, planned_at=at, planned_by=actor.name, is_made_up=draft.is_made_up
    )
    _write(meeting, draft)
    _refuse_another_hour(meeting, draft, at)
    meeting.save()
    _lay_out(meeting, draft)
    _ask_members(meeting)

    day = meeting.held_on.isoformat()
    record("clubs.meeting.planned", meeting, actor=actor, at=at, day=day)
    return meeting


@transaction.atomic
def mend_meeting(
    meeting: ClubMeeting,
    draft: MeetingDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> ClubMeeting:
    """Write the plan anew; who was invited hears when day, hour or place is another."""
    held, hands = held_meeting(meeting, at)
    can_run(actor, hands).enforce()

    is_invited = held.state == MeetingState.INVITED
    move = MEND_INVITED if is_invited else MEND
    held.state = move.take_from(held.state)
    check_version(held, version)
    before = (held.held_on, held.starts_at, held.place)
    _write(held, draft)
    _refuse_another_hour(held, draft, at)
    held.save()
    _lay_out(held, draft)

    record("clubs.meeting.mended", held, actor=actor, at=at)
    if before != (held.held_on, held.starts_at, held.place):
        tell_changed(held, _asked(held), actor)
    return held


@transaction.atomic
def invite_to_meeting(
    meeting: ClubMeeting, *, actor: Actor, at: datetime
) -> ClubMeeting:
    """Ask all members of today and the guests; sent again, those added since alone."""
    held, hands = held_meeting(meeting, at)
    can_run(actor, hands).enforce()

    held.state = INVITE.take_from(held.state)
    if not held.items.exists():
        raise RuleBroken(
            _("Chương trình còn trống."), _("Ghi ít nhất một nội dung, rồi mời.")
        )
    if held.held_on < day_of(at):
        raise WrongMoment(
            _("Ngày họp đã qua."), _("Ghi biên bản, hoặc đổi ngày rồi mời.")
        )
    _ask_members(held)
    fresh = [one for one in _asked(held) if one.told_at is None]
    held.invitees.filter(told_at__isnull=True).update(told_at=at)
    held.invited_at = held.invited_at or at
    held.save(update_fields=["state", "invited_at"])

    count = len(fresh)
    record("clubs.meeting.invited", held, actor=actor, at=at, invited=count)
    tell_meeting(held, fresh, actor)
    return held


@transaction.atomic
def answer_meeting(
    invitee: Invitee, *, answer: str, actor: Actor, at: datetime
) -> Invitee:
    """Who was invited says whether they come; said again, the last word counts."""
    held, _hands = held_meeting(invitee.meeting, at)
    member = invitee.member
    home = invitee.unit_id or (member.unit_id or member.home_id if member else 0)
    person = member.person_id if member else invitee.person_id
    writer = writer_for(home, day_of(at)) if home else None
    can_come(actor, home, person, writer).enforce()

    if held.state not in AHEAD:
        raise WrongMoment(_("Buổi họp này không còn chờ trả lời."), _("Tải lại trang."))
    invitee.answer = Invitee.Answer(answer)
    invitee.answered_at, invitee.answered_by = at, actor.name
    invitee.save(update_fields=["answer", "answered_at", "answered_by"])

    record("clubs.meeting.answered", held, actor=actor, at=at, answer=answer)
    return invitee


@transaction.atomic
def cancel_meeting(
    meeting: ClubMeeting, *, reason: str, actor: Actor, at: datetime
) -> ClubMeeting:
    """It is not held; who was invited hears why."""
    held, hands = held_meeting(meeting, at)
    can_run(actor, hands).enforce()

    held.state = CANCEL.take_from(held.state)
    held.reason = reason_in(reason)
    held.save(update_fields=["state", "reason"])

    record("clubs.meeting.cancelled", held, actor=actor, at=at, reason=held.reason)
    tell_cancelled(held, _asked(held), actor)
    return held


def _asked(meeting: ClubMeeting) -> list[Invitee]:
    return list(meeting.invitees.select_related("member"))


def _ask_members(meeting: ClubMeeting) -> None:
    """All members of today; who left before being told is not asked any more."""
    members = ClubMember.objects.filter(club=meeting.club_id).today()
    gone = meeting.invitees.filter(member__isnull=False, told_at__isnull=True)
    gone.exclude(member__in=members.values("pk")).delete()
    known = set(meeting.invitees.values_list("member_id", flat=True))
    Invitee.objects.bulk_create(
        Invitee(meeting=meeting, member=one) for one in members if one.pk not in known
    )


def _write(meeting: ClubMeeting, draft: MeetingDraft) -> None:
    meeting.title, meeting.place = tidy(draft.title), tidy(draft.place)
    meeting.held_on, meeting.starts_at = draft.held_on, draft.starts_at
    meeting.words = draft.words.strip()


def _lay_out(meeting: ClubMeeting, draft: MeetingDraft) -> None:
    """The agenda in order, and the guests; who was asked before stays asked."""
    members = {
        fold(one.name): one
        for one in ClubMember.objects.filter(club=meeting.club_id).today()
    }
    meeting.items.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=place,
            words=tidy(one.words),
            led_by=tidy(one.led_by),
            member=members.get(fold(one.led_by)),
            lasts=one.lasts,
        )
        for place, one in enumerate(draft.items, start=1)
    )
    _ask_guests(meeting, draft)


_Guest = tuple[int | None, int | None, str]
"""A unit, or a person with their name, or a name alone."""


def _ask_guests(meeting: ClubMeeting, draft: MeetingDraft) -> None:
    """The guests as they are written; who was told stays, whatever is written now."""
    wanted: set[_Guest] = {(unit, None, "") for unit in draft.guest_units}
    wanted |= {(None, who, tidy(name)) for who, name in draft.guest_people}
    wanted |= {(None, None, tidy(name)) for name in draft.guests if tidy(name)}
    guests = meeting.invitees.filter(member__isnull=True)
    known: set[_Guest] = set()
    for old in guests:
        one = (old.unit_id, old.person_id, old.name)
        if old.told_at is None and one not in wanted:
            old.delete()
        else:
            known.add(one)
    members = ClubMember.objects.filter(club=meeting.club_id, person__isnull=False)
    people = {person for _unit, person, _name in known if person}
    people |= set(members.today().values_list("person", flat=True))
    names = {name for _unit, _person, name in known if name}
    fresh = [
        one for one in wanted - known if one[1] not in people and one[2] not in names
    ]
    Invitee.objects.bulk_create(
        Invitee(meeting=meeting, unit_id=unit, person_id=person, name=name)
        for unit, person, name in sorted(fresh, key=lambda one: (one[0] or 0, one[2]))
    )


def _refuse_silent(club: Club) -> None:
    if club.state != State.ACTIVE:
        raise WrongMoment(
            _("Câu lạc bộ %(state)s nên chưa lên lịch họp được.")
            % {"state": club.get_state_display()},
            _("Đơn vị lập câu lạc bộ cho sinh hoạt trước."),
        )


def _refuse_another_hour(
    meeting: ClubMeeting, draft: MeetingDraft, at: datetime
) -> None:
    """A day that is over and an hour that is taken, both at once."""
    faults = Faults()
    with faults:
        _refuse_past(draft, at)
    with faults:
        _refuse_same_hour(meeting)
    faults.say()


def _refuse_past(draft: MeetingDraft, at: datetime) -> None:
    if draft.held_on < day_of(at):
        raise RuleBroken(
            _("Ngày họp đã qua."), _("Chọn ngày từ hôm nay."), field="held_on"
        )


def _refuse_same_hour(meeting: ClubMeeting) -> None:
    same = ClubMeeting.objects.filter(
        club=meeting.club_id, held_on=meeting.held_on, starts_at=meeting.starts_at
    ).exclude(state=MeetingState.CANCELLED)
    if same.exclude(pk=meeting.pk).exists():
        raise RuleBroken(
            _("Câu lạc bộ đã có buổi họp vào giờ này."),
            _("Chọn giờ khác, hoặc mở buổi đã có."),
            field="starts_at",
        )
