"""What the worker does for the room, every minute."""

from __future__ import annotations

from datetime import time

from django.conf import settings

from thidua.follow_up import actions
from thidua.follow_up.itself import the_reminder
from thidua.follow_up.models import Mail, ReminderRound
from thidua.follow_up.post import Answer, hand_over
from thidua.follow_up.queries.digest import digest_of
from thidua.kernel import clock, jobs

FROM = time(7)
"""The office's hour from which a day's round is held."""
MONDAY = 0


@jobs.each_minute("follow_up.remind")
def remind() -> None:
    """Hold today's round, unless it was held; a day without a worker is not made up.

    On the first round of a week the digests are written too.
    """
    at = clock.now()
    if at.time() < FROM or ReminderRound.objects.filter(day=at.date()).exists():
        return
    held = actions.hold_round(actor=the_reminder(), at=at)
    if held is not None and at.weekday() == MONDAY:
        actions.write_digests(digest_of, actor=the_reminder(), at=at)


@jobs.each_minute("follow_up.post")
def post() -> None:
    """Send what waits, one mail after the other; what was lost on the way is said."""
    actor = the_reminder()
    actions.note_lost_mails(actor=actor, at=clock.now())
    while mail := actions.take_mail(actor=actor, at=clock.now()):
        actions.note_answer(mail, _sent(mail), actor=actor, at=clock.now())


def _sent(mail: Mail) -> Answer:
    if not settings.SENDS_MAIL:
        return Answer(Mail.Fault.UNSET)
    return hand_over(mail)
