"""Telling people what other rooms say has happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.follow_up.policies import can_work
from thidua.follow_up.telling import Tale, tell
from thidua.organisations.actor import Actor


@transaction.atomic
def tell_people(tales: Sequence[Tale], *, actor: Actor, at: datetime) -> int:
    """Write down what is told, once however often it is asked for; how much it is."""
    can_work(actor).enforce()

    return tell(tales, at=at)
