"""One invitation: what was asked, whose turn it is, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.documents.models import Document
from thidua.exemplars.keeping import keepers_on
from thidua.exemplars.models import Exemplar, Learning
from thidua.exemplars.queries.words import called
from thidua.exemplars.states import HONOURED
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.numbers import show_number
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.speakers.listening import who_began
from thidua.speakers.models import (
    Invitation,
    MendedReport,
    Speaker,
    TalkReport,
    WhatCame,
)
from thidua.speakers.policies import can_call_off, can_invite, can_speak_for
from thidua.speakers.queries.tabs import crumbs
from thidua.speakers.reports import tellings
from thidua.speakers.shown import last_consents
from thidua.speakers.states import (
    ACCEPT,
    AGREE,
    ASKED_TONES,
    CALL_OFF,
    HOLD_TALK,
    PENDING,
    Asked,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what was said, of which day, by whom."""

    when: str
    words: str
    day: str
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it."""

    came: str
    who: str
    taken_home: Sequence[str]
    use: str
    words: str
    by: str
    name: str = ""
    """`Bản 1`, and why it was mended; of those that hold no more."""
    begun: Sequence[parts.Link] = ()
    before: Sequence[Told] = ()
    may_mend: bool = False


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """Everything `invitation.html` shows."""

    pk: int
    version: int
    title: str
    crumbs: Sequence[parts.Link]
    state: str
    tone: str
    reason: str
    next_step: str
    facts: Sequence[parts.Fact]
    words: Sequence[str]
    may_answer: bool
    may_agree: bool
    may_report: bool
    may_call_off: bool
    may_letter: bool
    letter: parts.Link | None
    told: Told | None
    follow_href: str
    to_note: Sequence[tuple[int, str]]
    """Plans to learn that began since, to be noted."""
    turns: Sequence[Turn]
    is_made_up: bool


def invitation_page(invitation: Invitation, actor: Actor, day: date) -> InvitationPage:
    """What this reader may know of it, and what is theirs to do."""
    speaker = invitation.speaker
    keeper, inviter = _sides(invitation, day)
    speaks = bool(can_speak_for(actor, speaker, keeper))
    invites = bool(can_invite(actor, inviter))
    state = invitation.state
    names = called({invitation.unit_id, speaker.home_id}, day)
    report = TalkReport.objects.filter(invitation=invitation).first()
    may_answer = speaks and bool(ACCEPT.open_from(state))
    may_report = invites and bool(HOLD_TALK.open_from(state)) and invitation.day <= day
    return InvitationPage(
        pk=invitation.pk,
        version=invitation.version,
        title=invitation.topic.title,
        crumbs=_crumbs(invitation),
        state=str(invitation.get_state_display()),
        tone=ASKED_TONES[Asked(state)],
        reason=invitation.reason,
        next_step=_next(invitation, day, speaks=speaks, invites=invites),
        facts=_facts(invitation, names, actor, day),
        words=[one for one in invitation.words.splitlines() if one.strip()],
        may_answer=may_answer,
        may_agree=invites and bool(AGREE.open_from(state)),
        may_report=may_report,
        may_call_off=bool(can_call_off(actor, speaker, keeper, inviter))
        and bool(CALL_OFF.open_from(state))
        and not may_report
        and (invites or not may_answer),
        may_letter=invites
        and state in PENDING
        and invitation.day > day
        and invitation.document_id is None,
        letter=_letter(invitation, actor),
        told=_told(invitation, report, actor, day, may_mend=invites),
        follow_href=_follow(speaker) if report and actor.unit_id else "",
        to_note=_to_note(invitation) if report and invites else [],
        turns=_turns(invitation),
        is_made_up=invitation.is_made_up,
    )


def _sides(invitation: Invitation, day: date) -> tuple[int | None, int | None]:
    """Who keeps the speaker today, and who stands for the unit that invited."""
    home, unit = invitation.speaker.home_id, invitation.unit_id
    keepers = keepers_on([home, unit], day)
    return keepers[home], keepers[unit]


def _crumbs(invitation: Invitation) -> list[parts.Link]:
    there = reverse("speakers:invitations")
    here = f"{invitation.speaker.name}, {dates.show(invitation.day)}"
    return crumbs(parts.Link(_("Các lời mời"), there), parts.Link(here, is_here=True))


def _facts(
    invitation: Invitation, names: dict[int, str], actor: Actor, day: date
) -> list[parts.Fact]:
    speaker = invitation.speaker
    inside = Speaker.objects.inside(actor, day).filter(pk=speaker.pk).exists()
    said = last_consents([speaker.pk]).get(speaker.pk)
    is_promised = invitation.state in {Asked.ACCEPTED, Asked.HELD}
    contact = ""
    if said is not None and (inside or said.shows_contact) and is_promised:
        contact = said.contact
    page = reverse("speakers:speaker", args=[speaker.pk])
    facts = [
        parts.Fact(pgettext("một", "Báo cáo viên"), speaker.name, page),
        parts.Fact(_("Đơn vị phụ trách"), names[speaker.home_id]),
        parts.Fact(_("Liên hệ"), contact),
        parts.Fact(_("Nơi mời"), names[invitation.unit_id]),
        parts.Fact(_("Ngày"), _when(invitation)),
        parts.Fact(_("Nơi nói"), invitation.place),
        parts.Fact(_("Ai nghe"), invitation.audience),
        parts.Fact(pgettext("người dự", "Dự kiến"), _people(invitation.expected)),
        parts.Fact(_("Cách nói"), str(invitation.get_form_display())),
        parts.Fact(_("Ngôn ngữ"), str(invitation.get_language_display())),
    ]
    return [one for one in facts if one.value]


def _when(invitation: Invitation) -> str:
    return f"{dates.show_long(invitation.day)}, {invitation.get_part_display()}"


def _people(count: int) -> str:
    words = ngettext("%(n)s người", "%(n)s người", count)
    return words % {"n": show_number(count)}


def _next(invitation: Invitation, day: date, *, speaks: bool, invites: bool) -> str:
    """Whose turn it is, in one sentence."""
    state = invitation.state
    if state == Asked.SENT:
        return (
            _("Đến lượt bên báo cáo viên: nhận lời, hẹn ngày khác, hoặc từ chối.")
            if speaks
            else _("Chờ báo cáo viên hoặc đơn vị phụ trách trả lời.")
        )
    if state == Asked.COUNTERED:
        return (
            _("Bên báo cáo viên hẹn ngày này; đồng ý, hoặc đề nghị ngày khác.")
            if invites
            else _("Chờ nơi mời trả lời ngày đã hẹn.")
        )
    if state == Asked.ACCEPTED and invitation.day <= day:
        return (
            _("Buổi nói đã tới ngày: báo kết quả.")
            if invites
            else _("Chờ nơi mời báo kết quả.")
        )
    if state == Asked.ACCEPTED:
        return _("Đã hẹn: %(when)s.") % {"when": dates.due(invitation.day, day)}
    return ""


def _letter(invitation: Invitation, actor: Actor) -> parts.Link | None:
    if invitation.document_id is None:
        return None
    known = Document.objects.visible_to(actor).filter(pk=invitation.document_id)
    if not known.exists():
        return None
    there = reverse("documents:document", args=[invitation.document_id])
    return parts.Link(_("Giấy mời"), there)


def _told(
    invitation: Invitation,
    report: TalkReport | None,
    actor: Actor,
    day: date,
    *,
    may_mend: bool,
) -> Told | None:
    if report is None:
        return None
    seen = Learning.objects.visible_to(actor, day)
    begun = seen.filter(pk__in=invitation.begun.values("learning"))
    said = tellings(report)
    before = [
        replace(_telling(invitation, one), name=_why(place, said[place]))
        for place, one in enumerate(said[:-1], start=1)
    ]
    return replace(
        _telling(invitation, said[-1]),
        begun=[
            parts.Link(
                one.name,
                reverse("exemplars:learner", args=[one.exemplar_id, one.pk]),
            )
            for one in begun
        ],
        before=before[::-1],
        may_mend=may_mend,
    )


def _telling(invitation: Invitation, said: WhatCame) -> Told:
    return Told(
        came=_("%(came)s (dự kiến %(expected)s)")
        % {"came": _people(said.came), "expected": show_number(invitation.expected)},
        who=said.who,
        taken_home=[one for one in said.taken_home.splitlines() if one.strip()],
        use=str(said.get_use_display()),
        words=said.words,
        by=said.reported_by,
    )


def _why(place: int, later: WhatCame) -> str:
    """What came instead of it: when, by whom, why."""
    reason = later.reason if isinstance(later, MendedReport) else ""
    return _("Bản %(n)s, sửa lúc %(when)s: %(why)s") % {
        "n": show_number(place),
        "when": dates.show_moment(later.reported_at.astimezone(ZONE)),
        "why": reason,
    }


def _follow(speaker: Speaker) -> str:
    if speaker.exemplar_id is None:
        return ""
    found = Exemplar.objects.filter(pk=speaker.exemplar_id, state__in=HONOURED)
    if not found.exists():
        return ""
    return reverse("exemplars:follow", args=[speaker.exemplar_id])


def _to_note(invitation: Invitation) -> list[tuple[int, str]]:
    return [
        (one.pk, f"{one.name}, {dates.show(one.starts_on)}")
        for one in who_began(invitation)
    ]


def _turns(invitation: Invitation) -> list[Turn]:
    found, before = [], ""
    for one in invitation.turns.all():
        label = _turn_label(one.state, before)
        before = one.state
        found.append(
            Turn(
                when=dates.show_moment(one.at.astimezone(ZONE)),
                words=label,
                day=dates.show(one.day),
                who=one.by,
                note=one.words,
            )
        )
    return found


def _turn_label(state: str, before: str) -> str:
    if state == Asked.SENT and before == Asked.COUNTERED:
        return _("Nơi mời đề nghị ngày khác")
    if state == Asked.ACCEPTED and before == Asked.COUNTERED:
        return _("Nơi mời đồng ý ngày đã hẹn")
    return {
        Asked.SENT: _("Gửi lời mời"),
        Asked.COUNTERED: _("Hẹn ngày khác"),
        Asked.ACCEPTED: _("Nhận lời"),
        Asked.DECLINED: _("Từ chối"),
        Asked.CALLED_OFF: _("Hủy lời mời"),
        Asked.HELD: pgettext("lịch sử", "Báo kết quả"),
        Asked.NOT_HELD: _("Báo không tổ chức được"),
    }[Asked(state)]
