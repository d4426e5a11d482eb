"""Giving targets to the units below: by hand, cell by cell, or all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.drafts import Offer
from thidua.campaigns.ladder import next_below
from thidua.campaigns.models import AudienceMember, SplitWeight, Target
from thidua.campaigns.policies import can_give
from thidua.campaigns.rounds import end_target, note_round
from thidua.campaigns.rules import (
    SPLITTING,
    refuse_closed,
    refuse_no_rule,
    refuse_unfit_rule,
    refuse_unfit_value,
)
from thidua.campaigns.states import State, TargetState
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.numbers import LARGEST, show_number
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on

_OFFERED = ("value", "weight", "baseline")


@transaction.atomic
def set_rule(
    target: Target,
    split: str,
    *,
    level_to_meet: Decimal | None = None,
    actor: Actor,
    at: datetime,
) -> Target:
    """The unit that holds a target says how it splits it further."""
    target = _held(target)
    can_give(actor, target).enforce()

    refuse_unfit_rule(target.version, split, level_to_meet)
    given = target.children.exclude(state=TargetState.ENDED).exists()
    if given:
        refuse_no_rule(target.version, split)
    target.split, target.level_to_meet = split, level_to_meet
    target.save(update_fields=["split", "level_to_meet"])

    record("campaigns.target.ruled", target, actor=actor, at=at, split=split)
    return target


@transaction.atomic
def propose_targets(
    parent: Target, offers: Sequence[Offer], *, actor: Actor, at: datetime
) -> list[Target]:
    """Give the units below their figures, all at once or cell by cell.

    An accepted figure is not changed here but by `revise_target`, with a reason. An
    offer without a value is taken back. Answers the targets that changed.
    """
    parent = _held(parent)
    can_give(actor, parent).enforce()

    _refuse_unready(parent)
    below = set(next_below(parent.campaign, parent.unit_id, at.date()))
    children = parent.children.exclude(state=TargetState.ENDED).order_by("pk")
    standing = {
        child.unit_id: child for child in children.select_for_update(of=("self",))
    }
    _refuse_strangers(offers, below | set(standing), at)
    _keep_weights(parent, offers)
    joined = _joined_later(parent, [offer.unit_id for offer in offers])
    changed = [
        target
        for offer in offers
        if (
            target := _offered(
                parent,
                standing.get(offer.unit_id),
                offer,
                joined.get(offer.unit_id, parent.starts_on),
                actor,
                at,
            )
        )
    ]

    if changed:
        units = [target.unit_id for target in changed]
        record("campaigns.targets.proposed", parent, actor=actor, at=at, units=units)
    return changed


def _joined_later(parent: Target, units: Sequence[int]) -> dict[int, date]:
    """From which day figures count of units that came in after the launch: what they
    reported before, for another campaign, is none of this one's."""
    members = AudienceMember.objects.filter(
        audience__campaign=parent.campaign_id, unit__in=units, left_on=None
    )
    found: dict[int, date] = {}
    from_the_launch = set()
    for unit, on, reason in members.values_list("unit_id", "joined_on", "reason"):
        found[unit] = min(on, found.get(unit, on))
        if not reason or not parent.starts_on < on < parent.due_on:
            from_the_launch.add(unit)
    return {unit: on for unit, on in found.items() if unit not in from_the_launch}


def _keep_weights(parent: Target, offers: Sequence[Offer]) -> None:
    """Weights are kept also for units that have no figure yet: they share it out."""
    if any(offer.weight is not None and offer.weight < 0 for offer in offers):
        raise RuleBroken(
            _("Mẫu số không thể nhỏ hơn 0."), _("Ghi số từ 0 trở lên, hoặc để trống.")
        )
    if any(offer.weight is not None and offer.weight >= LARGEST for offer in offers):
        raise RuleBroken(
            _("Mẫu số này lớn hơn mức máy ghi được."),
            _("Kiểm lại số chữ số của mẫu số."),
        )
    SplitWeight.objects.bulk_create(
        [
            SplitWeight(target=parent, unit_id=offer.unit_id, weight=offer.weight)
            for offer in offers
            if offer.weight is not None
        ],
        update_conflicts=True,
        unique_fields=["target", "unit"],
        update_fields=["weight"],
    )
    blank = [offer.unit_id for offer in offers if offer.weight is None]
    SplitWeight.objects.filter(target=parent, unit__in=blank).delete()


def _refuse_unready(parent: Target) -> None:
    refuse_closed(parent.campaign)
    if parent.state != TargetState.ACCEPTED:
        raise WrongMoment(
            _("Đơn vị chưa nhận chỉ tiêu này nên chưa giao xuống được."),
            _("Nhận chỉ tiêu, hoặc chờ cấp trên trả lời đề nghị."),
        )
    if parent.split not in SPLITTING:
        raise RuleBroken(
            _("Chỉ tiêu này chưa chọn cách giao."),
            _("Chọn cách giao (cộng lại, bình quân, mỗi đơn vị, đếm) rồi giao."),
        )


def _offered(
    parent: Target,
    child: Target | None,
    offer: Offer,
    since: date,
    actor: Actor,
    at: datetime,
) -> Target | None:
    """One cell of the grid: a new child, a changed one, one taken back, or nothing."""
    if child is None:
        if offer.value is None:
            return None
        return _new_child(parent, offer, since, actor, at)
    _refuse_stale(child, offer)
    if all(getattr(child, name) == getattr(offer, name) for name in _OFFERED):
        return None
    if child.state == TargetState.ACCEPTED and child.value != offer.value:
        raise RuleBroken(
            _("Đơn vị đã nhận số này."),
            _("Mở trang của chỉ tiêu ấy để giao lại, kèm lý do."),
        )
    if offer.value is None:
        return _taken_back(child, actor, at)
    refuse_unfit_value(parent.version, offer.value, "")
    child.value, child.weight, child.baseline = (
        offer.value,
        offer.weight,
        offer.baseline,
    )
    if child.state != TargetState.ACCEPTED:
        child.state, child.proposed_value = TargetState.PROPOSED, None
    child.revision += 1
    child.save(update_fields=[*_OFFERED, "state", "proposed_value", "revision"])
    _note(child, actor, at)
    return child


def _new_child(
    parent: Target, offer: Offer, since: date, actor: Actor, at: datetime
) -> Target:
    value = offer.value or Decimal(0)
    refuse_unfit_value(parent.version, value, "")
    child = Target.objects.create(
        campaign=parent.campaign,
        node_key=parent.node_key,
        version=parent.version,
        unit_id=offer.unit_id,
        parent=parent,
        value=value,
        weight=offer.weight,
        baseline=offer.baseline,
        starts_on=since,
        due_on=parent.due_on,
    )
    _note(child, actor, at)
    return child


def _note(child: Target, actor: Actor, at: datetime) -> None:
    """A draft is not negotiated: its first round is written by the launch."""
    if child.campaign.state != State.DRAFT:
        note_round(child, actor=actor, at=at)


def _taken_back(child: Target, actor: Actor, at: datetime) -> Target:
    if child.children.exclude(state=TargetState.ENDED).exists():
        raise RuleBroken(
            _("Đơn vị đã giao số này xuống dưới."),
            _("Đề nghị đơn vị rút lại trước, hoặc giao số khác."),
        )
    if child.campaign.state == State.DRAFT:
        child.delete()
        return child
    return end_target(child, _("Cấp trên rút lại số đã giao"), actor=actor, at=at)


def _refuse_stale(child: Target, offer: Offer) -> None:
    if offer.revision not in {None, child.revision}:
        raise Changed(
            _("Số giao cho đơn vị này vừa được sửa."),
            _("Xem số mới, sửa lại nếu còn cần."),
            theirs=[(_("Đang có"), show_number(child.value))],
            yours={_("Đang có"): show_number(offer.value)},
        )


def _refuse_strangers(offers: Iterable[Offer], known: set[int], at: datetime) -> None:
    strangers = [offer.unit_id for offer in offers if offer.unit_id not in known]
    if strangers:
        names = ", ".join(names_on(strangers, at.date()).values())
        raise RuleBroken(
            _("Không giao được cho: %(names)s.") % {"names": names or strangers},
            _("Chỉ giao cho đơn vị tham gia ngay dưới mình trong cây của phong trào."),
        )


def _held(target: Target) -> Target:
    targets = Target.objects.select_related("campaign", "version")
    return targets.select_for_update(of=("self",)).get(pk=target.pk)
