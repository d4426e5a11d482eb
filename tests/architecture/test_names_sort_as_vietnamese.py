"""Names stand in the order of a Vietnamese dictionary: Đ after D, Ă after A."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.tree import broken, python_files

NAMES = {"name", "names", "title", "label", "full_name"}


def names_compared(node: ast.AST) -> Iterator[str]:
    """Names of which the code points are compared.

    What a function makes of a name is its own affair, `.sort_key` is what is wanted.
    """
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") != "get":
        return
    if isinstance(node, ast.Attribute) and node.attr == "sort_key":
        return
    if isinstance(node, ast.Attribute | ast.Name) and _said(node) in NAMES:
        yield _said(node)
    for child in ast.iter_child_nodes(node):
        yield from names_compared(child)


def _said(node: ast.Attribute | ast.Name) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr


def sorts_by_code_points(tree: ast.Module) -> list[str]:
    """`sorted(…, key=lambda one: one.name)` and `.sort(…)` like it."""
    return [
        ast.unparse(keyword)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", ""))
        in {"sorted", "sort"}
        for keyword in node.keywords
        if isinstance(keyword.value, ast.Lambda)
        and any(names_compared(keyword.value.body))
    ]


def test_names_are_sorted_by_their_key() -> None:
    assert broken(python_files(), sorts_by_code_points) == {}


def test_the_rule_catches_a_name_compared_as_bytes() -> None:
    planted = ast.parse("sorted(rows, key=lambda one: (one.level, names[one.pk]))")

    assert len(sorts_by_code_points(planted)) == 1


def test_the_rule_knows_a_key() -> None:
    planted = ast.parse(
        "rows.sort(key=lambda one: sort_key(one.name)); "
        "rows.sort(key=lambda one: names[one].sort_key)"
    )

    assert sorts_by_code_points(planted) == []
