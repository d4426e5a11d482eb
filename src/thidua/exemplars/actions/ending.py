"""An exemplar is retired or revoked by decision; what hangs on it was seen before.

The decision is drafted among the documents where the head may write them; else an
officer drafts it (`draft_ending`). Its number comes from the register.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.actions import draft_document
from thidua.documents.models import Document
from thidua.documents.policies import can_draft
from thidua.exemplars.ending_papers import ending_paper
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.held import (
    close_minutes,
    held_exemplar,
    last_that_chose,
    reason_in,
)
from thidua.exemplars.models import Exemplar
from thidua.exemplars.papers import ABOUT
from thidua.exemplars.policies import can_keep, can_praise
from thidua.exemplars.states import RETIRE, REVOKE
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.workflow import Move
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@transaction.atomic
def retire_exemplar(
    exemplar: Exemplar,
    *,
    reason: str,
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

    _refuse_unseen(held, over_on, seen, day_of(at))
    _end(held, RETIRE, reason, over_on, actor)
    if can_draft(actor, keeper or held.home_id):
        _draw_up(held, keeper, actor=actor, at=at)

    said = held.reason
    record("exemplars.exemplar.retired", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def revoke_exemplar(
    exemplar: Exemplar,
    *,
    reason: str,
    over_on: date,
    seen: str,
    actor: Actor,
    at: datetime,
) -> Exemplar:
    """The praise was wrong. What was recognised is not undone by it: the heads who
    recognised look at it themselves; nobody is recognised by it any more."""
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    _refuse_unseen(held, over_on, seen, day_of(at))
    _end(held, REVOKE, reason, over_on, actor)
    close_minutes(held, by=actor.signed, at=at)
    if can_draft(actor, keeper or held.home_id):
        _draw_up(held, keeper, actor=actor, at=at)

    said = held.reason
    record("exemplars.exemplar.revoked", held, actor=actor, at=at, reason=said)
    return held


@transaction.atomic
def draft_ending(exemplar: Exemplar, *, actor: Actor, at: datetime) -> Document:
    """Draw up the decision where the head who ended it did not."""
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    if held.over_on is None or held.over_document_id is not None:
        raise WrongMoment(
            _("Không có quyết định nào chờ lập dự thảo."),
            _("Quyết định đã lập thì mở ở trang này."),
        )
    document = _draw_up(held, keeper, actor=actor, at=at)

    record("exemplars.exemplar.ending_drafted", held, actor=actor, at=at)
    return document


def _refuse_unseen(exemplar: Exemplar, over_on: date, seen: str, today: date) -> None:
    if seen != hanging_on(exemplar).mark:
        raise WrongMoment(
            _("Những gì gắn với điển hình này đã đổi từ lúc mở trang."),
            _("Mở lại trang để xem người học và công nhận hiện có, rồi quyết định."),
        )
    if over_on > today:
        raise RuleBroken(
            _("Ngày quyết định chưa tới."), _("Ghi ngày ký."), field="over_on"
        )
    begun = last_that_chose(exemplar)
    first = exemplar.praised_on or (begun and begun.held_on)
    if first and over_on < first:
        raise RuleBroken(
            _("Ngày quyết định trước ngày chọn, biểu dương %(day)s.")
            % {"day": dates.show(first)},
            _("Ghi ngày ký, không trước ngày ấy."),
            field="over_on",
        )


def _end(
    exemplar: Exemplar, move: Move, reason: str, over_on: date, actor: Actor
) -> None:
    exemplar.state = move.take_from(exemplar.state)
    exemplar.reason = reason_in(reason)
    exemplar.over_by = f"{actor.name}, {actor.office}"[:300]
    exemplar.over_on = over_on
    exemplar.save(update_fields=["state", "reason", "over_by", "over_on"])


def _draw_up(
    exemplar: Exemplar, keeper: int | None, *, actor: Actor, at: datetime
) -> Document:
    unit = Unit.objects.get(pk=keeper or exemplar.home_id)
    paper = ending_paper(exemplar, unit, day_of(at))
    document = draft_document(unit, paper, about=ABOUT, actor=actor, at=at)
    exemplar.over_document = document
    exemplar.save(update_fields=["over_document"])
    return document
