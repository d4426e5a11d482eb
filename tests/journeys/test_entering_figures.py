"""A month's figures: by keys, by paste, without script, on a phone, by two."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.journeys.deeds import a_launched_campaign, month
from tests.journeys.people import Visits
from tests.journeys.places import CHAU_BINH
from tests.journeys.stage import Stage
from thidua.audit.models import Entry

pytestmark = pytest.mark.journey
JANUARY = month(1)
PASTE = """(text) => {
    const block = new DataTransfer();
    block.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent(
        "paste", {clipboardData: block, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(autouse=True)
def on_the_fourth_of_february(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-02-04"


@pytest.fixture
def so_far() -> Callable[[], Stage]:
    return a_launched_campaign


@pytest.fixture
def path(stage: Stage) -> str:
    """The January report of Châu Bình, asked for and not begun."""
    return f"/bao-cao/{stage.form.pk}/{JANUARY.id}/{stage.unit(CHAU_BINH).pk}/"


def all_saved(page: Page) -> None:
    page.wait_for_function(
        "() => [...document.querySelectorAll('input[data-cell]')]"
        ".every(one => one.value && one.value === one.dataset.saved)"
    )


def test_a_column_is_pasted_and_walked_with_the_keys_alone(
    path: str, visit: Visits
) -> None:
    commune = visit("xa")
    page = commune.go(path).page
    road, houses = (page.locator("input[data-cell]").nth(n) for n in (0, 1))

    road.focus()
    page.evaluate(PASTE, "1,5\n3")
    all_saved(page)
    expect(road).to_have_value("1,5")
    expect(houses).to_have_value("3")

    road.focus()
    page.keyboard.press("ArrowDown")
    expect(houses).to_be_focused()
    page.keyboard.type("4")
    page.keyboard.press("ArrowUp")
    all_saved(page)
    commune.go(path)
    expect(page.locator("input[data-cell]").nth(1)).to_have_value("4")


def test_beside_a_figure_that_was_just_saved_stands_who_wrote_it(
    path: str, visit: Visits
) -> None:
    page = visit("xa").go(path).page
    hands, road = page.locator("#hands"), page.locator("input[data-cell]").first
    road.focus()
    expect(hands).to_contain_text("Chưa ai ghi.")
    note = page.get_by_label("Giải trình cho nơi nhận")
    road.fill("1,5")
    note.fill("Làm bù tháng trước.")

    expect(hands).to_contain_text("Phan Thị Ngọc Trâm")
    expect(hands).to_contain_text("04/02/2025")
    expect(hands).not_to_contain_text("Chưa ai ghi.")
    expect(note).to_have_value("Làm bù tháng trước.")
    page.get_by_role("button", name="Lưu lời ghi").click()
    expect(page.locator("#panel")).to_contain_text("Làm bù tháng trước.")


def test_a_formula_in_a_pasted_cell_is_refused_beside_it(
    path: str, visit: Visits
) -> None:
    commune = visit("xa")
    page = commune.go(path).page

    page.locator("input[data-cell]").first.focus()
    page.evaluate(PASTE, "=1+1\n3")

    expect(page.locator("main")).to_contain_text("=1+1")
    page.wait_for_function(
        "() => document.querySelectorAll('input[data-cell]')[1].dataset.saved === '3'"
    )
    expect(page.locator("#fill")).to_contain_text("1 ô chưa lưu được")
    expect(page.locator("#saved")).to_be_empty()

    page.locator("input[data-cell]").first.fill("2")
    page.keyboard.press("Enter")

    expect(page.locator("#saved")).to_contain_text("Đã lưu lúc")
    expect(page.locator("#fill")).not_to_contain_text("chưa lưu được")


def test_a_report_is_typed_and_sent_without_script(path: str, visit: Visits) -> None:
    commune = visit.without_script("xa")
    page = commune.go(path).page

    for place, figure in enumerate(("1,5", "3")):
        page.locator("table.grid td.cellin input:not([type=hidden])").nth(place).fill(
            figure
        )
    commune.press("Lưu mọi ô")
    commune.reads("Đường nông thôn bê tông hóa")
    commune.press(re.compile("^Gửi [Hh]uyện"))

    commune.reads("chờ nhận")


def test_a_report_is_typed_on_a_phone(path: str, visit: Visits) -> None:
    commune = visit("xa")
    page = commune.page
    page.set_viewport_size({"width": 390, "height": 844})
    commune.go(path).fits()

    page.locator("input[data-cell]").nth(0).fill("1,5")
    page.locator("input[data-cell]").nth(1).fill("3")
    page.locator("input[data-cell]").nth(1).press("Tab")
    all_saved(page)

    commune.is_accessible("report-390")


def test_two_officers_in_one_cell_see_both_figures(path: str, visit: Visits) -> None:
    first, second = visit("xa"), visit("xa2")
    first.go(path)
    second.go(path)

    first.page.locator("input[data-cell]").first.fill("5")
    first.page.locator("input[data-cell]").first.press("Tab")
    first.page.wait_for_function(
        "() => document.querySelector('input[data-cell]').dataset.saved === '5'"
        " || document.querySelector('input[data-cell]').dataset.saved === '5,0'"
    )
    second.page.locator("input[data-cell]").first.fill("7")
    second.page.locator("input[data-cell]").first.press("Tab")

    keep = second.page.get_by_role("button", name=re.compile("^Giữ 5"))
    write = second.page.get_by_role("button", name=re.compile("^Ghi 7"))
    expect(keep).to_be_visible()
    write.click()
    second.page.wait_for_function(
        "() => document.querySelector('input[data-cell]').dataset.saved.startsWith('7')"
    )


def test_a_double_click_sends_once(path: str, visit: Visits) -> None:
    commune = visit("xa")
    page = commune.go(path).page
    page.locator("input[data-cell]").nth(0).fill("1,5")
    page.locator("input[data-cell]").nth(1).fill("3")
    page.locator("input[data-cell]").nth(1).press("Tab")
    all_saved(page)

    page.get_by_role("button", name=re.compile("^Gửi [Hh]uyện")).dblclick()

    commune.reads("chờ nhận")
    assert Entry.objects.filter(verb__endswith="report.submitted").count() == 1


def test_the_same_pages_speak_english(path: str, visit: Visits) -> None:
    commune = visit("xa")
    commune.go("/")
    commune.page.locator(".menu summary").last.click()
    commune.press("English")
    expect(commune.page.locator("html")).to_have_attribute("lang", "en")

    commune.go("/")
    expect(commune.page.get_by_role("navigation").first).to_contain_text("My work")
    commune.is_accessible("home-english")
    commune.go(path).is_accessible("report-english")


def test_a_report_prints_without_losing_a_column(path: str, visit: Visits) -> None:
    commune = visit("xa")
    page = commune.go(path).page
    page.locator("input[data-cell]").first.fill("1,5")
    page.locator("input[data-cell]").first.press("Tab")
    page.wait_for_function(
        "() => document.querySelector('input[data-cell]').dataset.saved"
    )

    commune.go(f"{path}in/").prints("report")
