"""The word of the unit that takes a target, and of the unit that gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.events import TargetAccepted, TargetCountered
from thidua.campaigns.models import Target
from thidua.campaigns.policies import can_answer, can_revise
from thidua.campaigns.rounds import note_change, note_round
from thidua.campaigns.rules import day_of_change, refuse_unfit_value
from thidua.campaigns.states import (
    ACCEPT_TARGET,
    AGREE_TO_COUNTER,
    COUNTER_TARGET,
    INSIST_ON_TARGET,
    REVISE_TARGET,
    State,
)
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show_moment
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor, signature


@transaction.atomic
def accept_target(
    target: Target, *, revision: int, actor: Actor, at: datetime
) -> Target:
    """The unit takes the figure as it read it.

    Raises `Changed` when another figure was given meanwhile.
    """
    target = _as_read(target, revision, _("nhận chỉ tiêu"))
    can_answer(actor, target).enforce()

    target.state = ACCEPT_TARGET.take_from(target.state)
    _save(target, "state")
    note_round(target, actor=actor, at=at)

    record("campaigns.target.accepted", target, actor=actor, at=at, value=target.value)
    announce(TargetAccepted(target.pk))
    return target


@transaction.atomic
def accept_targets(
    targets: Sequence[tuple[Target, int]], *, actor: Actor, at: datetime
) -> list[Target]:
    """The unit takes several figures at once, each with the revision that it read.

    All or none: one that changed meanwhile keeps the others from being taken unseen.
    """
    for target, _revision in targets:
        can_answer(actor, target).enforce()

    return [
        accept_target(target, revision=revision, actor=actor, at=at)
        for target, revision in sorted(targets, key=lambda pair: pair[0].pk)
    ]


@transaction.atomic
def counter_target(
    target: Target,
    value: Decimal,
    *,
    reason: str,
    revision: int,
    actor: Actor,
    at: datetime,
) -> Target:
    """The unit proposes another figure and says why; the giver has the next word."""
    target = _as_read(target, revision, _("đề nghị số khác"), value)
    can_answer(actor, target).enforce()

    state = COUNTER_TARGET.take_from(target.state)
    refuse_unfit_value(target.version, value, "")
    _refuse_silence(reason)
    if value == target.value:
        raise RuleBroken(
            _("Số đề nghị bằng số được giao."),
            _("Nhận chỉ tiêu, hoặc ghi số khác."),
            field="value",
        )
    target.state, target.proposed_value = state, value
    _save(target, "state", "proposed_value")
    note_round(target, value=value, reason=reason, actor=actor, at=at)

    record(
        "campaigns.target.countered",
        target,
        actor=actor,
        at=at,
        value=target.value,
        proposed=value,
        reason=reason,
    )
    announce(TargetCountered(target.pk))
    return target


@transaction.atomic
def agree_to_counter(
    target: Target, *, revision: int, actor: Actor, at: datetime
) -> Target:
    """The giver takes the unit's figure: both have now said it, so it is accepted."""
    target = _as_read(target, revision, _("đồng ý số đề nghị"))
    can_revise(actor, target).enforce()

    target.state = AGREE_TO_COUNTER.take_from(target.state)
    if target.proposed_value is not None:
        target.value, target.proposed_value = target.proposed_value, None
    _save(target, "state", "value", "proposed_value")
    note_round(target, actor=actor, at=at)

    record("campaigns.target.agreed", target, actor=actor, at=at, value=target.value)
    announce(TargetAccepted(target.pk))
    return target


@transaction.atomic
def revise_target(
    target: Target,
    value: Decimal,
    *,
    reason: str = "",
    revision: int,
    actor: Actor,
    at: datetime,
) -> Target:
    """The giver gives another figure and says why."""
    target = _as_read(target, revision, _("giao lại"), value)
    can_revise(actor, target).enforce()

    refuse_unfit_value(target.version, value, "")
    _refuse_silence(reason)
    if target.state == ACCEPT_TARGET.target:
        _keep_what_held(target, value, reason, actor=actor, at=at)
    target.state = REVISE_TARGET.take_from(target.state)
    before, target.value, target.proposed_value = target.value, value, None
    _save(target, "state", "value", "proposed_value", "changed_on")
    note_round(target, reason=reason, actor=actor, at=at)

    record(
        "campaigns.target.revised",
        target,
        actor=actor,
        at=at,
        before=before,
        value=value,
        reason=reason,
    )
    return target


@transaction.atomic
def insist_on_target(
    target: Target, *, reason: str, revision: int, actor: Actor, at: datetime
) -> Target:
    """The giver keeps the figure and says why; the unit then takes it."""
    target = _as_read(target, revision, _("giữ nguyên số đã giao"))
    can_revise(actor, target).enforce()

    state = INSIST_ON_TARGET.take_from(target.state)
    _refuse_silence(reason)
    target.state, target.proposed_value = state, None
    _save(target, "state", "proposed_value")
    note_round(target, reason=reason, actor=actor, at=at)

    record("campaigns.target.insisted", target, actor=actor, at=at, reason=reason)
    return target


def _as_read(
    target: Target, revision: int, wanted: str, value: Decimal | None = None
) -> Target:
    """The target, held, as the person read it; else `Changed` with both versions.

    `wanted` is what the person was about to say, with what figure.
    """
    targets = Target.objects.select_related("campaign", "version", "parent__campaign")
    held = targets.select_for_update(of=("self",)).get(pk=target.pk)
    if held.campaign.state != State.LAUNCHED:
        raise WrongMoment(
            _("Phong trào không ở giai đoạn thực hiện."),
            _("Chỉ nhận và trao đổi chỉ tiêu từ lúc phát động đến lúc kết thúc."),
        )
    if held.revision != revision:
        raise Changed(
            _who_changed(held),
            _("So hai bản: giữ bản đang có, hoặc ghi bản của anh/chị lên bản mới này."),
            theirs=[
                (_("Số được giao"), show_number(held.value)),
                (_("Trạng thái"), str(held.get_state_display())),
            ],
            yours={
                _("Số được giao"): _figure(held, revision, value),
                _("Trạng thái"): wanted,
            },
            version=held.revision,
            version_name="revision",
        )
    return held


def _who_changed(held: Target) -> str:
    """Who said the last word about a target, and when."""
    last = held.rounds.order_by("-pk").first()
    if last is None:
        return _("Chỉ tiêu này vừa có thay đổi sau khi anh/chị mở trang.")
    return _("%(who)s vừa đổi chỉ tiêu này lúc %(when)s, sau khi anh/chị mở trang.") % {
        "who": signature(last.said_by, last.office),
        "when": show_moment(last.at.astimezone(ZONE)),
    }


def _figure(held: Target, revision: int, value: Decimal | None) -> str:
    """The figure typed, or the one that stood at the revision that was read."""
    if value is not None:
        return show_number(value)
    said = list(held.rounds.order_by("pk"))
    if 0 < revision <= len(said) == held.revision:
        return show_number(said[revision - 1].value)
    return _("số đã đọc trước khi đổi")


def _keep_what_held(
    target: Target, value: Decimal, reason: str, *, actor: Actor, at: datetime
) -> None:
    """A figure that was accepted held until today: pace remembers it.

    Before its first day it held on no day yet; the other one holds from the first.
    """
    if value == target.value:
        return
    on = day_of_change(target.starts_on, at.date())
    note_change(
        target,
        value=value,
        due_on=target.due_on,
        on=on,
        reason=reason,
        actor=actor,
        at=at,
    )
    target.changed_on = on


def _save(target: Target, *names: str) -> None:
    target.revision += 1
    target.save(update_fields=[*names, "revision"])


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do."),
            _("Ghi lý do để bên kia hiểu và trả lời."),
            field="reason",
        )
