"""Campaigns of the tests: small, on the small province."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from tests.organisations.factories import Province, a_province
from thidua.campaigns.ladder import units_by_rule
from thidua.campaigns.models import (
    AcceptedWarning,
    Audience,
    AudienceMember,
    Campaign,
    ContentNode,
    ContentTree,
    LaunchDocument,
    Target,
    UnitPlan,
)
from thidua.campaigns.states import State, TargetState
from thidua.indicators.models import Indicator, IndicatorVersion
from thidua.kernel.clock import ZONE
from thidua.organisations.models import Tree, Unit

MAY = datetime(2025, 5, 20, 9, tzinfo=ZONE)
STARTS, ENDS = date(2025, 1, 1), date(2025, 12, 31)
_numbers = itertools.count(1)


def an_indicator(owner: Unit, **given: Any) -> IndicatorVersion:
    """A flow of kilometres unless told otherwise."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"Đường nông thôn {number}",
        "measure": "km",
        "nature": "flow",
        "across": "sum",
        "over_time": "sum",
        "better": "higher",
        "decimals": 1,
        "during": DateRange(date(2015, 1, 1), None),
    }
    indicator = Indicator.objects.create(code=f"thu-{number}", owner=owner)
    return IndicatorVersion.objects.create(indicator=indicator, **(values | given))


def a_campaign(
    *, of: Province | None = None, launched: bool = False, **given: Any
) -> Campaign:
    """A campaign of a small province with one audience and one item of content."""
    province = of or a_province()
    tree = Tree.objects.get(key=Tree.STATE)
    values: dict[str, Any] = {
        "name": "“Đồng khởi mới”",
        "shape": Campaign.Shape.THEMATIC,
        "line": Campaign.Line.STATE,
        "launcher": province.province,
        "office": province.department,
        "tree": tree,
        "root": province.province,
        "starts_on": STARTS,
        "ends_on": ENDS,
    }
    kinds = given.pop("kinds", ["district", "commune", "hamlet"])
    campaign = Campaign.objects.create(**(values | given))
    audience = Audience.objects.create(
        campaign=campaign,
        name="Huyện, xã và ấp",
        kinds=kinds,
        tree=tree,
        below=province.province,
    )
    content_of(audience)
    LaunchDocument.objects.create(
        campaign=campaign,
        kind="CT",
        number="01",
        symbol="CT-UBND",
        title="Về việc phát động phong trào",
        issued_on=STARTS,
        signer_name="Người Ký Thử",
        is_launch=True,
    )
    return launched_now(campaign) if launched else campaign


def content_of(audience: Audience) -> ContentTree:
    """A leg with one item that is counted."""
    content = ContentTree.objects.create(audience=audience)
    leg = ContentNode.objects.create(
        tree=content, kind="leg", label="Chân 2", name="Phát triển kinh tế"
    )
    ContentNode.objects.create(
        tree=content,
        parent=leg,
        kind="item",
        nature="quantity",
        name="Giao thông nông thôn",
        lead_unit=audience.campaign.office,
    )
    return content


def launched_now(campaign: Campaign) -> Campaign:
    """As a launch leaves it, without the action: list, frozen tree."""
    campaign.state, campaign.launched_at = State.LAUNCHED, MAY
    campaign.save()
    for audience in campaign.audiences.all():
        audience.trees.update(frozen_at=MAY)
        AudienceMember.objects.bulk_create(
            AudienceMember(audience=audience, unit=unit, joined_on=STARTS)
            for unit in units_by_rule(audience, MAY.date())
        )
    return campaign


def a_target(campaign: Campaign | None = None, **given: Any) -> Target:
    """The target of the whole campaign on its one item, accepted, split as a sum."""
    campaign = campaign or a_campaign()
    node = ContentNode.objects.filter(
        tree__audience__campaign=campaign, kind="item"
    ).first()
    assert node
    version = given.pop("version", None) or an_indicator(campaign.office)
    values: dict[str, Any] = {
        "unit": campaign.root,
        "node_key": node.key,
        "value": Decimal(320),
        "split": Target.Split.SUM,
        "starts_on": STARTS,
        "due_on": ENDS,
        "state": TargetState.ACCEPTED,
    }
    return Target.objects.create(campaign=campaign, version=version, **(values | given))


def an_acceptance(campaign: Campaign, plan: UnitPlan | None = None) -> AcceptedWarning:
    """A warning that somebody has accepted."""
    return AcceptedWarning.objects.create(
        campaign=campaign,
        plan=plan,
        rule="plan-hard" if plan else "no-signed-copy",
        said="Chưa có bản ký",
        reason="Bản ký gửi sau",
        accepted_by="Lê Lan",
        office="Ban Thi đua",
        accepted_at=MAY,
    )


def given_to(parent: Target, unit: Unit, value: int, **given: Any) -> Target:
    """A figure given to a unit below, not yet answered."""
    values: dict[str, Any] = {"state": TargetState.PROPOSED, "split": ""}
    return Target.objects.create(
        campaign=parent.campaign,
        node_key=parent.node_key,
        version=parent.version,
        parent=parent,
        unit=unit,
        value=Decimal(value),
        starts_on=parent.starts_on,
        due_on=parent.due_on,
        **(values | given),
    )
