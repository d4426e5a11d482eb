"""No file over 400 lines, no function over 40, no drawer for odds and ends."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.tree import (
    ROOT,
    SOURCE,
    badly_written,
    broken,
    python_files,
    short,
)

FILE_LINES = 400
FUNCTION_LINES = 40
DRAWERS = {
    "utils",
    "helpers",
    "common",
    "misc",
    "services",
    "managers",
    "base_views",
}
WRITTEN = sorted(
    path
    for ending in ("*.py", "*.js", "*.css", "*.html", "*.sql")
    for top in (SOURCE, ROOT / "tests", ROOT / "bench")
    for path in top.rglob(ending)
    if "migrations" not in path.parts
)


def long_functions(tree: ast.Module) -> list[str]:
    """Functions that have outgrown a screen, with their length in lines."""
    return [
        f"{node.name}: {length}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1)
        > FUNCTION_LINES
    ]


def is_a_drawer(path: Path) -> bool:
    return path.stem in DRAWERS or path.stem.endswith("_views")


def too_many_lines(text: str) -> int:
    """The lines of a file that has outgrown the head, else 0."""
    lines = text.count("\n")
    return lines if lines > FILE_LINES else 0


def test_a_file_fits_in_the_head() -> None:
    assert badly_written(WRITTEN, too_many_lines) == {}


def test_a_function_fits_on_a_screen() -> None:
    assert broken(python_files(tests=True), long_functions) == {}


def test_nothing_is_kept_in_a_drawer_for_odds_and_ends() -> None:
    assert [short(path) for path in WRITTEN if is_a_drawer(path)] == []


def test_the_rules_catch_a_long_function_and_a_drawer() -> None:
    planted = ast.parse("def long():\n" + "    x = 1\n" * FUNCTION_LINES)

    assert long_functions(planted) == ["long: 41"]
    assert too_many_lines("x = 1\n" * 401) == 401
    assert not too_many_lines("x = 1\n" * 400)
    assert is_a_drawer(Path("utils.py"))
    assert is_a_drawer(Path("base_views.py"))
