"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    """Urging and inspection, above the campaigns and below the desk."""

    name = "thidua.follow_up"
    label = "follow_up"
