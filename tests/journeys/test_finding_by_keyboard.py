"""The palette, by keyboard alone: open, type, choose, begin, close."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from tests.journeys.deeds import a_launched_campaign
from tests.journeys.people import Visits
from tests.journeys.stage import Stage

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def on_the_tenth_of_april(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-04-10"


@pytest.fixture
def so_far() -> Callable[[], Stage]:
    return a_launched_campaign


def test_by_keyboard_alone_one_finds_a_commune_and_begins_a_report(
    visit: Visits,
) -> None:
    commune = visit("xa")
    page = commune.go("/").page
    field, options = page.get_by_role("combobox"), page.get_by_role("option")

    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    expect(options.first).to_have_text(re.compile("Nhập báo cáo tháng 3/2025"))
    commune.is_accessible("palette-at-first")

    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.keyboard.press("Control+k")
    page.keyboard.insert_text("Giồng Trôm")  # as an input method sends it
    expect(options.first).to_have_text(re.compile("Giồng Trôm"))
    found = options.all_text_contents()
    page.keyboard.press("Control+a")
    page.keyboard.type("giong trom")
    expect(page.locator("[data-asked]")).to_have_attribute("data-asked", "giong trom")
    assert options.all_text_contents() == found  # the same without marks
    expect(options.first).to_have_text(re.compile("Giồng Trôm"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    commune.is_accessible("palette-typed")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    marked = options.nth(1).get_attribute("id")
    assert field.get_attribute("aria-activedescendant") == marked
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/don-vi/\d+/"))
    page.wait_for_load_state()

    page.keyboard.press("Control+k")
    expect(options.first).to_have_text(re.compile("Giồng Trôm"))  # lately opened
    page.keyboard.type("nhap bao cao")
    page.keyboard.press("Enter")  # sooner than the answer came
    expect(page).to_have_url(re.compile(r"/bao-cao/\d+/\d+/\d+/"))


def test_by_keyboard_alone_one_darkens_the_screen_and_signs_out(visit: Visits) -> None:
    commune = visit("xa")
    page = commune.go("/bao-cao/").page

    page.keyboard.press("Control+k")
    page.keyboard.type("toi giao dien")  # in whatever order
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(re.compile(r"/bao-cao/$"))  # where one was

    page.keyboard.press("Control+k")
    page.keyboard.type("sign out")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/dang-nhap/"))
    page.goto(page.url.replace("/dang-nhap/", "/bao-cao/"))
    expect(page).to_have_url(re.compile("/dang-nhap/"))


def test_by_keyboard_alone_one_prints_the_overview(visit: Visits) -> None:
    office = visit("tinh")
    office.page.add_init_script("window.print = () => { window.wasPrinted = true; };")
    page = office.go("/").page

    page.keyboard.press("Control+k")
    page.keyboard.type("in toàn cảnh")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/theo-doi/toan-canh/"))
    page.wait_for_function("window.wasPrinted === true")


def test_what_nothing_is_called_leads_on_to_what_can_be_typed(visit: Visits) -> None:
    commune = visit("xa")
    page = commune.go("/").page
    field, options = page.get_by_role("combobox"), page.get_by_role("option")

    page.keyboard.press("Control+k")
    page.keyboard.type("zzzz")
    expect(page.locator("#palette-list")).to_contain_text("Không tìm thấy gì")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    commune.is_accessible("palette-empty")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Xã Châu Bình")
    expect(options.first).to_have_text(re.compile("Xã Châu Bình"))
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_on_a_phone_finding_is_a_page(visit: Visits) -> None:
    commune = visit("xa")
    commune.page.set_viewport_size({"width": 390, "height": 844})
    page = commune.go("/").page

    page.get_by_role("link", name="Tìm kiếm").click()
    expect(page).to_have_url(re.compile("/tim/$"))
    page.get_by_label("Tìm, không cần gõ dấu").last.fill("giong trom")

    found = page.locator("#found").get_by_role("link", name="Huyện Giồng Trôm")
    expect(found.first).to_be_visible()
    commune.fits()
    commune.is_accessible("find-390")
