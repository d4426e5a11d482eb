"""Writing down what was said about a target; the rounds are only added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from thidua.campaigns.models import Target, TargetChange, TargetRound
from thidua.campaigns.states import END_TARGET
from thidua.organisations.actor import Actor


def note_round(
    target: Target,
    *,
    actor: Actor,
    at: datetime,
    value: Decimal | None = None,
    reason: str = "",
) -> TargetRound:
    """One word in the negotiation: the target's state, a figure, and who said it."""
    return TargetRound.objects.create(
        target=target,
        move=target.state,
        value=target.value if value is None else value,
        reason=reason,
        said_by=actor.name,
        office=actor.office,
        actor_id=actor.user_id,
        at=at,
    )


def note_change(
    target: Target,
    *,
    value: Decimal,
    due_on: date,
    on: date,
    reason: str,
    actor: Actor,
    at: datetime,
) -> TargetChange:
    """What a target asked until `on`, and what it asks from then; only added to."""
    return TargetChange.objects.create(
        target=target,
        on=on,
        value_before=target.value,
        value_after=value,
        due_before=target.due_on,
        due_after=due_on,
        reason=reason,
        said_by=actor.name,
        office=actor.office,
        actor_id=actor.user_id,
        at=at,
    )


_NOTE = """
insert into campaigns_targetround
    (target_id, move, value, reason, said_by, office, actor_id, at)
select id, state, value, %(reason)s, %(said_by)s, %(office)s, %(actor)s, %(at)s
from campaigns_target where id = any (%(targets)s) order by id
"""


def note_rounds(
    targets: Sequence[Target], reason: str, *, actor: Actor, at: datetime
) -> None:
    """The same word about many targets at once, as they stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE,
            {
                "targets": [target.pk for target in targets],
                "reason": reason,
                "said_by": actor.name,
                "office": actor.office,
                "actor": actor.user_id,
                "at": at,
            },
        )


def end_target(target: Target, reason: str, *, actor: Actor, at: datetime) -> Target:
    """Close a target on a day, for a reason, and write it down as the last round."""
    target.ended_from = target.state
    target.state = END_TARGET.take_from(target.state)
    target.ended_on, target.ended_because = at.date(), reason
    target.proposed_value = None
    target.revision += 1
    target.save()
    note_round(target, actor=actor, at=at, reason=reason)
    return target
