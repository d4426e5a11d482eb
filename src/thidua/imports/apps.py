"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Imports stand above organisations; the rooms above register what they take."""

    name = "thidua.imports"
    label = "imports"
