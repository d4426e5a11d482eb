"""Whoever told corrects a tip or takes it back, while nobody has answered it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit.trail import record
from thidua.kernel.clock import day_of
from thidua.organisations.actor import Actor
from thidua.prospects.actions.tips import refuse_without_words
from thidua.prospects.drafts import TipDraft
from thidua.prospects.models import Tip
from thidua.prospects.policies import can_mend_tip
from thidua.prospects.states import MEND_TIP, PART_TIP, TAKE_BACK_TIP
from thidua.prospects.telling import tell_waiting
from thidua.prospects.where import unit_in_charge


@transaction.atomic
def mend_tip(tip: Tip, draft: TipDraft, *, actor: Actor, at: datetime) -> Tip:
    """Written anew, and waiting to be looked at again; the trail keeps what it said.

    Without another picture the one that was sent stays. At another place another unit
    may answer: that one is told.
    """
    one = Tip.objects.locked(tip)
    can_mend_tip(actor, one).enforce()
    refuse_without_words(draft)

    before, home = _said(one), one.home_id
    one.state = MEND_TIP.take_from(one.state)
    draft.subject.onto(one)
    one.what = draft.what.strip()
    one.where_id = draft.where_id
    one.home_id = unit_in_charge(draft.where_id, day_of(at), actor.person_id)
    one.campaign_id, one.node_key = draft.campaign_id, draft.node_key
    one.picture = draft.picture or one.picture
    one.version += 1
    one.save()

    record(
        "prospects.tip.mended", one, actor=actor, at=at, before=before, now=_said(one)
    )
    if one.home_id != home:
        tell_waiting(one, at)
    return one


def _said(tip: Tip) -> dict[str, str | int]:
    """What a tip tells, as the trail keeps it."""
    return {
        "kind": tip.kind,
        "name": tip.name,
        "what": tip.what,
        "where": tip.where_id,
        "place": tip.place,
    }


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
