"""What is typed where figures are parted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models import Breakdown
from thidua.kernel.ui.fields import DayField

CATEGORIES_HELP = _("Mỗi dòng một nhóm, theo thứ tự trên biểu.")


def lines_of(text: str) -> list[str]:
    """The categories as they were typed, empty lines left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class BreakdownForm(forms.Form):
    """A way in which figures may be parted."""

    name = forms.CharField(
        label=_("Tên phân tổ"),
        max_length=100,
        help_text=_("Giới tính, người lao động trực tiếp, hộ nghèo, dân tộc"),
    )
    kind = forms.ChoiceField(
        label=_("Kiểu"),
        choices=[
            (Breakdown.Kind.DIVIDES, _("chia ra: các nhóm cộng lại bằng tổng")),
            (Breakdown.Kind.AMONG, _("trong đó: mỗi nhóm là một phần của tổng")),
        ],
    )
    categories = forms.CharField(
        label=_("Các nhóm"),
        max_length=2000,
        help_text=CATEGORIES_HELP,
        widget=forms.Textarea,
    )
    about = forms.CharField(label=_("Giải thích"), max_length=500, required=False)
    since = DayField(label=_("Áp dụng từ ngày"))


class BreakdownNameForm(forms.Form):
    """Another name of a breakdown, or another explanation."""

    name = forms.CharField(label=_("Tên phân tổ"), max_length=100)
    about = forms.CharField(label=_("Giải thích"), max_length=500, required=False)


class CategoriesForm(forms.Form):
    """More categories of a breakdown."""

    categories = forms.CharField(
        label=_("Nhóm thêm"),
        max_length=2000,
        help_text=CATEGORIES_HELP,
        widget=forms.Textarea,
    )
    since = DayField(label=_("Từ ngày"))


class EndForm(forms.Form):
    """From when on no more, and why."""

    on = DayField(label=_("Thôi từ ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=300)


class TakeUpForm(forms.Form):
    """Which breakdown an indicator takes up, and from when on."""

    breakdown = forms.TypedChoiceField(label=_("Phân tổ"), coerce=int)
    since = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, choices: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["breakdown"].choices = list(choices)  # type: ignore[attr-defined]


class LetGoForm(EndForm):
    """Which breakdown an indicator has no more."""

    breakdown = forms.IntegerField(min_value=1, max_value=2**62)
