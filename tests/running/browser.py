"""A real browser for the journeys: Debian's Chromium, quiet and offline.

Its headless shell lays out, paints and prints as Chromium does and has no window to
care for: a journey takes a fraction of the processor. Without it, Chromium itself.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    expect,
    sync_playwright,
)

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# How long a journey waits for what should appear, ms: three walk at once on two cores,
# and what does not come in this time does not come.
PATIENCE = 30_000
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)


def chromium() -> str:
    """Where it is; without it a journey is skipped, but on CI it fails."""
    chosen = os.environ.get("THIDUA_CHROMIUM")
    if chosen and Path(chosen).exists():
        return chosen
    for name in NAMES:
        if found := shutil.which(name):
            return found
    words = (
        "No Chromium on this machine, so the browser journeys were not walked. "
        "Install it (Debian: apt install chromium-headless-shell) "
        "or set THIDUA_CHROMIUM."
    )
    if os.environ.get("CI") == "true":
        pytest.fail(words, pytrace=False)
    pytest.skip(words)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """One browser for all journeys of a process."""
    path = chromium()
    # Playwright keeps an event loop in this thread, and Django would refuse to ask
    # the database beside it; nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def fresh_page(browser: Browser, url: str) -> Iterator[Page]:
    """A page in a session of its own. What goes wrong in it fails the test."""
    context = browser.new_context(base_url=url, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # An answer of 4xx is said in the page; the browser repeats it here. What htmx
        # gave up because one typed on or left the page is none; a request that failed
        # says `htmx:sendError` too.
        expected = ("status of 4", "htmx:sendAbort", "htmx:afterRequest")
        if message.type == "error" and not any(one in message.text for one in expected):
            wrong.append(f"console: {message.text}")

    def see(request: Request) -> None:
        if not request.url.startswith((url, "data:", "blob:", "about:")):
            wrong.append(f"asked another host: {request.url}")

    def arrive(answer: Response) -> None:
        # Of a page that was asked for by a link or a form of ours, which names itself.
        asked = answer.request
        is_of_ours = asked.is_navigation_request() and asked.headers.get("referer")
        if is_of_ours and (answer.status == 404 or answer.status >= 500):
            wrong.append(f"a link leads nowhere: {answer.status} {answer.url}")

    page.on("console", hear)
    page.on("response", arrive)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("request", see)
    yield page
    context.close()
    if wrong:
        raise AssertionError("; ".join(wrong))


def hold(page: Page, address: str) -> list[Route]:
    """The next request of that address is held until the test goes on with it."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep, times=1)
    return held
