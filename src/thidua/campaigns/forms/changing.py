"""Forms of what is changed after the launch."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.changing import Below, TargetChangeDraft
from thidua.campaigns.forms.laid_out import LaidOut, area, day
from thidua.kernel.ui.fields import FigureField


class ChangeForm(LaidOut):
    """Another figure or deadline, from when, why, and what becomes of those below."""

    value = FigureField(label=_("Số mới"), least=0)
    due_on = day(_("Thời hạn"))
    on = day(
        _("Áp dụng từ ngày"),
        hint=_("Trước ngày này nhịp vẫn tính theo số và hạn cũ."),
    )
    reason = area(
        _("Lý do"), required=True, hint=_("Các đơn vị nhận chỉ tiêu đọc được.")
    )
    below = forms.ChoiceField(label=_("Số đã giao xuống dưới"), choices=Below.choices)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def draft(self, scale: int) -> TargetChangeDraft:
        """`scale`: how many of the measure one typed unit is (10⁹ for tỷ đồng)."""
        clean = dict(self.cleaned_data)
        clean.pop("revision")
        clean["value"] = Decimal(clean["value"]) * scale
        return TargetChangeDraft(**clean)


class CloneForm(LaidOut):
    """How many years later the next campaign runs."""

    years = forms.IntegerField(
        label=_("Chuyển mọi ngày đi số năm"),
        min_value=1,
        max_value=10,
        help_text=_("Phong trào từng năm thì 1; giai đoạn 5 năm thì 5."),
    )
