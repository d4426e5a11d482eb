"""Codes and names as whoever signs in types them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.kernel.ui.fields import needed_for


class SecondStepForm(forms.Form):
    """A code of a phone or of paper; or what the browser says of a passkey."""

    code = forms.CharField(
        label=_("Mã"),
        max_length=30,
        required=False,
        help_text=_("Sáu chữ số trên điện thoại, hoặc một mã dự phòng trên giấy."),
    )
    credential = forms.CharField(
        max_length=20_000, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, has_passkey: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = not has_passkey
        if has_passkey:
            needed_for(_("nếu không dùng khóa bảo mật"), self.fields["code"])


class PhoneForm(forms.Form):
    """A name for the phone, and the first code that it shows."""

    name = forms.CharField(
        label=_("Đặt tên"), max_length=60, initial=_("Điện thoại của tôi")
    )
    code = forms.CharField(label=_("Sáu chữ số đang hiện"), max_length=10)


class PasskeyForm(forms.Form):
    """A name for the passkey, and what the browser made."""

    name = forms.CharField(
        label=_("Đặt tên"), max_length=60, initial=_("Khóa của máy này")
    )
    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput)


class ProofForm(forms.Form):
    """The password, or a code, once more."""

    proof = forms.CharField(
        label=_("Mật khẩu, hoặc mã trên điện thoại"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
    )
