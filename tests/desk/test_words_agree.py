"""What stands side by side on the desk does not contradict itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pytest_django import Settings

from tests.campaigns.factories import a_campaign, a_target, an_indicator, given_to
from tests.desk.cast import APRIL, MARCH, a_reporting_province
from tests.desk.test_pages import words
from tests.doors import address, signed_in
from tests.organisations.factories import an_actor
from thidua.campaigns.models import AudienceMember, Milestone
from thidua.campaigns.pace import Standing
from thidua.campaigns.progress import Standing as Stands
from thidua.campaigns.queries import waiting_for
from thidua.desk.queries.movers import movers
from thidua.desk.queries.targets import bar_of
from thidua.indicators.states import State
from thidua.organisations.models import Mandate

D = Decimal


@pytest.fixture(autouse=True)
def on_20_may_2025(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-20"


def stands(share: int, standing: Standing, said: str) -> Stands:
    pace = SimpleNamespace(
        standing=standing,
        words=said,
        share=D(share),
        planned_share=D(50),
        is_slow=standing.is_slow,
    )
    target = SimpleNamespace(pk=1, version=SimpleNamespace(name="Đường"))
    return cast("Stands", SimpleNamespace(target=target, pace=pace))


def moved(before: Stands, now: Stands) -> str:
    def door(_one: Any) -> str:
        return "#"

    found = movers([], [now], [before], door=door, target_door=door)
    return found.targets[0].words


def test_who_lost_ground_and_is_on_pace_is_still_on_pace() -> None:
    on, slow = Standing.ON, Standing.BEHIND
    one, other = stands(54, on, "đúng nhịp"), stands(50, on, "đúng nhịp")
    low, lower = (stands(n, slow, "chậm nhịp 9 km") for n in (44, 40))

    assert moved(one, other) == "lùi 4 điểm trong tháng, vẫn đúng nhịp"
    assert moved(lower, low) == "nhanh thêm 4 điểm trong tháng, vẫn chậm nhịp 9 km"
    assert moved(low, lower) == "lùi 4 điểm trong tháng, chậm nhịp 9 km"


def test_the_bar_of_a_slow_target_is_not_green() -> None:
    for value, standing, tone in (
        (49, Standing.BEHIND, "slow"),
        (90, Standing.MISSED, "late"),
        (40, Standing.ON, ""),
    ):
        drawn = bar_of(stands(value, standing, "").pace)
        assert drawn
        assert drawn.tone == tone


@pytest.mark.django_db
def test_a_list_that_is_cut_off_leads_to_the_rest() -> None:
    place = a_reporting_province().province
    campaign = a_campaign(of=place, launched=True)
    for _number in range(13):
        a_target(campaign)
    office = signed_in(an_actor(place.department))

    for page, rest in (("/theo-doi/", 1), ("/theo-doi/toan-canh/", 3)):
        shown = office.get(page).content.decode()
        assert f"Xem đủ: còn {rest} chỉ tiêu ở trang phong trào</a>" in shown


@pytest.mark.django_db
def test_who_only_reads_is_not_told_to_type() -> None:
    place = a_reporting_province().province
    role = Mandate.Role
    reader = signed_in(an_actor(place.department, role.READER))
    writer = signed_in(an_actor(place.department))

    assert "Nhập số liệu của tháng trước" not in words(reader.get("/"))
    assert "Nhập số liệu của tháng trước" in words(writer.get("/"))


@pytest.mark.django_db
def test_who_stands_lowest_is_not_sent_to_a_table_for_those_below() -> None:
    place = a_reporting_province().province
    campaign = a_campaign(of=place, launched=True)
    north = given_to(a_target(campaign), place.districts[0], 9, split="sum")
    lowest = given_to(north, place.hamlets[0], 3)
    said = "Mở bảng giao cho đơn vị dưới"

    for target, is_led in ((north, True), (lowest, False)):
        browser = signed_in(an_actor(target.unit))
        page = browser.get(address("campaigns:target", campaign, target))
        assert (said in words(page)) is is_led


@pytest.mark.django_db
def test_a_milestone_due_before_a_unit_took_part_is_not_asked() -> None:
    place = a_reporting_province().province
    campaign = a_campaign(of=place, launched=True)
    audience = campaign.audiences.get()
    Milestone.objects.create(
        audience=audience,
        node_key=audience.trees.get().nodes.get(kind="item").key,
        name="Ký giao ước",
        due_on=date(2025, 2, 1),
    )
    commune = an_actor(place.communes[0])

    def asked() -> list[str]:
        found = [task.object for task in waiting_for(commune, date(2025, 5, 20))]
        return [one for one in found if "Ký giao ước" in one]

    assert asked()
    AudienceMember.objects.filter(unit=commune.unit_id).update(
        joined_on=date(2025, 3, 1)
    )
    assert not asked()


@pytest.mark.django_db
def test_a_level_of_an_earlier_month_is_as_firm_as_that_month() -> None:
    staff = a_reporting_province()
    campaign = a_campaign(of=staff.province, launched=True)
    level = an_indicator(campaign.office, nature="stock", over_time="last")
    a_target(campaign, version=level)
    for commune in staff.province.communes:
        report = staff.send(commune, MARCH, state=State.ACCEPTED)
        staff.tell(report, level, "4")
    office = signed_in(an_actor(staff.province.department))

    page = words(office.get(f"/tong-hop/{campaign.pk}/{APRIL.id}/"))

    assert "24 320 7,5 % chính thức" in page
