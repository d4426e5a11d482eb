"""Two write into one report: what the other one wrote shows, nothing settles itself."""

from __future__ import annotations

import pytest
from django.db import transaction
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from tests.indicators.factories import Office, an_office, moment, month
from tests.indicators.test_entry_in_a_browser import report_of, shoot_all, sign_in
from tests.running.browser import hold
from tests.running.house import House
from thidua.indicators.acting import acting
from thidua.indicators.models import FormLine, Observation
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-06"


@pytest.fixture
def office() -> Office:
    return an_office("ROAD", "HOUSES", "LAND", "WATER")


@pytest.fixture
def other(office: Office) -> Actor:
    """Another officer of the same commune."""
    return office.officer()


def write(office: Office, other: Actor, **figures: str) -> None:
    """The other one writes into the report meanwhile."""
    april = month(2025, 4)
    office.type_in(office.report(april, actor=other), other, **figures)


def take_back(office: Office, other: Actor, name: str) -> None:
    """The other one's import is undone: the figure is gone."""
    indicator = office.lines[name].version.indicator_id
    with transaction.atomic(), acting(other, at=moment(2025, 5, 2)):
        Observation.objects.filter(indicator=indicator).delete()


def cell(page: Page, office: Office, name: str) -> Locator:
    return page.locator(f"#cell-{office.lines[name].pk}")


def state(page: Page, office: Office, name: str) -> Locator:
    return page.locator(f"td:has(> #cell-{office.lines[name].pk})")


def says(page: Page, office: Office, name: str) -> Locator:
    return page.locator(f"#says-{office.lines[name].pk}")


def enter(page: Page, office: Office, name: str, text: str) -> None:
    """Type a figure and leave its cell."""
    cell(page, office, name).fill(text)
    cell(page, office, name).press("Tab")


def test_an_untouched_cell_shows_what_somebody_else_wrote_meanwhile(
    house: House, page: Page, office: Office, other: Actor
) -> None:
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    write(office, other, LAND="120", HOUSES="3")

    enter(page, office, "ROAD", "4,1")

    expect(state(page, office, "ROAD")).to_have_attribute("data-state", "saved")
    expect(cell(page, office, "LAND")).to_have_value("120")
    expect(says(page, office, "LAND")).to_contain_text(f"{other.name} ghi 120 vào ô")
    expect(page.locator(f"#sum-{office.lines['LAND'].pk}")).to_have_text("120")
    expect(cell(page, office, "HOUSES")).to_have_value("3")
    expect(cell(page, office, "WATER")).to_have_value("")
    shoot_all(page, "beside")
    enter(page, office, "LAND", "121")
    expect(state(page, office, "LAND")).to_have_attribute("data-state", "saved")
    expect(says(page, office, "LAND")).not_to_contain_text(other.name)
    assert {str(o.value) for o in Observation.objects.all()} >= {"121.000000"}


def test_who_is_in_the_cell_already_is_asked_before_writing_over_it(
    house: House, page: Page, office: Office, other: Actor
) -> None:
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    write(office, other, HOUSES="3")

    cell(page, office, "ROAD").fill("4,1")
    cell(page, office, "ROAD").press("Enter")  # down, into HOUSES
    expect(cell(page, office, "HOUSES")).to_be_focused()
    expect(cell(page, office, "HOUSES")).to_have_value("3")
    page.keyboard.type("5")
    page.keyboard.press("Tab")

    expect(page.get_by_role("button", name="Giữ 3")).to_be_visible()
    expect(page.get_by_role("button", name="Ghi 5")).to_be_visible()


def test_a_cell_that_is_typed_in_is_not_written_over(
    house: House, page: Page, office: Office, other: Actor
) -> None:
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    write(office, other, HOUSES="3")
    held = hold(page, "**/luu/")
    with page.expect_request("**/luu/"):
        cell(page, office, "ROAD").fill("4,1")
        cell(page, office, "ROAD").press("Enter")
    page.keyboard.type("5")
    held[0].continue_()

    expect(state(page, office, "ROAD")).to_have_attribute("data-state", "saved")
    expect(cell(page, office, "HOUSES")).to_have_value("5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Giữ 3")).to_be_visible()


def test_what_is_no_figure_comes_back_with_its_fault_and_is_no_choice(
    house: House, page: Page, office: Office, other: Actor
) -> None:
    FormLine.objects.filter(form=office.form).update(group="Hạ tầng")
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    enter(page, office, "HOUSES", "hai")
    expect(state(page, office, "HOUSES")).to_have_attribute("data-state", "failed")
    fault = says(page, office, "HOUSES").inner_text()
    write(office, other, ROAD="4,1", HOUSES="2", LAND="840", WATER="645/980")

    held = hold(page, "**/luu/")
    with page.expect_request("**/luu/"):
        page.reload()
    expect(says(page, office, "HOUSES")).to_have_text(fault)
    held[0].continue_()
    expect(page.locator("tr.grp")).to_contain_text("1 ô chưa lưu được")
    expect(page.locator("tr.grp").get_by_text("xong", exact=True)).to_be_hidden()
    expect(cell(page, office, "HOUSES")).to_have_value("hai")
    expect(says(page, office, "HOUSES")).to_have_text(fault)
    expect(page.get_by_role("button", name="Ghi hai")).to_have_count(0)
    shoot_all(page, "no-figure")

    enter(page, office, "HOUSES", "5")
    expect(page.get_by_role("button", name="Giữ 2")).to_be_visible()
    page.get_by_role("button", name="Ghi 5").click()
    expect(state(page, office, "HOUSES")).to_have_attribute("data-state", "saved")
    expect(page.locator("tr.grp").get_by_text("xong", exact=True)).to_be_visible()


def in_conflict(
    house: House, page: Page, office: Office, other: Actor, *, theirs: str, mine: str
) -> None:
    """HOUSES with both figures to choose from, and nothing chosen."""
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    write(office, other, HOUSES=theirs)
    enter(page, office, "HOUSES", mine)
    expect(page.get_by_role("button", name=f"Giữ {theirs}")).to_be_visible()


def test_a_conflict_left_open_does_not_settle_itself(
    house: House, page: Page, office: Office, other: Actor
) -> None:
    in_conflict(house, page, office, other, theirs="2", mine="5")
    take_back(office, other, "HOUSES")

    with page.expect_response("**/luu/"):
        page.reload()

    told = says(page, office, "HOUSES")
    expect(told).to_contain_text(f"{other.name} bỏ số ở ô này lúc")
    expect(told).to_contain_text("số anh/chị gõ trước đó (5) chưa lưu")
    expect(cell(page, office, "HOUSES")).to_have_value("5")
    assert not Observation.objects.exists()
    shoot_all(page, "taken-back")
    cell(page, office, "HOUSES").focus()
    cell(page, office, "ROAD").focus()
    with page.expect_response("**/luu/"):
        page.reload()
    expect(told).to_contain_text("chưa lưu")
    assert not Observation.objects.exists()

    page.get_by_role("button", name="Ghi 5").click()

    expect(state(page, office, "HOUSES")).to_have_attribute("data-state", "saved")
    assert [one.value for one in Observation.objects.all()] == [5]


def test_what_was_taken_back_can_stay_away(
    house: House, page: Page, office: Office, other: Actor
) -> None:
    in_conflict(house, page, office, other, theirs="2", mine="5")
    take_back(office, other, "HOUSES")
    page.reload()

    page.get_by_role("button", name="Để trống").click()

    expect(cell(page, office, "HOUSES")).to_have_value("")
    page.reload()
    expect(cell(page, office, "HOUSES")).to_have_value("")
    assert not Observation.objects.exists()


def test_a_conflict_is_asked_again_with_what_stands_there_by_then(
    house: House, page: Page, office: Office, other: Actor
) -> None:
    in_conflict(house, page, office, other, theirs="2", mine="5")
    write(office, other, HOUSES="3")

    page.reload()

    expect(says(page, office, "HOUSES")).to_contain_text(f"{other.name} ghi 3 vào ô")
    expect(page.get_by_role("button", name="Ghi 5")).to_be_visible()
    page.get_by_role("button", name="Giữ 3").click()
    expect(cell(page, office, "HOUSES")).to_have_value("3")
    assert [one.value for one in Observation.objects.all()] == [3]
