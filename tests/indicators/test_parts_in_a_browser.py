"""An indicator is parted, a commune types it in parts, the province reads shares."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.indicators.factories import month
from tests.indicators.parts import a_breakdown, an_indicator, an_open_form
from tests.indicators.test_entry_in_a_browser import report_of, shoot_all, sign_in
from tests.organisations.factories import a_province, an_actor
from tests.running.browser import hold
from tests.running.house import House
from thidua.indicators.actions import Line
from thidua.indicators.models import Observation

pytestmark = [pytest.mark.journey, pytest.mark.demand("004.3")]


@pytest.fixture(autouse=True)
def in_may(settings: Settings) -> None:
    settings.THIDUA_TODAY = "2025-05-06"


def test_women_are_counted_from_the_definition_to_the_share(
    house: House, page: Page
) -> None:
    cast = a_province()
    whole, sex = an_indicator(cast), a_breakdown(cast)
    sign_in(page, house, an_actor(cast.province))
    page.goto(reverse("indicators:indicator", args=[whole.pk]))
    page.get_by_label("Phân tổ").select_option(str(sex.pk))
    page.get_by_label("Từ ngày").fill("01/01/2020")
    page.get_by_role("button", name="Phân tổ chỉ số này").click()
    expect(page.get_by_role("link", name="– nữ")).to_be_visible()

    line = Line(
        version_id=whole.versions.get().pk, level="commune", breakdowns=(sex.pk,)
    )
    office = an_open_form(cast, [line], ("ALL", "MEN", "WOMEN"))
    sign_in(page, house, office.officer())
    page.goto(report_of(office))
    _two_figures_in_one_breath(page, report_of(office))
    expect(page.get_by_role("button", name="Ghi tổng 11 (nam + nữ)")).to_be_visible()

    _a_warning_is_mended(page)
    assert Observation.objects.count() == 3
    sign_in(page, house, an_actor(cast.province))
    page.goto(
        reverse(
            "indicators:figure",
            args=[whole.pk, cast.province.pk, month(2025, 4).pk],
        )
    )
    bar = page.locator("svg.stackbar").first
    expect(bar).to_have_attribute("aria-label", "nam 60,0\u00a0%, nữ 40,0\u00a0%")
    shoot_all(page, "parts-figure")


def _two_figures_in_one_breath(page: Page, report: str) -> None:
    """What the page asked after the first comes late and knows not of the second."""
    cells = page.locator("input[data-cell]")
    held = hold(page, f"**{report}")
    with page.expect_request(f"**{report}"):
        cells.nth(1).fill("6")
        cells.nth(1).press("Tab")
    cells.nth(2).fill("5")
    answer = held[0].fetch()
    with page.expect_response("**/luu/"):
        cells.nth(2).press("Tab")
    held[0].fulfill(response=answer)


def _a_warning_is_mended(page: Page) -> None:
    """Parts that do not make up the whole are told of, put right, and sent."""
    cells = page.locator("input[data-cell]")
    cells.nth(0).fill("10")
    cells.nth(0).press("Tab")
    warning = page.get_by_text("Nam + nữ cộng lại 11, tổng ghi 10: lệch 1.")
    expect(warning.first).to_be_visible()
    shoot_all(page, "parts-entry")
    cells.nth(2).fill("4")
    cells.nth(2).press("Tab")
    expect(warning).to_have_count(0)
    page.get_by_role("button", name="Gửi Huyện Cồn Bắc").click()
    expect(page.get_by_text("Báo cáo đã đến")).to_be_visible()
