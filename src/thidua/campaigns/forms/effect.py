"""Forms of an assessment and of what a campaign cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.drafts import AssessmentWords, ExpenseDraft
from thidua.campaigns.forms.laid_out import LaidOut, area, as_key, day, line
from thidua.campaigns.models import Expense
from thidua.kernel.models import StoredFile
from thidua.kernel.ui.fields import DongField, needed_for

Items = Sequence[tuple[UUID, str]]


class AssessmentForm(LaidOut):
    """What the head thinks, beside the figures."""

    remarks = needed_for(
        _("cần có khi chốt"),
        area(
            _("Nhận xét"),
            hint=_(
                "Đạt gì, chưa đạt gì, vì sao. Số liệu đã có bên trên, không chép lại."
            ),
        ),
    )
    lessons = area(_("Bài học"), hint=_("Cách làm nên giữ, cách làm nên bỏ."))
    proposals = area(_("Kiến nghị"), hint=_("Đề nghị ai làm gì, từ khi nào."))
    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, max_value=2**31
    )

    def words(self) -> AssessmentWords:
        clean = self.cleaned_data
        return AssessmentWords(clean["remarks"], clean["lessons"], clean["proposals"])


class SignOffForm(forms.Form):
    """What stood on the page that somebody signs."""

    version = forms.IntegerField(min_value=0, max_value=2**31)
    number = forms.IntegerField(min_value=0, max_value=2**15)
    seen = forms.CharField(max_length=64)


class ExpenseForm(LaidOut):
    """One expense; to correct one, why."""

    amount = DongField(label=_("Số tiền (đồng)"))
    spent_on = day(
        _("Ngày chi"), hint=_("Khoản chi tính vào giai đoạn nào có ngày này.")
    )
    source = forms.ChoiceField(label=_("Nguồn"), choices=Expense.Source.choices)
    purpose = line(
        _("Chi cho việc gì"), 300, hint=_("Ví dụ: in tờ rơi, khen thưởng đợt 1.")
    )
    node_key = forms.TypedChoiceField(
        label=_("Cho nội dung"),
        coerce=as_key,
        required=False,
        empty_value=None,
        help_text=_("Ghi riêng được thì mới tính được chi phí cho một kết quả."),
    )
    voucher = line(_("Số chứng từ"), 120, required=False)
    file = forms.FileField(
        label=_("Chứng từ kèm theo"),
        required=False,
        help_text=_("PDF hoặc ảnh; không bắt buộc."),
    )
    reason = line(_("Lý do sửa"), 300, hint=_("Ghi số tiền 0 thì rút lại khoản này."))

    def __init__(
        self, *args: Any, items: Items, corrects: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(node_key=[("", gettext("chi chung")), *items])
        if not corrects:
            del self.fields["reason"]

    def draft(self, file: StoredFile | None) -> ExpenseDraft:
        clean = self.cleaned_data
        return ExpenseDraft(
            amount=Decimal(clean["amount"]),
            spent_on=clean["spent_on"],
            source=clean["source"],
            purpose=clean["purpose"],
            node_key=clean["node_key"],
            voucher=clean["voucher"],
            file=file,
        )
