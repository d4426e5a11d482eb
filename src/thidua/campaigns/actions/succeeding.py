"""Handing a campaign over on the day of a reform (decision 15).

A reform touches thousands of targets in one request: rows are written by sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.events import CampaignHandedOver
from thidua.campaigns.handover import (
    Decisions,
    Handover,
    Opening,
    handover,
    key_of,
    openings,
)
from thidua.campaigns.ladder import paths_up
from thidua.campaigns.models import AudienceMember, Campaign, Stewardship, Target
from thidua.campaigns.policies import can_hand_over
from thidua.campaigns.reporting import begin_duties, end_duties
from thidua.campaigns.rounds import note_rounds
from thidua.campaigns.rules import SPLITTING
from thidua.campaigns.states import END_TARGET, State, TargetState
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.events import announce
from thidua.kernel.text import sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on


@transaction.atomic
def hand_over_campaign(
    campaign: Campaign, decisions: Decisions, *, on: date, actor: Actor, at: datetime
) -> Campaign:
    """Old units leave and close their targets, successors join and open theirs.

    `decisions` answers what the law of succession leaves open; for the others it may
    overrule the preset. The launcher, the office and the head of the
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
    _refuse_before_the_day(on, at)
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


def _refuse_before_the_day(on: date, at: datetime) -> None:
    if at.astimezone(ZONE).date() < on:
        raise WrongMoment(
            _("Chưa đến ngày sắp xếp có hiệu lực, %(day)s.") % {"day": show(on)},
            _("Xem trước được; đến ngày ấy mới bàn giao."),
        )


def _refuse_open_questions(plan: Handover, decisions: Decisions) -> None:
    open_ones = {
        one.target.unit_id for one in plan.inheritances if decisions.is_open(one)
    }
    if open_ones:
        names = sorted(
            set(names_on(open_ones, plan.on - timedelta(days=1)).values()), key=sort_key
        )
        raise RuleBroken(
            _("Chưa quyết định chỉ tiêu của: %(names)s.") % {"names": "; ".join(names)},
            _("Chọn chuyển, khép lại hay giao lại cho từng chỉ tiêu."),
        )


def _hand_over_bodies(campaign: Campaign, plan: Handover) -> None:
    """Their successors from now on; who they were is kept with the day."""
    if plan.bodies:
        Stewardship.objects.create(
            campaign=campaign,
            launcher_id=campaign.launcher_id,
            office_id=campaign.office_id,
            root_id=campaign.root_id,
            until=plan.on,
        )
    for body, heir_id in plan.bodies.items():
        setattr(campaign, f"{body}_id", heir_id)
    campaign.version += 1
    campaign.save(update_fields=[*plan.bodies, "version"])


def _change_members(plan: Handover, reason: str) -> None:
    leaving = [member.pk for member in plan.leaving]
    AudienceMember.objects.filter(pk__in=leaving).update(
        left_on=plan.on, left_because=reason
    )
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
    opened = openings(plan, decisions)
    heirs = [_heir(campaign, one, plan.on) for one in opened]
    _close(plan, reason, actor=actor, at=at)
    _open(opened, heirs, reason, actor=actor, at=at)
    _hang_where_they_belong(campaign, plan.on)


_CLOSE = """
update campaigns_target target
set state = %(state)s, ended_from = target.state, ended_on = %(on)s,
    ended_because = %(reason)s, last_value = given.reached, proposed_value = null,
    revision = target.revision + 1
from unnest(%(targets)s::bigint[], %(reached)s::numeric[]) given (id, reached)
where target.id = given.id
"""


def _close(plan: Handover, reason: str, *, actor: Actor, at: datetime) -> None:
    """Every old target ends with its last value."""
    targets = [one.target for one in plan.inheritances]
    for target in targets:
        target.state = END_TARGET.take_from(target.state)
    _write(
        _CLOSE,
        state=TargetState.ENDED,
        on=plan.on,
        reason=reason,
        targets=[target.pk for target in targets],
        reached=[one.reached.value for one in plan.inheritances],
    )
    note_rounds(targets, reason, actor=actor, at=at)


def _heir(campaign: Campaign, one: Opening, on: date) -> Target:
    """The heir's target: a new one, or the one it had, grown by what it takes over.

    Accepted when every one that it takes over was, and none was shared out: a share
    is a new figure, which the heir answers.
    """
    first = one.group[0].target
    heir = one.standing or Target(
        campaign=campaign,
        node_key=first.node_key,
        version=first.version,
        unit_id=one.unit_id,
        opened_on=on,
        starts_on=min(on, first.due_on - timedelta(days=1)),
        due_on=first.due_on,
        split="" if one.is_shared else first.split,
        level_to_meet=first.level_to_meet,
        state=TargetState.ACCEPTED,
        baseline=one.baseline,
    )
    if one.standing is not None:
        heir.revision += 1
    some_open = any(each.target.state != TargetState.ACCEPTED for each in one.group)
    if one.is_shared or some_open:
        heir.state = TargetState.PROPOSED
    heir.value, heir.weight = one.value, one.weight
    return heir


_CARRY = """
update campaigns_target target set carried_into_id = given.heir
from unnest(%(targets)s::bigint[], %(heirs)s::bigint[]) given (id, heir)
where target.id = given.id
"""


def _open(
    opened: Sequence[Opening],
    heirs: Sequence[Target],
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    Target.objects.bulk_create([heir for heir in heirs if not heir.pk], batch_size=1000)
    for heir, one in zip(heirs, opened, strict=True):
        if one.standing is not None:
            heir.save(update_fields=["value", "weight", "revision", "state"])
    pairs = [
        (each.target.pk, heir.pk)
        for heir, one in zip(heirs, opened, strict=True)
        for each in one.group
        if each.main_heir is not None
    ]
    _write(_CARRY, targets=[a for a, _b in pairs], heirs=[b for _a, b in pairs])
    note_rounds(heirs, reason, actor=actor, at=at)


_HANG = """
update campaigns_target target set parent_id = given.parent
from unnest(%(targets)s::bigint[], %(parents)s::bigint[]) given (id, parent)
where target.id = given.id
"""


def _hang_where_they_belong(campaign: Campaign, on: date) -> None:
    """Each open target under that of the nearest unit above which may split it."""
    targets = list(
        campaign.targets.open()
        .only("campaign", "node_key", "version", "unit", "parent", "split")
        .order_by("pk")
    )
    held = {(key_of(target), target.unit_id): target for target in targets}
    lines = paths_up(campaign, {target.unit_id for target in targets}, on)
    moved: dict[int, int | None] = {}
    for target in targets:
        wanted = _above(target, lines.get(target.unit_id, ()), held, campaign.root_id)
        if target.parent_id != wanted:
            moved[target.pk] = wanted
    _write(_HANG, targets=[*moved], parents=[*moved.values()])


def _above(
    target: Target,
    line: Sequence[int],
    held: Mapping[tuple[tuple[UUID, int], int], Target],
    root_id: int,
) -> int | None:
    """The number of the target out of which this one is split; the head has none."""
    if target.unit_id == root_id:
        return None
    key = key_of(target)
    above = (held.get((key, unit_id)) for unit_id in reversed(line[:-1]))
    return next((one.pk for one in above if one and one.split in SPLITTING), None)


def _write(statement: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _change_duties(
    campaign: Campaign, plan: Handover, reason: str, *, actor: Actor, at: datetime
) -> None:
    gone = {member.unit_id for member in plan.leaving}
    end_duties(campaign, gone, on=plan.on, reason=reason, actor=actor, at=at)
    come = {unit_id for _audience, unit_id in plan.joining}
    begin_duties(campaign, come, since=plan.on, actor=actor, at=at)
