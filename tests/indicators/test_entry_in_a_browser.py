"""The entry grid in a real browser: keyboard, saving on leaving, pasting, the panel."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from tests.doors import signed_in
from tests.indicators.factories import Office, an_office, month
from tests.organisations.factories import an_actor
from tests.running.house import House
from thidua.indicators.models import Observation
from thidua.organisations.actor import Actor

pytestmark = pytest.mark.journey
SHOTS = os.environ.get("PICTURES", "")


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-06"


def sign_in(page: Page, house: House, actor: Actor) -> None:
    """The cookie of somebody who has signed in already."""
    name = settings.SESSION_COOKIE_NAME
    session = signed_in(actor).cookies[name].value
    page.context.add_cookies([{"name": name, "value": session, "url": house.url}])


def report_of(office: Office) -> str:
    place = [office.form.pk, month(2025, 4).pk, office.commune.pk]
    return reverse("indicators:report", args=place)


def shoot(page: Page, name: str) -> None:
    """A picture for whoever wants to look: `PICTURES=folder`."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def shoot_all(page: Page, name: str) -> None:
    """Wide and narrow, light and dark, and on paper."""
    if not SHOTS:
        return
    for width in (1440, 390):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            shoot(page, f"{name}-{width}-{scheme}")
    page.emulate_media(media="print", color_scheme="light")
    shoot(page, f"{name}-print")
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})


def a_year_behind(office: Office) -> None:
    for number in range(4, 13):
        office.accepted(
            month(2024, number),
            None,
            ROAD="0,4",
            HOUSES="1",
            LAND="800",
            WATER="600/980",
        )
    for number in range(1, 4):
        office.accepted(
            month(2025, number),
            None,
            ROAD="0,5",
            HOUSES="2",
            LAND="900",
            WATER="630/980",
        )


def test_figures_are_saved_on_leaving_the_cell_and_the_panel_explains(
    house: House, page: Page
) -> None:
    office = an_office("ROAD", "HOUSES", "LAND", "WATER")
    a_year_behind(office)
    sign_in(page, house, office.officer())
    page.goto(report_of(office))

    cells = page.locator("input[data-cell]")
    cells.nth(0).fill("4,1")
    cells.nth(0).press("Enter")
    expect(page.locator("td.cellin").nth(0)).to_have_attribute("data-state", "noted")
    cells.nth(1).fill("hai căn")
    cells.nth(1).press("Enter")
    expect(page.locator("td.cellin").nth(1)).to_have_attribute("data-state", "failed")
    cells.nth(3).fill("645/980")
    cells.nth(3).press("Tab")
    expect(page.locator("td.cellin").nth(3)).to_have_attribute("data-state", "saved")
    cells.nth(0).focus()
    expect(page.locator("#panel h2").first).to_contain_text("Đường bê tông hóa")
    shoot_all(page, "entry")

    april = Observation.objects.filter(period=month(2025, 4).pk)
    assert april.count() == 2


def test_both_parts_of_a_ratio_can_be_read_in_their_cell(
    house: House, page: Page
) -> None:
    office = an_office("WATER")
    page.set_viewport_size({"width": 1280, "height": 900})
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    page.locator("input[data-cell]").fill("4.100/5.470")
    page.locator("input[data-cell]").press("Tab")

    expect(page.locator("td.cellin")).to_have_attribute("data-state", "saved")
    room = page.locator("input[data-cell]").evaluate(
        "cell => cell.clientWidth - cell.scrollWidth"
    )
    assert room >= 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_sending_with_empty_cells_stays_on_the_grid_at_the_first(
    house: House, browser: Browser
) -> None:
    office = an_office("ROAD", "HOUSES")
    page = browser.new_context(base_url=house.url).new_page()
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    cells = page.locator("input[data-cell]")
    cells.nth(0).fill("hai")
    cells.nth(0).press("Tab")
    send = page.get_by_role("button", name="Gửi Huyện Cồn Bắc")
    expect(send).to_be_disabled()
    cells.nth(0).fill("4,1")
    cells.nth(1).focus()
    expect(send).to_be_enabled()
    send.click()

    expect(page.locator("#silent")).to_contain_text("Nhà tình thương bàn giao")
    expect(page.locator("input[data-cell]").nth(1)).to_be_focused()
    shoot(page, "silent")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#note")).to_be_focused()
    expect(page.locator("#missing-reason")).to_be_in_viewport()
    page.get_by_role("link", name="ghi lý do không có số").click()
    expect(page.locator("#missing-reason")).to_be_in_viewport()
    page.context.close()


def test_a_report_is_sent_read_returned_and_mended(house: House, page: Page) -> None:
    office = an_office("ROAD", "HOUSES", "LAND", "WATER")
    a_year_behind(office)
    office.sent(
        month(2025, 4), None, ROAD="4,1", HOUSES="2", LAND="840", WATER="645/980"
    )
    sign_in(page, house, office.receiver())
    page.goto(reverse("indicators:reports-awaiting"))
    shoot_all(page, "awaiting")
    page.get_by_role("link", name="Xã Tân An").click()
    shoot_all(page, "review")
    page.get_by_label("Lý do trả lại Đường bê tông hóa").fill("Gấp tám lần tháng 3.")
    page.get_by_role("button", name="Trả lại các dòng có lý do").click()
    expect(page.locator("#messages")).to_contain_text("Đã trả lại 1 số liệu")

    page.context.clear_cookies()
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    expect(page.locator("#why")).to_contain_text("Gấp tám lần tháng 3.")
    cell = page.locator("tr.returned input[data-cell]")
    cell.fill("0,41")
    cell.press("Tab")
    expect(page.locator("td.cellin").first).to_have_attribute("data-state", "saved")
    shoot_all(page, "returned")
    page.get_by_role("button", name="Gửi Huyện Cồn Bắc").click()
    expect(page.locator("#messages")).to_contain_text("Báo cáo đã đến")


def test_a_figure_opens_down_to_the_person(house: House, page: Page) -> None:
    office = an_office("ROAD", "HOUSES", "LAND", "WATER")
    a_year_behind(office)

    sign_in(page, house, an_actor(office.cast.province))
    indicator = office.lines["ROAD"].version.indicator_id
    place = [indicator, office.cast.province.pk, month(2025, 3).pk]
    page.goto(reverse("indicators:figure", args=place))
    shoot_all(page, "figure")
    page.get_by_role("link", name="Huyện Cồn Bắc").click()
    page.get_by_role("link", name="Xã Tân An").click()

    expect(page.locator("aside")).to_contain_text("Người nhận")
    shoot_all(page, "figure-own")
    page.goto(reverse("indicators:forms"))
    shoot_all(page, "forms")
    page.goto(reverse("indicators:form", args=[office.form.pk]))
    shoot_all(page, "form")
    page.goto(reverse("indicators:indicators"))
    shoot_all(page, "indicators")
    page.context.clear_cookies()
    sign_in(page, house, office.officer())
    page.goto(reverse("indicators:reports"))
    shoot_all(page, "reports")


def test_a_corrected_cell_takes_its_question_away_and_typed_words_stay(
    house: House, page: Page
) -> None:
    office = an_office("ROAD", "HOUSES")
    for number in range(4, 13):
        office.accepted(month(2024, number), None, ROAD="0,4", HOUSES="1")
    for number in range(1, 4):
        office.accepted(month(2025, number), None, ROAD="0,5", HOUSES="2")
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    road, houses = (
        page.locator(f"#cell-{office.lines[name].pk}") for name in ("ROAD", "HOUSES")
    )
    road.fill("41")
    houses.fill("90")
    houses.press("Tab")
    expect(page.locator("#still-empty")).to_have_text("2 số cần giải trình")
    page.locator("#bar button").click()
    expect(page.locator("#odd")).to_contain_text("41,00")
    why = page.locator(f"#note-{office.lines['HOUSES'].pk}")
    why.fill("Bàn giao cả khu tái định cư")

    road.fill("0,41")
    road.press("Tab")

    expect(page.locator("#odd")).not_to_contain_text("41,00")
    expect(why).to_have_value("Bàn giao cả khu tái định cư")
    expect(page.locator("#bar")).to_contain_text("Lên câu hỏi")

    houses.fill("2")
    houses.press("Tab")

    expect(page.locator("#odd")).to_have_count(0)
    expect(page.locator("#bar form button")).to_be_enabled()
    page.locator("#bar form button").click()
    expect(page.locator("main")).to_contain_text("chờ")


def test_what_is_explained_in_the_panel_is_asked_no_more(
    house: House, page: Page
) -> None:
    office = an_office("HOUSES")
    for number in range(4, 13):
        office.accepted(month(2024, number), None, HOUSES="1")
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    cell = page.locator(f"#cell-{office.lines['HOUSES'].pk}")
    cell.fill("90")
    cell.press("Tab")
    expect(page.locator("#still-empty")).to_have_text("1 số cần giải trình")
    page.locator("#bar button").click()
    expect(page.locator("#odd")).to_contain_text("90")

    cell.focus()
    page.locator("#panel #note").fill("Bàn giao cả khu tái định cư")
    page.locator("#panel").get_by_role("button", name="Lưu lời ghi").click()

    expect(page.locator("#odd")).to_have_count(0)
    expect(page.locator("#bar form button")).to_be_enabled()


def test_a_cell_that_is_not_saved_is_not_counted_as_empty_too(
    house: House, page: Page
) -> None:
    office = an_office("ROAD", "HOUSES")
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    bar = page.locator("#bar")
    expect(bar).to_contain_text("2 ô trống")

    page.locator(f"#cell-{office.lines['ROAD'].pk}").fill("hai")
    page.keyboard.press("Tab")

    expect(bar).to_contain_text("1 ô chưa lưu được")
    expect(page.locator("#still-empty")).to_be_hidden()


def test_no_figure_is_cut_on_a_phone(house: House, page: Page) -> None:
    office = an_office("ROAD", "WATER")
    office.accepted(month(2025, 4), None, ROAD="0,4", WATER="12.240/15.600")
    sign_in(page, house, office.officer())
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(report_of(office))

    water = page.locator(f"#cell-{office.lines['WATER'].pk}")
    expect(water).to_have_value("12.240/15.600")
    assert water.evaluate("cell => cell.scrollWidth - cell.clientWidth") <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_phone_the_receivers_bar_is_one_line_and_opens_the_rest_by_keyboard(
    page: Page, house: House
) -> None:
    office = an_office("HOUSES")
    office.sent(month(2025, 4), None, HOUSES="3")
    sign_in(page, house, office.receiver())
    page.set_viewport_size({"width": 390, "height": 844})
    place = [office.form.pk, month(2025, 4).pk, office.commune.pk]
    page.goto(house.url + reverse("indicators:report-review", args=place))

    box = page.locator(".actions").bounding_box()
    assert box is not None
    assert box["height"] < 80
    page.get_by_role("textbox", name="Lý do trả lại").fill("Đếm lại")
    back = page.get_by_role("button", name="Trả lại các dòng có lý do")
    expect(back).to_have_count(0)
    page.locator(".actions summary").press("Enter")
    back.press("Enter")

    expect(page.get_by_text("Đã trả lại 1 số liệu")).to_be_visible()
