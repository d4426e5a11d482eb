"""The unit approves or returns, one or two hundred; somebody withdraws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.trail import record, record_each
from thidua.indicators.acting import acting
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.kernel.workflow import Move
from thidua.organisations.actor import Actor
from thidua.pledges.models import Registration
from thidua.pledges.policies import can_decide, can_keep
from thidua.pledges.states import APPROVE, RETURN, WITHDRAW
from thidua.pledges.telling import tell_decided

TOLD = 10
"""Names told of those that somebody else decided meanwhile."""


@transaction.atomic
def approve_registrations(
    registrations: Iterable[Registration], *, actor: Actor, at: datetime
) -> list[Registration]:
    """Approve all of these or none; whoever decided on one meanwhile is told of."""
    chosen = _held(registrations)
    for one in chosen:
        can_decide(actor, one).enforce()

    _refuse_decided(chosen, APPROVE)
    try:
        with transaction.atomic(), acting(actor, at=at):
            _of(chosen).update(
                state=APPROVE.target,
                reason="",
                decided_at=at,
                decided_by=actor.signed[:200],
                version=F("version") + 1,
            )
    except IntegrityError as twice:
        raise WrongMoment(
            _("Trong số này có một người đã đăng ký ở nơi khác của phong trào."),
            _("Mở từng bản có ghi “đăng ký trùng”, gộp lại rồi duyệt."),
        ) from twice

    record_each("pledges.registration.approved", chosen, actor=actor, at=at)
    tell_decided(chosen, "", actor)
    return chosen


@transaction.atomic
def return_registrations(
    registrations: Iterable[Registration], *, reason: str, actor: Actor, at: datetime
) -> list[Registration]:
    """Give these back to be mended, and say why; all of them or none."""
    chosen = _held(registrations)
    for one in chosen:
        can_decide(actor, one).enforce()

    why = in_full(reason.strip(), 300, "reason")
    if not why:
        raise RuleBroken(
            _("Chưa ghi lý do trả lại."),
            _("Ghi điều cần sửa, một câu là đủ."),
            field="reason",
        )
    _refuse_decided(chosen, RETURN)
    with acting(actor, at=at, reason=why):
        _of(chosen).update(
            state=RETURN.target,
            reason=why,
            decided_at=at,
            decided_by=actor.signed[:200],
            version=F("version") + 1,
        )

    said = {"reason": why}
    record_each("pledges.registration.returned", chosen, actor=actor, at=at, **said)
    tell_decided(chosen, why, actor)
    return chosen


@transaction.atomic
def withdraw_registration(
    registration: Registration, *, reason: str = "", actor: Actor, at: datetime
) -> Registration:
    """Take a registration back; nothing of it is shown from now on."""
    one = Registration.objects.locked(registration)
    can_keep(actor, one).enforce()

    one.state = WITHDRAW.take_from(one.state)
    one.reason = in_full(reason.strip(), 300, "reason")
    _hide(one)
    one.version += 1
    with acting(actor, at=at, reason=one.reason):
        one.save()

    said = {"reason": one.reason}
    record("pledges.registration.withdrawn", one, actor=actor, at=at, **said)
    return one


def _hide(one: Registration) -> None:
    one.shows_name = one.shows_address = False
    one.shows_content = one.shows_result = False


def _held(registrations: Iterable[Registration]) -> list[Registration]:
    """The same ones, fresh, held in one order so that two officers wait in turn."""
    numbers = sorted({one.pk for one in registrations})
    if not numbers:
        raise RuleBroken(_("Chưa chọn bản đăng ký nào."), _("Đánh dấu ít nhất một."))
    held = Registration.objects.filter(pk__in=numbers).order_by("pk")
    return list(held.select_related("campaign").select_for_update(of=("self",)))


def _of(chosen: Sequence[Registration]) -> models.QuerySet[Registration]:
    return Registration.objects.filter(pk__in=[one.pk for one in chosen])


def _refuse_decided(chosen: Sequence[Registration], move: Move) -> None:
    others = [one for one in chosen if not move.open_from(one.state)]
    if not others:
        return
    count = len(others)
    raise Changed(
        ngettext(
            "%(count)s bản vừa có người quyết định trước.",
            "%(count)s bản vừa có người quyết định trước.",
            count,
        )
        % {"count": count},
        _("Chưa bản nào trong lần này được ghi. Tải lại danh sách rồi chọn lại."),
        theirs=[
            (
                one.name,
                " ".join(filter(None, (one.get_state_display(), one.decided_by))),
            )
            for one in others[:TOLD]
        ],
    )
