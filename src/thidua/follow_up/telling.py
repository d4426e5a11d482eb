"""Writing notices and their mails down, in the transaction of what they tell of.

Who is told: those who write for a unit that day and can sign in. A key says what, which
step and to whom; the database keeps it once, so that nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.follow_up.kinds import OBLIGATORY, USUAL, Kind, Mailing
from thidua.follow_up.mailing import text_of
from thidua.follow_up.models import Mail, Mailbox, Notice, NoticeChoice
from thidua.follow_up.quiet import not_before
from thidua.kernel.clock import ZONE
from thidua.organisations.actor import WRITERS
from thidua.organisations.models import Mandate

AT_A_TIME = 1_000


@dataclass(frozen=True, slots=True)
class Tale:
    """One thing to tell the people of one unit.

    `key` is of the thing and its step, without the people; `roles` names who of the
    unit is told. `report` is (form, period, unit) of the report asked for, if any.
    """

    key: str
    unit_id: int
    kind: Kind
    title: str
    path: str
    body: str = ""
    roles: tuple[str, ...] = WRITERS
    report: tuple[int, int, int] | None = None
    origin_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is told, and how each kind reaches them."""

    person_id: int
    mailbox: Mailbox | None
    choices: Mapping[str, NoticeChoice]

    def sees(self, kind: Kind) -> bool:
        """In the program: what is obligatory always."""
        chosen = self.choices.get(kind)
        return kind in OBLIGATORY or chosen is None or chosen.in_program

    def mailing(self, kind: Kind) -> str:
        """By e-mail."""
        chosen = self.choices.get(kind)
        return chosen.mailing if chosen else USUAL.get(kind, Mailing.NONE)


def tell(tales: Sequence[Tale], *, at: datetime) -> int:
    """Write down what is told; how many notices and mails there are is returned."""
    day = at.astimezone(ZONE).date()
    readers = _readers({tale.unit_id for tale in tales}, day)
    notices, mails = [], []
    for tale in tales:
        for reader in _told(tale, readers.get(tale.unit_id, [])):
            if reader.sees(tale.kind):
                notices.append(_notice(tale, reader, at))
            if reader.mailbox and reader.mailing(tale.kind) == Mailing.AT_ONCE:
                mails.append(_mail(tale, reader, reader.mailbox, at))
    Notice.objects.bulk_create(notices, AT_A_TIME, ignore_conflicts=True)
    Mail.objects.bulk_create(mails, AT_A_TIME, ignore_conflicts=True)
    return len(notices) + len(mails)


def _told(tale: Tale, readers: Sequence[tuple[str, Reader]]) -> list[Reader]:
    """Those of the roles meant; where nobody has one, whoever writes for the unit."""
    meant = [one for one in readers if one[0] in tale.roles] or readers
    return list({reader.person_id: reader for _role, reader in meant}.values())


def _readers(units: Collection[int], day: date) -> dict[int, list[tuple[str, Reader]]]:
    """(role, reader) of every unit, in four questions."""
    held = list(
        Mandate.objects.held_on(day)
        .filter(unit__in=units, role__in=WRITERS, person__user__is_active=True)
        .order_by("pk")
        .values_list("unit_id", "role", "person_id")
    )
    people = {person for _unit, _role, person in held}
    boxes = {box.person_id: box for box in Mailbox.objects.filter(person__in=people)}
    choices: dict[int, dict[str, NoticeChoice]] = {}
    for choice in NoticeChoice.objects.filter(person__in=people):
        choices.setdefault(choice.person_id, {})[choice.kind] = choice
    found: dict[int, list[tuple[str, Reader]]] = {}
    for unit, role, person in held:
        reader = Reader(person, boxes.get(person), choices.get(person, {}))
        found.setdefault(unit, []).append((role, reader))
    return found


def _notice(tale: Tale, reader: Reader, at: datetime) -> Notice:
    form, period, about = tale.report or (None, None, None)
    return Notice(
        key=f"{tale.key}:{reader.person_id}",
        person_id=reader.person_id,
        unit_id=tale.unit_id,
        kind=tale.kind,
        title=tale.title[:300],
        body=tale.body,
        path=tale.path,
        form_id=form,
        period_id=period,
        about_id=about,
        made_at=at,
    )


def _mail(tale: Tale, reader: Reader, box: Mailbox, at: datetime) -> Mail:
    form, period, about = tale.report or (None, None, None)
    return Mail(
        key=f"{tale.key}:{reader.person_id}",
        kind=tale.kind,
        person_id=reader.person_id,
        address=box.address,
        origin_id=tale.origin_id,
        subject=tale.title[:300],
        text=text_of(tale.title, tale.body),
        path=tale.path,
        form_id=form,
        period_id=period,
        about_id=about,
        made_at=at,
        held_until=not_before(at, box.quiet_from, box.quiet_until),
    )
