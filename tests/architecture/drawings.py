"""Draws the reference pages that come from the code: `make docs` writes them.

A page that differs from what the code says fails `test_the_drawings_are_of_today`.
"""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.utils import translation

from tests.architecture.demands import demands_page
from tests.architecture.tree import ROOMS, ROOT
from thidua.kernel.workflow import Move

REFERENCE = ROOT / "docs" / "reference"


def floors() -> str:
    """The floors of the house, from the contract that import-linter enforces."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rows = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    lines = [
        f"| {len(rows) - index} | `{row}` | {_purpose(row)} |"
        for index, row in enumerate(rows)
    ]
    return "\n".join(
        [
            "# Floors",
            "",
            "A room imports only from the floors below; foreign keys point down too.",
            "",
            "| floor | room | what it is for |",
            "|---|---|---|",
            *lines,
            "",
        ]
    )


def states() -> str:
    """Every state machine of the house as a diagram."""
    parts = ["# States", "", "Drawn from each room's `states.py`.", ""]
    with translation.override("vi"):
        for room in ROOMS:
            module = _states_of(room)
            if module is not None:
                parts += [f"## {room}", "", *_diagrams(module)]
    return "\n".join(parts)


DRAWINGS: dict[Path, Callable[[], str]] = {
    REFERENCE / "floors.md": floors,
    REFERENCE / "states.md": states,
    REFERENCE / "demands.md": demands_page,
}


def draw_all() -> None:
    """Write every page anew."""
    for path, draw in DRAWINGS.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draw(), encoding="utf-8")


def _purpose(row: str) -> str:
    texts = [
        inspect.getdoc(import_module(f"thidua.{name}")) for name in row.split(" | ")
    ]
    return " · ".join((text or "").splitlines()[0] if text else "" for text in texts)


def _states_of(room: str) -> ModuleType | None:
    try:
        return import_module(f"thidua.{room}.states")
    except ModuleNotFoundError:
        return None


def _diagrams(module: ModuleType) -> Iterator[str]:
    moves = [value for value in vars(module).values() if isinstance(value, Move)]
    for choices in vars(module).values():
        if not inspect.isclass(choices) or choices.__module__ != module.__name__:
            continue
        values = list(getattr(choices, "choices", ()))
        own = [move for move in moves if move.target in {value for value, _ in values}]
        own = [move for move in own if type(move.target) is choices]
        yield f"### {choices.__name__}"
        yield ""
        yield "```mermaid"
        yield "stateDiagram-v2"
        yield from (f"    {value}: {label}" for value, label in values)
        for move in own:
            for source in move.sources:
                yield f"    {source} --> {move.target}: {move.label}"
        yield "```"
        yield ""
