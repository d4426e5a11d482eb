"""A deed that needs a reason: what is wrong comes back at its field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut


class ReasonField(forms.CharField):
    """Shown as needed; that it is missing is said by the action, so that whoever may
    not do it hears that first."""

    def validate(self, value: Any) -> None:
        """Nothing is refused here but what is too long."""


class ReasonForm(LaidOut):
    """Why; with the version of the page it was asked on, where that counts."""

    reason = ReasonField(label=_("Lý do"), max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def why(self) -> str:
        """The reason, empty where nothing was written."""
        return str(self.cleaned_data["reason"])
