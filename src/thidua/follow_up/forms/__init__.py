"""Forms of reminders: what reaches me, when units are reminded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut
from thidua.follow_up.actions.choosing import Choices
from thidua.follow_up.actions.reminding import PlanDraft
from thidua.follow_up.kinds import CHOSEN, Kind, Mailing
from thidua.follow_up.models import Mailbox

PROGRAM, MAILING = "p-", "m-"
"""Before the names of the fields of each kind."""


class ChoicesForm(LaidOut):
    """Address, quiet hours, and for each kind: in the program, by e-mail."""

    address = forms.EmailField(
        label=_("Địa chỉ thư điện tử"),
        required=False,
        help_text=_("Để trống thì chỉ nhận trong chương trình."),
    )
    language = forms.ChoiceField(
        label=_("Ngôn ngữ của thông báo và thư"),
        choices=Mailbox.Language,
        initial=Mailbox.Language.VIETNAMESE,
        required=False,
    )
    quiet_from = forms.IntegerField(
        label=_("Không gửi thư từ mấy giờ"), min_value=0, max_value=23
    )
    quiet_until = forms.IntegerField(label=_("Đến mấy giờ"), min_value=0, max_value=23)
    has_digest = forms.BooleanField(
        label=_("Nhận thư tổng hợp sáng thứ Hai"), required=False
    )

    def choices(self) -> Choices:
        """What the action wants."""
        return Choices(
            **self.cleaned_data, kinds={kind: self._kind(kind) for kind in CHOSEN}
        )

    def _kind(self, kind: Kind) -> tuple[bool, Mailing]:
        mailing: Any = self.data.get(f"{MAILING}{kind}", "")
        known = mailing in Mailing
        return (
            bool(self.data.get(f"{PROGRAM}{kind}")),
            Mailing(mailing) if known else Mailing.NONE,
        )


class PlanForm(LaidOut):
    """When the units that owe a form are reminded."""

    is_on = forms.BooleanField(label=_("Nhắc tự động"), required=False)
    days_before = forms.IntegerField(
        label=_("Nhắc trước hạn (ngày làm việc)"),
        min_value=0,
        max_value=20,
        help_text=_("Ghi 0 thì không nhắc trước."),
    )
    on_day = forms.BooleanField(label=_("Nhắc trong ngày đến hạn"), required=False)
    escalate_after = forms.IntegerField(
        label=_("Quá hạn mấy ngày làm việc thì báo cấp trên"),
        min_value=0,
        max_value=20,
        help_text=_("Ghi 0 thì không báo. Mỗi đơn vị, mỗi kỳ chỉ báo một lần."),
    )

    def draft(self) -> PlanDraft:
        """What the action wants."""
        clean = dict(self.cleaned_data)
        clean.pop("follows", None)
        return PlanDraft(**clean)


class OwnPlanForm(PlanForm):
    """The same of a form that has a plan of its own, which may be given up."""

    follows = forms.BooleanField(
        label=_("Bỏ lịch riêng, theo lịch chung của phong trào"), required=False
    )
