"""The weekly mail: what waits, and what was told since the last one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Mail, Mailbox
from thidua.follow_up.policies import can_work
from thidua.follow_up.quiet import not_before
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person


class DigestOf(Protocol):
    """Says what waits for a person on a day and was told since; “” for nothing."""

    def __call__(self, person: Person, day: date, *, since: datetime) -> str: ...


@transaction.atomic
def write_digests(digest_of: DigestOf, *, actor: Actor, at: datetime) -> int:
    """Write the week's digests down, one for each person who wants it; how many.

    Once a week: the key names the Monday. Who has nothing to read gets nothing:
    `digest_of` says what there is.
    """
    can_work(actor).enforce()

    monday = _monday(day_of(at))
    boxes = Mailbox.objects.filter(
        has_digest=True, verified_at__isnull=False, person__user__is_active=True
    )
    mails = []
    for box in boxes.select_related("person__user"):
        with override(box.language):
            words = digest_of(box.person, day_of(at), since=at)
            title = _("Việc thi đua trong tuần từ %(day)s")
        if not words:
            continue
        mails.append(
            Mail(
                key=f"digest:{monday}:{box.person_id}",
                kind=Kind.DIGEST,
                person=box.person,
                address=box.address,
                subject=title % {"day": dates.show(monday)},
                text=words,
                path="/",
                made_at=at,
                held_until=not_before(at, box.quiet_from, box.quiet_until),
            )
        )
    Mail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(mails)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
