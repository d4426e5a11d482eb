"""What is typed at the counters of the room: text in, clean values out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.indicators.models import FormLine, IndicatorVersion, Period, Standard
from thidua.indicators.reading import Typed
from thidua.kernel import dates
from thidua.kernel.ui.fields import DayField, Fault, FigureField
from thidua.kernel.ui.grid import SentCell, sent_cells
from thidua.organisations.forms.units import the_unit_called
from thidua.organisations.models import Unit

LARGEST_POST = 400
"""Cells of one report; a form has never more lines."""


class ExplainForm(forms.Form):
    """A note beside a figure, or the reason why there is none."""

    note = forms.CharField(label=_("Giải trình"), required=False, max_length=2000)
    missing_reason = forms.CharField(
        label=_("Lý do không có số liệu"), required=False, max_length=300
    )
    version = forms.IntegerField(min_value=0, max_value=10**9)


class ProofForm(forms.Form):
    """A file behind a figure."""

    file = forms.FileField(label=_("Tệp minh chứng"), max_length=255)


COMPUTED = (IndicatorVersion.Nature.FORMULA, IndicatorVersion.Nature.CHECKED)
"""Natures that have an editor of their own."""
_ADDED_UP = [
    pair for pair in IndicatorVersion.Across.choices if pair[0] not in COMPUTED
]


class IndicatorForm(forms.Form):
    """What an indicator means."""

    code = forms.SlugField(
        label=_("Mã chỉ số"),
        max_length=60,
        help_text=_("Chữ không dấu, số và gạch nối, ví dụ duong-be-tong."),
    )
    name = forms.CharField(label=_("Tên chỉ số"), max_length=200)
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

    code = forms.SlugField(
        label=_("Mã chỉ số"),
        max_length=60,
        help_text=_("Chữ không dấu, số và gạch nối, ví dụ ho-co-nuoc-sach."),
    )
    name = forms.CharField(label=_("Tên chỉ số"), max_length=200)
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

    code = forms.SlugField(label=_("Mã chỉ số"), max_length=60)
    name = forms.CharField(label=_("Tên chuẩn"), max_length=200)
    kinds = forms.MultipleChoiceField(
        label=_("Loại đơn vị phải chấm"),
        choices=[pair for pair in Unit.Kind.choices if pair[0] != Unit.Kind.NATION],
    )
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

    @property
    def names(self) -> list[str]:
        """The criteria as they were typed, empty lines left out."""
        lines = str(self.cleaned_data["criteria"]).splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]


class StandardRevisionForm(StandardForm):
    """What a standard asks from a later day on."""

    code = None  # type: ignore[assignment]


class MarkForm(forms.Form):
    """A unit says that it meets a criterion, or no longer."""

    is_met = forms.ChoiceField(choices=[("1", _("đạt")), ("0", _("chưa đạt"))])
    on = DayField(label=_("Từ ngày"))
    note = forms.CharField(label=_("Căn cứ"), max_length=500, required=False)
    file = forms.FileField(label=_("Tệp minh chứng"), max_length=255, required=False)


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

    indicator = forms.SlugField(label=_("Mã chỉ số"), required=False, max_length=60)
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


def typed_cells(request: HttpRequest) -> list[Typed]:
    """The figures of a request: one cell, a pasted block, or the whole form."""
    return [
        _typed(sent, request.POST)
        for sent in sent_cells(request)[:LARGEST_POST]
        if sent.key.isdecimal()
    ]


def added_up(request: HttpRequest) -> int | None:
    """The line of which the sum of its parts was taken over, if any."""
    asked = request.POST.get("add_up", "")
    return int(asked[:18]) if asked.isdecimal() else None


def typed_reasons(request: HttpRequest) -> dict[int, str]:
    """The reasons written beside the lines that go back, by line."""
    return {
        int(name.removeprefix("reason-")): text
        for name in request.POST
        if name.removeprefix("reason-").isdecimal()
        and name.startswith("reason-")
        and (text := str(request.POST[name]).strip()[:1000])
    }


def chosen_reports(of: QueryDict) -> list[int]:
    """The ticked reports."""
    return [int(one) for one in of.getlist("chon") if one.isdecimal()][:500]


def scale_of(text: str) -> Decimal:
    """The chosen scale; one when none was chosen."""
    return Decimal(text or 1)


def _typed(sent: SentCell, post: QueryDict) -> Typed:
    """Without script what stood in the cell, and its version, are sent beside it."""
    version = sent.version
    asked = post.get(f"version-{sent.key}", "")
    if asked.isdecimal():
        version = int(asked[:9])
    return Typed(
        line_id=int(sent.key[:18]),
        value=sent.text,
        version=version,
        was=post.get(f"was-{sent.key}"),
    )


__all__ = [
    "EditionForm",
    "ExplainForm",
    "FormulaForm",
    "FormulaRevisionForm",
    "IndicatorForm",
    "LevelForm",
    "LineForm",
    "MarkForm",
    "NewForm",
    "NoMoreForm",
    "ProofForm",
    "ReporterForm",
    "RevisionForm",
    "StandardForm",
    "StandardRevisionForm",
    "TrialForm",
    "added_up",
    "chosen_reports",
    "scale_of",
    "typed_cells",
    "typed_reasons",
]
