"""What both sides say to an invitation: yes, no, another day, called off after all."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.held import reason_in
from thidua.kernel.clock import day_of
from thidua.kernel.errors import WrongMoment
from thidua.kernel.text import tidy
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor
from thidua.speakers.held import (
    held_invitation,
    refuse_taken_day,
    refuse_unless_offered,
)
from thidua.speakers.models import Invitation
from thidua.speakers.policies import can_call_off, can_invite, can_speak_for
from thidua.speakers.states import (
    ACCEPT,
    AGREE,
    ASK_AGAIN,
    CALL_OFF,
    COUNTER,
    DECLINE,
)
from thidua.speakers.telling import tell_inviter, tell_speaker
from thidua.speakers.turns import add_turn

CHANGED = ["state", "day", "reason", "version"]


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    *,
    words: str = "",
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """The speaker will come; or the unit that keeps them says so on their behalf."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_speak_for(actor, held.speaker, keeper).enforce()

    held.state = ACCEPT.take_from(held.state)
    check_version(held, version)
    refuse_unless_offered(held.speaker, day_of(at))
    _refuse_past(held, day_of(at))
    _write(held, words, actor=actor, at=at)

    record("speakers.invitation.accepted", held, actor=actor, at=at)
    tell_inviter(held, inviter, actor, tidy(words))
    return held


@transaction.atomic
def decline_invitation(
    invitation: Invitation,
    *,
    reason: str,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """The speaker will not come, and says why; the day is free again."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_speak_for(actor, held.speaker, keeper).enforce()

    held.state = DECLINE.take_from(held.state)
    check_version(held, version)
    held.reason = reason_in(reason)
    _write(held, held.reason, actor=actor, at=at)

    said = held.reason
    record("speakers.invitation.declined", held, actor=actor, at=at, reason=said)
    tell_inviter(held, inviter, actor, said)
    return held


@transaction.atomic
def counter_invitation(
    invitation: Invitation,
    day: date,
    *,
    words: str = "",
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """The speaker would come on another day; now it is the inviting unit's turn."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_speak_for(actor, held.speaker, keeper).enforce()

    held.state = COUNTER.take_from(held.state)
    check_version(held, version)
    refuse_taken_day(held.speaker, day, day_of(at), but=held.pk)
    held.day = day
    _write(held, words, actor=actor, at=at)

    told = day.isoformat()
    record("speakers.invitation.countered", held, actor=actor, at=at, day=told)
    tell_inviter(held, inviter, actor, tidy(words))
    return held


@transaction.atomic
def agree_to_day(
    invitation: Invitation, *, version: int | None, actor: Actor, at: datetime
) -> Invitation:
    """The inviting unit takes the day that the speaker proposed."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_invite(actor, inviter).enforce()

    held.state = AGREE.take_from(held.state)
    check_version(held, version)
    refuse_unless_offered(held.speaker, day_of(at))
    _refuse_past(held, day_of(at))
    _write(held, "", actor=actor, at=at)

    record("speakers.invitation.agreed", held, actor=actor, at=at)
    tell_speaker(held, keeper, actor)
    return held


@transaction.atomic
def ask_for_day(
    invitation: Invitation,
    day: date,
    *,
    words: str = "",
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """The inviting unit asks for yet another day; the speaker's turn again."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_invite(actor, inviter).enforce()

    held.state = ASK_AGAIN.take_from(held.state)
    check_version(held, version)
    refuse_taken_day(held.speaker, day, day_of(at), but=held.pk)
    held.day = day
    _write(held, words, actor=actor, at=at)

    told = day.isoformat()
    record("speakers.invitation.asked_again", held, actor=actor, at=at, day=told)
    tell_speaker(held, keeper, actor, tidy(words))
    return held


@transaction.atomic
def call_off_invitation(
    invitation: Invitation,
    *,
    reason: str,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """Either side calls it off, and says why; the day is free again."""
    held, keeper, inviter = held_invitation(invitation, at)
    can_call_off(actor, held.speaker, keeper, inviter).enforce()

    held.state = CALL_OFF.take_from(held.state)
    check_version(held, version)
    held.reason = reason_in(reason)
    _write(held, held.reason, actor=actor, at=at)

    said = held.reason
    record("speakers.invitation.called_off", held, actor=actor, at=at, reason=said)
    tell_speaker(held, keeper, actor, said)
    tell_inviter(held, inviter, actor, said)
    return held


def _write(invitation: Invitation, words: str, *, actor: Actor, at: datetime) -> None:
    invitation.save(update_fields=CHANGED)
    add_turn(invitation, tidy(words), actor=actor, at=at)


def _refuse_past(invitation: Invitation, today: date) -> None:
    if invitation.day < today:
        raise WrongMoment(
            _("Ngày mời đã qua."), _("Từ chối, hủy, hoặc hẹn một ngày khác.")
        )
