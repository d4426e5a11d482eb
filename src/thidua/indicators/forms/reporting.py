"""What is typed about a form of reports: its lines, who reports, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models import FormLine, Period
from thidua.kernel import dates
from thidua.kernel.ui.fields import DayField, Fault
from thidua.organisations.forms.units import the_unit_called


class NewForm(forms.Form):
    """A form to be reported, before it has lines."""

    name = forms.CharField(label=_("Tên biểu"), max_length=200)
    period_kind = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=Period.Kind.choices)
    starts_on = DayField(label=_("Từ ngày"))
    ends_on = DayField(label=_("Đến ngày"))
    due_after = forms.IntegerField(
        label=_("Hạn gửi: ngày làm việc thứ mấy sau kỳ"),
        min_value=1,
        max_value=60,
        initial=5,
    )


class NumbersField(forms.Field):
    """Numbers of ticked boxes; what is none is left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(int(one[:18]) for one in value or () if str(one).isdecimal())


class LineForm(forms.Form):
    """One line of a form that is being written; an empty one is left out."""

    indicator = forms.CharField(
        label=_("Mã hoặc tên chỉ số"), required=False, max_length=200
    )
    group = forms.CharField(label=_("Nhóm"), required=False, max_length=200)
    level = forms.ChoiceField(
        label=_("Cấp báo cáo"),
        required=False,
        choices=FormLine.Level.choices,
    )
    scale = forms.ChoiceField(
        label=_("Một đơn vị hiển thị bằng"),
        required=False,
        choices=[
            ("1", _("đúng đơn vị tính")),
            ("1000", _("nghìn")),
            ("1000000", _("triệu")),
            ("1000000000", _("tỷ")),
        ],
    )
    owner_id = forms.IntegerField(required=False, min_value=1)
    is_cumulative = forms.BooleanField(label=_("Nhập lũy kế"), required=False)
    breakdowns = NumbersField(label=_("Phân tổ"), required=False)


class EditionForm(forms.Form):
    """From which period on a form asks otherwise, and why."""

    since = forms.ChoiceField(label=_("Từ kỳ"))
    reason = forms.CharField(
        label=_("Vì sao"),
        max_length=300,
        help_text=_("Các đơn vị đọc câu này ở đầu báo cáo của những kỳ đầu."),
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].choices = choices  # type: ignore[attr-defined]

    def clean_since(self) -> date | None:
        """The first day of the chosen period."""
        return dates.read_date(self.cleaned_data["since"])


class SinceForm(forms.Form):
    """From when on, and why."""

    since = DayField(label=_("Từ ngày"))
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=300)


class LevelForm(SinceForm):
    """Every unit of a level below a unit, to its parent."""

    level = forms.ChoiceField(label=_("Cấp báo cáo"), choices=FormLine.Level.choices)


class ReporterForm(SinceForm):
    """One unit, by its name of that day."""

    unit = forms.CharField(
        label=_("Tên đơn vị"),
        max_length=200,
        help_text=_(
            "Gõ tên, có dấu hay không dấu. Trùng tên thì ghi thêm cấp trên sau "
            "dấu phẩy: Xã Tân An, Vĩnh Long."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("since") and cleaned.get("unit"):
            try:
                cleaned["unit"] = the_unit_called(cleaned["unit"], cleaned["since"])
            except Fault as fault:
                self.add_error("unit", fault)
        return cleaned


class NoMoreForm(forms.Form):
    """Which units report no more, from when on, and why."""

    units = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Chưa chọn đơn vị nào.")}
    )
    on = DayField(label=_("Thôi từ ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("units") if isinstance(self.data, QueryDict) else []
        self.fields["units"].choices = [  # type: ignore[attr-defined]
            (one, one) for one in sent if one.isdecimal()
        ]


def scale_of(text: str) -> Decimal:
    """The chosen scale; one when none was chosen."""
    return Decimal(text or 1)
