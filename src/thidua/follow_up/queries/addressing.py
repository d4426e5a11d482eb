"""Where the mail of a unit's people goes, and who has not said that it is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.follow_up.models import Mailbox
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.ui.parts import Pager, pager
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate, Person, Unit
from thidua.organisations.naming import names_on, unit_called

ON_A_PAGE = 50


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
    is_open: bool
    """Somebody else may still enter it: its owner verified none."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An address anywhere that waits for its owner."""

    name: str
    address: str
    note: str
    unit: str
    href: str


@dataclass(frozen=True, slots=True)
class AddressesPage:
    """Everything that `addresses.html` shows."""

    unit: str
    here: str
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


def addresses_page(unit: Unit, actor: Actor, today: date, page: int) -> AddressesPage:
    """The people of a unit; for an administrator also what waits elsewhere."""
    held = Mandate.objects.held_on(today).filter(unit=unit)
    rows = _rows(held.filter(person__user__is_active=True))
    idle = held.exclude(person__user__is_active=True).values("person").distinct()
    others, pages = _others(unit, actor, today, page)
    here = address_of(unit.pk, actor)
    sign = "&" if "?" in here else "?"
    return AddressesPage(
        unit=unit_called(unit, today),
        here=here,
        again_href=address_of(unit.pk, actor, "addresses-again"),
        finding=_finding(rows),
        without=_without(idle.count()),
        rows=rows,
        waits=any(row.is_open and row.address for row in rows),
        others=others,
        pager=pager(page, pages, lambda to: f"{here}{sign}trang={to}"),
    )


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


def _others(
    unit: Unit, actor: Actor, today: date, page: int
) -> tuple[list[WaitingRow], int]:
    """A page of them, and how many pages there are."""
    if not actor.is_administrator:
        return [], 1
    serving = Mandate.objects.held_on(today).exclude(unit=unit)
    first = serving.filter(person=OuterRef("person")).order_by("pk").values("unit")
    here = Mandate.objects.held_on(today).filter(unit=unit).values("person")
    found = (
        Mailbox.objects.waiting()
        .exclude(person__in=here)
        .annotate(unit_id=Subquery(first[:1]))
        .filter(unit_id__isnull=False, person__user__is_active=True)
    )
    pages = max(1, -(-found.count() // ON_A_PAGE))
    start = (min(max(page, 1), pages) - 1) * ON_A_PAGE
    ordered = found.select_related("person").order_by("asked_at", "pk")
    shown = ordered[start : start + ON_A_PAGE]
    boxes = {box: int(getattr(box, "unit_id", 0)) for box in shown}
    names = names_on(set(boxes.values()), today)
    return [
        WaitingRow(
            name=box.person.full_name,
            address=box.address,
            note=_since(box),
            unit=names.get(at, ""),
            href=address_of(at, actor),
        )
        for box, at in boxes.items()
    ], pages
