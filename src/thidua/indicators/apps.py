"""The room as a Django app: it offers figures to the imports."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Indicators take figures from workbooks."""

    name = "thidua.indicators"
    label = "indicators"

    def ready(self) -> None:
        """Register what a file may bring."""
        kinds = import_module("thidua.imports.kinds")
        kinds.register(import_module("thidua.indicators.file_kind").FiguresKind())
