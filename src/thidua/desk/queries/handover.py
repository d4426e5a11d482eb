"""A handover: what waits, what falls due, what was done, who is spoken to.

Before it is given, the page computes all of it anew; then the page shows what was
sealed, as it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.desk.queries.deadlines import deadlines_of
from thidua.desk.queries.first_week import guides_for
from thidua.desk.queries.record import deeds_of
from thidua.desk.queries.tasks import Source, joined
from thidua.kernel import clock, dates
from thidua.kernel.tasks import MINE, in_order
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor, acting
from thidua.organisations.letterhead import Letterhead, letterhead
from thidua.organisations.models import Handover, Mandate, Placement, Tree
from thidua.organisations.namesakes import listed_names
from thidua.organisations.policies import can_hand_over, can_take_over

BACK = timedelta(days=365)
"""How far back its record goes."""
MOST = 200
"""Lines of one table; more do not fit a handover."""


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """Everything `handover.html` shows."""

    mandate_id: int
    title: str
    office: str
    letter: Letterhead
    during: str
    notes: str
    content: Mapping[str, Any]
    state: str
    signed: Sequence[str]
    giver: tuple[str, str]
    taker: tuple[str, str]
    seal: str
    may_write: bool
    may_take: bool
    may_withdraw: bool
    is_in_place: bool
    crumbs: Sequence[Link]


def handover_page(
    mandate: Mandate,
    handover: Handover | None,
    actor: Actor,
    today: date,
    *,
    sources: Sequence[Source],
) -> HandoverPage:
    """As it would be given today, or as it was given."""
    given = handover if handover and handover.given_at else None
    is_taken = given is not None and given.taken_at is not None
    has_role = actor.mandate is not None
    may_write = has_role and bool(can_hand_over(actor, mandate, today))
    return HandoverPage(
        mandate_id=mandate.pk,
        title=_("Bàn giao công việc của %s") % mandate.person.full_name,
        office=f"{mandate.title}, {mandate.unit_name}",
        letter=letterhead(mandate.unit, actor, _day(given, today)),
        during=_during(mandate),
        notes=handover.notes if handover else "",
        content=given.content if given else content_of(mandate, today, sources=sources),
        state=_state(handover),
        signed=_signed(given),
        giver=_giver(given),
        taker=(_("Người nhận bàn giao"), given.taken_by if given else ""),
        seal=given.seal if given else "",
        may_write=may_write and given is None,
        may_take=given is not None
        and has_role
        and not is_taken
        and bool(can_take_over(actor, given)),
        may_withdraw=may_write and given is not None and not is_taken,
        is_in_place=actor.person_id != mandate.person_id,
        crumbs=[
            Link(_("Việc của tôi"), reverse("desk:home")),
            Link(_("Bàn giao"), is_here=True),
        ],
    )


def content_of(
    mandate: Mandate, today: date, *, sources: Sequence[Source]
) -> dict[str, Any]:
    """All that is handed over, as plain words that keep."""
    since = datetime.combine(today - BACK, time.min, clock.ZONE)
    return {
        "on": dates.show(today),
        "tasks": _tasks(mandate, today, sources),
        "deadlines": [
            {"day": dates.show(day), "what": what}
            for day, what in deadlines_of(mandate.unit_id, today)[:MOST]
        ],
        "record": [
            asdict(one)
            for one in deeds_of(mandate.unit, since, clock.end_of(today))[:MOST]
        ],
        "contacts": _contacts(mandate, today),
        "guides": guides_for(mandate.role),
    }


def takers_for(mandate: Mandate, today: date) -> list[tuple[int, str]]:
    """Who may take it: the unit's other officers and heads, now or from a later day."""
    held = (
        Mandate.objects.filter(unit=mandate.unit_id)
        .filter(Q(during__contains=today) | Q(during__startswith__gt=today))
        .filter(role__in=[Mandate.Role.OFFICER, Mandate.Role.HEAD])
        .exclude(person=mandate.person_id)
        .select_related("person")
        .order_by("person__sort_key", "pk")
    )
    return [(one.pk, f"{one.person.full_name}, {one.title}") for one in held]


def _tasks(
    mandate: Mandate, today: date, sources: Sequence[Source]
) -> list[dict[str, str]]:
    user = getattr(mandate.person, "user", None)
    if user is None:
        return []
    leaver = acting(user, mandate)
    found = sorted(
        (task for source in sources for task in source(leaver, today)), key=in_order
    )
    return [
        {
            "what": joined(task.verb, task.object)
            if task.turn == MINE
            else task.object,
            "about": task.detail if task.turn == MINE else task.turn_detail,
            "due": dates.show(task.due_on) if task.due_on else "",
            "href": task.url,
        }
        for task in found[:MOST]
    ]


def _contacts(mandate: Mandate, today: date) -> list[dict[str, str]]:
    """Who serves in one's own unit, directly above it and directly below it."""
    places = Placement.objects.filter(tree__key=Tree.STATE, during__contains=today)
    above = set(
        places.filter(unit=mandate.unit_id, parent__isnull=False).values_list(
            "parent", flat=True
        )
    )
    below = set(places.filter(parent=mandate.unit_id).values_list("unit", flat=True))
    order = [*above, mandate.unit_id, *sorted(below)]
    where = dict.fromkeys(below, _("cấp dưới")) | dict.fromkeys(above, _("cấp trên"))
    where[mandate.unit_id] = _("cùng đơn vị")
    names = listed_names(order, today)
    held = (
        Mandate.objects.held_on(today)
        .filter(unit__in=order, role__in=[Mandate.Role.OFFICER, Mandate.Role.HEAD])
        .exclude(person=mandate.person_id)
        .select_related("person")
    )
    place = {unit: number for number, unit in enumerate(order)}
    return [
        {
            "unit": names.get(one.unit_id, ""),
            "where": where[one.unit_id],
            "who": one.person.full_name,
            "title": one.title,
        }
        for one in sorted(held, key=lambda one: (place[one.unit_id], one.role, one.pk))[
            :MOST
        ]
    ]


def _during(mandate: Mandate) -> str:
    since, until = mandate.during.lower, mandate.during.upper
    said = []
    if since:
        said.append(_("từ %s") % dates.show(since))
    if until:
        said.append(_("đến hết %s") % dates.show(until - timedelta(days=1)))
    return ", ".join(said) or _("không ghi thời hạn")


def _day(given: Handover | None, today: date) -> date:
    if given is None or given.given_at is None:
        return today
    return given.given_at.astimezone(clock.ZONE).date()


def _state(handover: Handover | None) -> str:
    if handover is None or handover.given_at is None:
        return _("đang soạn")
    return _("đã ký nhận") if handover.taken_at else _("đã ký giao, chờ ký nhận")


def _signed(given: Handover | None) -> list[str]:
    """Who signed when, and the day on which the leaver's rights end."""
    if given is None or given.given_at is None or given.last_day is None:
        return []
    gave = _by(given.given_by, given.given_office, given.given_at)
    if _is_in_place(given):
        leaver = given.mandate.person.full_name
        gave = _("%(signed)s Ký thay %(leaver)s.") % {"signed": gave, "leaver": leaver}
    said = [
        gave,
        _("Ngày làm việc cuối: %(day)s.") % {"day": dates.show(given.last_day)},
    ]
    if given.taken_at:
        said.append(_by(given.taken_by, given.taken_office, given.taken_at))
    return said


def _giver(given: Handover | None) -> tuple[str, str]:
    """Under what is signed at the left, and who did."""
    if given is None:
        return _("Người bàn giao"), ""
    is_in_place = _is_in_place(given)
    said = _("Ký thay người bàn giao") if is_in_place else _("Người bàn giao")
    return said, given.given_by


def _is_in_place(given: Handover) -> bool:
    """Did somebody else sign for the leaver?"""
    return given.signer is not None and (
        given.signer.person_id != given.mandate.person_id
    )


def _by(name: str, office: str, at: datetime) -> str:
    return _("%(name)s (%(office)s) ký lúc %(when)s.") % {
        "name": name,
        "office": office,
        "when": dates.show_moment(at.astimezone(clock.ZONE)),
    }
