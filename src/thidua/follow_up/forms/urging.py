"""The form of an urging letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.follow_up.drafts import UrgingDraft


class UrgingForm(LaidOut):
    """Whom, by when, one letter or one each, and a paragraph of one's own."""

    answer_by = day(_("Đề nghị gửi trước ngày"))
    symbol = line(
        _("Ký hiệu công văn"), 40, hint=_("Máy gợi ý; sửa theo quy định của cơ quan.")
    )
    is_joint = forms.ChoiceField(
        label=_("Mấy công văn"),
        choices=[
            ("1", _("một công văn gửi các đơn vị")),
            ("", _("mỗi đơn vị một công văn")),
        ],
        required=False,
        initial="1",
    )
    more = area(
        _("Viết thêm một đoạn"), hint=_("Không bắt buộc; xuống trước đoạn đề nghị.")
    )

    def draft(self, units: list[int]) -> UrgingDraft:
        """What the action wants."""
        clean: dict[str, Any] = dict(self.cleaned_data)
        return UrgingDraft(units=units, is_joint=bool(clean.pop("is_joint")), **clean)
