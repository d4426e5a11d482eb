"""The doors of the plan check."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.campaigns.factories import (
    MAY,
    a_campaign,
    a_target,
    an_acceptance,
    an_indicator,
    given_to,
)
from tests.doors import Cast, Door, Public, address
from thidua.campaigns.check import check_campaign, check_plans
from thidua.campaigns.check.reading_plans import subject_of
from thidua.campaigns.check.words import Finding
from thidua.campaigns.models import (
    AcceptedWarning,
    Campaign,
    ContentNode,
    MeasureSaid,
    Target,
    UnitPlan,
    UnitPlanItem,
)


def draft(cast: Cast) -> Campaign:
    return a_campaign(of=cast.place)


def of_draft(name: str) -> Any:
    return lambda cast: address(f"campaigns:{name}", draft(cast))


def of_running(name: str) -> Any:
    return lambda cast: address(
        f"campaigns:{name}", a_campaign(of=cast.place, launched=True)
    )


def a_plan(cast: Cast) -> UnitPlan:
    """The first commune's plan, with one item that has no day yet."""
    campaign = a_campaign(of=cast.place, launched=True)
    plan = UnitPlan.objects.create(
        campaign=campaign,
        unit=cast.place.communes[0],
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
    )
    node = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    plan.items.create(node_key=node.key, name="Ba tuyến", answers="Lan")
    return plan


def of_own(name: str) -> Any:
    return lambda cast: address(f"campaigns:{name}", a_plan(cast).campaign)


def of_an_item(cast: Cast) -> str:
    campaign = draft(cast)
    audience = campaign.audiences.get()
    item = audience.trees.get().nodes.get(kind="item")
    return address("campaigns:tie", campaign, audience, item)


def a_draft_with_an_acceptance(cast: Cast) -> str:
    campaign = draft(cast)
    an_acceptance(campaign)
    return address("campaigns:check-withdraw", campaign)


def a_plan_with_an_acceptance(cast: Cast) -> str:
    plan = a_plan(cast)
    an_acceptance(plan.campaign, plan)
    return address("campaigns:plan-withdraw", plan.campaign)


def a_plan_to_ask_about(cast: Cast) -> str:
    plan = a_plan(cast)
    return address("campaigns:plan-ask", plan.campaign, plan.unit)


def the_acceptance(_cast: Cast) -> dict[str, int]:
    return {"accepted": AcceptedWarning.objects.get().pk}


def the_item(_cast: Cast) -> dict[str, str]:
    return {"rule": "own-no-day", "subject": subject_of(UnitPlanItem.objects.get())}


def _counting_roads(campaign: Campaign) -> Target:
    roads = an_indicator(campaign.office, name="Đường bê tông")
    return a_target(campaign, version=roads)


def _stated(campaign: Campaign, plan: UnitPlan | None = None) -> None:
    MeasureSaid.objects.create(
        campaign=campaign,
        plan=plan,
        item="node:1",
        indicator=an_indicator(campaign.office, name="Cầu").indicator,
        said="Cầu đo việc này",
        reason="Đo được",
        said_by="Lan",
        office="Ban",
        said_at=MAY,
    )


def a_draft_with_a_question(cast: Cast) -> str:
    campaign = draft(cast)
    ContentNode.objects.filter(kind="item").update(name="Nâng cao nhận thức")
    _counting_roads(campaign)
    return address("campaigns:check-say", campaign)


def a_draft_with_a_statement(cast: Cast) -> str:
    campaign = draft(cast)
    _stated(campaign)
    return address("campaigns:check-unsay", campaign)


def a_plan_with_a_question(cast: Cast) -> str:
    plan = a_plan(cast)
    given_to(_counting_roads(plan.campaign), plan.unit, 10)
    plan.items.update(name="Nâng cao nhận thức")
    return address("campaigns:plan-say", plan.campaign)


def a_plan_with_a_statement(cast: Cast) -> str:
    plan = a_plan(cast)
    _stated(plan.campaign, plan)
    return address("campaigns:plan-unsay", plan.campaign)


def the_question(_cast: Cast) -> dict[str, str]:
    found = check_campaign(Campaign.objects.get(), MAY.date()).findings
    return _answer(found)


def the_own_question(_cast: Cast) -> dict[str, str]:
    plan = UnitPlan.objects.get()
    _plan, checked = check_plans(plan.campaign, MAY.date())[plan.unit_id]
    return _answer(checked.findings)


def _answer(found: Iterable[Finding]) -> dict[str, str]:
    (one,) = (one for one in found if one.key.endswith("measured-by-others"))
    return {"subject": one.found.subject, "reason": "Đo được"}


def the_statement(_cast: Cast) -> dict[str, int]:
    return {"accepted": MeasureSaid.objects.get().pk}


NO_PHASES = {"rule": "no-phases", "subject": ""}
UNTIL = f"{MAY:30/%m/%Y}"


def writes(to: Any, data: Any, **more: Any) -> list[Door]:
    return [Door(to, method="POST", data=data, **more)]


def own(to: Any, data: Any) -> list[Door]:
    return writes(to, data, opens_to="commune", low=404)


CHECK_DOORS: dict[str, list[Door] | Public] = {
    "campaigns:check": [Door(of_running("check"), low=200)],
    "campaigns:check-mend": writes(of_draft("check-mend"), NO_PHASES),
    "campaigns:check-accept": writes(
        of_draft("check-accept"), NO_PHASES | {"reason": "Ngắn ngày"}
    ),
    "campaigns:check-withdraw": writes(a_draft_with_an_acceptance, the_acceptance),
    "campaigns:check-say": writes(a_draft_with_a_question, the_question),
    "campaigns:check-unsay": writes(a_draft_with_a_statement, the_statement),
    "campaigns:check-limit": writes(of_draft("check-limit"), {"most_goals": "12"}),
    "campaigns:tie": [Door(of_an_item)],
    "campaigns:plan-checks": [Door(of_running("plan-checks"), low=200)],
    "campaigns:plan-ask": writes(
        a_plan_to_ask_about, {"note": "Ghi số vào", "due_on": UNTIL}
    ),
    "campaigns:plan-mend": own(of_own("plan-mend"), the_item),
    "campaigns:plan-accept": own(
        of_own("plan-accept"), {"rule": "plan-hard", "reason": "Năm nay không có"}
    ),
    "campaigns:plan-say": own(a_plan_with_a_question, the_own_question),
    "campaigns:plan-unsay": own(a_plan_with_a_statement, the_statement),
    "campaigns:plan-withdraw": own(a_plan_with_an_acceptance, the_acceptance),
}
