"""Forms of the room: text in, clean values out."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, day, line
from thidua.kernel import clock
from thidua.kernel.models import StoredFile
from thidua.kernel.text import fold, tidy
from thidua.kernel.ui.fields import DongField, Fault
from thidua.prospects.drafts import (
    MeasureDraft,
    ProspectDraft,
    SubjectDraft,
    TipDraft,
)
from thidua.prospects.models import Subject, SupportMeasure

PICTURES = ".jpg,.jpeg,.png,.webp"
"""The endings of pictures; a phone sends its own kind as one of them."""
_OLDEST = 1900
"""The earliest year of birth of somebody who may be told of."""


class YearField(forms.IntegerField):
    """A year in which somebody alive was born."""

    def clean(self, value: Any) -> int | None:
        """The year; `Fault` for one that cannot be."""
        year: int | None = super().clean(value)
        last = clock.today().year
        if year is None or _OLDEST <= year <= last:
            return year
        raise Fault(
            gettext("Năm sinh %s không thể đúng.") % year,
            gettext("Ghi một năm từ %(first)s đến %(last)s; không rõ thì để trống.")
            % {"first": _OLDEST, "last": last},
        )


def year_of_birth() -> YearField:
    """The year in which somebody was born; empty where nobody knows."""
    return YearField(
        label=_("Năm sinh"),
        required=False,
        error_messages={"invalid": _("Ghi năm sinh bốn chữ số, ví dụ 1968.")},
        help_text=_("Chỉ để phân biệt người trùng tên."),
    )


def _kinds() -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in Subject.Kind.choices]


def _fields() -> list[tuple[str, str]]:
    """The fields of work, the one for everything else last."""
    return [(value, capfirst(str(label))) for value, label in Subject.Field.choices]


def _picture() -> forms.FileField:
    field = forms.FileField(
        label=_("Ảnh"), required=False, help_text=_("Chụp hoặc chọn một ảnh.")
    )
    field.accept = PICTURES  # type: ignore[attr-defined]
    return field


def campaign_and_item(text: str) -> tuple[int | None, UUID | None]:
    """`15`, `15/<key>` or nothing, as the choice of a campaign or of its item says."""
    number, _slash, key = text.partition("/")
    return (int(number) if number else None), (UUID(key) if key else None)


def about_of(campaign_id: int | None, node_key: UUID | None) -> str:
    """The same choice as text, for a form that is filled already."""
    return "/".join(str(one) for one in (campaign_id, node_key) if one)


class TipForm(LaidOut):
    """A tip, on one screen."""

    kind = forms.ChoiceField(label=_("Báo về"), choices=_kinds)
    name = line(
        _("Tên"),
        200,
        hint=_("Tên người, chủ hộ, tổ, đơn vị hoặc tên cách làm."),
    )
    what = area(
        _("Đã làm gì"),
        missing=_("Chưa ghi đã làm gì."),
        hint=_("Một, hai câu, nói như nói chuyện; có con số thì ghi."),
    )
    where = forms.TypedChoiceField(
        label=_("Ở đâu"),
        coerce=int,
        help_text=_("Nơi được chọn trả lời; có ngoặc thì đơn vị trong ngoặc."),
    )
    place = line(_("Ấp, tổ"), 200, required=False)
    about = forms.ChoiceField(
        label=_("Trong phong trào"), required=False, help_text=_("Không rõ thì bỏ qua.")
    )
    picture = _picture()

    def draft(self, picture: StoredFile | None) -> TipDraft:
        """What was typed."""
        clean: dict[str, Any] = self.cleaned_data
        campaign_id, node_key = campaign_and_item(clean["about"])
        return TipDraft(
            subject=SubjectDraft(clean["kind"], clean["name"], clean["place"]),
            where_id=clean["where"],
            what=clean["what"],
            campaign_id=campaign_id,
            node_key=node_key,
            picture=picture,
        )


def _is_somebody(clean: dict[str, Any]) -> bool:
    return clean.get("kind") in {Subject.Kind.PERSON, Subject.Kind.HOUSEHOLD}


class ProspectForm(LaidOut):
    """A prospect: who, why, who looks after it."""

    kind = forms.ChoiceField(label=pgettext_lazy("loại", "Đối tượng"), choices=_kinds)
    name = line(_("Tên"), 200)
    person = forms.TypedChoiceField(
        label=_("Là ai trong danh bạ"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "Người có tài khoản thì nhận lời mời và tự đăng ký trên điện thoại."
        ),
    )
    is_same = forms.BooleanField(
        label=_("Đúng là một người, chỉ khác tên gọi"), required=False
    )
    field = forms.ChoiceField(
        label=_("Lĩnh vực"), choices=_fields, initial=Subject.Field.OTHER
    )
    what = area(
        _("Vì sao là nhân tố"),
        missing=_("Chưa ghi vì sao là nhân tố."),
        hint=_("Đã làm được gì, hơn người khác ở chỗ nào."),
    )
    owner = forms.TypedChoiceField(
        label=_("Người phụ trách"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Người của đơn vị; việc quá hạn hiện trên bàn của người này."),
    )
    about = forms.ChoiceField(label=_("Trong phong trào"), required=False)
    trade = line(_("Ngành nghề"), 120, required=False)
    place = line(_("Ấp, tổ"), 200, required=False)
    birth_year = year_of_birth()

    def __init__(
        self, *args: Any, known_as: tuple[int, str] | None = None, **kwargs: Any
    ) -> None:
        """`known_as`: the person and the name under which it stands already."""
        super().__init__(*args, **kwargs)
        self.known_as = known_as

    def clean(self) -> dict[str, Any]:
        """Ask where the name is not that of the person chosen."""
        clean = super().clean() or {}
        person, name = clean.get("person"), tidy(clean.get("name", ""))
        is_known = (person, name) == self.known_as or not _is_somebody(clean)
        registered = self._name_of(person)
        if is_known or set(fold(registered).split()) <= set(fold(name).split()):
            del self.fields["is_same"]
        elif not clean.get("is_same"):
            said = gettext("Danh bạ ghi “%(person)s”, ở đây ghi “%(name)s”.")
            self.add_error(
                "person",
                Fault(
                    said % {"person": registered, "name": name},
                    gettext("Đúng là một người thì đánh dấu; không thì chọn lại."),
                ),
            )
        return clean

    def _name_of(self, person: int | None) -> str:
        if person is None:
            return ""
        field = cast("forms.ChoiceField", self.fields["person"])
        labels: dict[Any, Any] = dict(cast("Any", field.choices))
        return str(labels.get(str(person), "")).partition(", ")[0]

    def draft(self, unit_id: int | None = None) -> ProspectDraft:
        """What was typed; of the unit that it is known to be."""
        clean: dict[str, Any] = self.cleaned_data
        campaign_id, node_key = campaign_and_item(clean["about"])
        return ProspectDraft(
            subject=SubjectDraft(
                kind=clean["kind"],
                name=clean["name"],
                place=clean["place"],
                trade=clean["trade"],
                field=clean["field"],
                birth_year=clean["birth_year"],
                unit_id=unit_id,
                person_id=clean["person"] if _is_somebody(clean) else None,
            ),
            what=clean["what"],
            campaign_id=campaign_id,
            node_key=node_key,
            owner_id=clean["owner"],
        )


class MeasureForm(LaidOut):
    """A measure of support."""

    kind = forms.ChoiceField(
        label=_("Hỗ trợ về"),
        choices=lambda: [
            (value, capfirst(str(label)))
            for value, label in SupportMeasure.Kind.choices
        ],
    )
    words = line(
        _("Việc hỗ trợ"),
        300,
        hint=_("Ví dụ: mời kỹ sư khuyến nông xem vườn, cho mượn hội trường."),
    )
    due_on = day(_("Hạn"))
    by_whom = line(_("Ai làm"), 200, required=False)
    cost = DongField(label=_("Kinh phí, đồng"), required=False)

    def draft(self) -> MeasureDraft:
        """What was typed."""
        clean: dict[str, Any] = self.cleaned_data
        return MeasureDraft(
            kind=clean["kind"],
            words=clean["words"],
            due_on=clean["due_on"],
            by_whom=clean["by_whom"],
            cost=clean["cost"],
        )
