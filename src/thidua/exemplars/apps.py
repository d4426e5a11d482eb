"""The room as a Django app: its tab, its papers, the way from a prospect to it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    """Exemplars stand above campaigns, which may not know of them."""

    name = "thidua.exemplars"
    label = "exemplars"

    def ready(self) -> None:
        """Offer the tab to the pages of a campaign, hang the papers on documents."""
        tabs = import_module("thidua.campaigns.queries.tabs")
        words = import_module("thidua.exemplars.queries.tabs")
        beside = import_module("thidua.prospects.queries.beside")
        beside.offer_beside(10, words.REGISTER, words.REGISTER_LABEL)
        tabs.offer("documents", words.TABS)
        import_module("thidua.exemplars.papers").hang()
        import_module("thidua.exemplars.recognition_papers").hang()
        import_module("thidua.exemplars.invited")
