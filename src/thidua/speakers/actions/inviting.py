"""A unit invites a speaker, and draws up the letter of invitation."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.actions import draft_document
from thidua.documents.models import Document
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor, signature
from thidua.organisations.models import Unit
from thidua.speakers.drafts import InvitationDraft
from thidua.speakers.held import (
    held_invitation,
    held_speaker,
    refuse_taken_day,
    refuse_unless_offered,
)
from thidua.speakers.models import Invitation, Speaker, Topic
from thidua.speakers.papers import ABOUT, letter_of
from thidua.speakers.policies import can_invite
from thidua.speakers.states import PENDING
from thidua.speakers.telling import tell_speaker
from thidua.speakers.turns import add_turn


@transaction.atomic
def invite_speaker(
    speaker: Speaker,
    draft: InvitationDraft,
    unit_id: int,
    *,
    actor: Actor,
    at: datetime,
) -> Invitation:
    """Ask for a day; of two units that ask for the same one the first is heard."""
    held, keeper = held_speaker(speaker, at)
    can_invite(actor, unit_id).enforce()

    refuse_unless_offered(held, day_of(at))
    topic = _asked(held, draft, day_of(at))
    invitation = Invitation.objects.create(
        speaker=held,
        topic=topic,
        unit_id=unit_id,
        day=draft.day,
        part=draft.part,
        place=tidy(draft.place),
        form=draft.form,
        language=draft.language,
        audience=tidy(draft.audience),
        expected=draft.expected,
        words=draft.words.strip(),
        sent_at=at,
        sent_by=signature(actor.name, actor.office)[:200],
        is_made_up=draft.is_made_up,
    )
    add_turn(invitation, draft.words.strip(), actor=actor, at=at)

    day = draft.day.isoformat()
    record("speakers.invitation.sent", invitation, actor=actor, at=at, day=day)
    tell_speaker(invitation, keeper, actor, topic.title)
    return invitation


@transaction.atomic
def draft_letter(invitation: Invitation, *, actor: Actor, at: datetime) -> Document:
    """Draw up the letter of invitation in the unit's name, to be numbered and signed at
    the counter of documents."""
    held, _keeper, inviter = held_invitation(invitation, at)
    can_invite(actor, inviter).enforce()

    if held.state not in PENDING:
        raise WrongMoment(
            _("Lời mời này đã xong nên không lập giấy mời nữa."),
            _("Xem lại trang lời mời."),
        )
    if held.document_id is not None:
        raise WrongMoment(
            _("Giấy mời đã lập."), _("Mở dự thảo ở trang lời mời để sửa, in.")
        )
    unit = Unit.objects.get(pk=inviter or held.unit_id)
    paper = letter_of(held, unit, day_of(at))
    document = draft_document(unit, paper, about=ABOUT, actor=actor, at=at)
    held.document = document
    held.save(update_fields=["document"])

    record("speakers.invitation.lettered", held, actor=actor, at=at)
    return document


def _asked(speaker: Speaker, draft: InvitationDraft, today: date) -> Topic:
    """The topic asked for; day, form and language that do not fit are said at once."""
    faults = Faults()
    with faults:
        refuse_taken_day(speaker, draft.day, today)
    with faults:
        _refuse_form(speaker, draft)
    with faults:
        _refuse_language(speaker, draft)
    with faults:
        topic = _topic(speaker, draft)
    faults.say()
    return topic


def _topic(speaker: Speaker, draft: InvitationDraft) -> Topic:
    topic = speaker.topics.filter(pk=draft.topic_id, dropped_at__isnull=True).first()
    if topic is None:
        raise RuleBroken(
            _("Đề tài này người nói không còn kể."),
            _("Chọn một đề tài khác."),
            field="topic",
        )
    return topic


def _refuse_form(speaker: Speaker, draft: InvitationDraft) -> None:
    if draft.form not in speaker.forms:
        raise RuleBroken(
            _("Người nói không nhận hình thức này."),
            _("Chọn một hình thức trong hồ sơ."),
            field="form",
        )


def _refuse_language(speaker: Speaker, draft: InvitationDraft) -> None:
    if draft.language not in speaker.languages:
        raise RuleBroken(
            _("Người nói không nói được ngôn ngữ này."),
            _("Chọn một ngôn ngữ trong hồ sơ."),
            field="language",
        )
