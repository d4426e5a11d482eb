"""A form that tells the template how to draw each of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.forms import BoundField
from django.utils.translation import gettext as _

from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.fields import DayField, Fault, FaultView, fault_view


class LaidOut(forms.Form):
    """`lines` are pairs: how to draw a field (“area”, “tick”, …), and the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = str(forms.Field.default_error_messages["required"])
        for field in self.fields.values():
            if field.label and str(field.error_messages["required"]) == usual:
                field.error_messages["required"] = _("Chưa ghi “%(label)s”.") % {
                    "label": field.label
                }

    def offer(self, **options: Iterable[tuple[Any, Any]]) -> None:
        """Give the choices of fields that depend on who asks."""
        for name, pairs in options.items():
            cast("forms.ChoiceField", self.fields[name]).choices = list(pairs)

    def hint(self, words: str, *names: str) -> None:
        """Say at fields, beside their own hints, what they take."""
        for name in names:
            if name in self.fields:
                said = self.fields[name].help_text
                self.fields[name].help_text = f"{said} {words}".strip()

    @property
    def lines(self) -> Iterator[tuple[str, BoundField]]:
        for bound in self:
            yield _how(bound.field), bound

    @property
    def said(self) -> list[FaultView]:
        """What is wrong with the whole, or with a field that nobody sees."""
        hidden = (bound for bound in self if bound.is_hidden)
        unseen = [fault for bound in hidden for fault in bound.errors.as_data()]
        return [
            fault_view(one) for one in [*self.non_field_errors().as_data(), *unseen]
        ]


@contextmanager
def at_its_field(form: forms.Form) -> Iterator[None]:
    """Rules that are broken inside are said at the form's fields; nothing is written.

    Who may not, and what changed meanwhile, stays a page of its own.
    """
    with said_at_fields(form), transaction.atomic():
        yield


@contextmanager
def said_at_fields(form: forms.Form) -> Iterator[None]:
    """The same where nothing is written: what a form asks of a rule by itself."""
    try:
        yield
    except RuleBroken as broken:
        for no in (broken, *broken.also):
            name = no.field if no.field in form.fields else None
            form.add_error(name, Fault(str(no.reason), str(no.remedy)))


def say_files_again(form: forms.Form) -> None:
    """A browser forgets the files of a form that comes back: say so at their fields."""
    if not form.errors:
        return
    for name, upload in form.files.items():
        if name not in form.fields or form.has_error(name):
            continue
        said = _("“%(file)s” chưa được gửi, vì còn chỗ phải sửa ở biểu này.")
        again = _("Sửa xong, chọn lại tệp rồi gửi.")
        fault = Fault(said % {"file": getattr(upload, "name", "")}, again)
        form.add_error(name, fault)


def faults_at(form: forms.Form, name: str | None) -> list[str]:
    """What is wrong with a field that the page shows nowhere, each in one sentence."""
    faults = form.errors.as_data().get(name or NON_FIELD_ERRORS, [])
    said = [fault_view(one) for one in faults]
    return [f"{one.reason} {one.remedy}".strip() for one in said]


def first_refusal(form: forms.Form) -> RuleBroken:
    """The first fault of a form of which only a part of the page is shown again."""
    for name, faults in form.errors.as_data().items():
        said = fault_view(faults[0])
        return RuleBroken(said.reason, said.remedy, field=name)
    return RuleBroken(_("Biểu vừa gửi còn trống."))


def _how(field: forms.Field) -> str:
    if isinstance(field, forms.BooleanField):
        return "tick"
    if isinstance(field, forms.MultipleChoiceField):
        return "picks"
    if isinstance(field, forms.ChoiceField):
        return "choice"
    if isinstance(field, forms.FileField):
        return "file"
    if isinstance(field.widget, forms.Textarea):
        return "area"
    if isinstance(field.widget, forms.HiddenInput):
        return "hidden"
    return "field"


def as_key(value: Any) -> UUID:
    """The key of an item of content, whether typed or already known."""
    return UUID(str(value))


def area(
    label: Any,
    *,
    hint: Any = "",
    required: bool = False,
    missing: Any = "",
    rows: int = 4,
) -> forms.CharField:
    """Several lines of text; with `missing` they must be written, and it says so."""
    return forms.CharField(
        error_messages={"required": missing} if missing else {},
        label=label,
        help_text=hint,
        required=required or bool(missing),
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=10_000,
    )


def line(
    label: Any, most: int, *, hint: Any = "", required: bool = True
) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=most
    )


class OneLine(forms.CharField):
    """One line of text that a field shows on several, so that none of it is cut."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


def long_line(label: Any, most: int, *, required: bool = True) -> OneLine:
    """One line that is often longer than a field is wide."""
    return OneLine(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def day(label: Any, *, hint: Any = "", required: bool = True) -> DayField:
    """A date, typed day first."""
    return DayField(label=label, help_text=hint, required=required)
