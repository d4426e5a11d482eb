"""Tell the database who acts: without it no figure can be written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from thidua.organisations.actor import Actor

_SET = """
select set_config('thidua.actor_id', %s, true),
       set_config('thidua.actor_name', %s, true),
       set_config('thidua.office', %s, true),
       set_config('thidua.at', %s, true),
       set_config('thidua.reason', %s, true)
"""


@contextmanager
def acting(actor: Actor, *, at: datetime, reason: str = "") -> Iterator[None]:
    """Within this block, and this transaction, figures change in the actor's name.

    The change rows keep number, name and office of the actor, the moment and the
    reason. Afterwards nobody acts: a later write of the same transaction is refused.
    """
    number = "" if actor.user_id is None else str(actor.user_id)
    with connection.cursor() as cursor:
        cursor.execute(_SET, [number, actor.name, actor.office, at.isoformat(), reason])
        yield
        cursor.execute(_SET, ["", "", "", "", ""])
