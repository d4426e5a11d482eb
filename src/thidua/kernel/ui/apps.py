"""The counter's furniture: templates, components, styles, preferences, refusals."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from thidua.kernel.ui.plain_faults import speak_plainly


class UiConfig(AppConfig):
    """Everything a page is made of; it knows no word of the trade."""

    name = "thidua.kernel.ui"
    label = "ui"
    verbose_name = _("Giao diện")

    def import_models(self) -> None:
        """Before any room is ready, so that its forms speak as the house does."""
        speak_plainly()
        super().import_models()
