"""The room as a Django app: its tab in a campaign."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ProspectsConfig(AppConfig):
    """Prospects stand above campaigns, which may not know of them."""

    name = "thidua.prospects"
    label = "prospects"

    def ready(self) -> None:
        """Offer the tab to the pages of a campaign."""
        tabs = import_module("thidua.campaigns.queries.tabs")
        words = import_module("thidua.prospects.queries.tabs")
        tabs.offer("documents", words.TABS)
