"""The source tree as the house rules see it: files, syntax trees, rooms."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

Thing = TypeVar("Thing")
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "thidua"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FLOORS = [
    row.split(" | ")
    for row in PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
]
"""From the roof down; `lint-imports` refuses a room that stands on none."""
ROOMS = [
    room
    for floor in reversed(FLOORS)
    for room in floor
    if room not in {"kernel", "audit", "config"}
]
"""What an office does, the lowest floor first."""
OURS = ("src", "tests", "bench")


def python_files(*, tests: bool = False) -> list[Path]:
    """Every module that people write; migrations are written by Django."""
    tops = [ROOT / top for top in OURS] if tests else [SOURCE]
    found = (path for top in tops for path in top.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def storey(room: str, name: str) -> list[Path]:
    """The files of one storey of a room: a module, or a package of that name."""
    package = SOURCE / room / name
    if package.is_dir():
        return sorted(package.rglob("*.py"))
    module = package.with_suffix(".py")
    return [module] if module.exists() else []


def domain_files() -> list[Path]:
    """Everything below the counter: what must not know of HTTP."""
    names = ("states", "events", "models", "policies", "actions", "queries")
    return [path for room in ROOMS for name in names for path in storey(room, name)]


def templates() -> list[Path]:
    """Every template of every room."""
    return sorted(SOURCE.rglob("templates/**/*.html"))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path: Path) -> str:
    """A path as a test's name shows it."""
    return str(path.relative_to(ROOT))


def breaches(
    things: Iterable[Thing],
    rule: Callable[[Thing], object],
    name: Callable[[Thing], str],
) -> dict[str, object]:
    """Whatever breaks a rule, by its name, with what the rule found there.

    One test asks the whole house: a case for each of its thousand files would cost
    more than reading them does.
    """
    return {name(thing): found for thing in things if (found := rule(thing))}


def broken(
    paths: Iterable[Path], rule: Callable[[ast.Module], object]
) -> dict[str, object]:
    """The files whose syntax tree breaks a rule, with what it found there."""
    return breaches(paths, lambda path: rule(parsed(path)), short)


def badly_written(
    paths: Iterable[Path], rule: Callable[[str], object]
) -> dict[str, object]:
    """The files whose text breaks a rule, with what it found there."""
    return breaches(paths, lambda path: rule(path.read_text(encoding="utf-8")), short)


def imports(tree: ast.Module) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
