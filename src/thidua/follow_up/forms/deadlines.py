"""Another due day, and why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day
from thidua.kernel.ui.fields import DayField


class DueForm(LaidOut):
    """The new day; `known` is the one that the page showed."""

    day = day(_("Hạn mới"))
    reason = area(
        _("Lý do đổi hạn"),
        hint=_("Gửi nguyên văn đến các đơn vị được báo."),
        required=True,
    )
    known = DayField(required=False, widget=forms.HiddenInput)
