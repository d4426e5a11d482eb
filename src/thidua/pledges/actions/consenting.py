"""What everybody may see of a registration, and what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.indicators.acting import acting
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.organisations.actor import Actor
from thidua.pledges.models import Registration
from thidua.pledges.models.registration import SHOWN
from thidua.pledges.policies import can_keep, is_ones_own
from thidua.pledges.states import ALIVE, State
from thidua.pledges.writing import show


@transaction.atomic
def give_consent(
    registration: Registration,
    shows: frozenset[str],
    *,
    actor: Actor,
    at: datetime,
) -> Registration:
    """Say field by field what may be shown; it holds at once, both ways.

    Whoever registered decides. For those without a sign-in the unit writes down what
    they signed; less may be shown at the word of either.
    """
    one = Registration.objects.locked(registration)
    now = {name for name, is_shown in one.shown.items() if is_shown}
    is_less = shows <= now
    may = is_ones_own(actor, one)
    if is_less or one.owner_id is None:
        may |= can_keep(actor, one)
    may.enforce()

    if shows - set(SHOWN):
        raise RuleBroken(_("Không có mục công khai ấy."), _("Tải lại trang."))
    if one.state not in ALIVE:
        raise WrongMoment(
            _("Đăng ký đã rút hoặc đã gộp."), _("Không còn gì để công khai.")
        )
    show(one, shows, at)
    one.version += 1
    with acting(actor, at=at):
        one.save()

    said = {"before": sorted(now), "after": sorted(shows)}
    record("pledges.consent.given", one, actor=actor, at=at, **said)
    return one


@transaction.atomic
def tell_result(
    registration: Registration, result: str, *, actor: Actor, at: datetime
) -> Registration:
    """What came of it, in a few words; shown to others only with consent."""
    one = Registration.objects.locked(registration)
    can_keep(actor, one).enforce()

    if one.state != State.APPROVED:
        raise WrongMoment(
            _("Chỉ ghi kết quả của đăng ký đã duyệt."), _("Chờ đơn vị duyệt.")
        )
    before, one.result = one.result, in_full(result.strip(), 1_000, "result")
    one.version += 1
    with acting(actor, at=at):
        one.save(update_fields=["result", "version"])

    said = {"before": before, "after": one.result}
    record("pledges.result.told", one, actor=actor, at=at, **said)
    return one
