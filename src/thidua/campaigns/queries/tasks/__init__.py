"""What of the campaigns waits for a person: computed, never stored.

Every kind of work is a piece of one question (`sql/waiting.sql`, rows of one shape) and
a way to say what was found, in a module of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from thidua.campaigns.queries.tasks import (
    assessments,
    bargaining,
    hand_overs,
    mending,
    milestones,
    newcomers,
    persons,
    taking_up,
)
from thidua.campaigns.queries.tasks.row import Row
from thidua.kernel import clock
from thidua.kernel.tasks import Task, in_order
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.models import Power

_WAITING = """
select kind, campaign_id, campaign, thing, name, count, more, day, why
from campaigns_waiting(%(unit)s, %(person)s, %(on)s, %(ended)s, %(until)s, %(since)s)
"""


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """Campaigns to take up, targets to answer, plans to adopt, milestones to reach.

    Who only reads has their own targets, as everybody has.
    """
    if actor.unit_id is None:
        return []
    rows = _rows(actor.unit_id, actor.person_id, on)
    found = list(persons.tasks(rows[persons.KIND], on))
    if actor.role in WRITERS or actor.under:
        found += _found(_within(rows, actor), actor, actor.unit_id, on)
    return sorted(found, key=in_order)


def _found(
    rows: Mapping[str, Sequence[Row]], actor: Actor, unit_id: int, on: date
) -> Iterator[Task]:
    yield from hand_overs.tasks(rows[hand_overs.KIND], unit_id, on)
    yield from taking_up.tasks(rows, on)
    yield from mending.tasks(rows, unit_id, on)
    yield from bargaining.tasks(rows, on)
    yield from milestones.tasks(rows, on)
    yield from newcomers.tasks(rows[newcomers.KIND], on)
    yield from assessments.tasks(rows[assessments.KIND], actor, on)


_POWERS = {
    bargaining.ANSWER: (Power.TARGETS,),
    bargaining.COUNTERED_ONE: (Power.TARGETS,),
    assessments.KIND: (Power.RUN, Power.SIGN),
}
"""Which powers a kind of work asks for, where it is not to run the campaign."""


def _within(
    rows: Mapping[str, Sequence[Row]], actor: Actor
) -> Mapping[str, Sequence[Row]]:
    """What somebody may do of it: under a delegation, what that gives."""
    if actor.under is None:
        return rows
    within: dict[str, list[Row]] = defaultdict(list)
    for kind, found in rows.items():
        powers = _POWERS.get(kind, (Power.RUN,))
        within[kind] = [
            row
            for row in found
            if any(actor.holds(power, row.campaign_id) for power in powers)
        ]
    return within


def _rows(unit_id: int, person_id: int | None, on: date) -> Mapping[str, Sequence[Row]]:
    """Everything that may wait for a unit and one of it on a day, by kind; one
    question."""
    asked: dict[str, Any] = {
        "unit": unit_id,
        "person": person_id,
        "on": on,
        "ended": clock.end_of(on),
        "until": on + milestones.AHEAD,
        "since": on - taking_up.TOLD_FOR,
    }
    found: dict[str, list[Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, asked)
        for values in cursor.fetchall():
            row = Row(*values)
            found[row.kind].append(row)
    return found
