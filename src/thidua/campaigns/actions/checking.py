"""What people decide about the findings of the plan check."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.acceptances import keep_acceptances, open_ones
from thidua.campaigns.check import check_campaign, check_plans
from thidua.campaigns.drafts import TieDraft
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import (
    AcceptedWarning,
    Campaign,
    CheckLimit,
    ContentNode,
    ContentTie,
    MendRequest,
    UnitPlan,
)
from thidua.campaigns.policies import can_ask_to_mend, can_manage, can_plan
from thidua.campaigns.states import State
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.organisations.actor import Actor


@transaction.atomic
def accept_warnings(
    campaign: Campaign,
    rule: str,
    subject: str | None,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> list[AcceptedWarning]:
    """The office launches with a warning, or with all of a rule, for a reason.

    `subject` names the one; None means every open warning of the rule.
    """
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    found = open_ones(check_campaign(campaign, at.date()), rule, subject)
    made = keep_acceptances(campaign, None, found, reason=reason, actor=actor, at=at)

    record(
        "campaigns.warning.accepted",
        campaign,
        actor=actor,
        at=at,
        said=[one.said for one in made],
        reason=reason,
    )
    return made


@transaction.atomic
def accept_own_warnings(
    plan: UnitPlan,
    rule: str,
    subject: str | None,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> list[AcceptedWarning]:
    """A unit keeps its plan as it is in spite of a warning, for a reason."""
    plan = UnitPlan.objects.select_for_update().get(pk=plan.pk)
    can_plan(actor, plan).enforce()

    campaign = plan.campaign
    _plan, checked = check_plans(campaign, at.date(), [plan.unit_id])[plan.unit_id]
    found = open_ones(checked, rule, subject)
    made = keep_acceptances(campaign, plan, found, reason=reason, actor=actor, at=at)

    record(
        "campaigns.warning.accepted",
        campaign,
        actor=actor,
        at=at,
        said=[one.said for one in made],
        reason=reason,
        unit=plan.unit_id,
    )
    return made


@transaction.atomic
def withdraw_acceptance(
    accepted: AcceptedWarning, *, actor: Actor, at: datetime
) -> None:
    """Take an acceptance back, while the plan it belongs to is still a draft."""
    campaign, plan = accepted.campaign, accepted.plan
    (can_plan(actor, plan) if plan else can_manage(actor, campaign)).enforce()

    if plan is None and campaign.state != State.DRAFT:
        raise WrongMoment(
            _("Phong trào đã phát động cùng với lý do này."),
            _("Lý do giữ nguyên để các đơn vị đọc; sửa nội dung thì mở bản mới."),
        )
    said, reason = accepted.said, accepted.reason
    accepted.delete()

    record(
        "campaigns.warning.reopened",
        campaign,
        actor=actor,
        at=at,
        said=said,
        reason=reason,
    )


@transaction.atomic
def set_goals_limit(
    campaign: Campaign, most_goals: int, *, actor: Actor, at: datetime
) -> CheckLimit:
    """Say how many goals a commune can carry."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    if most_goals < 1:
        raise RuleBroken(_("Giới hạn ít nhất là 1."), _("Ghi số nội dung, ví dụ 20."))
    limit, _made = CheckLimit.objects.update_or_create(
        campaign=campaign, defaults={"most_goals": most_goals}
    )

    record("campaigns.limit.set", campaign, actor=actor, at=at, most_goals=most_goals)
    return limit


@transaction.atomic
def tie_content(
    campaign: Campaign,
    node_key: UUID | str,
    tie: TieDraft,
    *,
    actor: Actor,
    at: datetime,
) -> ContentTie | None:
    """Say to what everyday work an item is tied; nothing said unties it."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    node = _item_of(campaign, node_key)
    kept = ContentTie.objects.filter(campaign=campaign, node_key=node.key)
    if tie.is_empty:
        kept.delete()
        made = None
    else:
        made, _new = ContentTie.objects.update_or_create(
            campaign=campaign,
            node_key=node.key,
            defaults={
                "routine": tie.routine,
                "sector": tie.sector,
                "outside_index": tie.outside_index,
            },
        )

    record(
        "campaigns.content.tied",
        campaign,
        actor=actor,
        at=at,
        name=node.name,
        to=tie.words,
    )
    return made


def _item_of(campaign: Campaign, node_key: UUID | str) -> ContentNode:
    nodes = ContentNode.objects.filter(tree__audience__campaign=campaign, key=node_key)
    node = nodes.filter(kind=ContentNode.Kind.ITEM).order_by("-tree__number").first()
    if node is None:
        raise RuleBroken(
            _("Chỉ gắn nội dung thi đua của phong trào này."),
            _("Chọn một nội dung trong cây."),
        )
    return node


@transaction.atomic
def ask_to_mend(
    plan: UnitPlan, *, note: str, due_on: date, actor: Actor, at: datetime
) -> MendRequest:
    """Ask a unit to mend its plan; it stands on its desk until the plan is adopted."""
    campaign = plan.campaign
    receiver = receivers(campaign, at.date()).get(plan.unit_id, campaign.office_id)
    can_ask_to_mend(actor, campaign, receiver).enforce()

    _refuse_idle_request(campaign, note, due_on, at.date())
    made = MendRequest.objects.create(
        plan=plan,
        note=note.strip(),
        due_on=due_on,
        asked_at=at,
        asked_by=actor.name,
        office=actor.office,
    )

    record(
        "campaigns.plan.asked-to-mend",
        campaign,
        actor=actor,
        at=at,
        unit=plan.unit_id,
        note=made.note,
    )
    return made


def _refuse_idle_request(
    campaign: Campaign, note: str, due_on: date, day: date
) -> None:
    if campaign.state != State.LAUNCHED:
        raise WrongMoment(
            _("Phong trào không ở giai đoạn thực hiện."),
            _("Kế hoạch của đơn vị giữ nguyên để xem."),
        )
    if not note.strip():
        raise RuleBroken(
            _("Chưa ghi cần chỉnh gì."), _("Ghi điều đơn vị phải sửa trong kế hoạch.")
        )
    if due_on < day:
        raise RuleBroken(
            _("Hạn %(day)s đã qua.") % {"day": show(due_on)},
            _("Chọn một ngày từ hôm nay, %(today)s, trở đi.") % {"today": show(day)},
            field="due_on",
        )
