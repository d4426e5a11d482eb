"""Forms of targets, their negotiation, and milestones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.days import (
    days_of,
    days_words,
    refuse_outside,
    refuse_outside_plan,
)
from thidua.campaigns.drafts import PlanDraft, PlanItemDraft, TargetDraft
from thidua.campaigns.forms.laid_out import (
    LaidOut,
    area,
    as_key,
    day,
    line,
    said_at_fields,
)
from thidua.campaigns.models import Campaign, Target
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind, PeriodSpan, from_id
from thidua.kernel.dates import period_name, show
from thidua.kernel.numbers import LARGEST, Unreadable, read_number
from thidua.kernel.ui.fields import Fault, FigureField, needed_for

_PERIOD = re.compile(
    r"^(?:(?:q|quý\s*)(?P<quarter>[1-4])/|(?P<month>\d{1,2})/)?(?P<year>20\d\d)$",
    re.IGNORECASE,
)


_BY_AN_ACT = frozenset({"value", "due_on"})


class TargetForm(LaidOut):
    """What the whole is to reach on an indicator, and how it is split.

    `scales` says of a version how many of its measure one typed unit is, as in the
    forms that ask for it: 10⁹ where đồng are typed as tỷ đồng. Of what was `launched`
    figure and deadline are not asked; they change by an act of their own. A page from
    before the launch that still sends them is refused by the rule.
    """

    node_key = forms.TypedChoiceField(label=_("Nội dung"), coerce=as_key)
    version = forms.TypedChoiceField(label=_("Chỉ số"), coerce=int)
    value = FigureField(
        label=_("Chỉ tiêu"),
        least=0,
        help_text=_("Theo đơn vị tính ghi cạnh tên chỉ số."),
    )
    split = forms.ChoiceField(label=_("Cách giao"), choices=Target.Split.choices)
    level_to_meet = needed_for(
        _("cần khi giao theo số đơn vị đạt mức"),
        FigureField(label=_("Mức một đơn vị phải đạt"), required=False),
    )
    baseline = FigureField(
        label=_("Xuất phát điểm"),
        required=False,
        help_text=_("Mức lúc bắt đầu; chỉ số lũy kế thì để trống."),
    )
    starts_on = day(_("Tính từ ngày"))
    due_on = day(_("Thời hạn"))
    plan = area(
        _("Kế hoạch từng kỳ"),
        hint=_(
            "Mỗi dòng một kỳ: “2023: 120”, “Q2/2024: 300”, “06/2025: 450”."
            " Để trống thì chạy thẳng từ xuất phát điểm đến hạn."
        ),
    )
    reason = needed_for(
        _("cần khi sửa sau phát động"), line(_("Lý do"), 300, required=False)
    )

    def __init__(
        self,
        *args: Any,
        items: Sequence[tuple[UUID, str]],
        versions: Sequence[tuple[int, str]],
        scales: Mapping[int, int],
        campaign: Campaign,
        launched: Target | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scales, self.launched, self.campaign = scales, launched, campaign
        self.latest = launched.due_on if launched else campaign.ends_on
        self.hint(days_of(campaign), "starts_on", "due_on")
        if launched is not None and not self.data.keys() & _BY_AN_ACT:
            for name in _BY_AN_ACT:
                del self.fields[name]
        asked = [("", _("– chọn chỉ số –")), *versions]
        self.offer(node_key=items, version=asked)

    def clean_plan(self) -> list[tuple[int, Decimal]]:
        """The periods and their values; a line that cannot be read says which."""
        return [
            _plan_line(text)
            for text in self.cleaned_data["plan"].splitlines()
            if text.strip()
        ]

    def clean(self) -> dict[str, Any]:
        """Days typed now lie in the campaign, periods of the plan in the target."""
        clean = super().clean() or self.cleaned_data
        for name in ("starts_on", "due_on"):
            day = clean.get(name)
            if day and day != self.initial.get(name):
                with said_at_fields(self):
                    refuse_outside(self.campaign, day, name)
        first = clean.get("starts_on") or self.campaign.starts_on
        last = clean.get("due_on") or self.latest
        for period, _value in clean.get("plan", ()):
            span = from_id(period)
            if span.ends_on < first or span.starts_on > last:
                self.add_error("plan", _outside(span, first, last))
        return clean

    def draft(self) -> TargetDraft:
        clean = dict(self.cleaned_data)
        clean.pop("reason")
        scale = self.scales.get(clean["version"], 1)
        for name in ("level_to_meet", "baseline"):
            if clean[name] is not None:
                clean[name] *= scale
        own = 1 if clean["split"] == Target.Split.COUNT else scale
        if self.launched is not None and "value" not in clean:
            now = self.launched
            clean |= {"value": now.value, "due_on": now.due_on}
        else:
            clean["value"] *= own
        clean["plan"] = [(period, value * own) for period, value in clean["plan"]]
        clean["version"] = IndicatorVersion.objects.get(pk=clean["version"])
        return TargetDraft(**clean)


def _outside(span: PeriodSpan, first: date, last: date) -> Fault:
    words = {
        "period": period_name(span.starts_on, span.ends_on),
        "first": show(first),
        "last": show(last),
    }
    return Fault(
        gettext("Kỳ %(period)s nằm ngoài thời gian của chỉ tiêu: %(first)s–%(last)s.")
        % words,
        gettext("Ghi kỳ trong khoảng ấy, hoặc sửa ngày của chỉ tiêu."),
    )


def _plan_line(text: str) -> tuple[int, Decimal]:
    name, _colon, figure = text.partition(":")
    found = _PERIOD.match(name.strip())
    try:
        value = read_number(figure).value if found else None
    except Unreadable as unreadable:
        raise Fault(
            gettext("Dòng “%(line)s”: %(reason)s")
            % {"line": text.strip(), "reason": unreadable.reason},
            unreadable.remedy,
        ) from unreadable
    if found is None or value is None or int(found["month"] or 1) not in range(1, 13):
        raise Fault(
            gettext("Không hiểu dòng “%(line)s”.") % {"line": text.strip()},
            gettext("Ghi kỳ, dấu hai chấm, rồi số: “2024: 300”."),
        )
    if abs(value) >= LARGEST:
        raise Fault(
            gettext("Dòng “%(line)s”: số lớn hơn mức máy ghi được.")
            % {"line": text.strip()},
            gettext("Kiểm lại số chữ số và đơn vị tính."),
        )
    year = int(found["year"])
    if found["quarter"]:
        span = PeriodSpan(PeriodKind.QUARTER, year, int(found["quarter"]))
    elif found["month"]:
        span = PeriodSpan(PeriodKind.MONTH, year, int(found["month"]))
    else:
        span = PeriodSpan(PeriodKind.YEAR, year, 1)
    return span.id, value


class RuleForm(LaidOut):
    """How a unit splits its own target further."""

    split = forms.ChoiceField(label=_("Cách giao"), choices=Target.Split.choices)
    level_to_meet = FigureField(label=_("Mức một đơn vị phải đạt"), required=False)


class AnswerForm(LaidOut):
    """Which version of the figure the person had read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class OtherFigureForm(AnswerForm):
    """Another figure, and why."""

    value = FigureField(label=_("Số đề nghị"), least=0)
    reason = area(_("Lý do"), missing=_("Chưa ghi lý do."))


class CounterForm(OtherFigureForm):
    """Another figure that a unit proposes; it says why."""

    reason = area(_("Lý do"), missing=_("Chưa ghi lý do."))


class ReasonForm(AnswerForm):
    """Why the figure stays."""

    reason = area(_("Lý do"), missing=_("Chưa ghi lý do."))


class MilestoneForm(LaidOut):
    """A step of qualitative content."""

    node_key = forms.TypedChoiceField(label=_("Nội dung"), coerce=as_key)
    name = line(_("Mốc"), 300, hint=_("Việc làm xong, ví dụ: ban hành quy ước của ấp."))
    due_on = day(_("Hạn"))

    def __init__(
        self,
        *args: Any,
        items: Sequence[tuple[UUID, str]],
        campaign: Campaign,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(node_key=items)
        self.hint(days_of(campaign), "due_on")


class MarkForm(LaidOut):
    """A unit says that it reached a step."""

    reached_on = day(_("Ngày đạt"))
    note = area(_("Kết quả"), missing=_("Chưa ghi kết quả."))
    file = forms.FileField(
        label=_("Minh chứng"), required=False, help_text=_("Văn bản, ảnh hoặc bảng.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("Không sau hôm nay, %(today)s.")
        self.hint(said % {"today": show(today)}, "reached_on")


FOR_ISSUE = _("khi ban hành phải có")


class PlanForm(LaidOut):
    """A unit's own plan, within the campaign."""

    focus = needed_for(
        FOR_ISSUE,
        area(
            _("Nội dung trọng tâm"), hint=_("Hai, ba việc quan trọng nhất của đơn vị.")
        ),
    )
    hard_tasks = area(_("Việc khó"), hint=_("Việc vướng mắc, cần thi đua để làm được."))
    measures = needed_for(FOR_ISSUE, area(_("Giải pháp, biện pháp")))
    own_resolution = line(_("Nghị quyết của đơn vị, địa phương"), 300, required=False)
    starts_on = day(_("Bắt đầu"))
    ends_on = day(pgettext_lazy("ngày", "Kết thúc"))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.hint(days_of(campaign), "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        for name in ("starts_on", "ends_on"):
            if day := clean.get(name):
                with said_at_fields(self):
                    refuse_outside(self.campaign, day, name)
        return clean

    @property
    def days(self) -> tuple[date, date] | None:
        """From when to when, as typed or as it stands; None where that is at fault."""
        asked = self.initial
        if self.is_bound:
            asked = self.cleaned_data if self.is_valid() else {}
        first, last = asked.get("starts_on"), asked.get("ends_on")
        return (first, last) if first and last else None

    def draft(self, items: Sequence[PlanItemDraft]) -> PlanDraft:
        clean = dict(self.cleaned_data)
        clean.pop("version")
        return PlanDraft(items=items, **clean)


class PlanItemForm(LaidOut):
    """One content of the unit's own; an empty row is none."""

    node_key = forms.TypedChoiceField(label=_("Gắn với"), coerce=as_key)
    name = line(_("Nội dung của đơn vị"), 300, required=False)
    sector = line(_("Phong trào của ngành"), 200, required=False)
    routine = line(_("Nhiệm vụ thường xuyên"), 200, required=False)
    answers = line(_("Người phụ trách"), 120, required=False)
    due_on = day(_("Hoàn thành"), required=False)

    def __init__(
        self,
        *args: Any,
        items: Sequence[tuple[UUID, str]],
        days: tuple[date, date] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(node_key=items)
        self.days = days
        if days:
            self.hint(days_words(*days), "due_on")

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if self.days and clean.get("name") and (due := clean.get("due_on")):
            with said_at_fields(self):
                refuse_outside_plan(*self.days, due, "due_on")
        return clean

    def draft(self) -> PlanItemDraft | None:
        if not self.cleaned_data.get("name"):
            return None
        return PlanItemDraft(**self.cleaned_data)


PlanItemRows = forms.formset_factory(PlanItemForm, extra=3, max_num=60)


class JoinForm(LaidOut):
    """A unit joins after the launch."""

    audience = forms.TypedChoiceField(label=_("Đối tượng"), coerce=int)
    unit = forms.TypedChoiceField(label=_("Đơn vị"), coerce=int)
    joined_on = day(_("Từ ngày"))
    reason = line(_("Lý do"), 300)

    def __init__(
        self,
        *args: Any,
        audiences: Sequence[tuple[int, str]],
        units: Sequence[tuple[int, str]],
        campaign: Campaign,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(audience=audiences, unit=units)
        self.hint(days_of(campaign), "joined_on")


class LeaveForm(LaidOut):
    """A unit leaves."""

    left_on = day(_("Từ ngày"))
    reason = line(_("Lý do"), 300)

    def __init__(self, *args: Any, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("Từ ngày tham gia, %(day)s, trở đi.")
        self.hint(said % {"day": show(since)}, "left_on")


class RevisionReasonForm(LaidOut):
    """Why the content of a launched campaign must change."""

    reason = line(_("Lý do sửa"), 300)
