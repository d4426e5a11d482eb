"""Somebody at a browser: signs in, goes to pages, is looked at by axe."""

from __future__ import annotations

import re
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.organisations.factories import PASSWORD
from tests.running.browser import fresh_page

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


WIDTHS = """() => ({
    page: document.documentElement.scrollWidth,
    window: innerWidth,
    beyond: [...document.querySelectorAll("main *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .filter(one => !one.parentElement.closest(".scroll"))
        .map(one => one.outerHTML.slice(0, 90)).slice(0, 3),
})"""


class Visitor:
    """One person in one session; remembers nothing but the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, username: str) -> Visitor:
        self.page.goto("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.locator(".menu summary").last).to_be_visible()
        return self

    def go(self, path: str) -> Visitor:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        return self

    def press(
        self, name: str | re.Pattern[str], *, within: Locator | None = None
    ) -> None:
        """The button, or the link that looks like one."""
        scope = within or self.page.locator("body")
        buttons = scope.get_by_role("button", name=name)
        links = scope.get_by_role("link", name=name)
        buttons.or_(links).first.click()

    def reads(self, *texts: str) -> None:
        """Every text stands in the page."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def is_accessible(self, name: str) -> None:
        """No fault that axe can see (WCAG 2.2 AA); a picture is kept beside."""
        RESULTS.mkdir(exist_ok=True)
        self.page.screenshot(path=RESULTS / f"{name}.png", full_page=True)
        found = Axe().run(
            self.page, options={"runOnly": {"type": "tag", "values": RULES}}
        )
        faults = [
            f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})"
            for one in found.response["violations"]
        ]
        assert faults == [], f"{name}: {faults}"

    def fits(self) -> None:
        """Nothing sticks out at the side: no column is lost."""
        wide: dict[str, Any] = self.page.evaluate(WIDTHS)
        assert wide["page"] <= wide["window"], wide

    def prints(self, name: str, *, lying: bool = False) -> None:
        """On A4 every column of every table stands inside the margins."""
        RESULTS.mkdir(exist_ok=True)
        before = self.page.viewport_size
        self.page.emulate_media(media="print")
        self.page.set_viewport_size(
            {"width": 990 if lying else 623, "height": 900}
        )  # 262 mm and 165 mm between the margins, at 96 dots per inch
        self.fits()
        cut = self.page.evaluate(
            "() => [...document.querySelectorAll('main table')].filter("
            "t => t.getBoundingClientRect().right > innerWidth + 1).length"
        )
        assert cut == 0, f"{name}: {cut} tables lose columns on paper"
        self.page.pdf(path=RESULTS / f"{name}.pdf", prefer_css_page_size=True)
        self.page.emulate_media(media="screen")
        if before is not None:
            self.page.set_viewport_size(before)


class Visits:
    """Opens sessions, one for each person, and closes them at the end."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._open = ExitStack()

    def __call__(self, username: str = "") -> Visitor:
        page = self._open.enter_context(fresh_page(self._browser, self._url))
        visitor = Visitor(page)
        return visitor.sign_in(username) if username else visitor

    def without_script(self, username: str) -> Visitor:
        """Somebody whose browser runs no script."""
        context = self._open.enter_context(
            closing(
                self._browser.new_context(
                    base_url=self._url, locale="vi-VN", java_script_enabled=False
                )
            )
        )
        return Visitor(context.new_page()).sign_in(username)

    def leave(self) -> None:
        self._open.close()
