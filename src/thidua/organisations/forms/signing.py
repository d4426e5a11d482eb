"""Text in, clean values out: signing in and passwords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.hashers import check_password
from django.utils.translation import gettext_lazy as _

from thidua.kernel.ui.fields import Fault

LEAST = 10
"""Characters of a password."""


class SignInForm(forms.Form):
    """A name and a password."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60)
    password = forms.CharField(
        label=_("Mật khẩu"), max_length=200, strip=False, widget=forms.PasswordInput
    )


class ChangePasswordForm(forms.Form):
    """The old password once, the new one twice."""

    old = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
    )
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        help_text=_("Ít nhất 10 ký tự. Một câu dễ nhớ thì tốt hơn ký tự lạ."),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
    )

    def __init__(self, *args: Any, encoded: str, username: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._encoded, self._username = encoded, username

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not check_password(old, self._encoded):
            raise Fault(
                str(_("Mật khẩu đang dùng chưa đúng.")), str(_("Nhập lại mật khẩu cũ."))
            )
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        if len(new) < LEAST:
            raise Fault(
                str(_("Mật khẩu mới ngắn hơn 10 ký tự.")),
                str(_("Thêm vài chữ nữa.")),
            )
        if self._username in new.lower():
            raise Fault(
                str(_("Mật khẩu mới chứa tên đăng nhập.")), str(_("Chọn một câu khác."))
            )
        if new == self.data.get("old"):
            raise Fault(str(_("Mật khẩu mới giống mật khẩu cũ.")))
        return new

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.data.get("new"):
            raise Fault(
                str(_("Hai lần nhập mật khẩu mới không giống nhau.")),
                str(_("Nhập lại lần nữa cho giống.")),
            )
        return again
