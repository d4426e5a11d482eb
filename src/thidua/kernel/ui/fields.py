"""Form fields that read the Vietnamese way, and what a component shows of a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel import dates
from thidua.kernel.files import ACCEPT, upload_limits
from thidua.kernel.numbers import (
    LARGEST,
    Reading,
    Unreadable,
    read_dong,
    read_number,
    scale_of,
    show_number,
)


class Fault(ValidationError):  # noqa: N818 - a sentence for the one who typed
    """What is wrong with a field, and what mends it; both stand under the field."""

    def __init__(self, reason: str, remedy: str = "", code: str = "invalid") -> None:
        super().__init__(reason, code=code)
        self.remedy = remedy


class DayField(forms.Field):
    """A date typed day first: `20/05/2025`, `20-5-25`, `2025-05-20`."""

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        day = dates.read_date(text)
        if day is None:
            raise Fault(dates.why_no_date(text), _("Ví dụ: 20/05/2025."))
        return day

    def prepare_value(self, value: Any) -> Any:
        return dates.show(value) if isinstance(value, date) else value


class FigureField(forms.Field):
    """A number typed the Vietnamese way; a doubtful one is asked about.

    `decimals` is how many are kept, `least` and `most` the bounds of the type.
    """

    def __init__(
        self,
        *,
        decimals: int | None = None,
        least: Decimal | int | None = None,
        most: Decimal | int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.decimals, self.least, self.most = decimals, least, most

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        try:
            reading = self.read(text)
        except Unreadable as unreadable:
            raise Fault(unreadable.reason, unreadable.remedy) from unreadable
        if reading.other is not None:
            raise Fault(
                _("“%(typed)s” đọc được hai cách.") % {"typed": text},
                _("Ghi %(one)s hay %(other)s?")
                % {
                    "one": show_number(reading.value),
                    "other": show_number(reading.other),
                },
            )
        return reading.value

    def read(self, text: str) -> Reading:
        """What was meant; `Unreadable` for “2 triệu” where the field counts ones."""
        reading = read_number(text, decimals=self.decimals)
        if scale_of(reading.unit) and reading.unit not in str(self.label):
            raise Unreadable(
                _("“%(typed)s” ghi kèm “%(unit)s”, ô này không đọc được.")
                % {"typed": text, "unit": reading.unit},
                _("Ghi đủ các chữ số, theo đơn vị của ô."),
            )
        return reading

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if abs(value) >= LARGEST:
            raise Fault(
                _("Số này lớn hơn mức máy ghi được."),
                _("Kiểm lại số chữ số và đơn vị tính."),
            )
        if self.least is not None and value < self.least:
            raise Fault(
                _("Số này nhỏ hơn %(least)s.")
                % {"least": show_number(Decimal(self.least))},
                _("Ghi số từ %(least)s trở lên.")
                % {"least": show_number(Decimal(self.least))},
            )
        if self.most is not None and value > self.most:
            raise Fault(
                _("Số này lớn hơn %(most)s.")
                % {"most": show_number(Decimal(self.most))},
                _("Ghi số không quá %(most)s.")
                % {"most": show_number(Decimal(self.most))},
            )

    def prepare_value(self, value: Any) -> Any:
        return show_number(value) if isinstance(value, Decimal) else value


class DongField(FigureField):
    """Money in whole đồng, typed in full or as it is spoken: `2,5 triệu`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Ví dụ 2.500.000 hoặc 2,5 triệu."))
        super().__init__(decimals=0, least=0, **kwargs)

    def read(self, text: str) -> Reading:
        """The đồng meant."""
        return read_dong(text)


@dataclass(frozen=True, slots=True)
class FaultView:
    """One fault as it stands under a field."""

    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """What `<c-field>`, `<c-select>` and `<c-picks>` show of a form's field."""

    id: str = ""
    name: str = ""
    label: str = ""
    value: Any = ""
    hint: str = ""
    type: str = ""
    inputmode: str = ""
    required: bool = False
    is_secret: bool = False
    is_long: bool = False
    faults: Sequence[FaultView] = ()
    options: Sequence[tuple[Any, Any]] = ()
    is_given: bool = False
    accept: str = ""
    """Of a file: the endings that are taken."""
    needed_for: str = ""
    """Of a field that may be empty for now: what it will be asked for."""


def needed_for(what: Any, field: Any) -> Any:
    """A field that may be empty for now; its label says what it will be asked for."""
    field.needed_for = what
    return field


NO_FIELD = FieldView()


def view_of(bound: BoundField) -> FieldView:
    """A form's field with everything the components need."""
    field, widget = bound.field, bound.field.widget
    value = bound.value()
    kind = getattr(widget, "input_type", "text")
    choices = getattr(field, "choices", ())
    return FieldView(
        id=bound.auto_id or bound.html_name,
        name=bound.html_name,
        label=str(bound.label or ""),
        value="" if value is None else value,
        hint=_hint(bound),
        type=kind if kind in {"password", "email", "file", "search"} else "text",
        inputmode=_inputmode(field),
        required=field.required,
        is_secret=kind == "password",
        is_long=isinstance(widget, forms.Textarea),
        faults=[fault_view(error) for error in bound.errors.as_data()],
        options=list(choices),
        is_given=True,
        accept=_accept(field),
        needed_for=str(getattr(field, "needed_for", "")),
    )


def _accept(field: forms.Field) -> str:
    return str(getattr(field, "accept", ACCEPT)) if _is_file(field) else ""


def _is_file(field: forms.Field) -> bool:
    return isinstance(field, forms.FileField)


def _hint(bound: BoundField) -> str:
    """The help of a field; of a file also what is taken, and how large."""
    said = str(bound.help_text or "")
    if not _is_file(bound.field):
        return said
    return f"{said} {upload_limits(_accept(bound.field))}".strip()


def _inputmode(field: forms.Field) -> str:
    if isinstance(field, (FigureField, forms.IntegerField)):
        return "decimal"
    return "numeric" if isinstance(field, DayField) else ""


def fault_view(error: ValidationError) -> FaultView:
    """A fault in the words that stand under its field."""
    return FaultView(" ".join(error.messages), str(getattr(error, "remedy", "")))
