"""People, mandates and sign-ins as an administrator types them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel.text import tidy
from thidua.kernel.ui.fields import DayField, Fault
from thidua.organisations.forms.units import the_unit_called
from thidua.organisations.models import Mandate, Unit

_USERNAME = re.compile(r"^[a-z0-9][a-z0-9._-]{2,59}$")


class PersonForm(forms.Form):
    """A name."""

    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)

    def clean_full_name(self) -> str:
        return tidy(self.cleaned_data["full_name"])


class MandateForm(forms.Form):
    """For which unit, in which role, from when to when."""

    unit = forms.CharField(
        label=gettext_lazy("Đơn vị"),
        max_length=200,
        help_text=gettext_lazy("Trùng tên thì ghi thêm cấp trên sau dấu phẩy."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Vai"), choices=Mandate.Role)
    title = forms.CharField(label=gettext_lazy("Chức danh"), max_length=120)
    first = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first: date | None = cleaned.get("first")
        if first and cleaned.get("unit"):
            try:
                cleaned["unit"] = the_unit_called(cleaned["unit"], first)
            except Fault as fault:
                self.add_error("unit", fault)
        return cleaned

    def unit_chosen(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        return unit


class LastDayForm(forms.Form):
    """The last day of a mandate."""

    last = DayField(label=gettext_lazy("Ngày cuối"))


class UsernameForm(forms.Form):
    """The name of a sign-in."""

    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số, dấu chấm: tran.van.an."),
    )

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"]).strip().lower()
        if not _USERNAME.match(username):
            raise Fault(
                _("“%s” có ký tự không dùng được.") % username,
                _("Chỉ dùng chữ không dấu, số, dấu chấm, gạch ngang."),
            )
        return username
