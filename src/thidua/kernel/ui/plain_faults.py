"""What fields say when something typed is not taken, in the words of this house.

Django says it in a translation of its own; these sentences say what is wrong and what
mends it, once for every form. A form that says it better names its own.
"""

from __future__ import annotations

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _

_NUMBER = _("Chưa phải con số; ghi chữ số, ví dụ 12,5.")
_CHOICE = _("Không có “%(value)s” trong danh sách; chọn lại.")
_LIST = _("Chưa đọc được những mục đã chọn; chọn lại.")
_DAY = _("Chưa phải một ngày; ghi như 20/05/2025.")
_DIGITS = _("Nhiều chữ số quá; ghi gọn lại.")

_OF_FIELDS: tuple[tuple[type[forms.Field], dict[str, object]], ...] = (
    (forms.Field, {"required": _("Chưa điền ô này.")}),
    (
        forms.IntegerField,
        {"invalid": _("Chưa phải số nguyên; ghi chữ số, ví dụ 12.")},
    ),
    (forms.FloatField, {"invalid": _NUMBER}),
    (forms.DecimalField, {"invalid": _NUMBER}),
    (forms.DateField, {"invalid": _DAY}),
    (forms.DateTimeField, {"invalid": _DAY}),
    (forms.TimeField, {"invalid": _("Chưa phải một giờ; ghi như 07:30.")}),
    (forms.ChoiceField, {"invalid_choice": _CHOICE}),
    (forms.MultipleChoiceField, {"invalid_choice": _CHOICE, "invalid_list": _LIST}),
    (forms.URLField, {"invalid": _("Địa chỉ chưa đúng; ví dụ https://chinhphu.vn.")}),
    (forms.UUIDField, {"invalid": _("Mã này chưa đúng; mở lại trang rồi làm lại.")}),
    (
        forms.FileField,
        {
            "invalid": _("Chưa nhận được tệp; chọn lại rồi gửi."),
            "missing": _("Chưa chọn tệp nào."),
            "empty": _("Tệp này rỗng; chọn tệp khác."),
            "max_length": _(
                "Tên tệp dài %(length)d ký tự, nhiều nhất %(max)d; đổi tên ngắn hơn."
            ),
        },
    ),
)

_OF_VALIDATORS: tuple[tuple[object, object], ...] = (
    (validators.RegexValidator, _("Chưa đúng cách ghi; xem lời dặn cạnh ô.")),
    (
        validators.MaxValueValidator,
        _("Số này lớn quá; ghi số không quá %(limit_value)s."),
    ),
    (
        validators.MinValueValidator,
        _("Số này nhỏ quá; ghi số từ %(limit_value)s trở lên."),
    ),
    (
        validators.MaxLengthValidator,
        _("Dài %(show_value)s ký tự, nhiều nhất %(limit_value)s; rút gọn lại."),
    ),
    (
        validators.MinLengthValidator,
        _("Mới có %(show_value)s ký tự; cần ít nhất %(limit_value)s."),
    ),
    (
        validators.EmailValidator,
        _("Địa chỉ thư chưa đúng; ví dụ ten@coquan.gov.vn."),
    ),
    (validators.URLValidator, _("Địa chỉ chưa đúng; ví dụ https://chinhphu.vn.")),
    (
        validators.ProhibitNullCharactersValidator,
        _("Có ký tự không đọc được; gõ lại, đừng dán."),
    ),
    (
        validators.validate_slug,
        _("Chỉ dùng chữ không dấu, chữ số, gạch nối và gạch dưới."),
    ),
)


_OF_DECIMALS: dict[str, object] = {
    "invalid": _NUMBER,
    "max_digits": _DIGITS,
    "max_decimal_places": _("Lẻ nhiều quá; nhiều nhất %(max)s chữ số sau dấu phẩy."),
    "max_whole_digits": _DIGITS,
}


def speak_plainly() -> None:
    """Put these sentences where Django keeps its own; before any form is made."""
    for field, said in _OF_FIELDS:
        own = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**own, **said}  # type: ignore[dict-item]
    for validator, sentence in _OF_VALIDATORS:
        validator.message = sentence  # type: ignore[attr-defined]
    vars(validators.DecimalValidator)["messages"].update(_OF_DECIMALS)
