"""People, mandates and sign-ins as an administrator types them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel.text import tidy
from thidua.kernel.ui.fields import DayField, Fault
from thidua.organisations.forms.units import Namesakes, the_unit_called
from thidua.organisations.models import Mandate, Person, Unit, User

MOST_AT_ONCE = 50
"""Sign-ins made by one act: each password costs a slow hash."""
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
    unit_pk = forms.CharField(required=False)
    namesakes: Sequence[tuple[int, str]] = ()
    """When several units bear the name: these, to choose from."""
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
            except Namesakes as fault:
                self._choose_among(fault, cleaned)
            except Fault as fault:
                self.add_error("unit", fault)
        return cleaned

    def _choose_among(self, fault: Namesakes, cleaned: dict[str, Any]) -> None:
        """The one that was picked, or all of them to pick from."""
        picked = [one for one in fault.units if str(one.pk) == cleaned.get("unit_pk")]
        if picked:
            cleaned["unit"] = picked[0]
            return
        self.namesakes = fault.options()
        self.add_error(
            "unit",
            Fault(
                _("Có %(n)s đơn vị mang tên ấy.") % {"n": len(fault.units)},
                _("Chọn một trong danh sách ngay dưới đây."),
            ),
        )

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


class SignInsForm(forms.Form):
    """Who of a list is given a sign-in, and under which name: `chon-12`, `ten-12`."""

    def __init__(self, posted: Mapping[str, str], *, people: Sequence[Person]) -> None:
        super().__init__(posted)
        self._people = [one for one in people if posted.get(f"chon-{one.pk}")]
        for one in self._people:
            self.fields[f"ten-{one.pk}"] = forms.CharField(
                label=one.full_name, max_length=60
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names = [
            str(cleaned.get(f"ten-{one.pk}", "")).strip().lower()
            for one in self._people
        ]
        if not names:
            raise Fault(_("Chưa chọn ai."), _("Đánh dấu ít nhất một người."))
        if len(names) > MOST_AT_ONCE:
            raise Fault(
                _("Chọn tối đa %s người một lần.") % MOST_AT_ONCE,
                _("Làm thành nhiều lần."),
            )
        taken = set(
            User.objects.filter(username__in=names).values_list("username", flat=True)
        )
        for one, name in zip(self._people, names, strict=True):
            if not _USERNAME.match(name) or name in taken or names.count(name) > 1:
                raise Fault(
                    _("%(who)s: tên đăng nhập “%(name)s” không dùng được.")
                    % {"who": one.full_name, "name": name},
                    _("Chữ không dấu, số, dấu chấm; không trùng người khác."),
                )
        return cleaned

    def chosen(self) -> list[tuple[Person, str]]:
        """Each person with the name they will sign in with."""
        return [(one, self.cleaned_data[f"ten-{one.pk}"]) for one in self._people]

    def refusal(self) -> str:
        """The first thing that stands against it, in words."""
        return " ".join(
            str(words) for errors in self.errors.values() for words in errors
        )
