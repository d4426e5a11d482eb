"""An exemplar is retired or revoked by decision; what hangs on it was seen before."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.held import day_of, held_exemplar, reason_in
from thidua.exemplars.models import Exemplar
from thidua.exemplars.policies import can_praise
from thidua.exemplars.states import RETIRE, REVOKE
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.workflow import Move
from thidua.organisations.actor import Actor


@transaction.atomic
def retire_exemplar(
    exemplar: Exemplar,
    *,
    reason: str,
    decision: str,
    over_on: date,
    seen: str,
    actor: Actor,
    at: datetime,
) -> Exemplar:
    """It is held up no longer: another is better, or its time is over.

    What was recognised stays, and who waits for a decision may still be recognised;
    nobody new follows it and no panel sits any more.
    """
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    _end(held, RETIRE, reason, decision, over_on, seen, day_of(at))

    said = held.reason
    record("exemplars.exemplar.retired", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def revoke_exemplar(
    exemplar: Exemplar,
    *,
    reason: str,
    decision: str,
    over_on: date,
    seen: str,
    actor: Actor,
    at: datetime,
) -> Exemplar:
    """The praise was wrong. What was recognised is not undone by it: the heads who
    recognised look at it themselves; nobody is recognised by it any more."""
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    _end(held, REVOKE, reason, decision, over_on, seen, day_of(at))

    said = held.reason
    record("exemplars.exemplar.revoked", held, actor=actor, at=at, reason=said)
    return held


def _end(
    exemplar: Exemplar,
    move: Move,
    reason: str,
    decision: str,
    over_on: date,
    seen: str,
    today: date,
) -> None:
    exemplar.state = move.take_from(exemplar.state)
    if seen != hanging_on(exemplar).mark:
        raise WrongMoment(
            _("Những gì gắn với điển hình này đã đổi từ lúc mở trang."),
            _("Mở lại trang để xem người học và công nhận hiện có, rồi quyết định."),
        )
    if over_on > today:
        raise RuleBroken(
            _("Ngày quyết định chưa tới."), _("Ghi ngày ký."), field="over_on"
        )
    exemplar.reason = reason_in(reason)
    exemplar.over_by = reason_in(decision, field="decision")
    exemplar.over_on = over_on
    exemplar.save(update_fields=["state", "reason", "over_by", "over_on"])
