"""Small forms: which registrations, why, codes, duties, what is shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.kernel.models import StoredFile
from thidua.pledges.drafts import DutyDraft
from thidua.pledges.models import Duty

MOST = 2_000
"""Registrations decided on at once."""


def chosen_numbers(data: QueryDict) -> list[int]:
    """The numbers ticked on a list; what is no number was not ticked."""
    texts = data.getlist("chon")[: MOST + 1]
    return [
        int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 18
    ]


class CodeForm(LaidOut):
    """A new code: for whom, until when."""

    label = line(_("Phát cho ai"), 120, hint=_("Ví dụ: hộ dân ấp 3, Hội Nông dân."))
    ends_on = day(_("Dùng đến hết ngày"))


class EnterForm(LaidOut):
    """A code as somebody types it from a slip of paper."""

    code = line(_("Mã"), 40, hint=_("Chữ và số trên giấy; gạch nối không cần gõ."))


class DutyForm(LaidOut):
    """What the head did."""

    kind = forms.ChoiceField(label=_("Việc"), choices=Duty.Kind.choices)
    done_on = day(_("Ngày làm"))
    what = area(
        _("Đã làm gì"),
        missing=_("Chưa ghi đã làm gì."),
        hint=_("Một câu: họp với ai, đi ấp nào, thấy gì, giao gì."),
    )
    file = forms.FileField(
        label=_("Minh chứng"),
        required=False,
        help_text=_("Biên bản, ảnh, văn bản; không bắt buộc."),
    )

    def draft(self, file: StoredFile | None) -> DutyDraft:
        clean: dict[str, Any] = self.cleaned_data
        return DutyDraft(clean["kind"], clean["done_on"], clean["what"], file)
