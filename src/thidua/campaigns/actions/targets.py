"""Binding indicators to content: what the whole is to reach."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.days import refuse_outside
from thidua.campaigns.drafts import TargetDraft
from thidua.campaigns.kept_figures import changed_in, counted_alike, counted_in
from thidua.campaigns.models import (
    Campaign,
    ContentNode,
    Target,
    TargetPlan,
)
from thidua.campaigns.policies import can_manage
from thidua.campaigns.rounds import end_target, note_round
from thidua.campaigns.rules import (
    refuse_closed,
    refuse_no_rule,
    refuse_unfit_days,
    refuse_unfit_rule,
    refuse_unfit_value,
)
from thidua.campaigns.states import State, TargetState
from thidua.kernel.errors import Faults, RuleBroken
from thidua.organisations.actor import Actor


@transaction.atomic
def bind_indicator(
    campaign: Campaign,
    draft: TargetDraft,
    *,
    target: Target | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Target:
    """Give an item of content an indicator and what the whole is to reach."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    refuse_closed(campaign)
    _refuse_foreign_node(campaign, draft)
    refuse_unfit_rule(draft.version, draft.split, draft.level_to_meet)
    refuse_unfit_value(draft.version, draft.value, draft.split)
    refuse_unfit_days(draft.starts_on, draft.due_on)
    _refuse_other_days(campaign, draft, target)
    details: dict[str, Any] = {"name": draft.version.name, "value": draft.value}
    if target is None:
        _refuse_twice(campaign, draft)
        target = Target.objects.create(
            campaign=campaign,
            unit_id=campaign.root_id,
            state=TargetState.ACCEPTED,
            **_values(draft),
        )
    else:
        _refuse_silent_change(campaign, target, draft)
        details |= _told_of(target, _values(draft))
        target = _changed(target, _values(draft))
    _write_plan(target, draft)
    if campaign.state != State.DRAFT:
        note_round(target, actor=actor, at=at, reason=reason)

    details["measure"] = counted_in(target)
    record("campaigns.target.bound", campaign, actor=actor, at=at, **details)
    return target


def _refuse_other_days(
    campaign: Campaign, draft: TargetDraft, target: Target | None
) -> None:
    """Days that are typed now lie within the campaign."""
    faults = Faults()
    for name in ("starts_on", "due_on"):
        day = getattr(draft, name)
        if target is None or day != getattr(target, name):
            with faults:
                refuse_outside(campaign, day, name)
    faults.say()


def _told_of(target: Target, after: dict[str, Any]) -> dict[str, Any]:
    """What the trail says of a target that is about to be changed."""
    before = {name: getattr(target, name) for name in after}
    if not counted_alike(before, after):
        return {}
    return {"changed": changed_in(before, after)}


def _refuse_silent_change(
    campaign: Campaign, target: Target, draft: TargetDraft
) -> None:
    """After the launch a figure or a deadline changes by an act that units see."""
    if campaign.state != State.DRAFT and (
        (target.value, target.due_on) != (draft.value, draft.due_on)
    ):
        raise RuleBroken(
            _("Phong trào đã phát động nên số và hạn không sửa thẳng ở đây."),
            _("Mở chỉ tiêu rồi dùng “Đổi số hoặc hạn”, có ngày áp dụng và lý do."),
        )


def _write_plan(target: Target, draft: TargetDraft) -> None:
    target.plan.all().delete()
    TargetPlan.objects.bulk_create(
        TargetPlan(target=target, period_id=period, value=value)
        for period, value in draft.plan
    )


def _values(draft: TargetDraft) -> dict[str, Any]:
    return {
        name: getattr(draft, name)
        for name in (
            "node_key",
            "version",
            "value",
            "split",
            "starts_on",
            "due_on",
            "baseline",
            "level_to_meet",
        )
    }


def _changed(target: Target, values: dict[str, Any]) -> Target:
    target = Target.objects.locked(target)
    has_children = target.children.exclude(state=TargetState.ENDED).exists()
    if has_children:
        refuse_no_rule(values["version"], values["split"])
    if has_children and values["version"] != target.version:
        raise RuleBroken(
            _("Chỉ tiêu này đã giao xuống dưới nên không đổi được chỉ số."),
            _("Rút lại các số đã giao trước, hoặc thêm chỉ tiêu khác."),
        )
    if has_children:
        values = {**values, "node_key": target.node_key}
    for name, value in values.items():
        setattr(target, name, value)
    target.revision += 1
    target.save(update_fields=[*values, "revision"])
    return target


@transaction.atomic
def unbind_indicator(
    target: Target, *, reason: str = "", actor: Actor, at: datetime
) -> None:
    """Take a target off its item: out of a draft it vanishes, later it ends."""
    campaign = Campaign.objects.locked(target.campaign)
    can_manage(actor, campaign).enforce()

    if target.children.exclude(state=TargetState.ENDED).exists():
        raise RuleBroken(
            _("Chỉ tiêu “%(name)s” đã giao cho các đơn vị.") % {"name": target.version},
            _("Rút lại các số đã giao trước."),
        )
    name = target.version.name
    if campaign.state == State.DRAFT:
        target.children.all().delete()
        target.delete()
    else:
        end_target(target, reason or _("Bỏ chỉ tiêu"), actor=actor, at=at)

    record("campaigns.target.unbound", campaign, actor=actor, at=at, name=name)


def _refuse_foreign_node(campaign: Campaign, draft: TargetDraft) -> None:
    nodes = ContentNode.objects.filter(
        tree__audience__campaign=campaign, key=draft.node_key
    )
    if not nodes.filter(nature=ContentNode.Nature.QUANTITY).exists():
        raise RuleBroken(
            _("Chỉ gắn chỉ tiêu vào nội dung định lượng của phong trào này."),
            _("Đổi tính chất của nội dung thành “định lượng” trước."),
            field="node_key",
        )


def _refuse_twice(campaign: Campaign, draft: TargetDraft) -> None:
    open_targets = campaign.targets.open().filter(unit_id=campaign.root_id)
    if open_targets.filter(node_key=draft.node_key, version=draft.version).exists():
        raise RuleBroken(
            _("Nội dung này đã có chỉ tiêu “%(name)s”.") % {"name": draft.version},
            _("Sửa chỉ tiêu đã có, hoặc chọn chỉ số khác."),
            field="version",
        )
