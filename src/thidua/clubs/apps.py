"""The room as a Django app: its tab, its papers, its word on sessions."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ClubsConfig(AppConfig):
    """Clubs stand above exemplars and campaigns, which may not know of them."""

    name = "thidua.clubs"
    label = "clubs"

    def ready(self) -> None:
        """Offer the tab to the pages of a campaign, hang the papers on documents."""
        tabs = import_module("thidua.campaigns.queries.tabs")
        words = import_module("thidua.clubs.queries.tabs")
        beside = import_module("thidua.prospects.queries.beside")
        beside.offer_beside(20, words.LIST, words.LIST_LABEL)
        tabs.offer("documents", words.TABS)
        import_module("thidua.clubs.papers").hang()
        import_module("thidua.clubs.hosting")
        import_module("thidua.clubs.onward")
