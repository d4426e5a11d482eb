"""Figures were corrected after a recognition: the head looks, keeps it or withdraws."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.exemplars.changing import Changed, changed_of
from thidua.exemplars.held import held_exemplar, held_learning, reason_in
from thidua.exemplars.keeping import keeper_of
from thidua.exemplars.models import Learning, Recognition, Revisit
from thidua.exemplars.policies import can_decide
from thidua.exemplars.states import FALL_BACK, LEARN_AGAIN, Learner
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor


@transaction.atomic
def look_again(
    recognition: Recognition,
    *,
    said: str,
    reason: str,
    seen: str,
    actor: Actor,
    at: datetime,
) -> Revisit:
    """Keep a recognition although the figures were corrected, or withdraw it; why.

    `seen` is what the page showed: other figures since then are told, nothing decided.
    Kept, it is not asked again for the same figures. What grew from it stands until it
    is decided on itself.
    """
    panel = recognition.verdict.panel
    exemplar, _keeper = held_exemplar(panel.exemplar, at)
    unit_id = keeper_of(panel.unit_id, day_of(at))
    can_decide(actor, unit_id, exemplar.campaign_id).enforce()

    learning, _own = held_learning(recognition.learning, at)
    one = Recognition.objects.select_for_update(of=("self",)).get(pk=recognition.pk)
    found = _as_seen(one, said, seen)
    revisit = Revisit.objects.create(
        recognition=one,
        computed=found.now.outcome,
        found=found.now.kept(),
        said=said,
        reason=reason_in(reason),
        said_at=at,
        said_by=actor.signed[:200],
    )
    if said == Revisit.Said.WITHDRAW:
        _withdraw(one, learning, revisit.reason, day_of(at))

    name, why = learning.name, revisit.reason
    verb = f"exemplars.recognition.{said}"
    record(verb, exemplar, actor=actor, at=at, learner=name, reason=why)
    return revisit


def _as_seen(one: Recognition, said: str, seen: str) -> Changed:
    """What would be computed now, if that is what the page showed."""
    found = next(iter(changed_of([one])), None)
    if one.withdrawn_on is not None or found is None:
        raise WrongMoment(
            _("Công nhận này không còn gì phải xem lại."),
            _("Số liệu nay như lúc công nhận, hoặc đã có người xem lại."),
        )
    if found.mark != seen:
        raise WrongMoment(
            _("Số liệu lại đổi từ lúc mở trang."), _("Mở lại trang rồi quyết định.")
        )
    if said not in Revisit.Said.values:
        raise RuleBroken(
            _("Chưa chọn giữ hay rút."), _("Chọn một trong hai."), field="verdict"
        )
    return found


def _withdraw(one: Recognition, learning: Learning, reason: str, day: date) -> None:
    one.withdrawn_on = day
    one.withdrawn_because = reason
    one.save(update_fields=["withdrawn_on", "withdrawn_because"])
    _fall_back(learning)


def _fall_back(learning: Learning) -> None:
    """To the best that is still recognised; who waits for a decision waits on."""
    standing = learning.recognitions.filter(withdrawn_on__isnull=True)
    left = set(standing.values_list("outcome", flat=True))
    if learning.state == Learner.SURPASSED and Recognition.Outcome.SURPASSED in left:
        return
    if learning.state == Learner.SURPASSED and left:
        learning.state = FALL_BACK.take_from(learning.state)
    elif learning.state in LEARN_AGAIN.sources and not left:
        learning.state = LEARN_AGAIN.take_from(learning.state)
    learning.version += 1
    learning.save(update_fields=["state", "version"])
