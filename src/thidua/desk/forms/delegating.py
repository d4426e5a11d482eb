"""A written delegation, as whoever has the document before them types it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel.files import ACCEPT
from thidua.kernel.ui.fields import DayField, Fault
from thidua.organisations.actions import Paper
from thidua.organisations.models import Person, Power


class DelegationForm(forms.Form):
    """To whom, for what, from when to when, and by which document."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Người được ủy quyền"), coerce=int
    )
    powers = forms.MultipleChoiceField(
        label=gettext_lazy("Được làm những việc"),
        choices=Power,
        widget=forms.CheckboxSelectMultiple,
    )
    scope = forms.TypedChoiceField(
        label=gettext_lazy("Giới hạn trong phong trào"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    first = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Hết ngày này thì máy tự thôi, kể cả đang nhập dở."),
    )
    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        max_length=60,
        help_text=gettext_lazy("Ví dụ: 12/GUQ-BTĐKT."),
    )
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=gettext_lazy("Ví dụ: đi công tác, nghỉ phép."),
    )
    file = forms.FileField(
        label=gettext_lazy("Văn bản đã ký"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[int, str]],
        scopes: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._scopes: Mapping[int, str] = dict(scopes)
        person: Any = self.fields["person"]
        person.choices = [("", _("Chọn người")), *people]
        scope: Any = self.fields["scope"]
        scope.choices = [("", _("Không giới hạn: mọi phong trào")), *scopes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        shared = {Power.REPORT, Power.ACCEPT} & set(cleaned.get("powers", ()))
        if cleaned.get("scope") and shared:
            self.add_error(
                "scope",
                Fault(
                    _("Báo cáo dùng chung cho mọi phong trào, không chia theo một."),
                    _("Bỏ giới hạn, hoặc bỏ các việc về báo cáo."),
                ),
            )
        return cleaned

    def to(self) -> Person:
        """Whom it names."""
        return Person.objects.get(pk=self.cleaned_data["person"])

    def paper(self) -> Paper:
        """The document."""
        typed = self.cleaned_data
        scope: int | None = typed["scope"]
        return Paper(
            number=typed["number"].strip(),
            issued_on=typed["issued_on"],
            first=typed["first"],
            last=typed["last"],
            powers=tuple(typed["powers"]),
            reason=typed["reason"].strip(),
            scope_id=scope,
            scope_name=self._scopes.get(scope, "") if scope else "",
            file=typed["file"],
        )


class RevokeForm(forms.Form):
    """Why a delegation is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do thu hồi"), max_length=1000, widget=forms.Textarea
    )
