"""The room as a Django app: beside the register, on from an exemplar, its letters."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class SpeakersConfig(AppConfig):
    """Speakers stand above exemplars, which may not know of them."""

    name = "thidua.speakers"
    label = "speakers"

    def ready(self) -> None:
        """Stand beside the register, lead on from an exemplar, hang the letters."""
        words = import_module("thidua.speakers.queries.tabs")
        beside = import_module("thidua.prospects.queries.beside")
        beside.offer_beside(30, words.POOL, words.LABEL)
        import_module("thidua.speakers.queries.from_exemplar")
        import_module("thidua.speakers.papers").hang()
