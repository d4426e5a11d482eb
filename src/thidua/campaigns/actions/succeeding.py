"""Handing a campaign over on the day of a reform (decision 15)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.events import CampaignHandedOver
from thidua.campaigns.handover import (
    Choice,
    Handover,
    Inheritance,
    handover,
    merged,
    remaining,
)
from thidua.campaigns.ladder import path_up
from thidua.campaigns.models import AudienceMember, Campaign, Target
from thidua.campaigns.policies import can_hand_over
from thidua.campaigns.reporting import begin_duties, end_duties
from thidua.campaigns.rounds import note_rounds
from thidua.campaigns.rules import SPLITTING
from thidua.campaigns.states import END_TARGET, State, TargetState
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on

Decisions = Mapping[int, Choice]
_CLOSED = (
    "state",
    "ended_on",
    "ended_because",
    "last_value",
    "proposed_value",
    "revision",
)
_GROWN = ("value", "weight", "revision", "state")


@transaction.atomic
def hand_over_campaign(
    campaign: Campaign, decisions: Decisions, *, on: date, actor: Actor, at: datetime
) -> Campaign:
    """Old units leave and close their targets, successors join and open theirs.

    `decisions` answers, by target number, what the law of succession leaves open; for
    the others it may overrule the preset. The launcher, the office and the head of the
    tree go to their successors likewise. Refused while an answer is missing, and when
    nothing is left to hand over (so doing it twice does it once).
    """
    campaign = Campaign.objects.locked(campaign)
    plan = handover(campaign, on)
    can_hand_over(actor, campaign, set(plan.bodies.values())).enforce()

    if campaign.state != State.LAUNCHED or not plan.is_needed:
        raise WrongMoment(
            _("Không có gì phải bàn giao."),
            _("Mọi đơn vị tham gia đều đang hoạt động vào ngày ấy."),
        )
    _refuse_open_questions(plan, decisions)
    reason = _("Sắp xếp đơn vị hành chính từ %(day)s") % {"day": f"{on:%d/%m/%Y}"}
    _hand_over_bodies(campaign, plan)
    _change_members(plan, reason)
    _hand_over_targets(campaign, plan, decisions, reason, actor=actor, at=at)
    _change_duties(campaign, plan, reason, actor=actor, at=at)

    record(
        "campaigns.campaign.handed_over",
        campaign,
        actor=actor,
        at=at,
        on=on,
        left=[member.unit_id for member in plan.leaving],
        joined=sorted({unit_id for _audience, unit_id in plan.joining}),
        bodies=dict(plan.bodies),
    )
    announce(CampaignHandedOver(campaign.pk))
    return campaign


def _refuse_open_questions(plan: Handover, decisions: Decisions) -> None:
    open_ones = [
        one.target.unit_id
        for one in plan.inheritances
        if _choice(one, decisions) is None
        or (_choice(one, decisions) == Choice.CARRY and one.main_heir is None)
    ]
    if open_ones:
        names = sorted(set(names_on(open_ones, plan.on - timedelta(days=1)).values()))
        raise RuleBroken(
            _("Chưa quyết định chỉ tiêu của: %(names)s.") % {"names": "; ".join(names)},
            _("Chọn chuyển, khép lại hay giao lại cho từng chỉ tiêu."),
        )


def _choice(one: Inheritance, decisions: Decisions) -> Choice | None:
    return decisions.get(one.target.pk, one.preset)


def _hand_over_bodies(campaign: Campaign, plan: Handover) -> None:
    for body, heir_id in plan.bodies.items():
        setattr(campaign, f"{body}_id", heir_id)
    campaign.version += 1
    campaign.save(update_fields=[*plan.bodies, "version"])


def _change_members(plan: Handover, reason: str) -> None:
    leaving = [member.pk for member in plan.leaving]
    AudienceMember.objects.filter(pk__in=leaving).update(left_on=plan.on, reason=reason)
    AudienceMember.objects.bulk_create(
        AudienceMember(
            audience_id=audience_id, unit_id=unit_id, joined_on=plan.on, reason=reason
        )
        for audience_id, unit_id in plan.joining
    )


def _hand_over_targets(
    campaign: Campaign,
    plan: Handover,
    decisions: Decisions,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Close the old ones, open the new ones, then hang all where they now belong."""
    carried: dict[tuple[UUID, int, int], list[Inheritance]] = defaultdict(list)
    accepted = {
        one.target.pk
        for one in plan.inheritances
        if one.target.state == TargetState.ACCEPTED
    }
    _close(plan, reason, actor=actor, at=at)
    for one in plan.inheritances:
        heir = one.main_heir
        if _choice(one, decisions) == Choice.CARRY and heir is not None:
            key = (one.target.node_key, one.target.version_id, heir.unit_id)
            carried[key].append(one)
    standing = {_key(target): target for target in _open_targets(campaign)}
    opened: list[tuple[Target, list[Inheritance]]] = []
    for key, group in carried.items():
        heir_target = _opened(campaign, key[2], group, plan.on, standing.get(key))
        if not all(one.target.pk in accepted for one in group):
            heir_target.state = TargetState.PROPOSED
        opened.append((heir_target, group))
    _write_opened(opened, reason, actor=actor, at=at)
    _hang_where_they_belong(campaign, plan.on)


def _close(plan: Handover, reason: str, *, actor: Actor, at: datetime) -> None:
    """Every old target ends with its last value; in bulk, for they are thousands."""
    targets = [one.target for one in plan.inheritances]
    for one in plan.inheritances:
        target = one.target
        target.state = END_TARGET.take_from(target.state)
        target.ended_on, target.ended_because = plan.on, reason
        target.last_value, target.proposed_value = one.reached.value, None
        target.revision += 1
    Target.objects.bulk_update(targets, _CLOSED, batch_size=500)
    note_rounds(targets, reason, actor=actor, at=at)


def _write_opened(
    opened: Sequence[tuple[Target, list[Inheritance]]],
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    heirs = [heir for heir, _group in opened]
    Target.objects.bulk_create([heir for heir in heirs if not heir.pk], batch_size=500)
    Target.objects.bulk_update(
        [heir for heir in heirs if heir.pk], _GROWN, batch_size=500
    )
    old = []
    for heir, group in opened:
        for one in group:
            one.target.carried_into = heir
            old.append(one.target)
    Target.objects.bulk_update(old, ["carried_into"], batch_size=500)
    note_rounds(heirs, reason, actor=actor, at=at)


def _open_targets(campaign: Campaign) -> list[Target]:
    return list(campaign.targets.open().select_related("version").order_by("pk"))


def _key(target: Target) -> tuple[UUID, int, int]:
    return (target.node_key, target.version_id, target.unit_id)


def _opened(
    campaign: Campaign,
    unit_id: int,
    group: Sequence[Inheritance],
    on: date,
    heir: Target | None,
) -> Target:
    """The heir's target, out of one or several; one it already had grows by them."""
    first = group[0].target
    weights = [one.target.weight or Decimal(0) for one in group]
    left = [remaining(one.target, one.reached) for one in group]
    values = [(value, w) for (value, _b), w in zip(left, weights, strict=True)]
    bases = [(b, w) for (_v, b), w in zip(left, weights, strict=True) if b is not None]
    if heir is not None:
        values.append((heir.value, heir.weight or Decimal(0)))
        weights.append(heir.weight or Decimal(0))
        heir.revision += 1
    else:
        heir = Target(
            campaign=campaign,
            node_key=first.node_key,
            version=first.version,
            unit_id=unit_id,
            starts_on=min(on, first.due_on - timedelta(days=1)),
            due_on=first.due_on,
            split=first.split,
            level_to_meet=first.level_to_meet,
            state=TargetState.ACCEPTED,
            baseline=merged(first.version, bases) if bases else None,
        )
    heir.value = merged(first.version, values)
    heir.weight = sum(weights, Decimal(0)) or None
    return heir


def _hang_where_they_belong(campaign: Campaign, on: date) -> None:
    """Each open target under that of the nearest unit above which may split it."""
    targets = _open_targets(campaign)
    held = {_key(target): target for target in targets}
    moved = []
    lines: dict[int, Sequence[int]] = {}
    for target in targets:
        if target.unit_id == campaign.root_id:
            wanted = None
        else:
            if target.unit_id not in lines:
                lines[target.unit_id] = path_up(campaign, target.unit_id, on)
            above = [
                held[key]
                for unit_id in reversed(lines[target.unit_id][:-1])
                if (key := (target.node_key, target.version_id, unit_id)) in held
            ]
            wanted = next((t for t in above if t.split in SPLITTING), None)
        if target.parent_id != (wanted.pk if wanted else None):
            target.parent = wanted
            moved.append(target)
    Target.objects.bulk_update(moved, ["parent"], batch_size=500)


def _change_duties(
    campaign: Campaign, plan: Handover, reason: str, *, actor: Actor, at: datetime
) -> None:
    gone = {member.unit_id for member in plan.leaving}
    end_duties(campaign, gone, on=plan.on, reason=reason, actor=actor, at=at)
    come = {unit_id for _audience, unit_id in plan.joining}
    begin_duties(campaign, come, since=plan.on, actor=actor, at=at)
