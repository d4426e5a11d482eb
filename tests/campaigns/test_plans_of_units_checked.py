"""Every unit's plan checked at once: read, asked to mend, mended by a click."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.campaigns.browsing import page, post
from tests.campaigns.factories import (
    ENDS,
    MAY,
    a_campaign,
    a_target,
    given_to,
)
from tests.doors import address, signed_in
from tests.organisations.factories import Province, a_province, an_actor
from thidua.campaigns import actions
from thidua.campaigns.check import check_plans
from thidua.campaigns.drafts import PlanDraft, PlanItemDraft
from thidua.campaigns.models import (
    AcceptedWarning,
    Campaign,
    ContentNode,
    UnitPlan,
)
from thidua.campaigns.queries import waiting_for

pytestmark = pytest.mark.django_db
DAY = MAY.date()


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def a_plan(
    place: Province, campaign: Campaign, index: int = 0, **given: Any
) -> UnitPlan:
    """A commune's plan in words that measure nothing."""
    node = ContentNode.objects.get(tree__audience__campaign=campaign, kind="item")
    unit = place.communes[index]
    values: dict[str, Any] = {
        "starts_on": DAY,
        "ends_on": ENDS,
        "focus": "Đường ấp",
        "measures": "Vận động",
        "items": [
            PlanItemDraft(node.key, "Tăng cường vận động", answers="Lan", due_on=ENDS)
        ],
    }
    return actions.save_plan(
        campaign,
        unit.pk,
        PlanDraft(**(values | given)),
        actor=an_actor(unit),
        at=MAY,
    )


@pytest.mark.demand("002.4a")
def test_the_office_reads_all_plans_the_weakest_first_and_asks_to_mend(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    weak, better = (
        a_plan(place, campaign),
        a_plan(place, campaign, 1, hard_tasks="31 hộ"),
    )
    shown = page(office, "plan-checks", campaign)
    rows = shown.split("<tbody>")[1]
    names = [str(one.unit.names.get().full_name) for one in (weak, better)]
    assert rows.index(names[0]) < rows.index(names[1])
    assert "Chưa nêu việc khó (1)" in shown
    only = page(office, "plan-checks", campaign, query="?quy-tac=plan-hard")
    assert names[1] not in only.split("<tbody>")[1]

    args = (campaign, weak.unit)
    post(office, "plan-ask", *args, note="Ghi số hộ vào", due_on="30/05/2025")

    commune = an_actor(weak.unit)
    tasks = [task for task in waiting_for(commune, DAY) if task.verb == "Chỉnh"]
    assert [task.detail for task in tasks] == ["Ghi số hộ vào"]
    assert "đã đề nghị chỉnh ngày 20/05/2025" in page(office, "plan-checks", campaign)
    own = page(signed_in(commune), "plan", campaign)
    assert "Ghi số hộ vào" in own
    assert "hứa “tăng cường”" in own


@pytest.mark.demand("002.4a")
def test_the_task_goes_away_when_the_plan_is_mended_and_adopted(
    place: Province,
) -> None:
    campaign = a_campaign(of=place, launched=True)
    plan = a_plan(place, campaign)
    office, commune = an_actor(place.department), an_actor(plan.unit)
    actions.ask_to_mend(plan, note="Ghi số", due_on=DAY, actor=office, at=MAY)

    later = MAY.replace(hour=15)
    actions.adopt_plan(plan, version=plan.version, actor=commune, at=later)

    assert "Chỉnh" not in {task.verb for task in waiting_for(commune, DAY)}


def test_a_unit_mends_its_plan_by_a_click_and_says_why_it_keeps_the_rest(
    place: Province,
) -> None:
    campaign = a_campaign(of=place, launched=True)
    target = a_target(campaign)
    plan = a_plan(place, campaign, items=[])
    given_to(target, plan.unit, 12)
    commune = signed_in(an_actor(plan.unit))

    post(commune, "plan-mend", campaign, rule="plan-uncovered", subject="")
    item = plan.items.get()
    assert item.name.endswith(": 12 km")
    assert item.due_on == ENDS
    post(
        commune,
        "plan-accept",
        campaign,
        rule="plan-hard",
        subject="",
        reason="Năm nay không có việc vướng",
    )

    shown = page(commune, "plan", campaign)
    assert "Năm nay không có việc vướng" in shown
    kept = AcceptedWarning.objects.get()
    post(commune, "plan-withdraw", campaign, accepted=kept.pk)
    assert not AcceptedWarning.objects.exists()


def test_a_district_sees_the_plans_below_it_and_no_others(place: Province) -> None:
    campaign = a_campaign(of=place, launched=True)
    plans = [a_plan(place, campaign, index) for index in range(len(place.communes))]
    district = signed_in(an_actor(place.districts[0]))

    shown = page(district, "plan-checks", campaign).split("<tbody>")[1]

    inside = [str(one.unit.names.get().full_name) in shown for one in plans]
    assert any(inside)
    assert not all(inside)


@pytest.mark.parametrize("count", [1, 3])
def test_checking_all_plans_costs_the_same_for_one_and_for_many(
    place: Province, count: int
) -> None:
    campaign = a_campaign(of=place, launched=True)
    target = a_target(campaign)
    for index in range(count):
        given_to(target, a_plan(place, campaign, index).unit, 12)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        checked = check_plans(campaign, DAY)

    assert len(checked) == count
    assert len(queries) == 15


@pytest.mark.demand("002.4a")
def test_the_list_of_plans_comes_as_excel_whole_and_narrowed(
    place: Province, office: Client
) -> None:
    campaign = a_campaign(of=place, launched=True)
    weak, better = (
        a_plan(place, campaign),
        a_plan(place, campaign, 1, hard_tasks="31 hộ"),
    )
    names = [str(one.unit.names.get().full_name) for one in (weak, better)]
    score = check_plans(campaign, DAY)[weak.unit_id][1].score.value

    rows = cells_of(office, address("campaigns:plan-checks", campaign), "?xuat=excel")

    listed = [row for row in rows if row[0] in names]
    assert [row[0] for row in listed] == names
    assert listed[0][1] == score
    assert "Chưa nêu việc khó" in str(listed[0][4])
    only = f"?{urlencode({'xuat': 'excel', 'quy-tac': 'plan-hard'})}"
    narrowed = cells_of(office, address("campaigns:plan-checks", campaign), only)
    assert [row[0] for row in narrowed if row[0] in names] == names[:1]


def test_a_units_own_targets_come_as_excel_with_figures_as_figures(
    place: Province,
) -> None:
    campaign = a_campaign(of=place, launched=True)
    given_to(a_target(campaign), place.districts[0], 160)
    district = signed_in(an_actor(place.districts[0]))

    rows = cells_of(district, address("campaigns:my-targets", campaign), "?xuat=excel")

    (row,) = [row for row in rows if row[2] == 160]
    assert row[1] == "km"
    assert row[6] == ENDS


def cells_of(client: Client, path: str, query: str) -> list[list[Any]]:
    """The cells of the Excel file behind an address."""
    answer = client.get(path + query)
    assert answer.status_code == 200
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()
