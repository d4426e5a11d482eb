"""The outbox at work: taken, noted as on its way, sent, noted as sent.

Between taking and noting no transaction is open. A worker that dies there leaves a mail
on its way; after a grace it is “không rõ đã gửi chưa” and a person decides. The program
never hands such a mail over a second time by itself.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now

from thidua.audit.trail import record
from thidua.follow_up.models import Mail
from thidua.follow_up.policies import can_decide_mail, can_work
from thidua.follow_up.post import Answer
from thidua.follow_up.retelling import tell_anew
from thidua.follow_up.states import (
    DROP_MAIL,
    GIVE_UP,
    LOSE_TRACK,
    NOTE_SENT,
    PUT_BACK,
    SEND_AGAIN,
    TAKE_MAIL,
    MailState,
)
from thidua.indicators.models import Report
from thidua.kernel.clock import day_of
from thidua.organisations.actor import Actor

GRACE = timedelta(minutes=10)
"""How long a mail may be on its way before nobody knows any more."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""Between one attempt and the next, when the server says that it may pass."""
_ON_ITS_WAY = MailState.SENDING
_AWAITING = (MailState.SENDING, MailState.UNCLEAR)
"""States in which the server's answer still says something."""


@transaction.atomic
def take_mail(*, actor: Actor, at: datetime) -> Mail | None:
    """Take the next mail that may go and note it as on its way, if there is one.

    What asks for a report that has come meanwhile is not sent any more; what was held
    back until another day says what holds on that day. Two workers never take the same
    mail.
    """
    can_work(actor).enforce()

    ready = Mail.objects.ready(at).order_by("held_until", "pk")
    while mail := ready.select_for_update(skip_locked=True).first():
        if not _is_settled(mail) and _speaks_of(mail, day_of(at)):
            break
        mail.state = DROP_MAIL.take_from(mail.state)
        mail.save(update_fields=["state"])
    if mail is None:
        return None
    mail.state = TAKE_MAIL.take_from(mail.state)
    mail.attempts += 1
    mail.taken_at = Now()
    mail.save()
    return mail


@transaction.atomic
def note_answer(mail: Mail, answer: Answer, *, actor: Actor, at: datetime) -> Mail:
    """Note what the server said: sent, unclear, later again, or not at all."""
    can_work(actor).enforce()

    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    if mail.state not in _AWAITING or (answer.fault and mail.state != _ON_ITS_WAY):
        return mail  # a person, or the grace, was faster
    mail.fault, mail.said = answer.fault, answer.said
    if not answer.fault:
        mail.state, mail.sent_at = NOTE_SENT.take_from(mail.state), at
    elif answer.is_unclear:
        mail.state = LOSE_TRACK.take_from(mail.state)
    elif answer.may_pass and mail.attempts <= len(PAUSES):
        mail.state = PUT_BACK.take_from(mail.state)
        mail.again_at = Now() + PAUSES[mail.attempts - 1]
    else:
        mail.state = GIVE_UP.take_from(mail.state)
    mail.save()
    return mail


@transaction.atomic
def note_lost_mails(*, actor: Actor, at: datetime) -> int:
    """Mails whose worker died on the way: nobody knows whether they went out."""
    can_work(actor).enforce()

    del at  # a worker's life is measured by the database's own clock
    lost = Mail.objects.filter(state=MailState.SENDING, taken_at__lt=Now() - GRACE)
    return lost.update(state=LOSE_TRACK.target, fault=Mail.Fault.DIED)


@transaction.atomic
def send_again(mail: Mail, *, actor: Actor, at: datetime) -> Mail:
    """A person decides that it goes out (again); the Message-ID stays the same."""
    can_decide_mail(actor, mail).enforce()

    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    before = mail.state
    mail.state = SEND_AGAIN.take_from(mail.state)
    mail.attempts, mail.again_at, mail.held_until = 0, None, at
    mail.fault = mail.said = ""
    mail.save()

    record("follow_up.mail.sent-again", mail, actor=actor, at=at, before=before)
    return mail


@transaction.atomic
def note_arrived(mail: Mail, *, actor: Actor, at: datetime) -> Mail:
    """A person has asked: it did arrive."""
    can_decide_mail(actor, mail).enforce()

    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    mail.state, mail.sent_at = NOTE_SENT.take_from(mail.state), mail.taken_at or at
    mail.save()

    record("follow_up.mail.arrived", mail, actor=actor, at=at)
    return mail


@transaction.atomic
def drop_mail(mail: Mail, *, actor: Actor, at: datetime) -> Mail:
    """A person decides that it need not go out; the notice in the program stays."""
    can_decide_mail(actor, mail).enforce()

    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    mail.state = DROP_MAIL.take_from(mail.state)
    mail.save(update_fields=["state"])

    record("follow_up.mail.dropped", mail, actor=actor, at=at)
    return mail


def _speaks_of(mail: Mail, day: date) -> bool:
    """Whether it still tells something on this day, in the words of this day."""
    return day_of(mail.made_at) == day or tell_anew(mail, day)


def _is_settled(mail: Mail) -> bool:
    if mail.about_id is None:
        return False
    sent = Report.objects.filter(
        form=mail.form_id,
        period=mail.period_id,
        unit=mail.about_id,
        first_submitted_at__isnull=False,
    )
    return sent.exists()
