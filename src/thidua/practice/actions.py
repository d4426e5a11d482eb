"""The verbs of practising: open, throw away."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from thidua.audit.trail import record, record_each, trail_of
from thidua.kernel.database import apart
from thidua.organisations.actor import Actor
from thidua.organisations.models import User
from thidua.practice.models import Practice
from thidua.practice.policies import can_discard, can_practise
from thidua.practice.world import carried, make_world


@transaction.atomic
def open_practice(user: User, *, actor: Actor, at: datetime) -> Practice:
    """A practice campaign of one's own, from the beginning; an earlier one goes."""
    can_practise(actor).enforce()

    user = User.objects.select_related("person").get(pk=user.pk)
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _throw_away(Practice.objects.filter(user=user))
    practice = Practice.objects.create(user=user, opened_at=at, used_on=at.date())
    things = carried()
    apart.open_place(practice.pk)
    with apart.within(practice.pk):
        make_world(user, things, at)

    record("practice.practice.opened", practice, actor=actor, at=at)
    return practice


@transaction.atomic
def finish_practice(practice: Practice, *, actor: Actor, at: datetime) -> None:
    """All its steps were taken: written down once, where the first week reads it."""
    can_practise(actor).enforce()

    held = Practice.objects.select_for_update().filter(pk=practice.pk).first()
    verb = "practice.practice.finished"
    if held is None or trail_of(held, verb=verb).exists():
        return

    record(verb, held, actor=actor, at=at)


@transaction.atomic
def close_practice(practice: Practice, *, actor: Actor, at: datetime) -> None:
    """Throw one's own practice campaign away, with everything done in it."""
    can_practise(actor).enforce()

    mine = Practice.objects.filter(pk=practice.pk, user=actor.user_id)
    _throw_away(mine)

    record("practice.practice.closed", practice, actor=actor, at=at)


@transaction.atomic
def discard_practices(before: date, *, actor: Actor, at: datetime) -> int:
    """Throw away what was last used before a day; how many there were is answered."""
    can_discard(actor).enforce()

    idle = _throw_away(Practice.objects.filter(used_on__lt=before))

    record_each("practice.practice.discarded", idle, actor=actor, at=at)
    return len(idle)


def _throw_away(practices: QuerySet[Practice]) -> list[Practice]:
    """Their sets of tables and their rows; those that were there are answered."""
    gone = list(practices.select_for_update().order_by("pk"))
    for practice in gone:
        apart.close_place(practice.pk)
    Practice.objects.filter(pk__in=[one.pk for one in gone]).delete()
    return gone
