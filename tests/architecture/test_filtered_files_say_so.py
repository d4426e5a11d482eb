"""A list that is filtered says by what; so does the Excel file of it."""

from __future__ import annotations

import ast

from tests.architecture.tree import broken, python_files


def calls_of(name: str, within: ast.AST) -> list[ast.Call]:
    """The calls of a function by its bare name."""
    return [
        node
        for node in ast.walk(within)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
    ]


def has_filtered_file(bar: ast.Call) -> bool:
    """Is it given fields, and does the file have the filter of the page?"""
    return len(bar.args) > 1 and "has_sheet" not in {one.arg for one in bar.keywords}


def silent_files(tree: ast.Module) -> list[str]:
    """Counters whose page is filtered by fields and whose file is not told of them."""
    return [
        counter.name
        for counter in tree.body
        if isinstance(counter, ast.FunctionDef)
        and any(map(has_filtered_file, calls_of("bar_of", counter)))
        and (files := calls_of("sheet_answer", counter))
        and not any(len(file.args) > 3 for file in files)
    ]


def test_the_file_of_a_filtered_list_is_told_the_filter() -> None:
    assert broken(python_files(), silent_files) == {}


def test_the_rule_catches_a_file_that_keeps_silent() -> None:
    planted = ast.parse(
        "def silent(request):\n"
        "    if asked: return sheet_answer(request, sheet, 'ten')\n"
        "    return bar_of(request, FIELDS)\n"
        "def telling(request):\n"
        "    if asked: return sheet_answer(request, sheet, 'ten', FIELDS)\n"
        "    return bar_of(request, FIELDS)\n"
        "def without_fields(request):\n"
        "    if asked: return sheet_answer(request, sheet, 'ten')\n"
        "    return bar_of(request)\n"
        "def another_file(request):\n"
        "    if asked: return sheet_answer(request, sheet, 'ten')\n"
        "    return bar_of(request, FIELDS, has_sheet=False)\n"
    )

    assert silent_files(planted) == ["silent"]
