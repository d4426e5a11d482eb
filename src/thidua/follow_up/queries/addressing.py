"""Where the mail of a unit's people goes, and who has not said that it is theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.follow_up.models import Mailbox
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.sheets import MOST, Column, Columns, Sheet, listed
from thidua.kernel.sheets import Kind as Holds
from thidua.kernel.ui.filters import paged
from thidua.kernel.ui.parts import Pager
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person, Unit
from thidua.organisations.naming import names_on, unit_called


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One person who can sign in, and how far their address is."""

    pk: int
    name: str
    title: str
    address: str
    state: str
    tone: str
    note: str
    day: date | None
    """When it was verified, or its owner last asked."""
    is_open: bool
    """Somebody else may still enter it: its owner verified none."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An address anywhere that waits for its owner."""

    name: str
    address: str
    note: str
    day: date | None
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class AddressesPage:
    """Everything that `addresses.html` shows."""

    unit: str
    here: str
    sheet_href: str
    again_href: str
    finding: str
    without: str
    """How many people of the unit cannot sign in, and so confirm nothing."""
    rows: Sequence[AddressRow]
    waits: bool
    others: Sequence[WaitingRow]
    """For an administrator: what waits at other units."""
    pager: Pager


def address_of(unit_id: int, actor: Actor, page: str = "addresses") -> str:
    """The page of a unit; one's own needs no number."""
    own = "" if unit_id == actor.unit_id else f"?don-vi={unit_id}"
    return reverse(f"follow_up:{page}") + own


def addresses_page(
    unit: Unit, actor: Actor, today: date, params: Mapping[str, str]
) -> AddressesPage:
    """The people of a unit; for an administrator also what waits elsewhere."""
    held = Mandate.objects.held_on(today).filter(unit=unit)
    rows = _rows(held.filter(person__user__is_active=True))
    found = _others(unit, actor, today)
    some, pages = paged(found.count(), params, reverse("follow_up:addresses"))
    idle = held.exclude(person__user__is_active=True).values("person").distinct()
    here = address_of(unit.pk, actor)
    return AddressesPage(
        unit=unit_called(unit, today),
        here=here,
        sheet_href=f"{here}{'&' if '?' in here else '?'}xuat=excel",
        again_href=address_of(unit.pk, actor, "addresses-again"),
        finding=_finding(rows),
        without=_without(idle.count()),
        rows=rows,
        waits=any(row.is_open and row.address for row in rows),
        others=_waiting(found[some], actor, today),
        pager=pages,
    )


Line = tuple[str, "AddressRow | WaitingRow"]


def addresses_sheet(unit: Unit, actor: Actor, today: date) -> Sheet:
    """The same as Excel: the unit's people, then what waits elsewhere."""
    held = Mandate.objects.held_on(today).filter(unit=unit)
    here = unit_called(unit, today)
    waits = _waiting(_others(unit, actor, today)[:MOST], actor, today)
    lines: list[Line] = [
        *((here, row) for row in _rows(held.filter(person__user__is_active=True))),
        *((row.unit, row) for row in waits),
    ]
    columns: Columns[Line] = [
        (Column(_("Người"), width=28), lambda line: line[1].name),
        (Column(pgettext("danh mục", "Đơn vị"), width=36), lambda line: line[0]),
        (Column(_("Chức vụ"), width=28), lambda line: getattr(line[1], "title", "")),
        (Column(_("Địa chỉ thư điện tử"), width=34), lambda line: line[1].address),
        (Column(_("Tình trạng"), width=18), _state_of),
        (Column(_("Từ ngày"), kind=Holds.DATE, width=14), lambda line: line[1].day),
    ]
    return listed(_("Địa chỉ nhận thư"), today, columns, lines)


def _state_of(line: Line) -> str:
    row = line[1]
    return row.state if isinstance(row, AddressRow) else _("chờ xác nhận")


def _rows(held: QuerySet[Mandate]) -> list[AddressRow]:
    """Each person once, with all their titles at the unit."""
    titles: dict[int, list[str]] = {}
    people: dict[int, Person] = {}
    for one in held.select_related("person__mailbox").order_by("person__sort_key"):
        people[one.person_id] = one.person
        titles.setdefault(one.person_id, []).append(one.title)
    return [_row(one, ", ".join(titles[pk])) for pk, one in people.items()]


def _row(person: Person, title: str) -> AddressRow:
    box = getattr(person, "mailbox", None) or Mailbox()
    state, tone, note = _("chưa có địa chỉ"), "wait", ""
    at = box.verified_at or (box.asked_at if box.address else None)
    if box.verified_at:
        state, tone = _("đã xác nhận"), "done"
        note = dates.show(day_of(box.verified_at))
    elif box.address:
        state, tone, note = _("chờ xác nhận"), "slow", _since(box)
    return AddressRow(
        pk=person.pk,
        name=person.full_name,
        title=title,
        address=box.address,
        state=state,
        tone=tone,
        note=note,
        day=day_of(at) if at else None,
        is_open=box.verified_at is None,
    )


def _since(box: Mailbox) -> str:
    """`gửi thư ngày 02/05/2025, do Lê Lan, Sở Nội vụ ghi`."""
    said = []
    if box.asked_at:
        said.append(_("gửi thư ngày %s") % dates.show(day_of(box.asked_at)))
    if box.entered_by:
        said.append(_("do %s ghi") % box.entered_by)
    return ", ".join(said)


def _finding(rows: Sequence[AddressRow]) -> str:
    if not rows:
        return _("Chưa ai của đơn vị có tài khoản.")
    verified = sum(not row.is_open for row in rows)
    waiting = sum(row.is_open and bool(row.address) for row in rows)
    said = _(
        "%(verified)s/%(all)s người nhận được thư, %(waiting)s địa chỉ chờ xác nhận."
    )
    return said % {"verified": verified, "all": len(rows), "waiting": waiting}


def _without(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s người khác chưa có tài khoản nên chưa xác nhận được địa chỉ nào.",
        "%(n)s người khác chưa có tài khoản nên chưa xác nhận được địa chỉ nào.",
        count,
    ) % {"n": count}


def _others(unit: Unit, actor: Actor, today: date) -> QuerySet[Mailbox]:
    """What waits at other units, for whoever administers."""
    if not actor.is_administrator:
        return Mailbox.objects.none()
    serving = Mandate.objects.held_on(today).exclude(unit=unit)
    first = serving.filter(person=OuterRef("person")).order_by("pk").values("unit")
    here = Mandate.objects.held_on(today).filter(unit=unit).values("person")
    found = (
        Mailbox.objects.waiting()
        .exclude(person__in=here)
        .annotate(unit_id=Subquery(first[:1]))
        .filter(unit_id__isnull=False, person__user__is_active=True)
    )
    return found.select_related("person").order_by("asked_at", "pk")


def _waiting(shown: QuerySet[Mailbox], actor: Actor, today: date) -> list[WaitingRow]:
    boxes = {box: int(getattr(box, "unit_id", 0)) for box in shown}
    names = names_on(set(boxes.values()), today)
    return [
        WaitingRow(
            name=box.person.full_name,
            address=box.address,
            note=_since(box),
            day=day_of(box.asked_at) if box.asked_at else None,
            unit=names.get(at, ""),
            href=address_of(at, actor),
        )
        for box, at in boxes.items()
    ]
