"""Forms of the plan check: reasons, ties, requests, the limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.drafts import TieDraft
from thidua.campaigns.forms.laid_out import LaidOut, area, day, line


class FindingForm(LaidOut):
    """Which finding: its rule, and the thing within the plan."""

    rule = forms.SlugField(max_length=40)
    subject = forms.CharField(max_length=80, required=False)


class AcceptForm(FindingForm):
    """Why a warning is accepted."""

    every = forms.BooleanField(required=False)
    reason = area(_("Lý do chấp nhận"), required=True)

    def accepted(self) -> dict[str, Any]:
        """What the action wants: `subject` None for all warnings of the rule."""
        clean = dict(self.cleaned_data)
        if clean.pop("every"):
            clean["subject"] = None
        return clean


class MeasuresForm(LaidOut):
    """That an indicator measures an item, and why."""

    subject = forms.CharField(max_length=80)
    reason = area(
        _("Vì sao đo được"), missing=_("Chưa ghi vì sao chỉ tiêu này đo được việc này.")
    )


class TieForm(LaidOut):
    """To what everyday work an item is tied."""

    routine = line(
        _("Nhiệm vụ thường xuyên"),
        200,
        required=False,
        hint=_("Việc đơn vị vẫn làm hằng năm, ví dụ: duy tu đường ấp."),
    )
    sector = line(
        _("Phong trào của ngành"),
        200,
        required=False,
        hint=_("Ví dụ: Cả nước chung sức xây dựng nông thôn mới."),
    )
    outside_index = forms.ChoiceField(
        label=_("Chỉ số bên ngoài"),
        required=False,
        help_text=_("Bộ chỉ số do nơi khác công bố mà nội dung này góp phần nâng."),
    )

    def __init__(self, *args: Any, indices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(outside_index=[("", gettext("không gắn")), *indices.items()])

    def draft(self) -> TieDraft:
        return TieDraft(**self.cleaned_data)


class LimitForm(LaidOut):
    """How many goals a commune can carry."""

    most_goals = forms.IntegerField(
        label=_("Số nội dung nhiều nhất của một xã"), min_value=1, max_value=500
    )


class AskForm(LaidOut):
    """What a unit should mend in its plan, and by when."""

    note = area(_("Cần chỉnh gì"), required=True)
    due_on = day(_("Hạn"))
