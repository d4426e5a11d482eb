"""What is typed to define an indicator, a formula, a standard."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models import IndicatorVersion, Standard
from thidua.kernel.ui.fields import DayField, FigureField
from thidua.organisations.kinds import kinds_on
from thidua.organisations.models import Unit

COMPUTED = (IndicatorVersion.Nature.FORMULA, IndicatorVersion.Nature.CHECKED)
"""Natures that have an editor of their own."""


_ADDED_UP = [
    pair for pair in IndicatorVersion.Across.choices if pair[0] not in COMPUTED
]


def code_field() -> forms.SlugField:
    """The short name by which files and formulas know an indicator."""
    return forms.SlugField(
        label=_("Mã chỉ số"),
        max_length=60,
        required=False,
        help_text=_(
            "Chữ không dấu, số và gạch nối, ví dụ duong-be-tong. Để trống thì lấy theo"
            " tên."
        ),
    )


class IndicatorForm(forms.Form):
    """What an indicator means."""

    name = forms.CharField(label=_("Tên chỉ số"), max_length=200)
    code = code_field()
    measure = forms.CharField(
        label=_("Đơn vị tính"), max_length=40, help_text=_("km, hộ, căn, đồng, %")
    )
    nature = forms.ChoiceField(
        label=_("Tính chất"),
        choices=[
            pair for pair in IndicatorVersion.Nature.choices if pair[0] not in COMPUTED
        ],
    )
    across = forms.ChoiceField(
        label=_("Cộng theo đơn vị"),
        required=False,
        choices=[("", _("theo tính chất")), *_ADDED_UP],
    )
    better = forms.ChoiceField(
        label=_("Chiều tốt"), choices=IndicatorVersion.Better.choices
    )
    decimals = forms.IntegerField(
        label=_("Số chữ số thập phân"), min_value=0, max_value=6, initial=0
    )
    most = FigureField(
        label=_("Mức cao nhất thường có"),
        required=False,
        help_text=_("Quá mức này chỉ hỏi lời giải trình, không chặn."),
    )
    numerator_name = forms.CharField(label=_("Tử số"), max_length=200, required=False)
    denominator_name = forms.CharField(
        label=_("Mẫu số"), max_length=200, required=False
    )
    definition = forms.CharField(label=_("Cách tính"), max_length=2000, required=False)
    source = forms.CharField(label=_("Nguồn"), max_length=200, required=False)
    since = DayField(label=_("Áp dụng từ ngày"))

    def clean(self) -> dict[str, Any]:
        """A ratio names both its parts."""
        cleaned = super().clean() or {}
        if cleaned.get("nature") == IndicatorVersion.Nature.RATIO:
            for name in ("numerator_name", "denominator_name"):
                if not cleaned.get(name):
                    self.add_error(name, _("Tỷ lệ phải ghi rõ tử số và mẫu số."))
        return cleaned


class RevisionForm(IndicatorForm):
    """A new meaning of an indicator that is there already."""

    code = None  # type: ignore[assignment]


class TrialForm(forms.Form):
    """A formula while it is written, and where it is tried."""

    code = forms.CharField(required=False, max_length=60)
    measure = forms.CharField(required=False, max_length=40)
    formula = forms.CharField(required=False, max_length=4000, strip=False)
    since = DayField(required=False)
    unit = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    month = forms.IntegerField(required=False, min_value=0, max_value=1000)


class FormulaForm(forms.Form):
    """What an indicator means that a formula gives."""

    name = forms.CharField(label=_("Tên chỉ số"), max_length=200)
    code = code_field()
    measure = forms.CharField(
        label=_("Đơn vị tính"),
        max_length=40,
        help_text=_("Phải khớp với công thức: km, %, hộ, triệu đồng/người"),
    )
    better = forms.ChoiceField(
        label=_("Chiều tốt"), choices=IndicatorVersion.Better.choices
    )
    decimals = forms.IntegerField(
        label=_("Số chữ số thập phân"), min_value=0, max_value=6, initial=1
    )
    definition = forms.CharField(
        label=_("Giải thích cách tính"), max_length=2000, required=False
    )
    source = forms.CharField(label=_("Nguồn"), max_length=200, required=False)
    since = DayField(label=_("Áp dụng từ ngày"))
    formula = forms.CharField(label=_("Công thức"), max_length=4000, strip=False)


class FormulaRevisionForm(FormulaForm):
    """A new formula for an indicator that is there already."""

    code = None  # type: ignore[assignment]


class StandardForm(forms.Form):
    """A standard: what is counted, of whom, and its criteria, one on each line."""

    name = forms.CharField(label=_("Tên chuẩn"), max_length=200)
    code = code_field()
    kinds = forms.MultipleChoiceField(label=_("Loại đơn vị phải chấm"))
    counts = forms.ChoiceField(label=_("Đếm"), choices=Standard.Counts.choices)
    measure = forms.ChoiceField(
        label=_("Ghi thành"),
        choices=[("%", _("tỷ lệ %")), ("số", _("số lượng"))],
    )
    needed = forms.IntegerField(
        label=_("Số tiêu chí phải đạt"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Để trống: phải đạt tất cả."),
    )
    criteria = forms.CharField(
        label=_("Các tiêu chí"),
        max_length=20_000,
        help_text=_("Mỗi dòng một tiêu chí, theo thứ tự."),
    )
    definition = forms.CharField(label=_("Cách tính"), max_length=2000, required=False)
    source = forms.CharField(
        label=_("Văn bản ban hành"), max_length=200, required=False
    )
    since = DayField(label=_("Áp dụng từ ngày"))

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        """Kinds of units of that `day` are offered, and those chosen before."""
        super().__init__(*args, **kwargs)
        before = self.initial.get("kinds", ())
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            pair for pair in kinds_on(day, also=before) if pair[0] != Unit.Kind.NATION
        ]

    @property
    def names(self) -> list[str]:
        """The criteria as they were typed, empty lines left out."""
        lines = str(self.cleaned_data["criteria"]).splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]


class StandardRevisionForm(StandardForm):
    """What a standard asks from a later day on."""

    code = None  # type: ignore[assignment]
