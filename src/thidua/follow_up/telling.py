"""Writing notices and their mails down, in the transaction of what they tell of.

Who is told: those who write for a unit that day and can sign in. A key says what, which
step and to whom; the database keeps it once, so that nothing is told twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.functional import lazy
from django.utils.translation import gettext, override
from django_stubs_ext import StrOrPromise

from thidua.follow_up.kinds import OBLIGATORY, USUAL, Kind, Mailing
from thidua.follow_up.mailing import language_of, text_of
from thidua.follow_up.models import Mail, Mailbox, Notice, NoticeChoice
from thidua.follow_up.quiet import not_before
from thidua.kernel.clock import day_of
from thidua.organisations.actor import WRITERS
from thidua.organisations.models import Mandate

AT_A_TIME = 1_000


def later(words: Callable[..., str], *given: Any) -> StrOrPromise:
    """Words that are worked out when they are written, in the reader's language."""
    worked_out: StrOrPromise = lazy(words, str)(*given)
    return worked_out


def worded(words: str, said: Mapping[str, Any]) -> StrOrPromise:
    """A message of the catalogue with what is put in, in the reader's language."""
    return later(lambda: gettext(words) % said) if words else ""


@dataclass(frozen=True, slots=True)
class Tale:
    """One thing to tell the people of one unit, or one person.

    `key` is of the thing and its step, without the people; `roles` names who of the
    unit is told, `but` whoever did it and knows. A person is told for a unit that they
    serve that day. `report` is
    (form, period, unit) of the report asked for, if any. Words that are worked out
    `later` are said in the language of each reader.
    """

    key: str
    unit_id: int | None
    kind: Kind
    title: StrOrPromise
    path: str
    body: StrOrPromise = ""
    roles: tuple[str, ...] = WRITERS
    person_id: int | None = None
    report: tuple[int, int, int] | None = None
    origin_id: int | None = None
    but: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is told, and how each kind reaches them."""

    person_id: int
    unit_id: int
    mailbox: Mailbox | None
    choices: Mapping[str, NoticeChoice]

    @property
    def language(self) -> str:
        """In which they are told."""
        return language_of(self.mailbox)

    @property
    def address(self) -> str:
        """Where their mail goes; nowhere until its owner said that it is theirs."""
        box = self.mailbox
        return box.address if box and box.verified_at else ""

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
    day = day_of(at)
    readers = Readers(tales, day)
    notices, mails = [], []
    for tale in tales:
        for reader in _told(tale, readers):
            with override(reader.language):
                if reader.sees(tale.kind):
                    notices.append(_notice(tale, reader, at))
                if reader.address and reader.mailing(tale.kind) == Mailing.AT_ONCE:
                    mails.append(_mail(tale, reader, at))
    Notice.objects.bulk_create(notices, AT_A_TIME, ignore_conflicts=True)
    Mail.objects.bulk_create(mails, AT_A_TIME, ignore_conflicts=True)
    return len(notices) + len(mails)


def _told(tale: Tale, readers: Readers) -> list[Reader]:
    """Those of the roles meant; where nobody has one, whoever writes for the unit. A
    person as themselves, for one unit."""
    if tale.person_id is not None:
        return [reader for _role, reader in readers.of_person(tale.person_id)][:1]
    there = readers.of_unit(tale.unit_id)
    meant = [one for one in there if one[0] in tale.roles] or there
    found = {reader.person_id: reader for _role, reader in meant}
    return [reader for person, reader in found.items() if person != tale.but]


class Readers:
    """Those who may be told on a day, with their roles; read in three questions."""

    def __init__(self, tales: Collection[Tale], day: date) -> None:
        units = {tale.unit_id for tale in tales if tale.person_id is None}
        people = {tale.person_id for tale in tales} - {None}
        meant = Q(unit__in=units, role__in=WRITERS) | Q(person__in=people)
        held = list(
            Mandate.objects.held_on(day)
            .filter(meant, person__user__is_active=True)
            .order_by("pk")
            .values_list("unit_id", "role", "person_id")
        )
        told = {person for _unit, _role, person in held}
        boxes = {box.person_id: box for box in Mailbox.objects.filter(person__in=told)}
        choices: dict[int, dict[str, NoticeChoice]] = defaultdict(dict)
        for choice in NoticeChoice.objects.filter(person__in=told):
            choices[choice.person_id][choice.kind] = choice
        self._of_unit: dict[int, list[tuple[str, Reader]]] = defaultdict(list)
        self._of_person: dict[int, list[tuple[str, Reader]]] = defaultdict(list)
        for unit, role, person in held:
            reader = Reader(person, unit, boxes.get(person), choices[person])
            self._of_person[person].append((role, reader))
            if role in WRITERS:
                self._of_unit[unit].append((role, reader))

    def of_unit(self, unit_id: int | None) -> Sequence[tuple[str, Reader]]:
        """Those who write for a unit."""
        return self._of_unit.get(unit_id or 0, [])

    def of_person(self, person_id: int) -> Sequence[tuple[str, Reader]]:
        """Somebody, in each of their offices."""
        return self._of_person.get(person_id, [])


def _notice(tale: Tale, reader: Reader, at: datetime) -> Notice:
    form, period, about = tale.report or (None, None, None)
    return Notice(
        key=f"{tale.key}:{reader.person_id}",
        person_id=reader.person_id,
        unit_id=reader.unit_id,
        kind=tale.kind,
        title=str(tale.title)[:300],
        body=str(tale.body),
        path=tale.path,
        form_id=form,
        period_id=period,
        about_id=about,
        made_at=at,
    )


def _mail(tale: Tale, reader: Reader, at: datetime) -> Mail:
    form, period, about = tale.report or (None, None, None)
    box = reader.mailbox or Mailbox()
    return Mail(
        key=f"{tale.key}:{reader.person_id}",
        kind=tale.kind,
        person_id=reader.person_id,
        address=reader.address,
        origin_id=tale.origin_id,
        subject=str(tale.title)[:300],
        text=text_of(str(tale.title), str(tale.body)),
        path=tale.path,
        form_id=form,
        period_id=period,
        about_id=about,
        made_at=at,
        held_until=not_before(at, box.quiet_from, box.quiet_until),
    )
