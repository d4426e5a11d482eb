"""Registering: oneself on a phone, or by the unit's officer for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.forms.laid_out import LaidOut, area, line
from thidua.exemplars.drafts import FigureDraft, RegistrationDraft, SubjectDraft
from thidua.exemplars.forms.bounds import out_of_bounds
from thidua.exemplars.models import Exemplar, ExemplarFigure
from thidua.kernel.ui.fields import Fault, FigureField, needed_for
from thidua.pacts.measures import Offered
from thidua.prospects.forms import year_of_birth
from thidua.prospects.models import Subject

Options = Sequence[tuple[str, str]]
OWN_DECIMALS = 2
"""Decimals of a figure that somebody words themselves."""
FIRST_ROWS = 2
MOST_ROWS = 12


def fields_of_work() -> list[tuple[str, str]]:
    """The fields, as they are chosen."""
    return [(value, capfirst(str(label))) for value, label in Subject.Field.choices]


def _kinds() -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in Subject.Kind.choices]


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen of when somebody registers in a campaign at a unit."""

    items: Options
    offered: Sequence[Offered]
    units: Options = ()
    people: Options = ()


@dataclass(frozen=True, slots=True)
class FigureLine:
    """The fields of one figure of the form."""

    number: int
    indicator: BoundField
    name: BoundField
    measure: BoundField
    direction: BoundField
    baseline: BoundField
    goal: BoundField


class RegistrationForm(LaidOut):
    """What is common: what is promised, of which item, in what measured."""

    title = line(
        _("Tên gọi"),
        200,
        required=False,
        hint=_("Ví dụ: Mỗi nhà một lu nước ngọt. Không ghi thì lấy tên người, đơn vị."),
    )
    promise = area(
        _("Sẽ thi đua điều gì"),
        missing=_("Chưa ghi sẽ thi đua điều gì."),
        hint=_(
            "Gắn với chức năng, nhiệm vụ hoặc việc làm ăn của mình; mỗi ý một dòng."
        ),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=fields_of_work)
    item = forms.ChoiceField(label=_("Nội dung của phong trào"), required=False)
    trade = line(
        _("Nghề, chuyên môn"), 120, required=False, hint=_("Ví dụ: trồng dừa xiêm.")
    )
    place = line(_("Ấp, tổ"), 200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: Choices, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.offered = {one.version.pk: one for one in choices.offered}
        self.offer(item=[("", gettext("chưa gắn với nội dung nào")), *choices.items])
        indicators = [
            ("", gettext("tự ghi, không theo chỉ số của phong trào")),
            *((str(pk), one.words) for pk, one in self.offered.items()),
        ]
        for place in range(rows):
            self._add_figure(place, indicators)

    def _add_figure(self, place: int, indicators: Options) -> None:
        self.fields |= {
            f"indicator{place}": forms.TypedChoiceField(
                label=gettext("Theo chỉ số"),
                required=False,
                coerce=int,
                empty_value=None,
                choices=indicators,
            ),
            f"name{place}": line(
                gettext("Hoặc tự ghi: đo bằng gì"),
                200,
                required=False,
                hint=gettext("Ví dụ: số hộ có lu chứa nước mưa."),
            ),
            f"measure{place}": line(gettext("Đơn vị tính"), 40, required=False),
            f"direction{place}": forms.ChoiceField(
                label=gettext("Chiều tốt"),
                choices=[
                    ("", gettext("càng cao càng tốt")),
                    ("1", gettext("càng thấp càng tốt")),
                ],
                required=False,
            ),
            f"baseline{place}": FigureField(label=gettext("Hiện nay"), required=False),
            f"goal{place}": FigureField(label=gettext("Sẽ đạt"), required=False),
        }

    @property
    def main(self) -> Iterator[tuple[str, BoundField]]:
        """The fields above the figures."""
        own = {f"{name}{place}" for place in range(self.rows) for name in _FIGURE}
        return (pair for pair in self.lines if pair[1].name not in own)

    @property
    def figure_lines(self) -> list[FigureLine]:
        """The figures, row by row."""
        return [
            FigureLine(place + 1, *(self[f"{name}{place}"] for name in _FIGURE))
            for place in range(self.rows)
        ]

    @property
    def may_grow(self) -> bool:
        """Is there room for one more figure?"""
        return self.rows < MOST_ROWS

    def clean(self) -> dict[str, Any]:
        """A figure has an indicator or words, each indicator once."""
        clean = dict(super().clean() or self.cleaned_data)
        seen: set[int] = set()
        for place in range(self.rows):
            self._check_row(clean, place, seen)
        return clean

    def _check_row(self, clean: dict[str, Any], place: int, seen: set[int]) -> None:
        indicator = clean.get(f"indicator{place}")
        if indicator in seen:
            fault = Fault(
                gettext("Chỉ số này đã chọn ở trên."), gettext("Chọn chỉ số khác.")
            )
            self.add_error(f"indicator{place}", fault)
        elif indicator:
            seen.add(indicator)
        has_value = any(
            clean.get(f"{name}{place}") is not None for name in ("goal", "baseline")
        )
        if has_value and not indicator and not clean.get(f"name{place}"):
            fault = Fault(
                gettext("Có con số mà chưa nói đo bằng gì."),
                gettext("Chọn chỉ số, hoặc tự ghi: số hộ, số cây, thu nhập…"),
            )
            self.add_error(f"name{place}", fault)
        one = self.offered.get(indicator or 0)
        measure = clean.get(f"measure{place}") or ""
        for name in ("baseline", "goal"):
            value = clean.get(f"{name}{place}")
            if wrong := out_of_bounds(value, one.version if one else None, measure):
                self.add_error(f"{name}{place}", wrong)

    def figures(self) -> list[FigureDraft]:
        """What the action wants, in the measures themselves."""
        found = (self._figure(place) for place in range(self.rows))
        return [one for one in found if one is not None]

    def _figure(self, place: int) -> FigureDraft | None:
        clean = self.cleaned_data
        pk, name = clean[f"indicator{place}"], clean[f"name{place}"]
        if not pk and not name:
            return None
        goal, baseline = clean[f"goal{place}"], clean[f"baseline{place}"]
        if not pk:
            return FigureDraft(
                name,
                measure=clean[f"measure{place}"],
                is_lower_better=bool(clean[f"direction{place}"]),
                decimals=OWN_DECIMALS,
                goal=goal,
                baseline=baseline,
                typed_at=f"goal{place}",
            )
        one = self.offered[pk]
        scale = one.measure.scale
        return FigureDraft(
            one.version.name,
            pk,
            measure=one.version.measure,
            scale=scale,
            decimals=one.version.decimals,
            goal=_times(goal, scale),
            baseline=_times(baseline, scale),
            typed_at=f"goal{place}",
        )

    def draft(self, subject: SubjectDraft, **known: Any) -> RegistrationDraft:
        """A registration of somebody."""
        clean = self.cleaned_data
        return RegistrationDraft(
            subject,
            title=clean["title"],
            promise=clean["promise"],
            node_key=UUID(clean["item"]) if clean["item"] else None,
            figures=self.figures(),
            **known,
        )

    def about(self, **known: Any) -> SubjectDraft:
        """Who or what it is about, with what only the caller knows."""
        clean = self.cleaned_data
        return SubjectDraft(
            field=clean["field"], trade=clean["trade"], place=clean["place"], **known
        )


_FIGURE = ("indicator", "name", "measure", "direction", "baseline", "goal")


class OneselfForm(RegistrationForm):
    """A farmer on a phone: me, or my household; one figure if there is one."""

    kind = forms.ChoiceField(
        label=_("Đăng ký cho"),
        choices=[
            (Subject.Kind.PERSON.value, _("Cá nhân tôi")),
            (Subject.Kind.HOUSEHOLD.value, _("Hộ nhà tôi")),
        ],
        initial=Subject.Kind.PERSON.value,
        widget=forms.RadioSelect,
    )
    field_order = ("kind", "promise", "title", "field", "item", "trade", "place")


class OfficeForm(RegistrationForm):
    """The unit's officer, for a person, a household, a group, a unit, a practice."""

    kind = forms.ChoiceField(label=pgettext_lazy("loại", "Đối tượng"), choices=_kinds)
    name = needed_for(
        _("cần khi không chọn đơn vị hoặc người ở dưới"),
        line(
            _("Tên"),
            200,
            required=False,
            hint=_("Tên người, chủ hộ, tổ hoặc cách làm."),
        ),
    )
    unit = forms.TypedChoiceField(
        label=_("Nếu là đơn vị: đơn vị nào"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    person = forms.TypedChoiceField(
        label=_("Nếu là người của đơn vị"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Người có tên trong chương trình thì tự xem và tự đồng ý được."),
    )
    birth_year = year_of_birth()
    field_order = ("kind", "name", "unit", "person", "birth_year", "place", "title")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        self.units = {int(pk): name for pk, name in choices.units}
        self.people = {int(pk): name for pk, name in choices.people if pk}
        none = [("", gettext("không phải"))]
        self.offer(
            unit=[*none, *choices.units],
            person=[*none, *((str(pk), name) for pk, name in self.people.items())],
        )

    def clean(self) -> dict[str, Any]:
        """Whoever it is has a name: written, or that of what was chosen."""
        clean = super().clean()
        kind = clean.get("kind")
        if kind != Subject.Kind.UNIT:
            clean["unit"] = None
        if kind not in {Subject.Kind.PERSON, Subject.Kind.HOUSEHOLD}:
            clean["person"] = None
        if kind == Subject.Kind.UNIT and clean.get("unit"):
            clean["name"] = self.units[clean["unit"]]
        if kind == Subject.Kind.PERSON and clean.get("person"):
            clean["name"] = self.people[clean["person"]]
        if kind == Subject.Kind.UNIT and not clean.get("unit"):
            fault = Fault(
                gettext("Chưa chọn đơn vị nào."),
                gettext("Chọn đơn vị; tổ, nhóm thì chọn đối tượng “tổ, nhóm”."),
            )
            self.add_error("unit", fault)
        elif not clean.get("name"):
            fault = Fault(
                gettext("Chưa ghi “Tên”."), gettext("Ghi tên, hoặc chọn người.")
            )
            self.add_error("name", fault)
        return clean

    def subject(self, home_id: int) -> SubjectDraft:
        """Who or what the officer registers."""
        clean = self.cleaned_data
        return self.about(
            kind=clean["kind"],
            name=clean["name"],
            home_id=home_id,
            unit_id=clean["unit"],
            person_id=clean["person"],
            birth_year=clean["birth_year"],
        )


def rows_asked(data: QueryDict | None, least: int) -> int:
    """How many figures the form shows: as it was sent, one more when asked for."""
    text = data.get("rows", "") if data is not None else ""
    rows = int(text) if text.isdecimal() and len(text) < 3 else least
    if data is not None and data.get("go") == "more":
        rows += 1
    return max(least, min(rows, MOST_ROWS))


def values_of(exemplar: Exemplar) -> dict[str, Any]:
    """What stands in a registration, as it would be typed."""
    names = ("kind", "name", "title", "promise", "field", "trade", "place")
    found: dict[str, Any] = {name: getattr(exemplar, name) for name in names}
    found |= {
        "item": str(exemplar.node_key or ""),
        "unit": exemplar.unit_id or "",
        "person": exemplar.person_id or "",
        "birth_year": exemplar.birth_year,
        "version": exemplar.version,
    }
    for place, one in enumerate(exemplar.figures.all()):
        found |= _figure_values(place, one)
    return found


def _figure_values(place: int, one: ExemplarFigure) -> dict[str, Any]:
    own = not one.version_id
    return {
        f"indicator{place}": str(one.version_id or ""),
        f"name{place}": one.name if own else "",
        f"measure{place}": one.measure if own else "",
        f"direction{place}": "1" if one.is_lower_better else "",
        f"baseline{place}": _shown(one.baseline, one.scale),
        f"goal{place}": _shown(one.goal, one.scale),
    }


def _times(value: Decimal | None, scale: int) -> Decimal | None:
    return None if value is None else value * scale


def _shown(value: Decimal | None, scale: int) -> Decimal | None:
    return None if value is None else (value / scale).normalize()
