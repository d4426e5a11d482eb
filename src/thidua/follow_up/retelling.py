"""What a mail says on the day on which it goes out.

Quiet hours and a server that is away hold mails back; “còn 1 ngày” must not arrive on
the due day. So a mail that goes out on another day than it was written is told anew, by
its key; who has nothing to be told any more gets nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import override

from thidua.follow_up.mailing import language_of, text_of
from thidua.follow_up.models import Finding, Mail, Mailbox, ReviewCall
from thidua.follow_up.promises import told_again
from thidua.follow_up.reminders import Asked, of_finding, of_reviews, tales_of
from thidua.follow_up.states import TO_MEND
from thidua.follow_up.steps import Step
from thidua.follow_up.telling import Tale
from thidua.indicators.models import FormPeriod


def tell_anew(mail: Mail, day: date) -> bool:
    """Give a mail the words of a day; whether there is still something to tell."""
    key, _colon, _person = mail.key.rpartition(":")
    tales = _tales(key.split(":"), day)
    if tales is None:
        return True
    tale = next((one for one in tales if one.key == key), None)
    if tale is None:
        return False
    with override(language_of(Mailbox.objects.filter(person=mail.person_id).first())):
        mail.kind, mail.subject = tale.kind, str(tale.title)[:300]
        mail.text = text_of(str(tale.title), str(tale.body))
    return True


def _tales(key: list[str], day: date) -> Iterable[Tale] | None:
    """Everything that is told at the step of a key; None for what no day changes."""
    match key:
        case ["report", step, form, period, *_who]:
            spans = FormPeriod.objects.select_related("form", "period")
            span = spans.filter(form=int(form), period=int(period)).first()
            return tales_of([Asked(span, Step(step))], day) if span else []
        case ["mend", step, finding, *_who]:
            found = Finding.objects.filter(pk=int(finding), state__in=TO_MEND)
            one = found.select_related("inspection").first()
            return of_finding(one, Step(step), day) if one else []
        case ["review", review, step, _due_on] if step in Step:
            asked = ReviewCall.objects.get(reviews=int(review))
            return of_reviews(asked, Step(step), day)
        case ["review-call", call, step, _due_on, _receiver]:
            return of_reviews(ReviewCall.objects.get(pk=int(call)), Step(step), day)
        case ["promised", room, step, pk, *_due_and_unit]:
            return told_again(room, Step(step), int(pk), day)
    return None
