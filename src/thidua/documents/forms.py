"""What is typed and sent about a document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.kernel.ui.fields import DayField


class VersionForm(forms.Form):
    """A draft as edited in Word."""

    file = forms.FileField(label=_("Tệp Word (.docx)"))
    note = forms.CharField(label=_("Đã sửa gì"), max_length=300, required=False)


class CopyForm(forms.Form):
    """The signed copy."""

    file = forms.FileField(label=_("Bản đã ký (PDF)"))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class NumberForm(forms.Form):
    """A number that another system gave."""

    value = forms.IntegerField(label=_("Số"), min_value=1, max_value=99_999)
    issued_on = DayField(label=_("Ngày ban hành"))
    given_elsewhere = forms.CharField(
        label=_("Hệ thống hoặc sổ đã cấp"),
        max_length=120,
        help_text=_("Ví dụ: Hệ thống quản lý văn bản của tỉnh."),
    )

    def given(self) -> dict[str, Any]:
        """The values as `actions.note_number` takes them."""
        return dict(self.cleaned_data)
