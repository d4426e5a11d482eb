"""Goals of every kind hang on one campaign, each with the rule that fits it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import a_campaign, an_indicator
from tests.doors import signed_in
from tests.indicators.factories import an_office
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns.models import CampaignForm, ContentNode, Target
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Unit

pytestmark = pytest.mark.django_db
GOALS: list[tuple[dict[str, Any], str, str, str]] = [
    (
        {"name": "Tổng vốn đầu tư", "measure": "đồng", "decimals": 0},
        "130.000.000.000.000",
        "sum",
        "",
    ),
    (
        {
            "name": "Tỷ lệ đô thị hóa",
            "measure": "%",
            "nature": "ratio",
            "across": "ratio",
            "over_time": "last",
            "numerator_name": "dân đô thị",
            "denominator_name": "dân số",
        },
        "27",
        "weighted",
        "",
    ),
    (
        {
            "name": "Tiêu chí đô thị loại V đã đạt",
            "measure": "%",
            "nature": "percent",
            "across": "none",
            "over_time": "last",
        },
        "8",
        "count",
        "70",
    ),
]


def a_rank(owner: Unit) -> IndicatorVersion:
    return an_indicator(
        owner,
        name="Hạng PAR Index",
        measure="hạng",
        nature="rank",
        across="none",
        over_time="last",
        better="lower",
        decimals=0,
    )


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


@pytest.mark.demand("000.1")
def test_goals_of_four_kinds_hang_on_one_campaign(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, starts_on=date(2021, 1, 1))
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    common = {"node_key": item.key, "starts_on": "01/01/2021", "due_on": "31/12/2025"}
    owner = place.department
    goals = [
        (an_indicator(owner, **given), value, split, level)
        for given, value, split, level in GOALS
    ]
    goals.append((a_rank(owner), "20", "none", ""))
    for version, value, split, level in goals:
        values = {"value": value, "split": split, "level_to_meet": level}
        plan = "2023: 5\nQ2/2024: 6" if split == "weighted" else ""
        values |= {"version": str(version.pk), "plan": plan}
        post(office, "target-new", campaign, **values, **common)

    assert campaign.targets.count() == 4
    shown = page(office, "campaign", campaign, query=f"?noi-dung={item.key}")
    for words in (
        "130.000.000.000.000 đồng",
        "27 %",
        "8 đơn vị",
        "hạng 20",
        "giao theo tổng",
        "đếm đơn vị đạt mức",
        "một nơi làm",
    ):
        assert words in shown
    assert Target.objects.get(split="weighted").plan.count() == 2


@pytest.mark.demand("004.3")
def test_a_goal_is_typed_in_the_unit_in_which_the_form_asks(
    place: Province, office: Client
) -> None:
    """Tỷ đồng in the form, tỷ đồng in the target; đồng in the database."""
    office_of = an_office("MONEY", cast=place, scales={"MONEY": Decimal(10**9)})
    version = office_of.lines["MONEY"].version
    campaign = a_campaign(of=place, ends_on=date(2026, 12, 31))
    CampaignForm.objects.create(campaign=campaign, form=office_of.form)
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    typed = {
        "node_key": item.key,
        "version": version.pk,
        "value": "5.000",
        "baseline": "200",
        "split": "sum",
        "starts_on": "01/01/2025",
        "due_on": "31/12/2026",
        "plan": "2025: 2.000",
    }

    assert f"(tỷ {version.measure})" in page(office, "target-new", campaign)
    post(office, "target-new", campaign, **typed)

    target = campaign.targets.get()
    assert (target.value, target.baseline) == (Decimal(5 * 10**12), Decimal(2 * 10**11))
    assert target.plan.get().value == 2_000 * 10**9
    shown = page(office, "target-edit", campaign, target)
    assert 'value="5.000"' in shown
    assert "2025: 2.000" in shown


def test_a_rank_that_is_to_be_added_up_is_refused(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place)
    item = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    rank = a_rank(place.department)

    answer = post(
        office,
        "target-new",
        campaign,
        node_key=item.key,
        version=rank.pk,
        value="20",
        split="sum",
        starts_on="01/01/2025",
        due_on="31/12/2025",
    )

    assert answer.status_code == 422
    assert "không giao được theo cách" in said(answer)
