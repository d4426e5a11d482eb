"""The room as a Django app: it puts targets beside the figures of indicators."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns stand above indicators and tell them what a figure is for."""

    name = "thidua.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Offer target and pace to the figures' pages, say who may open the sums that
        campaigns show, offer targets to the imports and milestones to reminders."""
        import_module("thidua.campaigns.beside")
        import_module("thidua.campaigns.listeners")
        import_module("thidua.campaigns.figures_known")
        import_module("thidua.campaigns.promised")
        hanging = import_module("thidua.documents.hanging")
        hanging.register(import_module("thidua.campaigns.hanging").LAUNCHES)
        kinds = import_module("thidua.imports.kinds")
        kinds.register(import_module("thidua.campaigns.from_files").TargetsKind())
