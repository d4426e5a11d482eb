"""What people state of the indicators that hang on an item: that they measure it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.acceptances import still_found
from thidua.campaigns.check import check_facts, check_plan_facts
from thidua.campaigns.check.facts import CampaignFacts, PlanFacts
from thidua.campaigns.check.reading import campaign_facts
from thidua.campaigns.check.reading_plans import plan_facts
from thidua.campaigns.check.words import Finding
from thidua.campaigns.models import Campaign, MeasureSaid, UnitPlan
from thidua.campaigns.policies import can_manage, can_plan
from thidua.campaigns.states import State
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.text import inside
from thidua.organisations.actor import Actor


@transaction.atomic
def say_it_measures(
    campaign: Campaign, subject: str, *, reason: str, actor: Actor, at: datetime
) -> MeasureSaid:
    """The office says that an indicator measures an item of content, and why."""
    campaign = Campaign.objects.locked(campaign)
    can_manage(actor, campaign).enforce()

    facts = campaign_facts(campaign, at.date())
    asked = still_found(check_facts(facts).findings, "measured-by-others", subject)
    made = _kept(campaign, None, facts, asked, reason, actor, at)

    told = {"said": made.said, "reason": made.reason}
    record("campaigns.measure.said", campaign, actor=actor, at=at, **told)
    return made


@transaction.atomic
def say_own_measures(
    plan: UnitPlan, subject: str, *, reason: str, actor: Actor, at: datetime
) -> MeasureSaid:
    """A unit says that an indicator measures an item of its own plan, and why."""
    plan = UnitPlan.objects.select_for_update().get(pk=plan.pk)
    can_plan(actor, plan).enforce()

    campaign = plan.campaign
    _plan, facts = plan_facts(campaign, at.date(), [plan.unit_id])[plan.unit_id]
    found = check_plan_facts(facts).findings
    asked = still_found(found, "own-measured-by-others", subject)
    made = _kept(campaign, plan, facts, asked, reason, actor, at)

    told = {"said": made.said, "reason": made.reason, "unit": plan.unit_id}
    record("campaigns.measure.said", campaign, actor=actor, at=at, **told)
    return made


def _kept(
    campaign: Campaign,
    plan: UnitPlan | None,
    facts: CampaignFacts | PlanFacts,
    asked: Finding,
    reason: str,
    actor: Actor,
    at: datetime,
) -> MeasureSaid:
    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi vì sao chỉ tiêu này đo được việc này."),
            _("Ghi chỉ tiêu ấy cho thấy phần nào của việc; các đơn vị sẽ đọc được."),
            field="reason",
        )
    item = next(one for one in facts.items if one.subject == asked.found.item)
    indicator = int(asked.found.subject.rpartition(":")[2])
    target = next(one for one in item.targets if one.indicator == indicator)
    words = {"target": inside(target.name), "name": inside(item.name)}
    return MeasureSaid.objects.create(
        campaign=campaign,
        plan=plan,
        item=item.worded,
        indicator_id=indicator,
        said=_("Chỉ tiêu “%(target)s” đo việc “%(name)s”.") % words,
        reason=reason.strip(),
        said_by=actor.name,
        office=actor.office,
        said_at=at,
    )


@transaction.atomic
def unsay_measure(said: MeasureSaid, *, actor: Actor, at: datetime) -> None:
    """Take such a statement back, while the plan it belongs to is still a draft."""
    campaign, plan = said.campaign, said.plan
    (can_plan(actor, plan) if plan else can_manage(actor, campaign)).enforce()

    if plan is None and campaign.state != State.DRAFT:
        raise WrongMoment(
            _("Phong trào đã phát động cùng với lời xác nhận này."),
            _("Lời ấy giữ nguyên để các đơn vị đọc; sửa nội dung thì mở bản mới."),
        )
    told = {"said": said.said, "reason": said.reason}
    said.delete()

    record("campaigns.measure.unsaid", campaign, actor=actor, at=at, **told)
