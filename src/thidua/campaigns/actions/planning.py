"""How a unit makes a campaign its own: its plan, item by item (cụ thể hóa)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.check import NotReady, check_plans
from thidua.campaigns.drafts import PlanDraft
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    ContentNode,
    UnitPlan,
    UnitPlanItem,
)
from thidua.campaigns.policies import can_plan
from thidua.campaigns.states import ADOPT_PLAN, REOPEN_PLAN, PlanState, State
from thidua.kernel.dates import show
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.organisations.actor import Actor

_WORDS = ("starts_on", "ends_on", "focus", "hard_tasks", "measures", "own_resolution")


@transaction.atomic
def save_plan(
    campaign: Campaign,
    unit_id: int,
    draft: PlanDraft,
    *,
    version: int = 0,
    actor: Actor,
    at: datetime,
) -> UnitPlan:
    """Write the unit's plan; `version` is what was read, 0 when there was none."""
    can_plan(actor, UnitPlan(unit_id=unit_id)).enforce()

    _refuse_outside(campaign, unit_id, draft, at)
    plans = UnitPlan.objects.select_for_update()
    plan = plans.filter(campaign=campaign, unit=unit_id).first()
    if (plan.version if plan else 0) != version:
        raise Changed(
            _("Có người vừa sửa kế hoạch này."),
            _("So hai bản, giữ những gì còn đúng rồi lưu lại."),
            theirs=[(_("Nội dung trọng tâm"), plan.focus if plan else "")],
            yours={_("Nội dung trọng tâm"): draft.focus},
        )
    plan = plan or UnitPlan(campaign=campaign, unit_id=unit_id, version=0)
    if plan.state != PlanState.DRAFT:
        raise WrongMoment(
            _("Kế hoạch đã ban hành."), _("Mở lại kế hoạch để sửa, rồi ban hành lại.")
        )
    for name in _WORDS:
        setattr(plan, name, getattr(draft, name))
    plan.version += 1
    plan.save()
    plan.items.all().delete()
    UnitPlanItem.objects.bulk_create(
        UnitPlanItem(plan=plan, position=place, **asdict(item))
        for place, item in enumerate(draft.items)
    )

    record("campaigns.plan.saved", campaign, actor=actor, at=at, unit=unit_id)
    return plan


def _refuse_outside(
    campaign: Campaign, unit_id: int, draft: PlanDraft, at: datetime
) -> None:
    taking = AudienceMember.objects.filter(audience__campaign=campaign, unit=unit_id)
    if campaign.state != State.LAUNCHED or not taking.taking_part_on(at.date()):
        raise WrongMoment(
            _("Đơn vị không ở trong danh sách tham gia lúc này."),
            _("Hỏi cơ quan thường trực của phong trào."),
        )
    if draft.ends_on <= draft.starts_on:
        raise RuleBroken(
            _("Kế hoạch phải kết thúc sau ngày bắt đầu."), _("Sửa một trong hai ngày.")
        )
    if draft.ends_on > campaign.ends_on:
        raise RuleBroken(
            _("Kế hoạch kết thúc sau phong trào (%(day)s).")
            % {"day": show(campaign.ends_on)},
            _("Chọn ngày không muộn hơn ngày ấy."),
        )
    keys = {item.node_key for item in draft.items}
    nodes = ContentNode.objects.filter(tree__audience__campaign=campaign, key__in=keys)
    if len(keys) != nodes.values("key").distinct().count():
        raise RuleBroken(
            _("Có nội dung gắn vào mục không thuộc phong trào này."),
            _("Chọn lại nội dung của phong trào."),
        )


@transaction.atomic
def adopt_plan(plan: UnitPlan, *, version: int, actor: Actor, at: datetime) -> UnitPlan:
    """The unit issues its plan: focus, measures, and who does what by when."""
    plan = _held(plan)
    can_plan(actor, plan).enforce()

    state = ADOPT_PLAN.take_from(plan.state)
    if plan.version != version:
        raise Changed(
            _("Có người vừa sửa kế hoạch này."),
            _("Đọc lại bản mới nhất rồi ban hành."),
            theirs=[(_("Nội dung trọng tâm"), plan.focus)],
        )
    _refuse_unfinished(plan, at.date())
    plan.state, plan.adopted_at, plan.adopted_by = state, at, actor.name
    plan.version += 1
    plan.save()

    record(
        "campaigns.plan.adopted", plan.campaign, actor=actor, at=at, unit=plan.unit_id
    )
    return plan


def _refuse_unfinished(plan: UnitPlan, day: date) -> None:
    """A plan states its focus, its measures, and somebody for every content."""
    _plan, checked = check_plans(plan.campaign, day, [plan.unit_id])[plan.unit_id]
    if checked.errors:
        raise NotReady(checked.errors)


@transaction.atomic
def reopen_plan(plan: UnitPlan, *, actor: Actor, at: datetime) -> UnitPlan:
    """Take an issued plan back to the desk, to change it and issue it anew."""
    plan = _held(plan)
    can_plan(actor, plan).enforce()

    plan.state = REOPEN_PLAN.take_from(plan.state)
    plan.adopted_at, plan.adopted_by = None, ""
    plan.version += 1
    plan.save()

    record(
        "campaigns.plan.reopened", plan.campaign, actor=actor, at=at, unit=plan.unit_id
    )
    return plan


def _held(plan: UnitPlan) -> UnitPlan:
    plans = UnitPlan.objects.select_related("campaign")
    return plans.select_for_update(of=("self",)).get(pk=plan.pk)
