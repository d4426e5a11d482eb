"""The room as a Django app: its tab in a campaign, its lists in the imports."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PledgesConfig(AppConfig):
    """Pledges stand above campaigns, which may not know of them."""

    name = "thidua.pledges"
    label = "pledges"

    def ready(self) -> None:
        """Offer the tabs to the pages of a campaign, and lists to the imports."""
        tabs = import_module("thidua.campaigns.queries.tabs")
        words = import_module("thidua.pledges.queries.tabs")
        tabs.offer("documents", words.TABS)
        kinds = import_module("thidua.imports.kinds")
        kinds.register(import_module("thidua.pledges.from_files").RegistrationsKind())
