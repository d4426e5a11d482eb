"""Templates show what a page object holds: no work, no inline style, no orphan."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.tree import (
    SOURCE,
    badly_written,
    python_files,
    short,
    templates,
)

WORK = re.compile(r"\{\{[^}]*\|\s*(date|time|floatformat|intcomma|localize)\b[^}]*\}\}")
INLINE = re.compile(
    r"<[a-z][^>]*\s(?:style=|on(?:click|change|input|submit|load|focus|blur)=)"
)
ENTRY_POINTS = {
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "413.html",
    "500.html",
}
"""Django itself renders these by name."""


def does_work(html: str) -> list[str]:
    """Filters that format at render time; a page object should have done it."""
    return [found[0] for found in WORK.finditer(html)]


def breaks_the_policy(html: str) -> list[str]:
    """Tags that a strict content policy would refuse."""
    return [found[0] for found in INLINE.finditer(html)]


def test_a_template_does_no_work() -> None:
    assert templates()
    assert badly_written(templates(), does_work) == {}


def test_a_template_keeps_the_content_policy() -> None:
    assert badly_written(templates(), breaks_the_policy) == {}


def test_no_template_is_an_orphan() -> None:
    spoken = "\n".join(
        path.read_text(encoding="utf-8") for path in [*python_files(), *templates()]
    )
    orphans = [
        short(path)
        for path in templates()
        if path.name not in ENTRY_POINTS and not _is_named(path, spoken)
    ]

    assert orphans == []


def _is_named(path: Path, spoken: str) -> bool:
    name = path.as_posix().split("/templates/")[1]
    if name.startswith("cotton/"):
        component = name.removeprefix("cotton/").removesuffix(".html")
        tag = component.replace("/", ".").replace("_", "-").removesuffix(".index")
        return re.search(rf"<c-{re.escape(tag)}[\s/>]", spoken) is not None
    return name in spoken or f"/{path.stem}.html" in spoken


def test_the_rules_catch_a_lazy_template() -> None:
    assert does_work("{{ report.due_on|date:'d/m/Y' }}")
    assert breaks_the_policy('<p style="color: red">')
    assert breaks_the_policy('<button onclick="go()">')
    assert not breaks_the_policy('<c-cell on="1">')
    assert not _is_named(SOURCE / "desk/templates/desk/lost.html", "desk/found.html")
