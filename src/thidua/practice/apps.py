"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Practice stands above what is practised."""

    name = "thidua.practice"
    label = "practice"
