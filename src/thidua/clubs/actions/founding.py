"""A club is founded by a decision, starts, pauses, goes on, is dissolved by one."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.clubs.drafts import FoundingDraft, Words
from thidua.clubs.founding_draft import draw_founding_anew
from thidua.clubs.held import held_club
from thidua.clubs.models import BoardTerm, Club, ClubMeeting, ClubMember
from thidua.clubs.papers import ABOUT, dissolution_paper, founding_paper
from thidua.clubs.policies import can_found, can_keep
from thidua.clubs.starting import has_chair, may_start
from thidua.clubs.states import (
    AHEAD,
    DISSOLVE,
    OPEN,
    PAUSE,
    RESUME,
    START,
    MeetingState,
    Standing,
)
from thidua.documents.actions import draft_document
from thidua.exemplars.held import reason_in
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.text import fold, tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor, signature


@transaction.atomic
def found_club(draft: FoundingDraft, *, actor: Actor, at: datetime) -> Club:
    """A unit founds a club: by a decision that was signed, or by one drawn up now."""
    campaign = _campaign(draft.words.campaign_id)
    can_found(actor, draft.home_id, campaign).enforce()

    if draft.founded_on > day_of(at):
        raise RuleBroken(
            _("Ngày thành lập chưa tới."),
            _("Ghi ngày của quyết định, không sau hôm nay."),
            field="founded_on",
        )
    club = Club(
        home_id=draft.home_id,
        founded_on=draft.founded_on,
        founded_paper=in_full(tidy(draft.paper), 300, "paper"),
        made_at=at,
        made_by=signature(actor.name, actor.office)[:200],
        is_made_up=draft.is_made_up,
    )
    _write(club, draft.words)
    _refuse_namesake(club)
    if not club.founded_paper:
        paper = founding_paper(club, day_of(at))
        club.founding = draft_document(
            club.home, paper, about=ABOUT, actor=actor, at=at
        )
    club.save()
    club.units.set(_others(draft.words, draft.home_id))

    record("clubs.club.founded", club, actor=actor, at=at, paper=club.founded_paper)
    return club


@transaction.atomic
def mend_club(
    club: Club, words: Words, *, version: int | None, actor: Actor, at: datetime
) -> Club:
    """Write anew what the club is for, its rules, its rhythm, which units have it."""
    held, hands = held_club(club, at)
    can_keep(actor, hands).enforce()

    _refuse_dissolved(held)
    check_version(held, version)
    before = held.name
    _write(held, words)
    _refuse_namesake(held)
    held.save()
    held.units.set(_others(words, held.home_id))
    draw_founding_anew(held, actor=actor, at=at)

    record("clubs.club.mended", held, actor=actor, at=at, before=before)
    return held


@transaction.atomic
def start_club(club: Club, *, actor: Actor, at: datetime) -> Club:
    """It begins to meet: members enough, a chair, a decision that has its number."""
    held, hands = held_club(club, at)
    can_keep(actor, hands).enforce()

    held.state = START.take_from(held.state)
    may_start(held).enforce(WrongMoment)
    held.save(update_fields=["state"])

    record("clubs.club.started", held, actor=actor, at=at)
    return held


@transaction.atomic
def pause_club(club: Club, *, reason: str, actor: Actor, at: datetime) -> Club:
    """It does not meet for a while; members and board stay, the chair may go."""
    held, hands = held_club(club, at)
    can_keep(actor, hands).enforce()

    held.state = PAUSE.take_from(held.state)
    held.reason, held.paused_on = reason_in(reason), day_of(at)
    held.save(update_fields=["state", "reason", "paused_on"])

    record("clubs.club.paused", held, actor=actor, at=at, reason=held.reason)
    return held


@transaction.atomic
def resume_club(club: Club, *, actor: Actor, at: datetime) -> Club:
    """It meets again, with a chair."""
    held, hands = held_club(club, at)
    can_keep(actor, hands).enforce()

    held.state = RESUME.take_from(held.state)
    has_chair(held).enforce(WrongMoment)
    held.reason, held.paused_on = "", None
    held.save(update_fields=["state", "reason", "paused_on"])

    record("clubs.club.resumed", held, actor=actor, at=at)
    return held


@transaction.atomic
def dissolve_club(
    club: Club,
    *,
    dissolved_on: date,
    paper: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> Club:
    """It ends by a decision with a reason, and with it whatever was still open in it:
    memberships, terms, requests and meetings that were planned."""
    held, hands = held_club(club, at)
    can_keep(actor, hands).enforce()

    held.state = DISSOLVE.take_from(held.state)
    held.reason, held.paused_on = reason_in(reason), None
    held.dissolved_on = _last_day(held, dissolved_on, day_of(at))
    held.dissolved_paper = in_full(tidy(paper), 300, "paper")
    if not held.dissolved_paper:
        drawn = dissolution_paper(held, day_of(at))
        held.dissolution = draft_document(
            held.home, drawn, about=ABOUT, actor=actor, at=at
        )
    _end_all(held, actor=actor, at=at)
    held.save()

    record("clubs.club.dissolved", held, actor=actor, at=at, reason=held.reason)
    return held


def _campaign(pk: int | None) -> Campaign | None:
    return Campaign.objects.get(pk=pk) if pk else None


def _write(club: Club, words: Words) -> None:
    club.call(words.name, words.trade)
    club.field = words.field
    club.purpose, club.rules = words.purpose.strip(), words.rules.strip()
    club.rhythm, club.campaign_id = words.rhythm, words.campaign_id
    club.least_members = words.least_members


def _others(words: Words, home_id: int) -> list[int]:
    return [one for one in words.unit_ids if one != home_id]


def _refuse_namesake(club: Club) -> None:
    same = Club.objects.standing().filter(home=club.home_id, folded=fold(club.name))
    if same.exclude(pk=club.pk).exists():
        raise RuleBroken(
            _("Đơn vị đã có câu lạc bộ tên này."),
            _("Đặt tên khác, hoặc mở câu lạc bộ đã có."),
            field="name",
        )


def _refuse_dissolved(club: Club) -> None:
    if club.dissolved_on is not None:
        raise WrongMoment(
            _("Câu lạc bộ đã giải thể nên không sửa nữa."), _("Lập câu lạc bộ mới.")
        )


def _last_day(club: Club, wanted: date, today: date) -> date:
    if not club.founded_on <= wanted <= today:
        raise RuleBroken(
            _("Ngày giải thể phải từ ngày thành lập đến hôm nay."),
            _("Ghi ngày của quyết định giải thể."),
            field="dissolved_on",
        )
    return wanted


def _end_all(club: Club, *, actor: Actor, at: datetime) -> None:
    """Terms, memberships, requests and meetings end with the club; each says why."""
    why, day = _("Câu lạc bộ giải thể"), club.dissolved_on
    assert day is not None  # noqa: S101 - the caller set it
    for term in BoardTerm.objects.filter(club=club, ends_on__isnull=True):
        term.ends_on, term.ended_because = max(day, term.starts_on), why
        term.save(update_fields=["ends_on", "ended_because"])
    for member in ClubMember.objects.filter(club=club, state__in=OPEN):
        was_in = member.joined_on
        member.reason = why
        member.state = Standing.LEFT if was_in else Standing.DECLINED
        member.left_on = max(day, was_in) if was_in else None
        member.answered_at, member.answered_by = at, actor.name
        member.save()
    for meeting in ClubMeeting.objects.filter(club=club, state__in=AHEAD):
        meeting.state, meeting.reason = MeetingState.CANCELLED, why
        meeting.save(update_fields=["state", "reason"])
