"""By which forms a campaign asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.drafts import DUE_AFTER, FormDraft
from thidua.campaigns.forms.laid_out import LaidOut, line
from thidua.indicators.models import Form, Period
from thidua.kernel.ui.fields import needed_for

FOR_A_NEW_ONE = _("cần khi lập biểu mới")


class FormsForm(LaidOut):
    """By which forms the participants report."""

    forms = forms.TypedMultipleChoiceField(
        label=_("Biểu báo cáo"), coerce=int, required=False
    )

    def __init__(
        self, *args: Any, options: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(forms=options)


class OwnFormForm(LaidOut):
    """What a form of the campaign's own asks, and of whom.

    `drafted` are its forms that are not opened yet: they can get the lines as well.
    """

    versions = forms.TypedMultipleChoiceField(
        label=_("Chỉ số chưa có biểu nào của phong trào hỏi"),
        coerce=int,
        error_messages={"required": _("Đánh dấu ít nhất một chỉ số.")},
    )
    level = forms.ChoiceField(label=_("Ai báo cáo"))
    into = forms.TypedChoiceField(
        label=_("Đưa vào biểu"), coerce=int, required=False, empty_value=None
    )
    name = needed_for(FOR_A_NEW_ONE, line(_("Tên biểu"), 200, required=False))
    period_kind = forms.ChoiceField(
        label=_("Kỳ báo cáo"), choices=Period.Kind.choices, required=False
    )
    due_after = forms.IntegerField(
        label=_("Hạn gửi: ngày làm việc thứ mấy sau kỳ"),
        min_value=1,
        max_value=60,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        versions: Sequence[tuple[int, str]],
        levels: Sequence[tuple[str, str]],
        drafted: Mapping[int, Form],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drafted = drafted
        self.offer(versions=versions, level=levels)
        if not drafted:
            del self.fields["into"]
            self.fields["name"] = line(_("Tên biểu"), 200)
            return
        own = [(number, one.name) for number, one in drafted.items()]
        self.offer(into=[*own, ("", _("– biểu mới –"))])

    def clean(self) -> dict[str, Any]:
        """A new form has a name."""
        cleaned = super().clean() or {}
        is_named = cleaned.get("into") or cleaned.get("name")
        if not is_named and not self.has_error("name"):
            self.add_error("name", _("Biểu mới phải có tên."))
        return cleaned

    def draft(self) -> FormDraft:
        clean = self.cleaned_data
        return FormDraft(
            versions=clean["versions"],
            level=clean["level"],
            name=clean["name"],
            period_kind=clean["period_kind"] or Period.Kind.MONTH,
            due_after=clean["due_after"] or DUE_AFTER,
            into=self.drafted.get(clean.get("into") or 0),
        )
