"""Judging the rows of a grid: the good ones apart from those that come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.imports.registers.reading import is_bare
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import Unreadable
from thidua.organisations.actor import Actor
from thidua.organisations.naming import unit_called
from thidua.pledges.drafts import RegistrationDraft
from thidua.pledges.matching import Standing, people_called, surely
from thidua.pledges.models import Registration
from thidua.pledges.rules import refuse_unfit
from thidua.pledges.where import Choice, choices_of, within_commune

SAME, NEW = "same", "new"


class Typed(Protocol):
    """A row as the form holds it."""

    answer: str
    reason: str
    remedy: str
    doubles: Sequence[str]

    def draft(self, items: Sequence[Choice], day: date) -> RegistrationDraft: ...


@dataclass(frozen=True, slots=True)
class Sorted:
    """By their place: the rows that may go in, with their drafts; those that come
    back; how many were known already."""

    good: Sequence[tuple[int, RegistrationDraft]]
    back: Sequence[int]
    passed_over: int


def sort_rows(
    campaign: Campaign, unit_id: int, rows: Sequence[Typed], actor: Actor, day: date
) -> Sorted:
    """Each row: good, known already (passed over), asked about, or refused.

    A row that comes back says why; with `doubles` it asks whether it is one of them,
    of those registered in the commune and of the rows of the list itself. Names with
    their marks go before those without, so that the better one is kept.
    """
    read, back = _read(campaign, unit_id, rows, day)
    drafts = [draft for _place, draft in read]
    near = within_commune(unit_id, day)
    names = [one.name for one in drafts]
    standing = Standing(campaign.pk, unit_id, names, near=near)
    people = people_called(drafts, actor, unit_id, day)
    beside = Beside(unit_id, actor, day)
    good: list[tuple[int, RegistrationDraft]] = []
    passed = 0
    for number in sorted(range(len(read)), key=lambda one: is_bare(names[one])):
        place, draft = read[number]
        row, known = rows[place], surely(draft, people.get(number, []))
        fate, doubtful = _fate(row, draft, standing)
        row.doubles = [beside.told(one) for one in doubtful]
        if fate == SAME:
            passed += 1
        elif fate:
            row.reason = _("Có thể đã đăng ký.")
            row.remedy = _("Xem bên dưới rồi chọn.")
            back.append(place)
        else:
            good.append((place, _settled(draft, row, known.pk if known else None)))
            standing.expect(draft)
    return Sorted(good, sorted(back), passed)


def _read(
    campaign: Campaign, unit_id: int, rows: Sequence[Typed], day: date
) -> tuple[list[tuple[int, RegistrationDraft]], list[int]]:
    """The rows that can be read, by their place, and the places of the others."""
    items = choices_of(campaign, unit_id, day)
    keys = [one.key for one in items]
    read: list[tuple[int, RegistrationDraft]] = []
    back: list[int] = []
    for place, row in enumerate(rows):
        try:
            draft = row.draft(items, day)
            refuse_unfit(draft, keys, day)
        except (Unreadable, RuleBroken) as no:
            row.reason, row.remedy = str(no.reason), str(no.remedy)
            back.append(place)
        else:
            read.append((place, draft))
    return read, back


def _fate(
    row: Typed, draft: RegistrationDraft, standing: Standing
) -> tuple[str, Sequence[Registration]]:
    """“” to go in, `SAME` to pass over, else it is asked, and beside whom."""
    if row.answer == SAME:
        return SAME, ()
    same, doubtful = standing.same(draft), standing.doubtful(draft)
    if row.answer == NEW or not (same or doubtful):
        return "", ()
    if same and same.pk and not row.answer:
        return SAME, ()
    return "asked", doubtful[:3]


class Beside:
    """Tells of those registered already, each unit looked up once.

    Of another unit's list no more is told than this reader may read there.
    """

    def __init__(self, unit_id: int, actor: Actor, day: date) -> None:
        self._unit_id, self._actor, self._day = unit_id, actor, day
        self._others: dict[int, tuple[str, bool]] = {}

    def told(self, one: Registration) -> str:
        """`Nguyễn Văn An, sinh 1970, ấp 3, đã duyệt`."""
        where, is_read = "", True
        if one.unit_id != self._unit_id:
            where, is_read = self._other(one.unit_id)
        said = [one.name]
        if is_read:
            said += [_("sinh %s") % one.birth_year] if one.birth_year else []
            said.append(one.address)
        state = one.get_state_display() if one.pk else _("cùng danh sách này")
        return ", ".join(filter(None, [*said, where, str(state)]))

    def _other(self, unit_id: int) -> tuple[str, bool]:
        if unit_id not in self._others:
            where = _("trong danh sách của %(unit)s")
            self._others[unit_id] = (
                where % {"unit": unit_called(unit_id, self._day)},
                Registration.objects.may_be_read_at(unit_id, self._actor, self._day),
            )
        return self._others[unit_id]


def _settled(
    draft: RegistrationDraft, row: Typed, person_id: int | None
) -> RegistrationDraft:
    return replace(draft, person_id=person_id, namesake=2 if row.answer == NEW else 1)
