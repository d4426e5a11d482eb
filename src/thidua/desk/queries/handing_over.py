"""Handovers that wait: to be written, to be taken, or missed by somebody who left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.kernel import dates
from thidua.kernel.calendar import add_working_days
from thidua.kernel.tasks import HEAD, MINE, OWN, THEIRS, Task, state_on
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor
from thidua.organisations.models import Mandate
from thidua.organisations.waiting import Row, Waiting

WRITE_AHEAD = 30
"""Days before the last day from which the leaver is asked to write."""
TAKE_WITHIN = 3
"""Working days that whoever takes has to sign."""
MISSED_FOR = 90
"""Days for which the head is told that somebody left without handing over."""
NEW_FOR = 60
"""Days for which a newcomer's desk begins with what was handed over."""

# One question: `write` one's own mandate that ends, `take` what was given to me, `wait`
# for whoever was to take mine, `missed` by officers of my unit that left, `taken` when
# I am new. A mandate that goes on under another title, and a unit that ends that day
# (its work is handed over by the reform), ask for nothing.
_WAITING = """
with ending as (
    select mandate.id, mandate.person_id, mandate.unit_id, mandate.title,
        upper(mandate.during) as until
    from organisations_mandate mandate
    where mandate.role in ('officer', 'head') and upper(mandate.during) is not null
      and (mandate.id = %(mandate)s
           and upper(mandate.during) <= %(on)s::date + %(write_ahead)s::int
        or %(is_head)s and mandate.unit_id = %(unit)s
           and upper(mandate.during) <= %(on)s
           and upper(mandate.during) > %(on)s::date - %(missed_for)s::int)
      and not exists (select from organisations_mandate other
          where other.person_id = mandate.person_id
            and other.unit_id = mandate.unit_id
            and other.role in ('officer', 'head')
            and other.during @> upper(mandate.during))
      and exists (select from organisations_placement place
          where place.unit_id = mandate.unit_id
            and place.during @> upper(mandate.during))
      and not exists (select from organisations_handover given
          where given.mandate_id = mandate.id and given.given_at is not null)
)
select case when id = %(mandate)s then 'write' else 'missed' end, id, until,
    (select full_name from organisations_person person where person.id = person_id),
    title
from ending
union all
select case when given.taken_at is not null then 'taken'
            when taker.person_id = %(person)s then 'take' else 'wait' end,
    left_by.id, (coalesce(given.taken_at, given.given_at)
        at time zone 'Asia/Ho_Chi_Minh')::date,
    case when taker.person_id = %(person)s then giver.full_name
         else taken_by.full_name end,
    left_by.title
from organisations_handover given
join organisations_mandate left_by on left_by.id = given.mandate_id
join organisations_mandate taker on taker.id = given.taker_id
join organisations_person giver on giver.id = left_by.person_id
join organisations_person taken_by on taken_by.id = taker.person_id
where given.given_at is not null
  and (taker.person_id = %(person)s and taker.unit_id = %(unit)s
         and (given.taken_at is null
              or (given.taken_at at time zone 'Asia/Ho_Chi_Minh')::date
                 > %(on)s::date - %(new_for)s::int)
    or left_by.id = %(mandate)s and given.taken_at is null)
order by 1, 3, 2
"""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One of these; `day` is the first day after the mandate, or that of signing."""

    kind: str
    mandate_id: int
    day: date
    name: str
    title: str


def taken_over(actor: Actor, on: date) -> list[Link]:
    """What a newcomer took over lately, to begin with."""
    return [
        Link(
            _("Bàn giao của %(name)s, %(title)s")
            % {"name": one.name, "title": one.title},
            _address(one),
        )
        for one in (_Waiting(*row) for row in waiting_for.rows(actor, on))
        if one.kind == "taken"
    ]


def _given(actor: Actor, on: date) -> dict[str, Any] | None:
    if actor.mandate is None or actor.under is not None:
        return None
    return {
        "mandate": actor.mandate_id,
        "person": actor.person_id,
        "unit": actor.unit_id,
        "is_head": actor.role == Mandate.Role.HEAD,
        "on": on,
        "write_ahead": WRITE_AHEAD,
        "missed_for": MISSED_FOR,
        "new_for": NEW_FOR,
    }


def _tell(rows: Sequence[Row], _actor: Actor, on: date) -> Iterator[Task]:
    for row in rows:
        if (one := _Waiting(*row)).kind != "taken":
            yield from _tasks(one, on)


def _tasks(one: _Waiting, on: date) -> Iterator[Task]:
    last = one.day - timedelta(days=1)
    if one.kind == "write":
        yield _task(
            one,
            on,
            (_("Soạn"), _("Bàn giao công việc")),
            _("Phân công hết ngày %s. Bàn giao trước khi rời vị trí.")
            % dates.show(last),
            last,
        )
    elif one.kind == "missed":
        yield _task(
            one,
            on,
            (_("Lập"), _("Bàn giao của %s") % one.name),
            _("%(title)s, đã hết phân công ngày %(day)s mà chưa bàn giao.")
            % {"title": one.title, "day": dates.show(last)},
            add_working_days(last, TAKE_WITHIN),
        )
    elif one.kind == "take":
        yield _task(
            one,
            on,
            (_("Ký nhận"), _("Bàn giao của %s") % one.name),
            _("%(title)s, ký giao ngày %(day)s.")
            % {"title": one.title, "day": dates.show(one.day)},
            add_working_days(one.day, TAKE_WITHIN),
        )
    else:
        yield _task(
            one, on, ("", _("Bàn giao công việc")), "", None, waits_for=one.name
        )


def _task(
    one: _Waiting,
    on: date,
    what: tuple[str, str],
    detail: str,
    due_on: date | None,
    *,
    waits_for: str = "",
) -> Task:
    return Task(
        verb=what[0],
        object=what[1],
        detail=detail,
        due_on=due_on,
        turn=THEIRS if waits_for else MINE,
        turn_detail=_("%s ký nhận") % waits_for if waits_for else "",
        url=_address(one),
        state=state_on(due_on, on),
        whose=HEAD if one.kind == "missed" else OWN,
    )


def _address(one: _Waiting) -> str:
    return reverse("desk:handover", args=[one.mandate_id])


waiting_for = Waiting(
    _WAITING, ("kind", "mandate", "day_on", "name", "title"), _given, _tell
)
"""Handovers to write, to make up for, to take, and those that another takes."""
