"""Targets go down the grid, come back with another figure, and are taken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.campaigns.browsing import page, post, said
from tests.campaigns.factories import (
    MAY,
    STARTS,
    a_campaign,
    a_target,
    an_indicator,
    given_to,
)
from tests.doors import address, signed_in
from tests.organisations.factories import (
    SINCE_2015,
    Province,
    UnitFactory,
    a_province,
    an_actor,
    rebuild_lineage,
    tree,
)
from thidua.campaigns.models import AudienceMember, Campaign, SplitWeight, Target
from thidua.campaigns.queries import waiting_for
from thidua.campaigns.rounds import note_round
from thidua.campaigns.states import TargetState
from thidua.organisations.models import Placement

pytestmark = pytest.mark.django_db
GRID = 15
"""Queries of the grid, however many units there are."""
JSON = {"Accept": "application/json"}


@pytest.fixture
def place() -> Province:
    return a_province()


@pytest.fixture
def campaign(place: Province) -> Campaign:
    return a_campaign(of=place, launched=True)


@pytest.fixture
def office(place: Province) -> Client:
    return signed_in(an_actor(place.department))


def save(client: Client, target: Target, **cells: str) -> Any:
    """Leave cells of the grid, as the script does."""
    answer = client.post(
        address("campaigns:give-save", target.campaign, target),
        {
            "cell": list(cells),
            "value": list(cells.values()),
            "version": ["0"] * len(cells),
        },
        headers=JSON,
    )
    return json.loads(answer.content)


def values(target: Target) -> dict[int, str]:
    children = target.children.exclude(state=TargetState.ENDED)
    return {child.unit_id: str(child.value.normalize()) for child in children}


@pytest.mark.demand("000.4")
def test_every_unit_gets_a_target_and_the_grid_says_the_balance(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    north, south = (unit.pk for unit in place.districts)

    assert "Chưa giao cho đơn vị nào trong 2 đơn vị" in page(
        office, "give", campaign, target
    )
    answer = save(office, target, **{f"v{north}": "200", f"v{south}": "96,5"})

    assert [cell["outcome"] for cell in answer["cells"]] == ["saved", "saved"]
    assert answer["texts"]["balance-said"].replace("\u00a0", " ") == (
        "Đã giao 296,5 trên 320 km, còn 23,5 km chưa có nơi nhận."
    )
    assert values(target) == {north: "2E+2", south: "96.5"}


def test_each_bad_cell_is_answered_and_the_good_ones_are_kept(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    north, south = (unit.pk for unit in place.districts)
    stranger = place.hamlets[0].pk

    answer = save(
        office,
        target,
        **{f"v{north}": "=A1+2", f"v{south}": "12", f"v{stranger}": "5", "v": "7"},
    )

    outcomes = {cell["cell"]: cell["outcome"] for cell in answer["cells"]}
    assert outcomes == {
        f"v{north}": "refused",
        f"v{south}": "saved",
        f"v{stranger}": "refused",
        "v": "refused",
    }
    assert "công thức" in answer["cells"][0]["reason"]
    assert values(target) == {south: "12"}
    assert save(office, target, **{f"v{north}": "-3"})["cells"][0]["outcome"] == (
        "refused"
    )


def test_the_form_works_without_script_equally_by_weight_and_pasted(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    north, south = (unit.pk for unit in place.districts)

    filled = said(post(office, "give", campaign, target, fill="equally"))
    assert values(target) == {}
    for words in ("Mới điền 2 ô, chưa giao ai: huyện", "Giao cho 2 đơn vị", "160"):
        assert words in filled
    assert "Giao các ô này thì thành 320 km, vừa đủ." in filled
    assert "Đã giao đủ" not in filled
    both = {f"cell-v{north}": "160", f"cell-v{south}": "160"}
    post(office, "give", campaign, target, **both)
    assert values(target) == {north: "1.6E+2", south: "1.6E+2"}
    assert "Đã giao đủ 320 km." in page(office, "give", campaign, target)

    weights = {f"cell-w{north}": "3", f"cell-w{south}": "1"}
    filled = said(post(office, "give", campaign, target, fill="weight", **weights))
    assert ("240" in filled, "80" in filled) == (True, True)
    both = {f"cell-v{north}": "240", f"cell-v{south}": "80"}
    post(office, "give", campaign, target, **both, **weights)
    assert values(target) == {north: "2.4E+2", south: "8E+1"}
    assert SplitWeight.objects.count() == 2

    post(
        office,
        "give",
        campaign,
        target,
        pasted="Huyện Cồn Nam\t100\nhuyen con bac\t220",
    )
    assert values(target) == {north: "2.2E+2", south: "1E+2"}

    answer = post(office, "give", campaign, target, pasted="Huyện Lạ\t5\nCồn\t=1")
    assert answer.status_code == 422
    assert "Không có đơn vị “Huyện Lạ”" in said(answer)
    assert "=1" in said(answer)


def test_a_figure_that_cannot_be_read_loses_none_of_the_others(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    north, south = (unit.pk for unit in place.districts)
    cells = {f"cell-v{north}": "abc", f"cell-v{south}": "87"}

    answer = post(office, "give", campaign, target, **cells)

    assert answer.status_code == 422
    page = said(answer)
    assert 'value="abc"' in page
    assert 'value="87"' in page
    assert values(target) == {}


def test_accepted_rows_are_locked_when_the_rest_is_shared_out(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    north, south = place.districts
    given_to(target, north, 300, state=TargetState.ACCEPTED)

    filled = said(post(office, "give", campaign, target, fill="equally"))
    assert "Mới điền 1 ô, chưa giao ai: huyện Cồn Nam." in filled
    post(office, "give", campaign, target, **{f"cell-v{south.pk}": "20"})

    assert values(target) == {north.pk: "3E+2", south.pk: "2E+1"}
    shown = page(office, "give", campaign, target)
    assert "Đã nhận 300 km (1 nơi); đang chờ 20 km (1 nơi)." in shown


@pytest.mark.demand("001.4")
def test_a_unit_takes_counters_and_splits_further_down_to_the_hamlets(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    district, commune = place.districts[0], place.communes[0]
    north, tan_an = an_actor(district), an_actor(commune)
    save(office, target, **{f"v{district.pk}": "200"})
    child = target.children.get()
    browser = signed_in(north)

    post(browser, "target-accept", campaign, child, revision=1)
    answer = post(browser, "rule", campaign, child, split="sum")
    assert "Chưa giao cho đơn vị nào trong 3 đơn vị" in said(answer)
    save(browser, child, **{f"v{commune.pk}": "90"})
    grandchild = child.children.get()

    assert "Trả lời" in [task.verb for task in waiting_for(tan_an, MAY.date())]
    below = signed_in(tan_an)
    other = {"revision": "1", "value": "60", "reason": "Thiếu vốn đối ứng"}
    post(below, "target-counter", campaign, grandchild, **other)
    asked = [task.object for task in waiting_for(north, MAY.date())]
    assert "Đề nghị của xã Tân An" in asked
    post(
        browser,
        "target-revise",
        campaign,
        grandchild,
        revision=2,
        value="75",
        reason="Thêm vốn",
    )
    post(below, "target-accept", campaign, grandchild, revision=3)
    post(below, "rule", campaign, grandchild, split="sum")
    hamlets = {f"v{one.pk}": "37,5" for one in place.hamlets[:2]}
    save(below, grandchild, **hamlets)

    assert grandchild.children.count() == 2
    shown = page(below, "target", campaign, grandchild)
    for words in ("giao 90 km", "đề nghị 60 km", "Thiếu vốn đối ứng", "nhận 75 km"):
        assert words in shown


def test_another_figure_needs_a_reason_and_is_shown_to_the_giver(
    place: Province, campaign: Campaign, office: Client
) -> None:
    child = given_to(a_target(campaign), place.districts[0], 90)
    taker = signed_in(an_actor(place.districts[0]))
    words = {"revision": "1", "value": "60"}

    refused = post(taker, "target-counter", campaign, child, **words, reason=" ")
    assert refused.status_code == 422
    assert "Chưa ghi lý do" in said(refused)
    post(taker, "target-counter", campaign, child, **words, reason="Thiếu vốn")

    shown = page(office, "target", campaign, child)
    assert "Huyện Cồn Bắc đề nghị 60 km thay vì 90 km" in shown
    assert "Thiếu vốn" in shown


def test_several_targets_are_taken_together_or_not_at_all(
    place: Province, campaign: Campaign
) -> None:
    unit = place.districts[0]
    ones = [
        given_to(a_target(campaign, version=an_indicator(campaign.office)), unit, 10)
        for _again in range(2)
    ]
    browser = signed_in(an_actor(unit))
    keys = [f"{one.pk}:1" for one in ones]

    stale = post(browser, "accept-many", campaign, target=[keys[0], f"{ones[1].pk}:9"])
    assert stale.status_code == 409
    assert set(Target.objects.filter(unit=unit).values_list("state", flat=True)) == {
        TargetState.PROPOSED
    }
    post(browser, "accept-many", campaign, target=keys)

    assert set(Target.objects.filter(unit=unit).values_list("state", flat=True)) == {
        TargetState.ACCEPTED
    }


def test_who_takes_a_figure_that_just_changed_is_shown_the_new_one_and_takes_it(
    place: Province, campaign: Campaign, office: Client
) -> None:
    child = given_to(a_target(campaign), place.districts[0], 200)
    note_round(child, actor=an_actor(campaign.office), at=MAY)
    change = {"revision": 1, "value": "180", "reason": "Thêm vốn"}
    post(office, "target-revise", campaign, child, **change)
    taker = signed_in(an_actor(place.districts[0]))

    told = post(taker, "accept-many", campaign, target=[f"{child.pk}:1"])

    assert told.status_code == 409
    for words in ("Chưa nhận gì", "200 km", "Nhận số mới 180 km", "Đề nghị số khác"):
        assert words in said(told)
    assert "Ghi bản của tôi" not in said(told)
    assert f'name="target" value="{child.pk}:2"' in said(told)
    post(taker, "accept-many", campaign, target=[f"{child.pk}:2"])
    child.refresh_from_db()
    assert child.value == 180
    assert child.state == TargetState.ACCEPTED


def test_the_second_of_two_is_shown_the_other_figure(
    place: Province, campaign: Campaign, office: Client
) -> None:
    child = given_to(a_target(campaign), place.districts[0], 200)
    post(
        office,
        "target-revise",
        campaign,
        child,
        revision=1,
        value="180",
        reason="Thêm vốn",
    )
    taker = signed_in(an_actor(place.districts[0]))

    answer = post(taker, "target-accept", campaign, child, revision=1)

    assert answer.status_code == 409
    assert "180" in said(answer)
    child.refresh_from_db()
    assert child.state == TargetState.PROPOSED


def test_a_unit_sees_itself_and_below_and_the_total_of_all(
    place: Province, campaign: Campaign
) -> None:
    a_target(campaign)
    commune = signed_in(an_actor(place.communes[0]))

    whole = page(commune, "campaign", campaign, query=f"?don-vi={place.province.pk}")
    assert "320 km" in whole
    page(commune, "campaign", campaign, query=f"?don-vi={place.communes[0].pk}")
    beside = commune.get(
        address("campaigns:campaign", campaign) + f"?don-vi={place.communes[1].pk}"
    )
    assert beside.status_code == 403


def a_wide_campaign(place: Province, communes: int) -> Target:
    """One unit that gives to many communes directly."""
    units = [
        UnitFactory.create(name=f"Số {n}", parent=place.province, in_tree=None)
        for n in range(communes)
    ]
    Placement.objects.bulk_create(
        Placement(tree=tree(), unit=unit, parent=place.province, during=SINCE_2015)
        for unit in units
    )
    rebuild_lineage(tree(), units)
    campaign = a_campaign(of=place, launched=True, kinds=["ward"])
    audience = campaign.audiences.get()
    AudienceMember.objects.bulk_create(
        AudienceMember(audience=audience, unit=unit, joined_on=STARTS) for unit in units
    )
    target = a_target(campaign)
    for unit in units:
        given_to(target, unit, 1)
    return target


@pytest.mark.parametrize("communes", [1, 3, 148])
def test_the_grid_costs_the_same_for_one_commune_and_for_a_province(
    place: Province, office: Client, communes: int
) -> None:
    target = a_wide_campaign(place, communes)
    path = address("campaigns:give", target.campaign, target)
    office.get(path)

    with CaptureQueriesContext(connection) as queries:
        answer = office.get(path)

    assert answer.content.decode().count('data-cell="v') == communes
    assert len(queries) == GRID


def test_the_grid_adds_up_in_its_last_row_and_warns_when_it_does_not_balance(
    place: Province, campaign: Campaign, office: Client
) -> None:
    target = a_target(campaign)
    north, south = (unit.pk for unit in place.districts)

    asked = said(post(office, "give", campaign, target, fill="before"))
    both = {f"cell-v{north}": "200", f"cell-v{south}": "100"}
    short = said(post(office, "give", campaign, target, **both))
    saved = save(office, target, **{f"v{north}": "220"})

    assert "Năm trước chưa nơi nào có số để chia theo." in asked
    last_row = short.split("Cộng</th>", 1)[1]
    assert '<b id="total-value">300 km</b>' in last_row
    assert "còn thiếu 20 km" in last_row
    assert (saved["texts"]["total-value"], saved["texts"]["total-gap"]) == (
        "320\u00a0km",
        "vừa đủ",
    )
