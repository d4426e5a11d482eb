"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk knows every room; the weekly mail asks those it knows through it."""

    name = "thidua.desk"
    label = "desk"

    def ready(self) -> None:
        """What these rooms have for people stands in the weekly mail too."""
        digest = import_module("thidua.follow_up.queries.digest")
        for room in ("pledges", "pacts", "prospects", "exemplars", "speakers", "clubs"):
            queries = import_module(f"thidua.{room}.queries")
            digest.also_from(queries.waiting_for)
