"""People and their mandates as a list brings them in; and out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError

from thidua.audit.trail import record_each
from thidua.kernel.policy import YES, Verdict
from thidua.kernel.sentences import sentence as _
from thidua.organisations.actor import Actor
from thidua.organisations.hanging import something_hangs_on
from thidua.organisations.models import Mandate, Person, Unit, User
from thidua.organisations.policies import can_appoint_from_file, can_keep_register

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(7002, 0)"
"""Two lists may name the same person: the second waits and sees what the first did."""


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody serves as at a unit; `instead` is the mandate that ends with it."""

    unit_id: int
    role: str
    title: str
    first: date | None
    last: date | None = None
    instead: int = 0
    was: str = ""
    """How the replaced mandate stood when the list was checked: `Mandate.standing`."""

    @property
    def during(self) -> DateRange:
        return DateRange(
            self.first, self.last + timedelta(days=1) if self.last else None
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list: somebody of the register, or new (`person_id` 0).

    `namesakes` are those of the same name whom the list is known not to mean; None
    when the list itself names two of one name.
    """

    person_id: int
    full_name: str
    birth_year: int | None
    offices: Sequence[Office]
    namesakes: Sequence[int] | None = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one line: written, with what undoes it; or not, and why."""

    is_kept: bool
    undo: dict[str, Any] | None = None
    reason: str = ""
    remedy: str = ""


@transaction.atomic
def bring_in_people(
    listed: Sequence[Listed], *, actor: Actor, at: datetime, source: str
) -> list[Done]:
    """Enter the people of a list and what they serve as; each line is answered.

    Whom somebody entered meanwhile, whose mandate was changed meanwhile, and what the
    actor may not give stays as it is. No sign-in is made.
    """
    units = {office.unit_id for one in listed for office in one.offices}
    may = {unit: can_keep_register(actor, unit, at.date()) for unit in units}
    if may and not any(may.values()):
        next(iter(may.values())).enforce()

    _wait()
    answers, told = [], _Told()
    for one in listed:
        no = _why_not(one, may, actor)
        if not no:
            answers.append(Done(False, None, str(no.reason), str(no.remedy)))
            continue
        answers.append(_enter(one, told))

    told.tell("brought_in", actor, at, source)
    return answers


@transaction.atomic
def take_out_people(
    lines: Sequence[dict[str, Any]], *, actor: Actor, at: datetime, source: str
) -> list[Done]:
    """Undo lines of a list, as far as nobody built on them: `lines` are their undos."""
    mandates = Mandate.objects.in_bulk(
        [pk for line in lines for pk, *_was in line.get("given", [])]
    )
    units = {mandate.unit_id for mandate in mandates.values()}
    for unit in units:
        can_keep_register(actor, unit, at.date()).enforce()

    _wait()
    told = _Told()
    answers = [_leave(line, mandates, told) for line in lines]

    told.tell("taken_out", actor, at, source)
    return answers


def _wait() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)


class _Told:
    """Whom and which units the trail must name, once for each deed."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}
        self.units: dict[int, int] = defaultdict(int)

    def note(self, person: Person, units: Iterable[int]) -> None:
        self.people[person.pk] = Person(pk=person.pk)
        for unit in units:
            self.units[unit] += 1

    def tell(self, done: str, actor: Actor, at: datetime, source: str) -> None:
        for kind, subjects in (
            ("person", list(self.people.values())),
            ("unit", [Unit(pk=pk) for pk in self.units]),
        ):
            record_each(
                f"organisations.{kind}.{done}",
                subjects,
                actor=actor,
                at=at,
                said=source,
            )


def _why_not(one: Listed, may: dict[int, Verdict], actor: Actor) -> Verdict:
    signs_in = bool(
        one.person_id and User.objects.filter(person=one.person_id).exists()
    )
    verdict = YES
    for office in one.offices:
        verdict = (
            verdict
            & may[office.unit_id]
            & can_appoint_from_file(actor, office.role, signs_in=signs_in)
        )
    return verdict & _still_as_checked(one)


def _still_as_checked(one: Listed) -> Verdict:
    changed = Verdict(
        _("Người khác vừa ghi hoặc sửa người này."),
        _("Kiểm tra lại tệp: điều mới sẽ hiện bên cạnh."),
    )
    for office in one.offices:
        held = Mandate.objects.filter(
            unit=office.unit_id, during__overlap=office.during
        )
        if not one.person_id and one.namesakes is None:
            continue
        if not one.person_id:
            same = held.filter(person__full_name=one.full_name)
            if same.exclude(person__in=one.namesakes or ()).exists():
                return changed
        elif office.instead:
            replaced = Mandate.objects.filter(pk=office.instead).first()
            if replaced is None or replaced.standing != office.was:
                return changed
        elif held.filter(person=one.person_id, role=office.role).exists():
            return changed
    return YES


def _enter(one: Listed, told: _Told) -> Done:
    undo: dict[str, Any] = {"given": []}
    if one.person_id:
        person = Person.objects.select_for_update().get(pk=one.person_id)
        if one.birth_year and person.birth_year is None:
            person.birth_year = one.birth_year
            person.save(update_fields=["birth_year"])
            undo["year"] = one.birth_year
    else:
        person = Person.named(one.full_name, birth_year=one.birth_year)
        person.save()
        undo["new"] = True
    undo["person"] = person.pk
    for office in one.offices:
        undo["given"].append(_give(person, office))
    told.note(person, (office.unit_id for office in one.offices))
    return Done(True, undo)


def _give(person: Person, office: Office) -> list[Any]:
    """Give a mandate, end the one it replaces; [it, how it stands, what it was]."""
    before: list[Any] | None = None
    if office.instead:
        old = Mandate.objects.get(pk=office.instead)
        before = [
            old.pk,
            old.role,
            old.title,
            _iso(old.during.lower),
            _iso(old.during.upper),
        ]
        lower = old.during.lower
        if office.first and (lower is None or lower < office.first):
            old.during = DateRange(lower, office.first)
            old.save(update_fields=["during"])
        else:  # it begins on the same day: the title was wrong, nobody served under it
            old.role, old.title, old.during = office.role, office.title, office.during
            old.save(update_fields=["role", "title", "during"])
            return [old.pk, old.standing, before]
    given = Mandate.objects.create(
        person=person,
        unit_id=office.unit_id,
        role=office.role,
        title=office.title,
        during=office.during,
    )
    return [given.pk, given.standing, before]


def _leave(line: dict[str, Any], mandates: dict[int, Mandate], told: _Told) -> Done:
    kept = Done(
        False,
        None,
        _("Phân công này đã có người sửa, hoặc đã có việc gắn với người này."),
        _("Mở trang của người ấy để sửa."),
    )
    person = Person.objects.filter(pk=line["person"]).first()
    given = [(mandates.get(pk), stood, was) for pk, stood, was in line["given"]]
    if person is None or any(
        one is None or one.standing != stood for one, stood, _was in given
    ):
        return kept
    if line.get("new") and something_hangs_on(person, apart_from=(Mandate,)):
        return kept
    try:
        with transaction.atomic():
            for one, _stood, was in given:
                if one is not None:
                    _take_back(one, was)
            if line.get("new"):
                person.delete()
            elif line.get("year") and person.birth_year == line["year"]:
                person.birth_year = None
                person.save(update_fields=["birth_year"])
    except (ProtectedError, IntegrityError):
        return kept
    told.note(Person(pk=line["person"]), [one.unit_id for one, *_rest in given if one])
    return Done(True)


def _take_back(mandate: Mandate, was: list[Any] | None) -> None:
    if was is None:
        mandate.delete()
        return
    pk, role, title, first, until = was
    if pk != mandate.pk:
        mandate.delete()
    Mandate.objects.filter(pk=pk).update(
        role=role,
        title=title,
        during=DateRange(_day(first), _day(until)),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
