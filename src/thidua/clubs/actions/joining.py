"""Who joins a club, by request or invitation; who leaves it, when and why."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.clubs.drafts import JoiningDraft
from thidua.clubs.founding_draft import draw_founding_anew
from thidua.clubs.held import held_club, held_member
from thidua.clubs.models import BoardTerm, Club, ClubMember, Role
from thidua.clubs.policies import (
    can_ask,
    can_keep,
    can_let_go,
    can_run,
    can_speak_for,
)
from thidua.clubs.states import (
    ACCEPT,
    AGREE,
    LEAVE,
    OPEN,
    REFUSE,
    STANDING,
    TAKE_BACK,
    TURN_DOWN,
    Standing,
    State,
)
from thidua.clubs.telling import tell_answered, tell_asked, tell_invited
from thidua.exemplars.drafts import SubjectDraft, called_as
from thidua.exemplars.held import reason_in
from thidua.exemplars.keeping import writer_for
from thidua.exemplars.models import Exemplar
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.text import fold, tidy
from thidua.organisations.actor import Actor, signature


@transaction.atomic
def enrol_founder(
    club: Club, draft: JoiningDraft, *, actor: Actor, at: datetime
) -> ClubMember:
    """Write down a member whom the decision names, before the club begins to meet."""
    held, hands = held_club(club, at)
    can_keep(actor, hands).enforce()

    if held.state != State.FOUNDED:
        raise WrongMoment(
            _("Câu lạc bộ đã sinh hoạt nên không ghi hội viên sáng lập nữa."),
            _("Mời vào câu lạc bộ."),
        )
    member = _written(held, draft, ClubMember.Way.FOUNDER, actor, at)
    member.state, member.joined_on = Standing.MEMBER, held.founded_on
    _answer(member, actor, at)
    member.save()
    draw_founding_anew(held, actor=actor, at=at)

    record("clubs.member.founder", held, actor=actor, at=at, name=member.name)
    return member


@transaction.atomic
def ask_to_join(
    club: Club, draft: JoiningDraft, *, actor: Actor, at: datetime
) -> ClubMember:
    """Somebody asks to join; the board answers."""
    held, hands = held_club(club, at)
    subject = _meant(draft)
    writer = writer_for(subject.home_id, day_of(at))
    can_ask(actor, subject.home_id, subject.person_id, writer).enforce()

    member = _written(held, draft, ClubMember.Way.REQUEST, actor, at)
    member.state = Standing.ASKED
    member.save()

    record("clubs.member.asked", held, actor=actor, at=at, name=member.name)
    tell_asked(member, hands, actor)
    return member


@transaction.atomic
def invite_member(
    club: Club, draft: JoiningDraft, *, actor: Actor, at: datetime
) -> ClubMember:
    """The board asks somebody in; who says yes is a member."""
    held, hands = held_club(club, at)
    can_run(actor, hands).enforce()

    member = _written(held, draft, ClubMember.Way.INVITATION, actor, at)
    member.state = Standing.INVITED
    member.save()

    record("clubs.member.invited", held, actor=actor, at=at, name=member.name)
    tell_invited(member, actor)
    return member


@transaction.atomic
def accept_member(member: ClubMember, *, actor: Actor, at: datetime) -> ClubMember:
    """The board takes in who asked, from today on."""
    held, hands = held_member(member, at)
    can_run(actor, hands).enforce()

    held.state = ACCEPT.take_from(held.state)
    held.joined_on = day_of(at)
    _answer(held, actor, at)
    held.save()

    record("clubs.member.accepted", held.club, actor=actor, at=at, name=held.name)
    tell_answered(held, actor, is_in=True)
    return held


@transaction.atomic
def refuse_member(
    member: ClubMember, *, reason: str, actor: Actor, at: datetime
) -> ClubMember:
    """The board does not take in who asked, and says why."""
    held, hands = held_member(member, at)
    can_run(actor, hands).enforce()

    held.state = REFUSE.take_from(held.state)
    held.reason = reason_in(reason)
    _answer(held, actor, at)
    held.save()

    told = {"name": held.name, "reason": held.reason}
    record("clubs.member.refused", held.club, actor=actor, at=at, **told)
    tell_answered(held, actor, is_in=False)
    return held


@transaction.atomic
def take_request_back(member: ClubMember, *, actor: Actor, at: datetime) -> ClubMember:
    """Who asked does not want to any more."""
    held, _hands = held_member(member, at)
    can_speak_for(actor, held, _writer(held, at)).enforce()

    held.state = TAKE_BACK.take_from(held.state)
    held.reason = _("Người xin vào tự rút")
    _answer(held, actor, at)
    held.save()

    record("clubs.member.took_back", held.club, actor=actor, at=at, name=held.name)
    return held


@transaction.atomic
def answer_invitation(
    member: ClubMember, *, is_yes: bool, reason: str, actor: Actor, at: datetime
) -> ClubMember:
    """Whom the board invited says yes, or no with a reason."""
    held, _hands = held_member(member, at)
    can_speak_for(actor, held, _writer(held, at)).enforce()

    if is_yes:
        held.state, held.joined_on = AGREE.take_from(held.state), day_of(at)
    else:
        held.state = TURN_DOWN.take_from(held.state)
        held.reason = reason_in(reason)
    _answer(held, actor, at)
    held.save()

    verb = "clubs.member.agreed" if is_yes else "clubs.member.turned_down"
    told = {"name": held.name, "reason": held.reason}
    record(verb, held.club, actor=actor, at=at, **told)
    return held


@transaction.atomic
def leave_club(
    member: ClubMember, *, left_on: date, reason: str, actor: Actor, at: datetime
) -> ClubMember:
    """A member leaves, on a day and with a reason; their seat on the board ends.

    The chair of an active club leaves once another one was chosen.
    """
    held, hands = held_member(member, at)
    can_let_go(actor, held, hands, _writer(held, at)).enforce()

    held.state = LEAVE.take_from(held.state)
    held.left_on = _day_of_leaving(held, left_on, day_of(at))
    held.reason = reason_in(reason)
    _end_terms(held)
    held.save()

    told = {"name": held.name, "reason": held.reason}
    record("clubs.member.left", held.club, actor=actor, at=at, **told)
    return held


@transaction.atomic
def give_consent(
    member: ClubMember, *, shows_name: bool, actor: Actor, at: datetime
) -> ClubMember:
    """The member says whether the name may be read outside; to take it back counts at
    once."""
    held, _hands = held_member(member, at)
    can_speak_for(actor, held, _writer(held, at)).enforce()

    held.shows_name = shows_name
    held.consented_on = day_of(at) if shows_name else held.consented_on
    held.save(update_fields=["shows_name", "consented_on"])

    said = {"name": held.name, "shows_name": shows_name}
    record("clubs.member.consented", held.club, actor=actor, at=at, **said)
    return held


def _writer(member: ClubMember, at: datetime) -> int | None:
    return writer_for(member.unit_id or member.home_id, day_of(at))


def _meant(draft: JoiningDraft) -> SubjectDraft | Exemplar:
    """Whose unit and person it is: of an exemplar those of the register."""
    if draft.exemplar_id is None:
        return draft.subject
    return Exemplar.objects.get(pk=draft.exemplar_id)


def _answer(member: ClubMember, actor: Actor, at: datetime) -> None:
    member.answered_at = at
    member.answered_by = signature(actor.name, actor.office)[:200]


def _written(
    club: Club, draft: JoiningDraft, way: str, actor: Actor, at: datetime
) -> ClubMember:
    """Who it is; refused where they stand in the club already."""
    _refuse_closed(club)
    member = ClubMember(
        club=club,
        way=way,
        words=in_full(tidy(draft.words), 500, "words"),
        contact=in_full(tidy(draft.contact), 200, "contact"),
        shows_name=draft.shows_name,
        consented_on=day_of(at) if draft.shows_name else None,
        asked_at=at,
        asked_by=signature(actor.name, actor.office)[:200],
        asked_by_person_id=actor.person_id,
        is_made_up=draft.is_made_up,
    )
    called_as(member, draft.subject)
    if draft.exemplar_id is not None:
        _as_exemplar(member, Exemplar.objects.get(pk=draft.exemplar_id))
    _refuse_twice(member)
    if member.kind == ClubMember.Kind.PRACTICE and not member.contact:
        raise RuleBroken(
            _("Mô hình cần có người để liên hệ."),
            _("Ghi tên, số điện thoại của người phụ trách mô hình."),
            field="contact",
        )
    return member


def _as_exemplar(member: ClubMember, exemplar: Exemplar) -> None:
    """A member of the register is who the register says."""
    member.exemplar = exemplar
    member.kind, member.field, member.trade = (
        exemplar.kind,
        exemplar.field,
        exemplar.trade,
    )
    member.person_id, member.unit_id = exemplar.person_id, exemplar.unit_id
    member.home_id, member.place = exemplar.home_id, exemplar.place
    member.call(exemplar.name)


def _refuse_closed(club: Club) -> None:
    if club.state not in STANDING:
        raise WrongMoment(
            _("Câu lạc bộ đã giải thể nên không nhận hội viên."),
            _("Chọn câu lạc bộ khác cùng lĩnh vực."),
        )


def _refuse_twice(member: ClubMember) -> None:
    open_ones = ClubMember.objects.filter(club=member.club, state__in=OPEN)
    same = open_ones.filter(
        home=member.home_id, kind=member.kind, folded=fold(member.name)
    )
    if member.exemplar_id is not None:
        same = same | open_ones.filter(exemplar=member.exemplar_id)
    if member.person_id is not None and member.kind == ClubMember.Kind.PERSON:
        same = same | open_ones.filter(person=member.person_id, kind="person")
    found = same.first()
    if found is not None:
        raise RuleBroken(
            _("“%(name)s” đã ở trong danh sách: %(state)s.")
            % {"name": found.name, "state": found.get_state_display()},
            _("Xem ở danh sách hội viên của câu lạc bộ."),
            field="name",
        )
    _refuse_same_day(member)


def _refuse_same_day(member: ClubMember) -> None:
    """Who left today comes back tomorrow at the earliest: no day counts twice."""
    if member.club.state == State.FOUNDED:
        return
    day = day_of(member.asked_at)
    left = ClubMember.objects.filter(
        club=member.club,
        home=member.home_id,
        kind=member.kind,
        folded=fold(member.name),
        left_on__gt=day,
    )
    if left.exists():
        raise WrongMoment(
            _("“%(name)s” còn là hội viên đến hết ngày đã ghi ra.")
            % {"name": member.name},
            _("Xin vào lại từ ngày ấy."),
        )


def _day_of_leaving(member: ClubMember, wanted: date, today: date) -> date:
    assert member.joined_on is not None  # noqa: S101 - a member has joined
    if not member.joined_on <= wanted <= today:
        raise RuleBroken(
            _("Ngày ra phải từ ngày vào đến hôm nay."),
            _("Ghi lại ngày ra."),
            field="left_on",
        )
    return wanted


def _end_terms(member: ClubMember) -> None:
    assert member.left_on is not None  # noqa: S101 - the caller set it
    for term in BoardTerm.objects.filter(member=member, ends_on__isnull=True):
        if term.role == Role.CHAIR and member.club.state == State.ACTIVE:
            raise WrongMoment(
                _("“%(name)s” đang là chủ nhiệm.") % {"name": member.name},
                _(
                    "Cử chủ nhiệm mới trước, rồi ghi ra khỏi câu lạc bộ; câu lạc bộ"
                    " đang hoạt động luôn có chủ nhiệm."
                ),
            )
        term.ends_on = max(member.left_on, term.starts_on)
        term.ended_because = member.reason
        term.save(update_fields=["ends_on", "ended_because"])
