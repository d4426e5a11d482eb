"""What a person does with their notices: read them, choose how they come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.audit.trail import record
from thidua.follow_up.addresses import ask_its_owner
from thidua.follow_up.kinds import OBLIGATORY, Kind, Mailing
from thidua.follow_up.models import Mailbox, Notice, NoticeChoice
from thidua.follow_up.models.notices import QUIET_FROM, QUIET_UNTIL
from thidua.follow_up.policies import can_choose
from thidua.organisations.actor import Actor
from thidua.organisations.models import Person


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything that the page “Thông báo của tôi” says; an empty address means that
    nothing comes by e-mail. `kinds` is (in the program, by e-mail) of each kind."""

    address: str = ""
    language: str = Mailbox.Language.VIETNAMESE
    quiet_from: int = QUIET_FROM
    quiet_until: int = QUIET_UNTIL
    has_digest: bool = True
    kinds: Mapping[Kind, tuple[bool, Mailing]] | None = None


@transaction.atomic
def read_notice(notice: Notice, *, actor: Actor, at: datetime) -> Notice:
    """Open a notice, or put it aside; reading it again changes nothing."""
    can_choose(actor).enforce()

    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def read_all(*, actor: Actor, at: datetime) -> int:
    """Put all of one's notices aside; how many there were."""
    can_choose(actor).enforce()

    mine = Notice.objects.filter(person=actor.person_id)
    return mine.unread().update(read_at=at)


@transaction.atomic
def choose_notices(choices: Choices, *, actor: Actor, at: datetime) -> None:
    """Say where mail goes, when it is quiet, and what comes in which way.

    What is obligatory stays in the program whatever is chosen.
    """
    can_choose(actor).enforce()

    person = Person.objects.get(pk=actor.person_id or 0)
    box, _is_new = Mailbox.objects.select_for_update().get_or_create(person=person)
    is_other = box.address != choices.address
    box.address, box.language = choices.address, choices.language
    box.quiet_from, box.quiet_until = choices.quiet_from, choices.quiet_until
    box.has_digest = choices.has_digest
    if is_other:
        box.verified_at, box.asked_at, box.entered_by = None, None, ""
    box.save()
    if is_other and box.address:
        ask_its_owner(box, at)
    for kind, (in_program, mailing) in (choices.kinds or {}).items():
        NoticeChoice.objects.update_or_create(
            person=person,
            kind=kind,
            defaults={
                "in_program": in_program or kind in OBLIGATORY,
                "mailing": mailing,
            },
        )

    record(
        "follow_up.notices.chosen",
        person,
        actor=actor,
        at=at,
        by_mail=bool(choices.address),
    )
