"""The number of the decision ends an exemplar; a number struck out undoes it.

Called in the transaction in which documents give, strike out, or drop: an exemplar is
never over without a number, not for a moment.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.documents.models import Document
from thidua.documents.states import WITH_NUMBER, State
from thidua.exemplars.held import close_minutes, last_that_chose
from thidua.exemplars.models import Ending, Exemplar
from thidua.exemplars.states import OVER, RETIRE, REVOKE
from thidua.kernel import dates
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.workflow import Move
from thidua.organisations.actor import Actor


def move_of(how: str) -> Move:
    """What an ending does to its exemplar."""
    return REVOKE if how == Ending.How.REVOKE else RETIRE


def follow_decision(document: Document, actor: Actor, at: datetime) -> None:
    """The decision that ends an exemplar has its number, lost it, or was dropped."""
    found = Ending.objects.filter(document=document.pk, undone_at__isnull=True).first()
    if found is None:
        return
    held = Exemplar.objects.locked(found.exemplar)
    ending = Ending.objects.locked().get(pk=found.pk)
    if document.state in WITH_NUMBER and ending.in_force_on is None:
        _come_into_force(ending, held, document, actor=actor, at=at)
    elif document.state in {State.DROPPED, State.VOIDED}:
        undo(ending, held, actor=actor, at=at)


def undo(ending: Ending, exemplar: Exemplar, *, actor: Actor, at: datetime) -> None:
    """It was taken back, or its number is gone: the exemplar stands as before."""
    ending.undone_at, ending.undone_by = at, actor.signed[:300]
    ending.save(update_fields=["undone_at", "undone_by"])
    if ending.in_force_on is not None:
        _refuse_where_another_stands(exemplar)
        exemplar.state = ending.was
        exemplar.reason, exemplar.over_by, exemplar.over_on = "", "", None
        exemplar.over_document = None
        exemplar.save(update_fields=_WHAT_ENDS)

    record("exemplars.exemplar.ending_undone", exemplar, actor=actor, at=at)


_WHAT_ENDS = ["state", "reason", "over_by", "over_on", "over_document"]


def _come_into_force(
    ending: Ending,
    exemplar: Exemplar,
    document: Document,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    issued_on = document.numbers.standing().get().issued_on
    _refuse_too_early(exemplar, issued_on)
    ending.was, ending.in_force_on = exemplar.state, issued_on
    exemplar.state = move_of(ending.how).take_from(exemplar.state)
    exemplar.reason, exemplar.over_by = ending.reason, ending.said_by
    exemplar.over_on, exemplar.over_document = issued_on, document
    exemplar.save(update_fields=_WHAT_ENDS)
    ending.save(update_fields=["was", "in_force_on"])
    is_revoked = ending.how == Ending.How.REVOKE
    if is_revoked:
        close_minutes(exemplar, by=ending.said_by, at=at)

    verb = "revoked" if is_revoked else "retired"
    said = ending.reason
    record(f"exemplars.exemplar.{verb}", exemplar, actor=actor, at=at, reason=said)


def _refuse_too_early(exemplar: Exemplar, issued_on: date) -> None:
    begun = last_that_chose(exemplar)
    first = exemplar.praised_on or (begun and begun.held_on)
    if first and issued_on < first:
        raise RuleBroken(
            _("Ngày quyết định trước ngày chọn, biểu dương %(day)s.")
            % {"day": dates.show(first)},
            _("Ghi ngày ký, không trước ngày ấy."),
            field="issued_on",
        )


def _refuse_where_another_stands(exemplar: Exemplar) -> None:
    """The same was registered anew meanwhile: two would stand under one name."""
    same = Exemplar.objects.filter(
        campaign=exemplar.campaign_id,
        home=exemplar.home_id,
        kind=exemplar.kind,
        folded=exemplar.folded,
        title=exemplar.title,
    ).exclude(state__in=OVER)
    if same.exclude(pk=exemplar.pk).exists():
        raise WrongMoment(
            _("“%(title)s” đã được đăng ký lại từ khi có quyết định này.")
            % {"title": exemplar.title},
            _("Không hủy số: ra quyết định khác thay thế quyết định này."),
        )
