"""Who is in the pool: proposed, admitted, resting, gone; what they tell."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.consenting import consented
from thidua.exemplars.drafts import ConsentDraft
from thidua.exemplars.held import reason_in
from thidua.exemplars.models import Exemplar
from thidua.exemplars.states import HONOURED
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.text import tidy
from thidua.kernel.version import check_version
from thidua.kernel.workflow import Move
from thidua.organisations.actor import Actor, signature
from thidua.speakers.drafts import SpeakerDraft, TopicDraft
from thidua.speakers.held import held_speaker
from thidua.speakers.models import Speaker, SpeakerConsent, Topic
from thidua.speakers.policies import can_keep, can_propose, can_speak_for, is_own
from thidua.speakers.states import (
    ADMIT,
    LEAVE,
    PROPOSE_AGAIN,
    REST,
    RESUME,
    State,
)


@transaction.atomic
def propose_speaker(
    draft: SpeakerDraft,
    topic: TopicDraft,
    home_id: int,
    *,
    actor: Actor,
    at: datetime,
) -> Speaker:
    """Put somebody forward with the first thing they could tell; the unit that keeps
    them admits them once they have agreed."""
    can_propose(actor, home_id, draft.person_id).enforce()

    _refuse_stranger(draft)
    speaker = Speaker(
        home_id=home_id,
        exemplar_id=draft.exemplar_id,
        person_id=draft.person_id,
        proposed_at=at,
        proposed_by=signature(actor.name, actor.office)[:200],
        is_made_up=draft.is_made_up,
    )
    _write(speaker, draft)
    if draft.weekdays:
        speaker.days_told_at = at
    _refuse_double(speaker)
    speaker.save()
    _tell(speaker, topic)

    record("speakers.speaker.proposed", speaker, actor=actor, at=at)
    return speaker


@transaction.atomic
def mend_speaker(
    speaker: Speaker,
    draft: SpeakerDraft,
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Speaker:
    """Write anew who they are, how far they come, how they speak."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    _refuse_gone(held)
    check_version(held, version)
    _write(held, draft)
    _refuse_double(held)
    held.save()

    record("speakers.speaker.mended", held, actor=actor, at=at)
    return held


@transaction.atomic
def give_consent(
    speaker: Speaker, draft: ConsentDraft, *, actor: Actor, at: datetime
) -> SpeakerConsent:
    """Write down what a speaker agreed to; without a name nobody is invited.

    They say so in the program; else the unit keeps the signed paper.
    """
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    allowed = consented(draft, is_own=is_own(actor, held), by=actor.name, at=at)
    consent = SpeakerConsent.objects.create(speaker=held, **allowed)

    said = sorted(draft.shows)
    record("speakers.speaker.consented", held, actor=actor, at=at, shows=said)
    return consent


@transaction.atomic
def admit_speaker(speaker: Speaker, *, actor: Actor, at: datetime) -> Speaker:
    """The unit that keeps them takes them into the pool, with their consent."""
    held, keeper = held_speaker(speaker, at)
    can_keep(actor, keeper).enforce()

    held.state = ADMIT.take_from(held.state)
    last = held.consents.order_by("-pk").first()
    if last is None or not last.shows_name:
        raise WrongMoment(
            _("Người này chưa đồng ý để các nơi biết tên mà mời."),
            _("Ghi phiếu đồng ý trước, rồi đưa vào danh sách."),
        )
    if not held.topics.filter(dropped_at__isnull=True).exists():
        raise WrongMoment(_("Chưa có đề tài nào."), _("Thêm ít nhất một đề tài."))
    held.reason = ""
    held.save(update_fields=["state", "reason"])

    record("speakers.speaker.admitted", held, actor=actor, at=at)
    return held


@transaction.atomic
def rest_speaker(
    speaker: Speaker, *, reason: str, actor: Actor, at: datetime
) -> Speaker:
    """They speak nowhere for a while; what was promised stays promised."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    _move(held, REST, reason)

    said = held.reason
    record("speakers.speaker.rested", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def resume_speaker(speaker: Speaker, *, actor: Actor, at: datetime) -> Speaker:
    """They may be invited again."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    held.state, held.reason = RESUME.take_from(held.state), ""
    held.save(update_fields=["state", "reason"])

    record("speakers.speaker.resumed", held, actor=actor, at=at)
    return held


@transaction.atomic
def leave_speaker(
    speaker: Speaker, *, reason: str, actor: Actor, at: datetime
) -> Speaker:
    """They speak no more; what was promised is called off or handed on first."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    if held.invitations.pending().exists():
        raise WrongMoment(
            _("Còn lời mời chưa xong."),
            _("Trả lời, hủy kèm lý do, hoặc đợi nơi mời báo kết quả."),
        )
    _move(held, LEAVE, reason)

    said = held.reason
    record("speakers.speaker.left", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def propose_again(speaker: Speaker, *, actor: Actor, at: datetime) -> Speaker:
    """Who had left is put forward again."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    held.state, held.reason = PROPOSE_AGAIN.take_from(held.state), ""
    held.save(update_fields=["state", "reason"])

    record("speakers.speaker.proposed_again", held, actor=actor, at=at)
    return held


@transaction.atomic
def add_topic(
    speaker: Speaker, draft: TopicDraft, *, actor: Actor, at: datetime
) -> Topic:
    """One more thing they could tell."""
    held, keeper = held_speaker(speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    _refuse_gone(held)
    topic = _tell(held, draft)

    record("speakers.topic.added", held, actor=actor, at=at, topic=topic.title)
    return topic


@transaction.atomic
def drop_topic(topic: Topic, *, actor: Actor, at: datetime) -> Topic:
    """They tell this no more; the last one stays, or they leave."""
    held, keeper = held_speaker(topic.speaker, at)
    can_speak_for(actor, held, keeper).enforce()

    others = held.topics.filter(dropped_at__isnull=True).exclude(pk=topic.pk)
    if not others.exists():
        raise WrongMoment(
            _("Đây là đề tài duy nhất."),
            _("Thêm đề tài khác trước; hoặc cho người này nghỉ, thôi."),
        )
    topic.dropped_at = at
    topic.save(update_fields=["dropped_at"])

    record("speakers.topic.dropped", held, actor=actor, at=at, topic=topic.title)
    return topic


def _write(speaker: Speaker, draft: SpeakerDraft) -> None:
    speaker.call(draft.name)
    if not speaker.name:
        raise RuleBroken(_("Chưa ghi họ và tên."), field="name")
    speaker.standing, speaker.place = tidy(draft.standing), tidy(draft.place)
    speaker.travels = draft.travels
    speaker.forms, speaker.languages = list(draft.forms), list(draft.languages)
    if speaker.pk is None:
        speaker.weekdays = sorted(set(draft.weekdays))


def _tell(speaker: Speaker, draft: TopicDraft) -> Topic:
    topic = Topic(speaker=speaker, field=draft.field)
    topic.tell(draft.title, draft.outline, draft.trade)
    if not topic.title or not topic.outline:
        raise RuleBroken(
            _("Chưa ghi sẽ kể điều gì."),
            _("Ghi tên đề tài và vài câu bằng lời của mình."),
            field="outline",
        )
    topic.save()
    return topic


def _move(speaker: Speaker, move: Move, reason: str) -> None:
    speaker.state = move.take_from(speaker.state)
    speaker.reason = reason_in(reason)
    speaker.save(update_fields=["state", "reason"])


def _refuse_gone(speaker: Speaker) -> None:
    if speaker.state == State.LEFT:
        raise WrongMoment(_("Người này đã thôi."), _("Đề xuất lại trước khi sửa."))


def _refuse_stranger(draft: SpeakerDraft) -> None:
    """Who speaks is of the register, or speaks for an exemplar that is held up."""
    if draft.exemplar_id is None:
        if draft.person_id is None:
            raise RuleBroken(
                _("Chưa biết người này là ai."),
                _("Chọn điển hình mà người này kể, hoặc người trong danh bạ."),
                field="whom",
            )
        return
    told = Exemplar.objects.filter(pk=draft.exemplar_id, state__in=HONOURED)
    if not told.exists():
        raise WrongMoment(
            _("Điển hình này không đang được nêu gương."),
            _("Chọn một điển hình đã được biểu dương."),
        )


def _refuse_double(speaker: Speaker) -> None:
    same = Speaker.objects.filter(person=speaker.person_id, exemplar__isnull=True)
    if speaker.exemplar_id is not None:
        same = Speaker.objects.filter(
            exemplar=speaker.exemplar_id, folded=speaker.folded
        )
    if same.exclude(pk=speaker.pk).exists():
        raise RuleBroken(
            _("Người này đã có trong danh sách báo cáo viên."),
            _("Mở hồ sơ đã có; người đã thôi thì đề xuất lại."),
            field="name",
        )
