"""Registering in three steps: who, what, seen by whom. One question on a screen.

Nothing is kept between the steps but what stands in the form itself: the fields of the
other steps go along hidden, so that one may go back, and a phone may fall asleep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, line
from thidua.kernel.ui.fields import FigureField, needed_for
from thidua.pledges.drafts import RegistrationDraft, TargetDraft
from thidua.pledges.models import Registration, Title
from thidua.pledges.rules import TITLES
from thidua.pledges.where import Choice

_YEAR = {
    "min_value": _("Ghi năm sinh bốn chữ số, ví dụ 1968."),
    "max_value": _("Ghi năm sinh bốn chữ số, ví dụ 1968."),
    "invalid": _("Ghi năm sinh bốn chữ số, ví dụ 1968."),
}


def kinds() -> list[tuple[str, str]]:
    """Who may register, as the first screen asks."""
    choices = Registration.Kind.choices
    return [(value, capfirst(str(label))) for value, label in choices]


class WhoForm(LaidOut):
    """The first question: who registers?"""

    kind = forms.ChoiceField(label=_("Đăng ký cho"), choices=kinds)
    name = line(
        _("Họ và tên, hoặc tên"),
        200,
        hint=_("Hộ gia đình: ghi tên chủ hộ. Dòng họ, tập thể: ghi tên gọi."),
    )
    birth_year = forms.IntegerField(
        label=_("Năm sinh"),
        required=False,
        min_value=1900,
        max_value=2100,
        error_messages=_YEAR,
        help_text=_("Để khỏi nhầm với người trùng tên. Không cần ngày, tháng."),
    )
    address = line(_("Ấp, tổ"), 200, required=False, hint=_("Ví dụ: ấp 3."))
    representative = needed_for(
        _("cần cho dòng họ, ấp, tập thể, doanh nghiệp"),
        line(_("Người đứng đầu hoặc đại diện"), 120, required=False),
    )


class WhatForm(LaidOut):
    """The second question: what will be done?"""

    content = forms.TypedMultipleChoiceField(
        label=_("Nội dung của phong trào"),
        coerce=UUID,
        required=False,
        help_text=_("Chọn một hay nhiều; không chọn cũng được nếu viết ở dưới."),
    )
    words = needed_for(
        _("cần khi không chọn nội dung nào"),
        area(_("Việc sẽ làm"), hint=_("Một, hai câu, nói như nói chuyện.")),
    )
    target = line(
        _("Chỉ tiêu của việc gì"),
        300,
        required=False,
        hint=_("Ví dụ: trồng dừa xiêm."),
    )
    value = FigureField(label=_("Con số"), required=False, least=0)
    measure = line(
        _("Đơn vị tính"),
        40,
        required=False,
        hint=_("Ví dụ: cây, con, triệu đồng, mét."),
    )
    title = forms.ChoiceField(label=_("Danh hiệu phấn đấu"), required=False)


class ShowForm(LaidOut):
    """The third question: who may see it?"""

    shows = forms.MultipleChoiceField(
        label=_("Cho mọi người trong phong trào xem"),
        required=False,
        choices=[
            ("name", _("Tên")),
            ("address", _("Ấp (cùng với tên)")),
            ("content", _("Nội dung và việc đăng ký")),
            ("result", _("Kết quả sau này")),
        ],
        help_text=_("Không chọn gì thì chỉ đơn vị xem. Đổi ý lúc nào cũng được."),
    )


STEPS: tuple[type[LaidOut], ...] = (WhoForm, WhatForm, ShowForm)
SEVERAL = {"content", "shows"}
KEPT = ("token", "draft", "version")
"""Fields of no step that go along: the form's own token, the draft it continues."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One step as it is shown: its form, and the others' fields, hidden."""

    step: int
    form: LaidOut
    carried: Sequence[tuple[str, str]]


class Typed:
    """Everything typed so far, in whichever step it stands."""

    def __init__(self, data: QueryDict, choices: Sequence[Choice]) -> None:
        self._data, self._choices = data, choices

    def form(self, step: int, *, is_bound: bool) -> LaidOut:
        """The form of a step (from 1), filled."""
        kind = STEPS[step - 1]
        form = kind(self._data) if is_bound else kind(initial=self._initial(kind))
        if isinstance(form, WhatForm):
            form.offer(
                content=[(str(one.key), one.name) for one in self._choices],
                title=[("", gettext("chưa chọn")), *self._titles()],
            )
        return form

    def screen(self, step: int, form: LaidOut | None = None) -> Screen:
        """A step with everything else carried along."""
        form = form or self.form(step, is_bound=False)
        names = [*KEPT, *(name for kind in STEPS for name in kind.base_fields)]
        return Screen(
            step,
            form,
            [
                (name, value)
                for name in names
                if name not in form.fields
                for value in self._data.getlist(name)
            ],
        )

    def first_fault(self, until: int) -> tuple[int, LaidOut] | None:
        """The first step, up to one, in which something is wrong."""
        for step in range(1, until + 1):
            form = self.form(step, is_bound=True)
            if not form.is_valid():
                return step, form
        return None

    def draft(self) -> RegistrationDraft:
        """What all steps say; every step must be valid."""
        clean: dict[str, Any] = {}
        for step in range(1, len(STEPS) + 1):
            form = self.form(step, is_bound=True)
            form.is_valid()
            clean |= form.cleaned_data
        return RegistrationDraft(
            kind=clean["kind"],
            name=clean["name"],
            birth_year=clean["birth_year"],
            address=clean["address"],
            representative=clean["representative"],
            content=clean["content"],
            words=clean["words"],
            targets=_targets(clean),
            title=clean["title"],
            shows=frozenset(clean["shows"]),
        )

    def _initial(self, kind: type[LaidOut]) -> dict[str, Any]:
        return {
            name: self._data.getlist(name)
            if name in SEVERAL
            else self._data.get(name, "")
            for name in kind.base_fields
        }

    def _titles(self) -> list[tuple[str, str]]:
        fitting = TITLES.get(self._data.get("kind", ""), ())
        return [(one, str(Title(one).label)) for one in fitting]


def _targets(clean: Mapping[str, Any]) -> list[TargetDraft]:
    if not clean["target"] and clean["value"] is None:
        return []
    return [TargetDraft(clean["target"], clean["value"], clean["measure"])]


def typed_of(values: Iterable[tuple[str, str]]) -> QueryDict:
    """A form filled from what is known already."""
    data = QueryDict(mutable=True)
    for name, value in values:
        data.appendlist(name, value)
    return data
