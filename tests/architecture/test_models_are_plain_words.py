"""Models hold words and constraints: no signals, no `save` of their own, no mail."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.tree import (
    ROOMS,
    ROOT,
    imports,
    parsed,
    python_files,
    short,
    storey,
)

FILES = [
    path for room in (*ROOMS, "audit", "kernel") for path in storey(room, "models")
]
OURS = [model for model in apps.get_models() if model.__module__.startswith("thidua.")]
GLOSSARY = ROOT / "docs" / "glossary.md"


def overrides_saving(tree: ast.Module) -> list[str]:
    """Classes that change what saving or deleting means."""
    return [
        f"{cls.name}.{node.name}"
        for cls in ast.walk(tree)
        if isinstance(cls, ast.ClassDef)
        for node in cls.body
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]


@pytest.mark.parametrize("path", FILES, ids=short)
def test_a_model_saves_as_django_does(path: Path) -> None:
    assert overrides_saving(parsed(path)) == []


@pytest.mark.parametrize("path", python_files(), ids=short)
def test_nobody_listens_to_django_signals(path: Path) -> None:
    wiring = {"apps.py"}
    heard = [name for name in imports(parsed(path)) if "signals" in name]

    assert path.name in wiring or heard == []


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_constraint_is_a_sentence_of_its_room(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        room = f"{model._meta.app_label}_"
        assert constraint.name.startswith(room)
        assert len(constraint.name.removeprefix(room).split("_")) >= 3


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_word_is_in_the_glossary(model: type[models.Model]) -> None:
    is_listed = f"`{model.__name__}`" in GLOSSARY.read_text(encoding="utf-8")

    assert is_listed


def test_the_rules_catch_a_clever_model() -> None:
    planted = ast.parse("class A:\n    def save(self):\n        pass")

    assert overrides_saving(planted) == ["A.save"]
