"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    """Urging and inspection, above the campaigns and below the desk."""

    name = "thidua.follow_up"
    label = "follow_up"

    def ready(self) -> None:
        """Hang the urging letters on documents, and hear of their numbers."""
        import_module("thidua.follow_up.letters").hang()
        import_module("thidua.follow_up.review_words").hang()
        import_module("thidua.follow_up.listeners")
