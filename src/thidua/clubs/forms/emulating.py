"""Opening “emulate with exemplars” in a campaign."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day


class EmulationForm(LaidOut):
    """In which words, and until when one chooses."""

    words = area(
        _("Lời phát động"),
        missing=_("Chưa ghi lời phát động."),
        hint=_("Mỗi đơn vị, mỗi người chọn một điển hình để học theo và đuổi kịp."),
    )
    choose_by = day(_("Hạn chọn điển hình"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
