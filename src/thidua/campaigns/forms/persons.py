"""Forms of persons' targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, day, line
from thidua.kernel.ui.fields import FigureField


class PersonTargetForm(LaidOut):
    """Who of the unit, how much, by when."""

    person = forms.TypedChoiceField(label=_("Người được giao"), coerce=int)
    value = FigureField(label=_("Chỉ tiêu"), least=0)
    due_on = day(_("Thời hạn"))

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(person=people)


class PersonResultForm(LaidOut):
    """What was reached in a month."""

    period = forms.TypedChoiceField(label=_("Tháng"), coerce=int)
    value = FigureField(
        label=_("Đạt được"),
        least=0,
        help_text=_("Số của riêng tháng ấy; chỉ số là mức thì ghi mức cuối tháng."),
    )
    note = line(_("Ghi chú"), 300, required=False)
    version = forms.IntegerField(
        widget=forms.HiddenInput, initial=0, required=False, max_value=2**31
    )

    def __init__(
        self, *args: Any, months: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(period=months)

    def clean_version(self) -> int:
        """A form sent without its version overwrites nothing."""
        return self.cleaned_data["version"] or 0
