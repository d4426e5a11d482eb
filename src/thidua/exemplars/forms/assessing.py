"""What a panel types: who sat, and its verdict on each learner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.exemplars.drafts import PanelDraft, SaidDraft
from thidua.exemplars.models import BarRevisit, Revisit
from thidua.kernel.models import StoredFile
from thidua.kernel.ui.fields import DayField

Keep = Callable[[str], StoredFile | None]
"""Keeps the file of a field, if one came; what is wrong is said at the field."""


class PanelForm(LaidOut):
    """Who sat, when; the learners are rows beside it."""

    held_on = day(gettext_lazy("Ngày bình xét"))
    led_by = line(gettext_lazy("Chủ trì"), 200, hint=gettext_lazy("Họ tên và chức vụ."))
    members = area(
        gettext_lazy("Thành viên hội đồng"),
        missing=gettext_lazy("Chưa ghi thành viên hội đồng."),
        hint=gettext_lazy("Mỗi dòng một người, kèm chức vụ."),
    )
    minutes = area(
        gettext_lazy("Diễn biến"), hint=gettext_lazy("Ai nêu ý gì, kết luận ra sao.")
    )
    values_on = DayField(
        label=gettext_lazy("Số liệu đến hết ngày"), widget=forms.HiddenInput
    )

    def draft(self, posted: Mapping[str, str], keep: Keep) -> PanelDraft:
        """What the action wants, of those for whom a result was chosen."""
        clean = self.cleaned_data
        return PanelDraft(
            held_on=clean["held_on"],
            values_on=clean["values_on"],
            led_by=clean["led_by"],
            members=clean["members"],
            minutes=clean["minutes"],
            said=list(_said(posted, keep)),
        )


def _said(posted: Mapping[str, str], keep: Keep) -> Iterator[SaidDraft]:
    for name, chosen in posted.items():
        prefix, _line, key = name.partition("_")
        if prefix != "said" or not chosen or not key.isdecimal() or len(key) > 17:
            continue
        version, _colon, computed = posted.get(f"seen_{key}", "").partition(":")
        yield SaidDraft(
            learning_id=int(key),
            said=chosen,
            computed=computed,
            version=int(version) if version.isdecimal() and len(version) < 9 else 0,
            reason=posted.get(f"reason_{key}", ""),
            proof=keep(f"proof_{key}"),
        )


class EndForm(LaidOut):
    """By which decision an exemplar is retired or revoked, and why."""

    how = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=lambda: [
            (
                "retire",
                gettext_lazy("Thôi nêu gương: có nơi khác hơn, hết thời hạn"),
            ),
            ("revoke", gettext_lazy("Hủy biểu dương: biểu dương không đúng")),
        ],
    )
    reason = line(
        gettext_lazy("Lý do"),
        300,
        hint=gettext_lazy(
            "Vào dự thảo quyết định đúng như ghi ở đây; số lấy từ sổ đăng ký văn bản."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=60)


class BarForm(LaidOut):
    """The bar is kept although the figures were corrected, or frozen anew."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=lambda: [
            ("", gettext_lazy("chọn")),
            *((one.value, capfirst(str(one.label))) for one in BarRevisit.Said),
        ],
    )
    decided_on = day(
        gettext_lazy("Ngày quyết định"),
        hint=gettext_lazy("Chốt lại thì dự thảo quyết định được lập ngay."),
    )
    reason = area(gettext_lazy("Lý do"), missing=gettext_lazy("Chưa ghi lý do."))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=2000)


class RevisitForm(LaidOut):
    """A recognition is kept although figures were corrected, or withdrawn."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=lambda: [
            ("", gettext_lazy("chọn")),
            *((one.value, capfirst(str(one.label))) for one in Revisit.Said),
        ],
    )
    reason = area(gettext_lazy("Lý do"), missing=gettext_lazy("Chưa ghi lý do."))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=2000)
