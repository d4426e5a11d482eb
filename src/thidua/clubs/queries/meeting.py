"""One meeting: what is on, who is asked, what was said, who took home what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.clubs.models import AgendaItem, ClubMeeting, Invitee, TakenHome
from thidua.clubs.policies import can_approve, can_keep, can_run
from thidua.clubs.queries.frame import ClubFrame, club_frame
from thidua.clubs.queries.reading import Reading
from thidua.clubs.queries.taken import TakenRow, taken_rows
from thidua.clubs.queries.ways import Ways, ways_to
from thidua.clubs.queries.words import ShownMember, shown_members
from thidua.clubs.states import (
    AHEAD,
    APPROVE,
    CANCEL,
    MEETING_TONES,
    TOLD,
    WRITE,
    MeetingState,
)
from thidua.clubs.telling import person_of, unit_of
from thidua.clubs.there import learnings_at
from thidua.exemplars.letterhead import paragraphs
from thidua.exemplars.models import Learning
from thidua.kernel import clock, dates
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Fact
from thidua.organisations.models import Power


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the agenda, with the hour at which it is to begin."""

    at: str
    words: str
    led_by: str
    href: str
    lasts: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who was asked."""

    pk: int
    name: str
    href: str
    kind: str
    told: str
    answer: str
    tone: str
    people: str
    may_answer: bool


@dataclass(frozen=True, slots=True)
class Doings:
    """What this reader may do with a meeting now."""

    may_mend: bool
    may_invite: bool
    invites_again: bool
    may_cancel: bool
    may_write: Verdict | None
    may_approve: Verdict | None
    may_return: bool
    may_draft: bool
    may_print_invitation: bool
    may_print_minutes: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything `meeting.html` shows."""

    frame: ClubFrame
    pk: int
    version: int
    title: str
    state: str
    tone: str
    reason: str
    when: str
    place: str
    is_made_up: bool
    facts: Sequence[Fact]
    words: Sequence[str]
    items: Sequence[ItemRow]
    asked: Sequence[AskedRow]
    asked_words: str
    says_how: bool
    """While it is to come: how each of those who are asked is told."""
    minutes: Sequence[str]
    conclusions: Sequence[str]
    taken: Sequence[TakenRow]
    do: Doings
    document_href: str


def meeting_page(of: Reading, meeting: ClubMeeting) -> MeetingPage:
    """One meeting, as this reader may see it: people by name and the minutes inside,
    what was concluded everybody who knows of the club, once it was approved."""
    runs = bool(can_run(of.actor, of.hands))
    is_told = meeting.state in TOLD
    is_approved = meeting.state == MeetingState.APPROVED
    parts = _parts_of(of, meeting)
    asked = _asked(of, meeting, parts)
    return MeetingPage(
        frame=club_frame(of, "clubs:meetings", meeting.title),
        pk=meeting.pk,
        version=meeting.version,
        title=meeting.title,
        state=str(meeting.get_state_display()),
        tone=MEETING_TONES[MeetingState(meeting.state)],
        reason=meeting.reason,
        when=f"{meeting.starts_at:%H:%M}, {dates.show_long(meeting.held_on)}",
        place=meeting.place,
        is_made_up=meeting.is_made_up,
        facts=_facts(of, meeting),
        words=paragraphs(meeting.words),
        items=_items(meeting, parts),
        asked=asked if of.is_inside else [one for one in asked if one.may_answer],
        asked_words=_asked_words(meeting, asked),
        says_how=parts.ways is not None,
        minutes=paragraphs(meeting.minutes) if of.is_inside and is_told else [],
        conclusions=paragraphs(meeting.conclusions)
        if is_approved or (of.is_inside and is_told)
        else [],
        taken=taken_rows(of, parts.taken) if is_approved or of.is_inside else [],
        do=_doings(of, meeting, runs=runs),
        document_href=reverse("documents:document", args=[meeting.document_id])
        if meeting.document_id and of.is_inside
        else "",
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rows of a meeting, read before anybody of them is named."""

    items: Sequence[AgendaItem]
    invitees: Sequence[Invitee]
    taken: Sequence[TakenHome]
    shown: Mapping[int, ShownMember]
    ways: Ways | None


def _parts_of(of: Reading, meeting: ClubMeeting) -> _Parts:
    items = list(meeting.items.select_related("member__exemplar"))
    invitees = list(meeting.invitees.select_related("member__exemplar"))
    taken = list(meeting.taken_home.select_related("learning__exemplar"))
    of.places.gather(one.unit_id for one in invitees)
    for one in taken:
        of.places.gather([one.learning.home_id, one.learning.unit_id])
    about = [*(one.member for one in items), *(one.member for one in invitees)]
    shown = shown_members(of, [one for one in about if one is not None])
    says_how = of.is_inside and meeting.state in AHEAD
    ways = ways_to(invitees, of.day) if says_how else None
    return _Parts(items, invitees, taken, shown, ways)


def _doings(of: Reading, meeting: ClubMeeting, *, runs: bool) -> Doings:
    is_ahead = meeting.state in AHEAD and meeting.held_on >= of.day
    is_told = meeting.state in TOLD
    is_approved = meeting.state == MeetingState.APPROVED
    return Doings(
        may_mend=runs and is_ahead,
        may_invite=runs and is_ahead,
        invites_again=meeting.state == MeetingState.INVITED,
        may_cancel=runs and bool(CANCEL.open_from(meeting.state)),
        may_write=_may_write(of, meeting) if runs else None,
        may_approve=_may_approve(of, meeting, runs=runs),
        may_return=meeting.state == MeetingState.WRITTEN
        and bool(can_approve(of.actor, of.hands)),
        may_draft=is_approved
        and meeting.document_id is None
        and bool(can_keep(of.actor, of.hands)),
        may_print_invitation=of.is_inside and meeting.state != MeetingState.CANCELLED,
        may_print_minutes=of.is_inside and is_told,
    )


def _may_write(of: Reading, meeting: ClubMeeting) -> Verdict | None:
    """A button once the day has come, and none where nothing is to be written."""
    if meeting.held_on > of.day or not WRITE.open_from(meeting.state):
        return None
    return Verdict()


def _may_approve(of: Reading, meeting: ClubMeeting, *, runs: bool) -> Verdict | None:
    if meeting.state != MeetingState.WRITTEN:
        return None
    may = can_approve(of.actor, of.hands)
    return may & APPROVE.open_from(meeting.state) if may or runs else None


def _facts(of: Reading, meeting: ClubMeeting) -> list[Fact]:
    told = meeting.state in TOLD
    people = sum(one.people or 0 for one in meeting.invitees.all()) if told else 0
    facts = [
        (_("Chủ trì"), meeting.led_by),
        (_("Số người dự"), show_number(people) if told else ""),
        (_("Người ghi"), meeting.written_by if of.is_inside else ""),
        (_("Người duyệt"), _approved(meeting)),
    ]
    return [Fact(term, value) for term, value in facts if value]


def _approved(meeting: ClubMeeting) -> str:
    if meeting.approved_at is None:
        return ""
    day = dates.show(clock.day_of(meeting.approved_at))
    return _("%(who)s, ngày %(day)s") % {"who": meeting.approved_by, "day": day}


def _items(meeting: ClubMeeting, parts: _Parts) -> list[ItemRow]:
    start = datetime.combine(meeting.held_on, meeting.starts_at)
    rows = []
    for one in parts.items:
        who = parts.shown.get(one.member_id or 0)
        rows.append(
            ItemRow(
                at=f"{start:%H:%M}",
                words=one.words,
                led_by=who.name if who else one.led_by,
                href=who.href if who else "",
                lasts=ngettext("%(n)s phút", "%(n)s phút", one.lasts)
                % {"n": show_number(one.lasts)},
            )
        )
        start += timedelta(minutes=one.lasts)
    return rows


ANSWER_TONES = {"": "wait", "comes": "done", "away": "slow"}


def _asked(of: Reading, meeting: ClubMeeting, parts: _Parts) -> list[AskedRow]:
    is_open = meeting.state == MeetingState.INVITED and meeting.held_on >= of.day
    rows = [_one_asked(one, parts, of, is_open=is_open) for one in parts.invitees]
    return sorted(rows, key=lambda one: not one.may_answer)


def _one_asked(one: Invitee, parts: _Parts, of: Reading, *, is_open: bool) -> AskedRow:
    who = parts.shown.get(one.member_id or 0)
    came = "" if one.people is None else show_number(one.people)
    return AskedRow(
        pk=one.pk,
        name=who.name if who else of.places.called(one.unit_id) or one.name,
        href=who.href if who else "",
        kind=_("hội viên") if who else _("khách mời"),
        told=parts.ways.words(one) if parts.ways else "",
        answer=str(one.get_answer_display()) if one.told_at or one.answer else "",
        tone=ANSWER_TONES[one.answer],
        people=came,
        may_answer=is_open and _is_mine(one, of),
    )


def _is_mine(one: Invitee, of: Reading) -> bool:
    """Is it the reader who was asked, or whom the reader's unit speaks for?"""
    person, unit, actor = person_of(one), unit_of(one), of.actor
    if person is not None:
        return person == actor.person_id
    return unit is not None and unit == actor.unit_id and actor.holds(Power.RUN)


def _asked_words(meeting: ClubMeeting, asked: Sequence[AskedRow]) -> str:
    comes = meeting.invitees.filter(answer=Invitee.Answer.COMES).count()
    return ngettext(
        "Mời %(n)s nơi, %(comes)s nơi nhận lời",
        "Mời %(n)s nơi, %(comes)s nơi nhận lời",
        len(asked),
    ) % {"n": show_number(len(asked)), "comes": show_number(comes)}


@dataclass(frozen=True, slots=True)
class There:
    """Somebody whose coming is counted in the minutes."""

    pk: int
    name: str
    kind: str
    first: int | None
    """As it was counted, or one where they said they would come."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner who may have taken something home."""

    pk: int
    name: str
    exemplar: str
    people: int | None
    words: str


def counted_at(of: Reading, meeting: ClubMeeting) -> tuple[list[There], list[Learner]]:
    """Whose coming the minutes count, and who may have taken something home."""
    learnings = learnings_at(meeting)
    of.places.gather(one.unit_id for one in learnings)
    return _there(of, meeting), _learners(of, meeting, learnings)


def _there(of: Reading, meeting: ClubMeeting) -> list[There]:
    """Everybody who was asked, as the minutes count them."""
    some = list(meeting.invitees.select_related("member__exemplar"))
    of.places.gather(one.unit_id for one in some)
    members = [one.member for one in some if one.member is not None]
    shown = shown_members(of, members, whole=True)
    return [
        There(
            pk=one.pk,
            name=shown[one.member_id].name
            if one.member_id
            else of.places.called(one.unit_id) or one.name,
            kind=_("hội viên") if one.member_id else _("khách mời"),
            first=one.people
            if one.people is not None
            else (1 if one.answer == Invitee.Answer.COMES else None),
        )
        for one in some
    ]


def _learners(
    of: Reading, meeting: ClubMeeting, learnings: Sequence[Learning]
) -> list[Learner]:
    """The learners among them, with what is written of them already."""
    taken = {one.learning_id: one for one in meeting.taken_home.all()}
    return [
        Learner(
            pk=one.pk,
            name=of.places.called(one.unit_id) or one.name,
            exemplar=one.exemplar.title,
            people=taken[one.pk].people if one.pk in taken else None,
            words=taken[one.pk].words if one.pk in taken else "",
        )
        for one in learnings
    ]
