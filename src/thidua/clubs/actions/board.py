"""Who leads a club: chosen for a time, ended with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.clubs.founding_draft import draw_founding_anew
from thidua.clubs.held import held_club
from thidua.clubs.models import BoardTerm, Club, ClubMember, Role
from thidua.clubs.policies import can_keep
from thidua.clubs.starting import has_chair
from thidua.clubs.states import STANDING, Standing, State
from thidua.exemplars.held import reason_in
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor, signature

ALONE = (Role.CHAIR, Role.SECRETARY)
"""Of these there is one; of vice chairs there may be several."""


@transaction.atomic
def choose_board(
    club: Club,
    member: ClubMember,
    role: str,
    *,
    starts_on: date,
    due_on: date,
    actor: Actor,
    at: datetime,
) -> BoardTerm:
    """A member is chosen; of chair and secretary the one before ends that day."""
    held, hands = held_club(club, at)
    can_keep(actor, hands).enforce()

    chosen = _member_of(held, member)
    _refuse_days(chosen, starts_on, due_on, day_of(at))
    seats = BoardTerm.objects.filter(club=held, ends_on__isnull=True)
    if seats.filter(member=chosen, role=role).exists() and role not in ALONE:
        raise RuleBroken(
            _("“%(name)s” đang giữ chức danh này.") % {"name": chosen.name},
            _("Kết thúc nhiệm kỳ cũ trước, rồi cử lại."),
            field="member",
        )
    wanted = seats.filter(role=role) if role in ALONE else seats.none()
    for one in wanted | seats.filter(member=chosen):
        _end(one, starts_on, _("Cử lại ban chủ nhiệm"))
    term = BoardTerm.objects.create(
        club=held,
        member=chosen,
        role=role,
        starts_on=starts_on,
        due_on=due_on,
        recorded_at=at,
        recorded_by=signature(actor.name, actor.office)[:200],
    )
    _settle(held, actor, at)

    name = chosen.name
    record("clubs.board.chosen", held, actor=actor, at=at, name=name, role=role)
    return term


@transaction.atomic
def end_term(
    term: BoardTerm, *, ends_on: date, reason: str, actor: Actor, at: datetime
) -> BoardTerm:
    """A seat on the board ends; that of the chair of an active club with the choice of
    the next one alone."""
    held, hands = held_club(term.club, at)
    can_keep(actor, hands).enforce()

    fresh = BoardTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    if fresh.ends_on is not None:
        raise WrongMoment(_("Nhiệm kỳ này đã kết thúc."), _("Tải lại trang."))
    if not fresh.starts_on <= ends_on <= day_of(at):
        raise RuleBroken(
            _("Ngày thôi phải từ ngày cử đến hôm nay."),
            _("Ghi lại ngày thôi."),
            field="ends_on",
        )
    _end(fresh, ends_on, reason_in(reason))
    _settle(held, actor, at)

    told = {"role": fresh.role, "reason": fresh.ended_because}
    record("clubs.board.ended", held, actor=actor, at=at, **told)
    return fresh


def _member_of(club: Club, member: ClubMember) -> ClubMember:
    if club.state not in STANDING:
        raise WrongMoment(_("Câu lạc bộ đã giải thể."), _("Lập câu lạc bộ mới."))
    held = ClubMember.objects.locked(member)
    if held.club_id != club.pk or held.state != Standing.MEMBER:
        raise RuleBroken(
            _("Ban chủ nhiệm chọn trong số hội viên."),
            _("Nhận vào câu lạc bộ trước, rồi cử."),
            field="member",
        )
    return held


def _refuse_days(member: ClubMember, first: date, due: date, today: date) -> None:
    joined = member.joined_on
    assert joined is not None  # noqa: S101 - a member has joined
    if not joined <= first <= today:
        raise RuleBroken(
            _("Ngày cử phải từ ngày vào câu lạc bộ đến hôm nay."),
            _("Ghi lại ngày cử."),
            field="starts_on",
        )
    if due <= first:
        raise RuleBroken(
            _("Nhiệm kỳ phải hết sau ngày cử."),
            _("Ghi ngày hết nhiệm kỳ."),
            field="due_on",
        )


def _end(term: BoardTerm, day: date, why: str) -> None:
    if day < term.starts_on:
        raise RuleBroken(
            _("Nhiệm kỳ trước bắt đầu sau ngày này."),
            _("Ghi ngày cử từ ngày nhiệm kỳ trước bắt đầu."),
            field="starts_on",
        )
    term.ends_on, term.ended_because = day, why
    term.save(update_fields=["ends_on", "ended_because"])


def _settle(club: Club, actor: Actor, at: datetime) -> None:
    """It still has a chair where it must; the draft that founds it names the board."""
    _refuse_headless(club)
    draw_founding_anew(club, actor=actor, at=at)


def _refuse_headless(club: Club) -> None:
    if club.state == State.ACTIVE and not has_chair(club):
        raise WrongMoment(
            _("Câu lạc bộ đang hoạt động luôn có chủ nhiệm."),
            _("Cử chủ nhiệm mới: người cũ thôi từ ngày ấy. Chưa có ai thì tạm dừng."),
        )
