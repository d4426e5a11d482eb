"""What a field says when something typed is not taken: in the words of this house."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from tests.doors import signed_in
from tests.organisations.factories import a_province, an_actor
from thidua.kernel.ui.fields import view_of


class _Typed(forms.Form):
    hour = forms.IntegerField(min_value=0, max_value=23)
    name = forms.CharField(min_length=3, max_length=5)
    mail = forms.EmailField()
    day = forms.DateField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    share = forms.DecimalField(max_digits=4, decimal_places=1)
    page = forms.URLField(assume_scheme="https")
    code = forms.SlugField()


def said(name: str, typed: str) -> str:
    """The sentence under a field."""
    faults = view_of(_Typed({name: typed})[name]).faults
    return " ".join(fault.reason for fault in faults)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("hour", "25", "Số này lớn quá; ghi số không quá 23."),
        ("hour", "-1", "Số này nhỏ quá; ghi số từ 0 trở lên."),
        ("hour", "mười", "Chưa phải số nguyên; ghi chữ số, ví dụ 12."),
        ("name", "", "Chưa điền ô này."),
        ("name", "abcdef", "Dài 6 ký tự, nhiều nhất 5; rút gọn lại."),
        ("name", "ab", "Mới có 2 ký tự; cần ít nhất 3."),
        ("mail", "lan@", "Địa chỉ thư chưa đúng; ví dụ ten@coquan.gov.vn."),
        ("day", "hôm qua", "Chưa phải một ngày; ghi như 20/05/2025."),
        ("kind", "b", "Không có “b” trong danh sách; chọn lại."),
        ("share", "nửa", "Chưa phải con số; ghi chữ số, ví dụ 12,5."),
        ("share", "1.25", "Lẻ nhiều quá; nhiều nhất 1 chữ số sau dấu phẩy."),
        ("page", "không", "Địa chỉ chưa đúng; ví dụ https://chinhphu.vn."),
        ("code", "chữ số", "Chỉ dùng chữ không dấu, chữ số, gạch nối và gạch dưới."),
    ],
)
def test_a_field_says_what_is_wrong_as_the_house_does(
    name: str, typed: str, sentence: str
) -> None:
    with translation.override("vi"):
        assert said(name, typed) == sentence


def test_it_says_so_in_english_too() -> None:
    with translation.override("en"):
        assert said("hour", "25") == "This number is too large; 23 at the most."


@pytest.mark.django_db
def test_the_hour_of_quiet_is_refused_in_plain_words() -> None:
    mine = signed_in(an_actor(a_province().department))
    answer = mine.post("/thong-bao/", {"quiet_from": "25", "quiet_until": "6"})

    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Số này lớn quá; ghi số không quá 23." in words
    assert "Đảm bảo giá trị" not in words
