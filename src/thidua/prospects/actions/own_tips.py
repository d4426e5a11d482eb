"""Whoever told corrects a tip or takes it back, while nobody has answered it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.organisations.actor import Actor
from thidua.prospects.drafts import TipDraft
from thidua.prospects.models import Tip, TipBefore
from thidua.prospects.policies import can_mend_tip
from thidua.prospects.states import MEND_TIP, PART_TIP, TAKE_BACK_TIP
from thidua.prospects.telling import tell_waiting
from thidua.prospects.where import unit_in_charge


@transaction.atomic
def mend_tip(tip: Tip, draft: TipDraft, *, actor: Actor, at: datetime) -> Tip:
    """Written anew, and waiting to be looked at again; what it said is kept beside it.

    Without another picture the one that was sent stays. At another place another unit
    may answer: that one is told.
    """
    one = Tip.objects.locked(tip)
    can_mend_tip(actor, one).enforce()
    draft.refuse_without_words()

    one.state, home = MEND_TIP.take_from(one.state), one.home_id
    before = TipBefore.of(one, at)
    before.save()
    draft.onto(one)
    one.home_id = unit_in_charge(draft.where_id, day_of(at), actor.person_id)
    one.version += 1
    one.save()

    said = {"before": before.number, "name": one.name, "home": one.home_id}
    record("prospects.tip.mended", one, actor=actor, at=at, **said)
    if one.home_id != home:
        tell_waiting(one, at)
    return one


@transaction.atomic
def take_back_tip(tip: Tip, *, actor: Actor, at: datetime) -> Tip:
    """It waits for nobody any more; it stays to be read, as what it is.

    What others told of the same waits for an answer of its own again.
    """
    one = Tip.objects.locked(tip)
    can_mend_tip(actor, one).enforce()

    one.state = TAKE_BACK_TIP.take_from(one.state)
    one.version += 1
    one.save(update_fields=["state", "version"])

    record("prospects.tip.taken_back", one, actor=actor, at=at, name=one.name)
    for double in Tip.objects.select_for_update(of=("self",)).filter(joined_into=one):
        double.state, double.joined_into = PART_TIP.take_from(double.state), None
        double.version += 1
        double.save(update_fields=["state", "joined_into", "version"])
        record("prospects.tip.parted", double, actor=actor, at=at)
    return one
