"""Templates show what a page object holds: no work, no inline style, no orphan."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.architecture.tree import (
    SOURCE,
    badly_written,
    parsed,
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


def of_every_page() -> set[str]:
    """What the context processors give to every page, by name."""
    names: set[str] = set()
    files = [*SOURCE.rglob("context_processors.py"), SOURCE / "kernel/ui/context.py"]
    for path in files:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict):
                names |= _keys(node.value)
    return names


def hidden_from_the_masthead(tree: ast.Module) -> list[str]:
    """What a page names as every page's own things are named: its masthead, which
    shows the notices nobody read, would show the page's."""
    kept = of_every_page()
    given = [
        node.args[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "render"
        and len(node.args) > 2
    ]
    given += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and any(isinstance(to, ast.Name) and to.id == "context" for to in node.targets)
    ]
    dicts = [one for one in given if isinstance(one, ast.Dict)]
    return sorted({name for one in dicts for name in _keys(one)} & kept)


def _keys(found: ast.Dict) -> set[str]:
    return {
        str(key.value)
        for key in found.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_no_page_hides_what_the_masthead_shows() -> None:
    views = [
        path for path in python_files() if "views" in str(path.relative_to(SOURCE))
    ]
    hidden = {
        short(path): names
        for path in views
        if (names := hidden_from_the_masthead(parsed(path)))
    }

    assert {"beside", "mandates"} <= of_every_page()
    assert hidden == {}


def test_a_page_that_hides_it_would_be_seen() -> None:
    page = ast.parse("render(request, 'a.html', {'form': form, 'beside': None})")

    assert hidden_from_the_masthead(page) == ["beside"]
