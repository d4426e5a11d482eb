"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Imports stand above organisations; the rooms above register what they take.

    For the room beneath, which may not know of imports, they are registered here.
    """

    name = "thidua.imports"
    label = "imports"

    def ready(self) -> None:
        """Register what a file may bring of people and local units."""
        kinds = import_module("thidua.imports.kinds")
        people = import_module("thidua.imports.registers.people")
        units = import_module("thidua.imports.registers.units")
        kinds.register(people.PeopleKind())
        kinds.register(units.UnitsKind())
