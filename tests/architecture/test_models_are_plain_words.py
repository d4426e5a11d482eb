"""Models hold words and constraints: no signals, no `save` of their own, no mail."""

from __future__ import annotations

import ast

from django.apps import apps
from django.db import models

from tests.architecture.tree import (
    ROOMS,
    ROOT,
    breaches,
    broken,
    imports,
    python_files,
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


def hears_signals(tree: ast.Module) -> list[str]:
    """What a file imports in order to listen to Django's signals."""
    return [name for name in imports(tree) if "signals" in name]


def clipped_constraints(model: type[models.Model]) -> list[str]:
    """Constraints whose name is no sentence that begins with the room's name."""
    room = f"{model._meta.app_label}_"
    return [
        constraint.name
        for constraint in model._meta.constraints
        if not constraint.name.startswith(room)
        or len(constraint.name.removeprefix(room).split("_")) < 3
    ]


def test_a_model_saves_as_django_does() -> None:
    assert FILES
    assert broken(FILES, overrides_saving) == {}


def test_nobody_listens_to_django_signals() -> None:
    wiring = {"apps.py"}
    files = [path for path in python_files() if path.name not in wiring]

    assert broken(files, hears_signals) == {}


def test_a_constraint_is_a_sentence_of_its_room() -> None:
    assert OURS
    assert breaches(OURS, clipped_constraints, lambda model: model._meta.label) == {}


def test_every_word_is_in_the_glossary() -> None:
    glossary = GLOSSARY.read_text(encoding="utf-8")

    assert [m.__name__ for m in OURS if f"`{m.__name__}`" not in glossary] == []


def test_the_rules_catch_a_clever_model() -> None:
    planted = ast.parse(
        "from django.db.models import signals\n"
        "from django.db.models.signals import post_save\n"
        "class A:\n    def save(self):\n        pass"
    )

    assert overrides_saving(planted) == ["A.save"]
    assert hears_signals(planted) == ["django.db.models.signals"]
