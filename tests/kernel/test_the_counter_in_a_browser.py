"""The counter in a real browser: grid, refusals, preferences, and axe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect

from tests.kernel import counter
from tests.organisations.factories import a_province, an_actor
from tests.running.browser import fresh_page
from tests.running.house import House

pytestmark = [pytest.mark.journey, pytest.mark.urls("tests.kernel.counter")]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULTS_ONLY = {"runOnly": RULES, "resultTypes": ["violations"]}
PASTE = """block => {
  const data = new DataTransfer();
  data.setData('text/plain', block);
  const paste = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', paste));
}"""


@pytest.fixture(autouse=True)
def nothing_saved_yet() -> None:
    counter.SAVED.clear()
    counter.POSTS.clear()


@pytest.fixture
def rough_page(browser: Browser, house: House) -> Iterator[Page]:
    """A page on which the connection may fail without failing the test."""
    context = browser.new_context(base_url=house.url)
    yield context.new_page()
    context.close()


def cell(page: Page, key: str) -> Locator:
    return page.locator(f'[data-cell="{key}"]')


def state(page: Page, key: str) -> Locator:
    return page.locator(f'td:has([data-cell="{key}"])')


def test_leaving_a_cell_saves_it_and_shows_how_it_stands(page: Page) -> None:
    page.goto("/luoi/")
    cell(page, "0-0").fill("1234,5")
    cell(page, "0-0").press("Enter")

    expect(state(page, "0-0")).to_have_attribute("data-state", "saved")
    expect(cell(page, "0-0")).to_have_value("1.234,5")
    expect(cell(page, "1-0")).to_be_focused()
    assert counter.SAVED == {"0-0": "1.234,5"}


def test_arrows_walk_the_grid_and_escape_gives_the_value_back(page: Page) -> None:
    page.goto("/luoi/")
    cell(page, "0-0").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
    expect(cell(page, "0-0")).to_be_focused()

    page.keyboard.type("99")
    page.keyboard.press("Escape")

    expect(cell(page, "0-0")).to_have_value("1")
    assert counter.POSTS == []


def test_a_block_is_one_request_with_an_answer_for_each_cell(page: Page) -> None:
    page.goto("/luoi/")
    cell(page, "0-0").focus()
    page.evaluate(PASTE, '7\t8,5\r\n1.5\t"=SUM(A1)"\r\n3\t4\r\n9\t9\r\n')

    expect(state(page, "0-1")).to_have_attribute("data-state", "saved")
    expect(state(page, "1-0")).to_have_attribute("data-state", "asked")
    expect(state(page, "1-1")).to_have_attribute("data-state", "failed")
    expect(cell(page, "1-1")).to_have_value("=SUM(A1)")
    expect(cell(page, "3-0")).to_have_value("1")
    assert counter.POSTS == [["0-0", "0-1", "1-0", "1-1", "2-0", "2-1"]]

    page.get_by_role("button", name="15", exact=True).click()
    expect(state(page, "1-0")).to_have_attribute("data-state", "saved")
    assert counter.SAVED["1-0"] == "15"


def test_whoever_comes_second_chooses_between_both_figures(page: Page) -> None:
    page.goto("/luoi/")
    cell(page, "0-0").fill("8")
    cell(page, "0-0").press("Tab")
    expect(page.get_by_text("Đoàn Quốc Bảo vừa ghi 7,5 vào ô này.")).to_be_visible()

    page.get_by_role("button", name="Ghi 8").click()

    expect(state(page, "0-0")).to_have_attribute("data-state", "saved")
    assert counter.SAVED == {"0-0": "8"}


def test_a_question_without_an_answer_is_asked_again(rough_page: Page) -> None:
    page = rough_page
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/luoi/")
    cell(page, "0-0").fill("8")
    cell(page, "0-0").press("Tab")
    question = page.get_by_text("Đoàn Quốc Bảo vừa ghi 7,5 vào ô này.")
    expect(question).to_be_visible()
    expect(page.get_by_role("button", name="Gửi lưới")).to_be_disabled()
    expect(page.locator("[data-unsettled]")).to_have_text(
        "1 ô chưa lưu được, còn chờ xem lại."
    )

    cell(page, "0-0").focus()
    cell(page, "1-0").focus()
    page.reload()

    expect(question).to_be_visible()
    assert counter.SAVED == {}
    page.get_by_role("button", name="Giữ 7,5").click()
    expect(cell(page, "0-0")).to_have_value("7,5")
    expect(page.get_by_role("button", name="Gửi lưới")).to_be_enabled()
    assert counter.SAVED == {}


def test_a_refusal_goes_when_the_saved_figure_is_typed_again(page: Page) -> None:
    page.goto("/luoi/")
    cell(page, "0-0").fill("mười")
    cell(page, "0-0").press("Tab")
    expect(state(page, "0-0")).to_have_attribute("data-state", "failed")
    expect(page.locator("#state-0-0")).to_have_text("chưa lưu")

    cell(page, "0-0").fill("1")
    cell(page, "0-0").press("Tab")

    expect(state(page, "0-0")).not_to_have_attribute("data-state", "failed")
    expect(page.locator("#state-0-0")).to_have_text("đã lưu")
    assert counter.POSTS == [["0-0"]]


def test_a_block_larger_than_the_grid_is_asked_about_and_can_be_undone(
    page: Page,
) -> None:
    page.goto("/luoi/")
    cell(page, "0-0").focus()
    page.evaluate(PASTE, "9\r\n" * 50)
    asked = "47 ô không có chỗ hoặc đã khóa. 3 ô đang có số sẽ bị ghi đè."
    expect(page.locator(".note[role=status]")).to_contain_text(asked)
    assert counter.POSTS == []

    page.get_by_role("button", name="Dán và ghi đè").click()
    expect(state(page, "2-0")).to_have_attribute("data-state", "saved")
    expect(page.locator("#saved")).to_have_text("Đã lưu")
    told = page.locator(".note[role=status]")
    expect(told).to_contain_text("Đã dán 3 ô. 47 ô không có chỗ")
    assert counter.SAVED == {"0-0": "9", "1-0": "9", "2-0": "9"}

    page.get_by_role("button", name="Trả lại như trước khi dán").click()
    expect(cell(page, "2-0")).to_have_value("1")
    expect(state(page, "2-0")).to_have_attribute("data-state", "saved")
    assert counter.SAVED == {"0-0": "1", "1-0": "1", "2-0": "1"}


def test_a_lost_connection_loses_nothing(rough_page: Page) -> None:
    page = rough_page
    page.goto("/luoi/")
    page.route("**/luu/", lambda route: route.abort("internetdisconnected"))
    page.context.set_offline(True)
    cell(page, "0-0").fill("5")
    cell(page, "0-0").press("Tab")
    expect(state(page, "0-0")).to_have_attribute("data-state", "failed")

    page.unroute("**/luu/")
    page.context.set_offline(False)

    expect(state(page, "0-0")).to_have_attribute("data-state", "saved")
    assert counter.SAVED == {"0-0": "5"}


def test_what_was_typed_survives_the_page_being_lost(rough_page: Page) -> None:
    page = rough_page
    page.goto("/luoi/")
    page.route("**/luu/", lambda route: route.abort("internetdisconnected"))
    cell(page, "0-0").fill("6")
    cell(page, "0-0").press("Tab")
    expect(state(page, "0-0")).to_have_attribute("data-state", "failed")

    page.unroute("**/luu/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(state(page, "0-0")).to_have_attribute("data-state", "saved")
    assert counter.SAVED == {"0-0": "6"}


def test_without_script_the_grid_is_a_form(browser: Browser, house: House) -> None:
    context = browser.new_context(base_url=house.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/luoi/")
    cell(page, "0-0").fill("2,5")
    page.get_by_role("button", name="Lưu lưới").click()

    expect(page.locator("body")).to_contain_text("0-0 saved")
    assert counter.SAVED["0-0"] == "2,5"
    context.close()


def test_a_refusal_appears_in_the_form_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/don/")
    page.get_by_label("Lý do").fill("ngắn")
    page.get_by_role("button", name="Gửi").click()

    refusal = page.locator("form [data-said]").first
    expect(refusal).to_contain_text("Lý do quá ngắn.")
    expect(refusal).to_contain_text("Ghi ít nhất một câu.")
    expect(refusal.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Lý do")).to_have_value("ngắn")
    expect(page.locator("#here")).to_have_text("chỗ cũ")


def test_both_versions_stand_in_the_form_and_mine_can_be_kept(page: Page) -> None:
    page.goto("/don/")
    page.get_by_role("button", name="Ghi", exact=True).click()
    expect(page.get_by_role("cell", name="Đồng khởi mới")).to_be_visible()

    page.get_by_role("button", name="Ghi bản của tôi").click()

    expect(page.locator("#there")).to_have_text("đã ghi Đồng khởi")


def test_theme_and_size_change_at_once_and_stay(page: Page) -> None:
    page.goto("/don/")
    page.get_by_text("Màn hình").click()
    page.get_by_role("button", name="Tối").click()
    page.get_by_role("button", name="Chữ lớn").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")

    page.goto("/luoi/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-size", "large")


def test_the_components_are_for_everybody(browser: Browser, house: House) -> None:
    with fresh_page(browser, house.url) as page:
        _sign_in(page, house)
        page.goto("/he-thong/thanh-phan/")
        for theme, width in (("light", 1440), ("dark", 390)):
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page, options=FAULTS_ONLY)
            assert found.response["violations"] == [], (theme, width)

        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_long_choice_is_found_by_typing_without_marks(
    page: Page, house: House
) -> None:
    _sign_in(page, house)
    page.goto("/he-thong/thanh-phan/")
    field = page.get_by_role("combobox", name="Đơn vị chủ trì").first
    kept = page.locator("select[name=place-day]")
    expect(field).to_have_value("Xã Châu Bình")

    offered = page.get_by_role("listbox").get_by_role("option")

    field.click()
    expect(offered).to_have_count(17)
    field.fill("thuy tan")
    expect(offered).to_have_text(["Xã Tân Thủy"])
    field.press("Enter")
    expect(kept).to_have_value("Tân Thủy")

    field.fill("không có xã này")
    expect(page.get_by_text("Không có mục nào khớp")).to_be_visible()
    field.press("Escape")
    expect(field).to_have_value("Xã Tân Thủy")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    expect(kept).to_have_value("Thạnh Phong")


def _sign_in(page: Page, house: House) -> None:
    user = an_actor(a_province().province).user
    assert user
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": house.url}]
    )
