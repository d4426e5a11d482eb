"""The comparison is handed round on one sheet, however many and however wordy."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.journeys.deeds import Deeds, a_launched_campaign
from tests.journeys.people import Visits
from tests.journeys.places import GIONG_TROM
from tests.journeys.stage import Stage
from thidua.desk.queries.compare import Cell, Row
from thidua.kernel.ui.charts import bar

pytestmark = pytest.mark.journey
SMALLEST = """() => Math.min(...[...document.querySelectorAll("main *")]
    .filter(one => one.checkVisibility()
        && [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75))"""
"""The smallest letters that would be printed, in points."""


@pytest.fixture(autouse=True)
def on_the_tenth_of_april(settings: Settings, on_the_first_day: None) -> None:  # noqa: ARG001
    settings.THIDUA_TODAY = "2025-04-10"


def a_district_has_its_part() -> Stage:
    stage = a_launched_campaign()
    Deeds(stage).give(stage.unit(GIONG_TROM), 160, accepted_by="huyen")
    return stage


@pytest.fixture
def so_far() -> Callable[[], Stage]:
    return a_district_has_its_part


def wordy(side: Sequence[Any], *_rest: Any) -> list[Row]:
    """Sixty indicators, each with the longest words."""
    cell = Cell(
        "1.374.810 / 1.455.000",
        "chậm nhịp 19.108 ngày công",
        "số của 12T/24",
        bar=bar(82, 90),
    )
    return [
        Row(
            f"Cơ sở sản xuất, kinh doanh thành lập mới ({number})",
            "cơ sở",
            [cell for _place in side],
        )
        for number in range(60)
    ]


def side_by_side(stage: Stage, count: int) -> str:
    district = stage.unit(GIONG_TROM)
    communes = [unit.pk for key, unit in stage.units.items() if key.startswith("b289")]
    picked = "".join(f"&voi={one}" for one in communes[:count])
    return f"/theo-doi/so-sanh/?don-vi={district.pk}{picked}"


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.demand("004.4")
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_any_comparison_is_one_sheet_that_says_what_it_leaves_out(
    stage: Stage, visit: Visits, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("thidua.desk.queries.compare._targets", wordy)
    page = visit("tinh").go(side_by_side(stage, count)).page
    assert page.locator(".compare thead th").count() == 1 + count

    assert sheets(page) == 1
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= 8
    key = page.locator(".compare-key").inner_text()
    left = page.locator(".compare tr.no-print").count()
    assert f"không đủ chỗ cho {left} dòng" in key
    assert "/theo-doi/so-sanh/?don-vi=" in key


def test_a_comparison_that_fits_leaves_nothing_out(stage: Stage, visit: Visits) -> None:
    page = visit("tinh").go(side_by_side(stage, 4)).page

    assert sheets(page) == 1
    assert page.locator(".compare tr.no-print").count() == 0
    assert "không đủ chỗ" not in page.locator(".compare-key").inner_text()
