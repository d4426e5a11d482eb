"""What is typed and sent about a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.documents.free import DECISION, DRAFTER, FREE_KINDS, URGENCIES, FreeDraft
from thidua.documents.policies import can_issue
from thidua.kernel.paper.parts import LETTER
from thidua.kernel.text import tidy
from thidua.kernel.ui.fields import DayField, needed_for
from thidua.organisations.models import Unit


def _line(label: Any, most: int, hint: Any = "", **more: Any) -> forms.CharField:
    """One line that may stay empty."""
    return forms.CharField(
        label=label, max_length=most, help_text=hint, required=False, **more
    )


class VersionForm(forms.Form):
    """A draft as edited in Word."""

    file = forms.FileField(label=_("Tệp Word (.docx)"))
    note = _line(_("Đã sửa gì"), 300)


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


class _Lines(forms.Field):
    """One name on each line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, (list, tuple)):
            return list(value)
        lines = [tidy(one) for one in str(value or "").splitlines()]
        return [one for one in lines if one]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value


NOBODY_SIGNS = _(
    "Hôm nay đơn vị chưa có ai được phân công làm thủ trưởng, cấp phó, cũng chưa ai"
    " được ủy quyền ký. Vẫn lưu được dự thảo; nhờ quản trị hệ thống phân công thủ"
    " trưởng, rồi chọn “Soạn lại nội dung” để ghi người ký."
)
"""Why no signer can be chosen, and what to do."""


def _leave_out(kinds: forms.Field, unit: Unit) -> None:
    """Offer a hamlet no decision; the reason stands below the field."""
    refused = [key for key in FREE_KINDS if not can_issue(unit, key)]
    if refused:
        offered = [one for one in FREE_KINDS.items() if one[0] not in refused]
        kinds.choices = offered  # type: ignore[attr-defined]
        verdict = can_issue(unit, DECISION)
        kinds.help_text = f"{verdict.reason} {verdict.remedy}"


class FreeForm(forms.Form):
    """A document written from nothing."""

    kind = forms.ChoiceField(
        label=_("Loại văn bản"), choices=list(FREE_KINDS.items()), initial=LETTER
    )
    abstract = forms.CharField(
        label=_("Trích yếu"),
        max_length=500,
        help_text=_("Không ghi “V/v”: máy tự thêm ở công văn."),
        error_messages={"required": _("Chưa ghi trích yếu.")},
    )
    body = forms.CharField(
        label=_("Nội dung"),
        max_length=100_000,
        widget=forms.Textarea,
        error_messages={"required": _("Chưa ghi nội dung.")},
    )
    addressees = _Lines(
        label=_("Kính gửi, mỗi dòng một nơi"),
        required=False,
        help_text=_("Dùng cho công văn, tờ trình, báo cáo gửi cấp trên."),
    )
    grounds = _Lines(
        label=_("Căn cứ, mỗi dòng một văn bản"),
        required=False,
        help_text=_("Dùng cho quyết định, kế hoạch; máy tự thêm dấu chấm phẩy."),
    )
    recipients = _Lines(
        label=_("Nơi nhận, mỗi dòng một nơi"),
        required=False,
        help_text=_("Dòng “Lưu: VT” do máy thêm."),
    )
    signer = forms.ChoiceField(
        label=_("Người ký"),
        error_messages={"required": _("Chưa chọn người ký.")},
        help_text=_("Thủ trưởng, cấp phó, người được ủy quyền ký còn hiệu lực."),
    )
    drafter = _line(_("Chữ viết tắt đơn vị soạn thảo"), 20, initial=DRAFTER)
    symbol = _line(
        _("Ký hiệu"), 40, _("Để trống thì theo loại và cơ quan, ví dụ KH-UBND.")
    )
    place = _line(_("Địa danh"), 60, _("Để trống thì theo tên đơn vị."))
    urgency = forms.ChoiceField(
        label=_("Độ khẩn"),
        required=False,
        choices=[("", _("thường")), *((one, one) for one in URGENCIES)],
    )

    def __init__(
        self, *args: Any, unit: Unit, signers: Sequence[tuple[str, str]], **more: Any
    ):
        super().__init__(*args, **more)
        _leave_out(self.fields["kind"], unit)
        field = self.fields["signer"]
        field.choices = list(signers)  # type: ignore[attr-defined]
        if not signers:
            field.required = False
            field.choices = [("", _("chưa có ai ký được"))]  # type: ignore[attr-defined]
            field.help_text = NOBODY_SIGNS

    def draft(self) -> FreeDraft:
        """What was typed."""
        return FreeDraft(**self.cleaned_data)

    @staticmethod
    def typed(draft: FreeDraft) -> dict[str, Any]:
        """A draft as the fields show it."""
        return asdict(draft)


class RegisterForm(forms.Form):
    """A register that begins otherwise than with 01, or that several kinds share."""

    kinds = forms.MultipleChoiceField(
        label=_("Loại văn bản ghi vào sổ này"),
        choices=list(FREE_KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chưa chọn loại văn bản nào.")},
    )
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    first = forms.IntegerField(
        label=_("Số đầu tiên"),
        min_value=1,
        max_value=99_999,
        initial=1,
        help_text=_("Khác 01 khi các số trước đã cấp ở nơi khác."),
    )
    reason = needed_for(
        _("cần khi số đầu khác 01"),
        _line(_("Vì sao"), 300, _("Ví dụ: đến số 46 đã cấp ở sổ giấy.")),
    )
    series = _line(
        _("Hệ thống số riêng của"),
        80,
        _("Ví dụ: Hội đồng Thi đua – Khen thưởng. Để trống nếu của cơ quan."),
    )

    def begun(self) -> dict[str, Any]:
        """The values as `actions.begin_register` takes them."""
        values = dict(self.cleaned_data)
        kind, *also = values.pop("kinds")
        return values | {"kind": kind, "also": also}
