"""Forms of inspections: the plan, a finding, an answer, the end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.follow_up.drafts import InspectionDraft, ItemDraft
from thidua.follow_up.models import Finding
from thidua.kernel.files import ACCEPT


class PlanOfInspectionForm(LaidOut):
    """Whom, when, who goes, what is looked at."""

    inspected = forms.ChoiceField(label=_("Đơn vị được kiểm tra"))
    starts_on = day(_("Từ ngày"))
    ends_on = day(_("Đến ngày"))
    leader = line(_("Trưởng đoàn"), 200, hint=_("Họ tên, chức vụ."))
    members = area(_("Thành viên"), hint=_("Mỗi dòng một người."))
    purpose = area(
        _("Yêu cầu với đơn vị"), hint=_("Đơn vị chuẩn bị báo cáo, hồ sơ, sổ sách nào.")
    )
    items = forms.MultipleChoiceField(
        label=_("Kiểm tra những gì"),
        error_messages={"required": _("Chọn ít nhất một nội dung hoặc chỉ tiêu.")},
    )
    reason = line(
        _("Vì sao đổi ngày"),
        500,
        required=False,
        hint=_("Kế hoạch đã thông báo: đổi ngày thì ghi lý do, đơn vị đọc được."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        units: list[tuple[str, str]],
        items: dict[str, ItemDraft],
        is_announced: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_announced:
            del self.fields["reason"]
        self.known = items
        self.offer(
            inspected=units, items=[(key, one.name) for key, one in items.items()]
        )

    def draft(self) -> InspectionDraft:
        """What the actions want."""
        clean = dict(self.cleaned_data)
        clean.pop("version")
        chosen = [self.known[key] for key in clean.pop("items")]
        return InspectionDraft(
            inspected_id=int(clean.pop("inspected")), items=chosen, **clean
        )


class FileField(forms.FileField):
    """One file, of the types that are kept as proof."""

    def __init__(self, label: Any, hint: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            widget=forms.FileInput(attrs={"accept": ACCEPT}),
        )


class FindingForm(LaidOut):
    """What was found, and by when it is to be mended."""

    what = area(_("Điều phát hiện"), required=True)
    severity = forms.ChoiceField(
        label=_("Mức độ"), choices=Finding.Severity, initial=Finding.Severity.MEND
    )
    place = line(_("Ở đâu"), 300, required=False)
    mend_by = day(_("Hạn khắc phục"))
    file = FileField(_("Tệp kèm (biên bản, ảnh)"))


class AnswerForm(LaidOut):
    """What the unit did, with proof; or why an answer is returned."""

    words = area(_("Đã làm gì"), required=True)
    file = FileField(_("Tệp minh chứng"), _("PDF, ảnh, DOCX, XLSX; không bắt buộc."))


class ConclusionForm(LaidOut):
    """How an inspection ends."""

    conclusion = area(_("Kết luận"), required=True)
