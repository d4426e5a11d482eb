"""The filters of the list, and the acts as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.kernel.dates import show
from thidua.kernel.text import fold, tidy
from thidua.kernel.ui.fields import DayField, Fault
from thidua.organisations.acts import Decision, Founding
from thidua.organisations.kinds import is_kind_on, kinds_from
from thidua.organisations.models import Tree, Unit, UnitName
from thidua.organisations.naming import ancestors_of, children_of
from thidua.organisations.queries.searching import units_matching

FIRST_WORDS = {
    Unit.Kind.PROVINCE: "Tỉnh",
    Unit.Kind.CITY: "Thành phố",
    Unit.Kind.COMMUNE: "Xã",
    Unit.Kind.WARD: "Phường",
    Unit.Kind.TOWNSHIP: "Thị trấn",
    Unit.Kind.SPECIAL_ZONE: "Đặc khu",
    Unit.Kind.HAMLET: "Ấp",
}
LEFT_OUT = {Unit.Kind.NATION}


class ListForm(forms.Form):
    """What the list of units is asked for; what is odd is left out, not refused."""

    ngay = DayField(required=False, label=gettext_lazy("Ngày"))
    trong = forms.IntegerField(required=False)
    loai = forms.ChoiceField(
        required=False, choices=Unit.Kind, label=gettext_lazy("Loại")
    )
    tim = forms.CharField(required=False, max_length=100, label=gettext_lazy("Tên"))
    trang = forms.IntegerField(required=False, min_value=1)


class ActForm(forms.Form):
    """What every act needs: the document, its day, the day of effect."""

    symbol = forms.CharField(
        label=gettext_lazy("Số, ký hiệu văn bản"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Nghị quyết 12/NQ-HĐND ngày 15/8/2025."),
    )
    decided_on = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    effective_on = DayField(label=gettext_lazy("Có hiệu lực từ ngày"))
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, max_length=2000
    )

    def __init__(self, *args: Any, unit: Unit, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.on = unit, on
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices that depend on the unit."""

    def decision(self) -> Decision:
        """The document as typed."""
        typed = self.cleaned_data
        return Decision(
            symbol=tidy(typed["symbol"]),
            effective_on=typed["effective_on"],
            decided_on=typed["decided_on"],
            note=typed["note"],
        )


class FoundForm(ActForm):
    """A new unit under this one."""

    full_name = forms.CharField(
        label=gettext_lazy("Tên đầy đủ của đơn vị mới"), max_length=200
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    code = forms.CharField(
        label=gettext_lazy("Mã đơn vị hành chính"), required=False, max_length=20
    )

    def prepare(self) -> None:
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            one for one in kinds_from(self.on) if one[0] not in LEFT_OUT
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, day = cleaned.get("kind"), cleaned.get("effective_on")
        if kind and day and not is_kind_on(kind, day):
            reason = _("Ngày %(day)s không có loại đơn vị “%(kind)s”.") % {
                "day": show(day),
                "kind": Unit.Kind(kind).label,
            }
            self.add_error("kind", Fault(reason, _("Chọn loại khác, hoặc ngày khác.")))
        return cleaned

    def founding(self, parent: Unit) -> Founding:
        """The new unit as typed."""
        typed = self.cleaned_data
        return a_founding(typed["full_name"], typed["kind"], parent, typed["code"])


class MergeForm(FoundForm):
    """This unit with some of its neighbours; the new one takes their place."""

    units = forms.MultipleChoiceField(label=gettext_lazy("Sáp nhập với"))

    def prepare(self) -> None:
        super().prepare()
        above = ancestors_of(self.unit, self.on)
        beside = children_of(above[-1], self.on) if above else []
        self.fields["kind"].initial = self.unit.kind
        self.fields["units"].choices = [  # type: ignore[attr-defined]
            (unit.pk, unit.name_on) for unit in beside if unit.pk != self.unit.pk
        ]

    def merged(self) -> list[Unit]:
        """This unit first, then the chosen ones."""
        chosen = Unit.objects.in_bulk([int(pk) for pk in self.cleaned_data["units"]])
        return [self.unit, *chosen.values()]


class SplitForm(ActForm):
    """The new units, one on a line; the first is the main successor."""

    into = forms.CharField(
        label=gettext_lazy("Các đơn vị mới"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=gettext_lazy(
            "Mỗi dòng một đơn vị: tên đầy đủ; mã (nếu có). "
            "Dòng đầu là nơi kế thừa chính."
        ),
    )

    def foundings(self, parent: Unit) -> list[Founding]:
        """The new units as typed, of the kind of the old one."""
        lines = [
            line for line in self.cleaned_data["into"].splitlines() if line.strip()
        ]
        pairs = [line.partition(";") for line in lines]
        return [
            a_founding(name, self.unit.kind, parent, code) for name, _sep, code in pairs
        ]


class RenameForm(ActForm):
    """The new name."""

    full_name = forms.CharField(label=gettext_lazy("Tên đầy đủ mới"), max_length=200)

    def bare_name(self) -> str:
        """Without the word of its kind."""
        return bare(self.cleaned_data["full_name"], self.unit.kind)


class MoveForm(ActForm):
    """The tree, and the parent by its name."""

    tree = forms.ChoiceField(label=gettext_lazy("Cây tổ chức"))
    parent = forms.CharField(
        label=gettext_lazy("Đơn vị cấp trên mới"),
        max_length=200,
        help_text=gettext_lazy(
            "Gõ tên, có dấu hay không dấu. Trùng tên thì ghi thêm cấp trên sau "
            "dấu phẩy: Xã Tân An, Vĩnh Long."
        ),
    )

    def prepare(self) -> None:
        trees = Tree.objects.filter(placements__unit=self.unit).distinct()
        self.fields["tree"].choices = [  # type: ignore[attr-defined]
            (tree.key, str(tree)) for tree in trees.order_by("pk")
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day = cleaned.get("effective_on")
        if day and cleaned.get("parent"):
            try:
                cleaned["parent"] = the_unit_called(cleaned["parent"], day)
            except Fault as fault:
                self.add_error("parent", fault)
        return cleaned

    def chosen_tree(self) -> Tree:
        return Tree.objects.get(key=self.cleaned_data["tree"])


class CloseForm(ActForm):
    """Nothing but the document."""


class Namesakes(Fault):
    """Several units bear the name; `units` are these, for a person to choose."""

    def __init__(self, units: Sequence[Unit], on: date) -> None:
        self.units, self.on = tuple(units), on
        super().__init__(
            _("Có %(n)d đơn vị mang tên ấy: %(names)s.")
            % {"n": len(units), "names": "; ".join(_told_apart(units[:5], on))},
            _("Ghi thêm tên đơn vị cấp trên sau dấu phẩy."),
        )

    def options(self) -> list[tuple[int, str]]:
        """Each with those above it and the years of its name."""
        years = dict(
            UnitName.objects.filter(
                unit__in=[one.pk for one in self.units], during__contains=self.on
            ).values_list("unit", "during")
        )
        return [(one.pk, self._label(one, years.get(one.pk))) for one in self.units]

    def _label(self, unit: Unit, during: Any) -> str:
        above = [one.name_on for one in ancestors_of(unit, self.on)[1:]]
        places = ", ".join([unit.name_on, *reversed(above)])
        if during is None or during.lower is None:
            return places
        years = _("từ %(year)s") % {"year": during.lower.year}
        if during.upper is not None:
            years = f"{during.lower.year}–{during.upper.year}"
        return f"{places} ({years})"


def the_unit_called(text: str, on: date) -> Unit:
    """The one unit of this name on a day; `Fault` when there is none, or several."""
    name, _comma, above = (part.strip() for part in text.partition(","))
    found = units_matching(name, on)
    exact = [unit for unit in found if fold(unit.name_on) == fold(name)]
    found = exact or found
    if above and len(found) > 1:
        found = [unit for unit in found if _is_under(unit, above, on)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Fault(
            _("Không có đơn vị nào tên “%s” vào ngày ấy.") % text,
            _("Xem lại tên ở trang Đơn vị."),
        )
    raise Namesakes(found, on)


def a_founding(full_name: str, kind: str, parent: Unit, code: str = "") -> Founding:
    """A new unit as typed, its bare name without the word of its kind."""
    full_name = tidy(full_name)
    return Founding(
        kind, full_name, parent, name=bare(full_name, kind), code=code.strip()
    )


def bare(full_name: str, kind: str) -> str:
    """“Tân An” of “Xã Tân An”."""
    first = FIRST_WORDS.get(Unit.Kind(kind), "")
    return tidy(full_name.removeprefix(first)) if first else tidy(full_name)


def _is_under(unit: Unit, above: str, on: date) -> bool:
    return any(fold(above) in fold(one.name_on) for one in ancestors_of(unit, on))


def _told_apart(units: Sequence[Unit], on: date) -> list[str]:
    return [
        ", ".join(one.name_on for one in (unit, *ancestors_of(unit, on)[-1:]))
        for unit in units
    ]
