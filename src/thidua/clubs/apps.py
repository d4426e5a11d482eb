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
        tabs.offer("documents", words.TABS)
        register = import_module("thidua.exemplars.queries.tabs")
        register.offer_beside(words.LIST, words.LIST_LABEL)
        import_module("thidua.clubs.papers").hang()
        import_module("thidua.clubs.hosting")
        import_module("thidua.clubs.onward")
