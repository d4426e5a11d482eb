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
