"""The office's day is one thing in one place; nobody looks at the wall."""

from __future__ import annotations

import ast

from tests.architecture.tree import SOURCE, broken, python_files

WALL = {"now", "today", "utcnow", "localdate", "localtime"}
CLOCK = SOURCE / "kernel" / "clock.py"
FILES = [path for path in python_files() if path != CLOCK]


def asks_the_wall(tree: ast.Module) -> list[str]:
    """Calls of `datetime.now`, `date.today`, `timezone.now` and their kin."""
    return [
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WALL
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "timezone", "dt"}
    ]


def test_only_the_clock_asks_the_time() -> None:
    assert broken(FILES, asks_the_wall) == {}


def test_the_rule_catches_a_glance_at_the_wall() -> None:
    planted = ast.parse("from datetime import date\nday = date.today()")

    assert asks_the_wall(planted) == ["date.today"]


def takes_a_day_by_greenwich(tree: ast.Module) -> list[str]:
    """`something_at.date()`: what the database keeps is not the office's time."""
    return [
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and isinstance(node.func.value, ast.Attribute | ast.Name)
        and ast.unparse(node.func.value).endswith("_at")
    ]


def test_a_kept_moment_lies_on_a_day_of_the_office() -> None:
    assert broken(FILES, takes_a_day_by_greenwich) == {}


def test_the_rule_catches_a_day_by_greenwich() -> None:
    planted = ast.parse("day = signed.signed_at.date()")

    assert takes_a_day_by_greenwich(planted) == ["signed.signed_at.date"]
