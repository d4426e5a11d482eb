"""The browser of the journeys sees the office, and only the office."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.running.browser import fresh_page
from tests.running.house import House

pytestmark = pytest.mark.journey


def test_a_browser_reaches_the_house(page: Page) -> None:
    answer = page.goto("/suc-khoe/")

    assert answer is not None
    assert answer.json() == {"database": "ok", "worker": "absent"}


def test_a_page_that_asks_another_host_fails_its_test(
    browser: Browser, house: House
) -> None:
    with pytest.raises(AssertionError, match=r"elsewhere\.test"):
        _ask_elsewhere(browser, house)


def _ask_elsewhere(browser: Browser, house: House) -> None:
    with fresh_page(browser, house.url) as page:
        page.goto("/suc-khoe/")
        page.evaluate("fetch('http://elsewhere.test/x').catch(() => 0)")
