"""What somebody is told who signed in on a day on which they hold no mandate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import clock, dates
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.models import Handover, Mandate, User
from thidua.organisations.queries.showing import during_words

NAMED = 3
"""How many administrators are named."""


@dataclass(frozen=True, slots=True)
class IdlePage:
    """When and where the person serves, whom to ask, where the day can be moved."""

    today: str
    mandates: Sequence[Fact]
    signed: Sequence[Link]
    """Handovers that the person signed: theirs to read and print for ever."""
    ask: Sequence[str]
    is_demonstration: bool
    move_to: str
    move_words: str


def signed_by(person: int) -> QuerySet[Handover, Handover]:
    """The handovers that somebody gave, for themselves or for the leaver, or took."""
    gave = Q(mandate__person=person) | Q(signer__person=person)
    gave &= Q(given_at__isnull=False)
    took = Q(taker__person=person, taken_at__isnull=False)
    return Handover.objects.filter(gave | took)


def idle_page(user: User) -> IdlePage:
    """The person's mandates of other days, and who may give a new one."""
    today = clock.today()
    mine = list(
        Mandate.objects.filter(person=user.person_id).with_unit_names(today)[:20]
    )
    near = _nearest(mine, today)
    may_move = clock.is_movable() and any(
        one.role == Mandate.Role.ADMINISTRATOR for one in mine
    )
    return IdlePage(
        today=dates.show(today),
        mandates=[
            Fact(
                _("%(title)s, %(unit)s") % {"title": one.title, "unit": one.unit_name},
                f"{during_words(one.during)}, {_standing(one.during, today)}",
            )
            for one in mine
        ],
        signed=_signed(user.person_id),
        ask=[
            _("%(name)s, %(unit)s")
            % {"name": one.person.full_name, "unit": one.unit_name}
            for one in Mandate.objects.held_on(today)
            .filter(role=Mandate.Role.ADMINISTRATOR)
            .select_related("person")
            .with_unit_names(today)[:NAMED]
        ],
        is_demonstration=clock.is_movable(),
        move_to=near.isoformat() if may_move and near else "",
        move_words=dates.show(near) if near else "",
    )


def _signed(person: int) -> list[Link]:
    found = signed_by(person).select_related("mandate__person")
    return [
        Link(
            _("Biên bản bàn giao công việc của %(name)s, ngày %(day)s")
            % {"name": one.mandate.person.full_name, "day": _day(one)},
            reverse("desk:handover", args=[one.mandate_id]),
        )
        for one in found.order_by("-given_at")
    ]


def _day(one: Handover) -> str:
    given = one.given_at
    return dates.show(given.astimezone(clock.ZONE).date()) if given else ""


def _standing(during: DateRange, today: date) -> str:
    if during.lower and during.lower > today:
        return _("chưa đến ngày")
    return _("đã hết")


def _nearest(mandates: Sequence[Mandate], today: date) -> date | None:
    """The day nearest to today on which one of these stands."""
    days: list[date] = []
    for one in mandates:
        if one.during.lower and one.during.lower > today:
            days.append(one.during.lower)
        elif one.during.upper:
            days.append(date.fromordinal(one.during.upper.toordinal() - 1))
    return min(days, key=lambda day: abs(day - today), default=None)
