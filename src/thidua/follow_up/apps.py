"""The room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    """Urging and inspection, above the campaigns and below the desk."""

    name = "thidua.follow_up"
    label = "follow_up"

    def ready(self) -> None:
        """Hang the letters on documents, hear of their numbers, count for the bell."""
        import_module("thidua.follow_up.letters").hang()
        import_module("thidua.follow_up.review_words").hang()
        import_module("thidua.follow_up.listeners")
        notices = import_module("thidua.follow_up.queries.notices")
        known = import_module("thidua.organisations.known")
        known.ask_beside("unread", notices.HOW_MANY_UNREAD)
