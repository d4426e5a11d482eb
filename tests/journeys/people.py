"""Somebody at a browser: goes to pages, is looked at by axe."""

from __future__ import annotations

import re
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.organisations.factories import PASSWORD
from tests.running.browser import fresh_page
from thidua.organisations.models import User

RESULTS = Path(__file__).resolve().parents[2] / "test-results"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FAULTS_ONLY = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],  # what passed is not told in full: it takes longer
}

WIDTHS = """() => document.readyState === "complete" && ({
    page: document.documentElement.scrollWidth,
    window: innerWidth,
    beyond: [...document.querySelectorAll("main *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .filter(one => !one.parentElement.closest(".scroll"))
        .map(one => one.outerHTML.slice(0, 90)).slice(0, 3),
})"""


CUT = """() => [...document.querySelectorAll("body *")]
    .filter(one => one.checkVisibility() && one.innerText?.trim())
    .filter(one => one.clientWidth > 2 && one.scrollWidth > one.clientWidth + 1)
    .filter(one => /hidden|clip/.test(getComputedStyle(one).overflowX))
    .filter(one => !one.closest("[title]") && !one.classList.contains("sr"))
    .map(one => one.outerHTML.slice(0, 120))"""
"""Texts that are cut off and of which no tip tells the whole."""

BARS = """() => [...document.querySelectorAll("svg.bar")]
    .filter(bar => bar.checkVisibility())
    .map(bar => [
        bar.querySelector(".v").getBoundingClientRect().width,
        bar.getBoundingClientRect().width,
        bar.getAttribute("aria-label"),
        bar.closest("td, .prog, .pane")?.innerText ?? "",
    ])"""
OF_HUNDRED = re.compile(r"^(\d+)\s?%")
OF_SO_MANY = re.compile(r"(?<![\d,.])(\d+)\s?/\s?(\d+)\b(?![,.]\d)")


def _share_told(label: str, beside: str) -> float | None:
    """The share that a bar's own words tell, or the figures beside it."""
    if found := OF_SO_MANY.search(beside):
        return min(int(found[1]) / int(found[2]), 1)
    found = OF_HUNDRED.search(label)
    return min(int(found[1]) / 100, 1) if found else None


class Visitor:
    """One person in one session; remembers nothing but the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def sign_in(self, username: str) -> Visitor:
        """By name and password, as people do."""
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
        assert "/dang-nhap/" not in self.page.url, f"{path}: nobody is signed in"
        return self

    def speaks(self, language: str) -> None:
        """The pages from now on are in that language."""
        name = settings.LANGUAGE_COOKIE_NAME
        self.page.goto("/dang-nhap/")
        self.page.context.add_cookies(
            [{"name": name, "value": language, "url": self.page.url}]
        )

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
        """No fault that axe can see (WCAG 2.2 AA); a picture is kept of one with."""
        found = Axe().run(self.page, options=FAULTS_ONLY)
        faults = [
            f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})"
            for one in found.response["violations"]
        ]
        if faults:
            RESULTS.mkdir(exist_ok=True)
            self.page.screenshot(path=RESULTS / f"{name}.png", full_page=True)
        assert faults == [], f"{name}: {faults}"

    def fits(self) -> None:
        """Nothing sticks out at the side: no column is lost."""
        seen = self.page.wait_for_function(WIDTHS)  # of a page that is whole
        wide: dict[str, Any] = seen.json_value()
        assert wide["page"] <= wide["window"], wide

    def cuts_no_word(self) -> None:
        """What does not fit is told whole by a tip."""
        cut = self.page.evaluate(CUT)
        assert cut == [], cut

    def draws_true(self) -> int:
        """Every bar is as long as its figure says; how many there are."""
        bars = self.page.evaluate(BARS)
        for drawn, whole, label, beside in bars:
            told = _share_told(label, beside)
            assert told is not None or drawn == 0, (label, beside)
            away = abs(drawn - whole * (told or 0))
            assert away <= 2 + whole * 0.005, (drawn, whole, label, beside)
        return len(bars)

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
    """Opens sessions, one for each person, and closes them at the end.

    Whoever is named has signed in before, so that a test begins with its story.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._open = ExitStack()

    def __call__(self, username: str = "") -> Visitor:
        page = self._open.enter_context(fresh_page(self._browser, self._url))
        if username:
            self._let_in(page.context, username)
        return Visitor(page)

    def without_script(self, username: str = "") -> Visitor:
        """Somebody whose browser runs no script, not even of the page."""
        context = self._open.enter_context(
            closing(
                self._browser.new_context(
                    base_url=self._url, locale="vi-VN", java_script_enabled=False
                )
            )
        )
        if username:
            self._let_in(context, username)
        return Visitor(context.new_page())

    def _let_in(self, context: BrowserContext, username: str) -> None:
        client, name = Client(), settings.SESSION_COOKIE_NAME
        client.force_login(User.objects.get(username=username))
        session = client.cookies[name].value
        context.add_cookies([{"name": name, "value": session, "url": self._url}])

    def leave(self) -> None:
        self._open.close()
