"""The notes of a handover, and the two signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel.ui.fields import DayField
from thidua.organisations.models import Mandate


class ProofForm(forms.Form):
    """The password once more, before one signs."""

    proof = forms.CharField(
        label=gettext_lazy("Mật khẩu của anh/chị, để ký"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        help_text=gettext_lazy("Mỗi lần ký đều hỏi lại, để không ai ký thay trên máy."),
    )


class NotesForm(forms.Form):
    """What the leaver has to say and no record knows."""

    notes = forms.CharField(
        label=gettext_lazy("Ghi chú của người giao"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "Việc đang dở mà máy không biết, thói quen của từng nơi, tài liệu để ở đâu."
        ),
    )


class GiveForm(NotesForm, ProofForm):
    """To whom, with which last day, and the proof."""

    taker = forms.TypedChoiceField(label=gettext_lazy("Người nhận"), coerce=int)
    last_day = DayField(
        label=gettext_lazy("Ngày làm việc cuối"),
        help_text=gettext_lazy("Hết ngày này, người giao không còn quyền của vai này."),
    )
    field_order = ["notes", "taker", "last_day", "proof"]

    def __init__(
        self, *args: Any, takers: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        taker: Any = self.fields["taker"]
        taker.choices = [("", _("Chọn người nhận")), *takers]

    def to(self) -> Mandate:
        """The mandate of whoever takes it."""
        return Mandate.objects.select_related("person").get(
            pk=self.cleaned_data["taker"]
        )
