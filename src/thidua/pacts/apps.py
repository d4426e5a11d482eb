"""The room as a Django app: its tab in a campaign, its papers among the documents."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PactsConfig(AppConfig):
    """Pacts stand above campaigns, which may not know of them."""

    name = "thidua.pacts"
    label = "pacts"

    def ready(self) -> None:
        """Offer the tab to the pages of a campaign, hang the papers on documents."""
        tabs = import_module("thidua.campaigns.queries.tabs")
        words = import_module("thidua.pacts.queries.tabs")
        tabs.offer("documents", words.TABS)
        import_module("thidua.pacts.papers").hang()
        import_module("thidua.pacts.figures_known")
        import_module("thidua.pacts.due")
