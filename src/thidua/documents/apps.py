"""The room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents stand above organisations; rooms above hang their things on them."""

    name = "thidua.documents"
    label = "documents"
