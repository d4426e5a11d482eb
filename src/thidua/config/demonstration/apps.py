"""The demonstration among the apps."""

from __future__ import annotations

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Its people are offered to whoever opens the page on which one signs in."""

    name = "thidua.config.demonstration"

    def ready(self) -> None:
        """Offer them; they are read when the page is."""
        from thidua.config import demonstration  # noqa: PLC0415 - apps stand first
        from thidua.organisations import trying  # noqa: PLC0415

        trying.offer(demonstration.trials)
