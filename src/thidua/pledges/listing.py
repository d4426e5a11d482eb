"""Judging the rows of a grid: the good ones apart from those that come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from thidua.campaigns.models import Campaign
from thidua.kernel.errors import RuleBroken
from thidua.kernel.numbers import Unreadable
from thidua.organisations.actor import Actor
from thidua.pledges.drafts import RegistrationDraft
from thidua.pledges.matching import Standing, people_called, surely
from thidua.pledges.models import Registration
from thidua.pledges.rules import refuse_unfit
from thidua.pledges.where import Choice, choices_of

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

    A row that comes back says why; with `doubles` it asks whether it is one of them.
    """
    read, back = _read(campaign, unit_id, rows, day)
    drafts = [draft for _place, draft in read]
    standing = Standing(campaign.pk, unit_id, [one.name for one in drafts])
    people = people_called(drafts, actor, unit_id, day)
    good: list[tuple[int, RegistrationDraft]] = []
    passed = 0
    for number, (place, draft) in enumerate(read):
        row, known = rows[place], surely(draft, people.get(number, []))
        fate = _fate(row, draft, standing)
        if fate == SAME:
            passed += 1
        elif fate:
            row.reason = _("Có thể đã đăng ký.")
            row.remedy = _("Xem bên dưới rồi chọn.")
            back.append(place)
        else:
            good.append((place, _settled(draft, row, known.pk if known else None)))
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


def _fate(row: Typed, draft: RegistrationDraft, standing: Standing) -> str:
    """“” to go in, `SAME` to pass over, else it is asked."""
    if row.answer == SAME:
        return SAME
    same, doubtful = standing.same(draft), standing.doubtful(draft)
    if row.answer == NEW or not (same or doubtful):
        return ""
    if same and not row.answer:
        return SAME
    row.doubles = [told(one) for one in doubtful[:3]]
    return "asked"


def told(one: Registration) -> str:
    """`Nguyễn Văn An, sinh 1970, ấp 3, đã duyệt`."""
    said = [one.name]
    if one.birth_year:
        said.append(_("sinh %s") % one.birth_year)
    return ", ".join(filter(None, [*said, one.address, str(one.get_state_display())]))


def _settled(
    draft: RegistrationDraft, row: Typed, person_id: int | None
) -> RegistrationDraft:
    return replace(draft, person_id=person_id, namesake=2 if row.answer == NEW else 1)
