"""An exemplar is retired or revoked by decision; what hangs on it was seen before.

The head says so, and a decision is drafted among the documents where the head may write
them; else an officer drafts it (`draft_ending`). Nothing changes for anybody until the
decision has its number: `ended.follow_decision` hears of that.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.actions import drop_draft
from thidua.documents.models import Document
from thidua.documents.policies import can_draft
from thidua.exemplars.drawing_up import drawn_up_by
from thidua.exemplars.ended import move_of, undo
from thidua.exemplars.ending_papers import ending_paper
from thidua.exemplars.hanging import hanging_on
from thidua.exemplars.held import held_exemplar, reason_in, refuse_while_ending
from thidua.exemplars.models import Ending, Exemplar
from thidua.exemplars.policies import can_keep, can_praise
from thidua.kernel.errors import WrongMoment
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit

How = Ending.How


@transaction.atomic
def retire_exemplar(
    exemplar: Exemplar, *, reason: str, seen: str, actor: Actor, at: datetime
) -> Ending:
    """It is to be held up no longer: another is better, or its time is over.

    In force with the number of the decision. What was recognised stays, and who waits
    for a decision may still be recognised; nobody new follows it then and no panel sits
    any more.
    """
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    return _decide(held, keeper, How.RETIRE, reason, seen, actor=actor, at=at)


@transaction.atomic
def revoke_exemplar(
    exemplar: Exemplar, *, reason: str, seen: str, actor: Actor, at: datetime
) -> Ending:
    """The praise was wrong. In force with the number of the decision.

    What was recognised is not undone by it: the heads who recognised look at it
    themselves; nobody is recognised by it any more."""
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    return _decide(held, keeper, How.REVOKE, reason, seen, actor=actor, at=at)


@transaction.atomic
def draft_ending(exemplar: Exemplar, *, actor: Actor, at: datetime) -> Document:
    """Draw up the decision where the head who ended it did not."""
    held, keeper = held_exemplar(exemplar, at)
    can_keep(actor, held, keeper).enforce()

    ending = held.endings.waiting().locked().first()
    if ending is None or ending.document_id is not None:
        raise WrongMoment(
            _("Không có quyết định nào chờ lập dự thảo."),
            _("Quyết định đã lập thì mở ở trang này."),
        )
    document = _draw_up(ending, held, keeper, actor=actor, at=at)

    record("exemplars.exemplar.ending_drafted", held, actor=actor, at=at)
    return document


@transaction.atomic
def take_back_ending(
    exemplar: Exemplar, *, reason: str, actor: Actor, at: datetime
) -> Exemplar:
    """Before its number the head thinks otherwise; the draft is dropped."""
    waiting = exemplar.endings.waiting().select_related("document").first()
    draft = waiting.document if waiting else None
    if draft is not None:
        draft = Document.objects.locked(draft)  # before the exemplar, as who numbers it
    held, keeper = held_exemplar(exemplar, at)
    can_praise(actor, held, keeper).enforce()

    said = reason_in(reason)
    ending = held.endings.waiting().locked().first()
    if ending is None or ending.document_id != (draft.pk if draft else None):
        raise WrongMoment(
            _("Không còn quyết định nào chờ cấp số để rút lại."),
            _("Mở lại hồ sơ để xem quyết định nay ra sao."),
        )
    if draft is not None:
        drop_draft(draft, actor=actor, at=at)
    else:
        undo(ending, held, actor=actor, at=at)

    verb = "exemplars.exemplar.ending_taken_back"
    record(verb, held, actor=actor, at=at, reason=said)
    return held


def _decide(
    exemplar: Exemplar,
    keeper: int | None,
    how: How,
    reason: str,
    seen: str,
    *,
    actor: Actor,
    at: datetime,
) -> Ending:
    refuse_while_ending(exemplar)
    move_of(how).take_from(exemplar.state)
    if seen != hanging_on(exemplar).mark:
        raise WrongMoment(
            _("Những gì gắn với điển hình này đã đổi từ lúc mở trang."),
            _("Mở lại trang để xem người học và công nhận hiện có, rồi quyết định."),
        )
    ending = Ending.objects.create(
        exemplar=exemplar,
        how=how,
        reason=reason_in(reason),
        said_at=at,
        said_by=actor.signed[:300],
    )
    if can_draft(actor, keeper or exemplar.home_id):
        _draw_up(ending, exemplar, keeper, actor=actor, at=at)

    verb = f"exemplars.exemplar.{how}_decided"
    record(verb, exemplar, actor=actor, at=at, reason=ending.reason)
    return ending


def _draw_up(
    ending: Ending,
    exemplar: Exemplar,
    keeper: int | None,
    *,
    actor: Actor,
    at: datetime,
) -> Document:
    ending.exemplar = exemplar
    unit = Unit.objects.get(pk=keeper or exemplar.home_id)
    document = drawn_up_by(unit, partial(ending_paper, ending), actor, at)
    ending.document = document
    ending.save(update_fields=["document"])
    return document
