"""The list of units as of a day: drilled down, filtered, searched, paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.kernel import dates
from thidua.kernel.numbers import show_number
from thidua.kernel.policy import Verdict
from thidua.kernel.text import fold, sort_key, tidy
from thidua.kernel.ui.parts import Link, Pager, Pill, pager
from thidua.organisations.actor import Actor
from thidua.organisations.models import (
    Placement,
    Tree,
    Unit,
    UnitCode,
    UnitName,
    UnitQuerySet,
)
from thidua.organisations.naming import (
    ancestors_of,
    names_on,
    parents_on,
    unit_called,
)
from thidua.organisations.official import TWO_TIERS_FROM
from thidua.organisations.policies import can_reorganise

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is asked for; `query()` writes it back into an address."""

    on: date
    today: date
    within: Unit | None = None
    kind: str = ""
    text: str = ""
    page: int = 1

    def href(self, **changed: object) -> str:
        """The address of the same list with something changed."""
        asked = replace(self, **{"page": 1, **changed})  # type: ignore[arg-type]
        pairs = {
            "ngay": "" if asked.on == asked.today else asked.on.isoformat(),
            "trong": asked.within.pk if asked.within else "",
            "loai": asked.kind,
            "tim": asked.text,
            "trang": asked.page if asked.page > 1 else "",
        }
        query = urlencode({key: value for key, value in pairs.items() if value})
        return reverse("organisations:units") + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a list; `above` tells homonyms apart."""

    name: str
    href: str
    kind: str
    code: str
    above: str
    below: str
    below_href: str
    is_made_up: bool


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The list with its way up, its filters and its count in words."""

    heading: str
    count: str
    rows: Sequence[UnitRow]
    crumbs: Sequence[Link]
    pills: Sequence[Pill]
    pager: Pager
    kinds: Sequence[tuple[str, str]]
    asked: Asked
    on: str
    eras: Sequence[Link]
    is_searching: bool
    snapshot_note: str
    may_reorganise: Verdict


def units_page(asked: Asked, *, reader: Actor) -> UnitsPage:
    """What stands directly within a unit; when searching, everything below it."""
    is_searching = bool(asked.text or asked.kind)
    units = _units(asked) if is_searching else _children(asked)
    count = units.count()
    pages = max(1, -(-count // ON_A_PAGE))
    page = min(max(asked.page, 1), pages)
    words = ngettext("%(n)s đơn vị", "%(n)s đơn vị", count) % {"n": show_number(count)}
    return UnitsPage(
        heading=_heading(asked),
        count=words,
        rows=_rows(units, page, asked),
        crumbs=_crumbs(asked),
        pills=_pills(asked),
        pager=pager(page, pages, lambda number: asked.href(page=number), words),
        kinds=[(kind.value, str(kind.label)) for kind in Unit.Kind],
        asked=asked,
        on=dates.show(asked.on),
        eras=_eras(asked),
        is_searching=is_searching,
        snapshot_note=_snapshot_note(asked.on),
        may_reorganise=can_reorganise(reader),
    )


def _units(asked: Asked) -> UnitQuerySet:
    state = Tree.objects.get(key=Tree.STATE)
    units = Unit.objects.standing_on(asked.on)
    if asked.within:
        units = units.filter(
            pk__in=Unit.objects.below(asked.within, state, asked.on).values("pk")
        )
    if asked.kind:
        units = units.filter(kind=asked.kind)
    if asked.text:
        named = UnitName.objects.filter(during__contains=asked.on)
        named = named.filter(name_holds(asked.text))
        units = units.filter(pk__in=named.values("unit"))
    return units


def units_matching(text: str, on: date, limit: int = 20) -> list[Unit]:
    """Those whose name of the day holds this text, as a dictionary sorts."""
    named = UnitName.objects.filter(name_holds(text), during__contains=on)
    units = Unit.objects.standing_on(on).filter(pk__in=named.values("unit"))
    return list(units.called_on(on).order_by("sort_on", "pk")[:limit])  # type: ignore[misc]


def name_holds(text: str) -> Q:
    """Of `UnitName`: holds this text; marks count only where they were typed."""
    typed = tidy(text)
    if fold(typed) == typed.casefold():
        return Q(folded__contains=fold(typed))
    key = sort_key(typed)
    toneless_end = Q(sort_key__contains=key[:-1]) if key.endswith("1") else Q()
    return Q(sort_key__contains=key) | toneless_end


def _children(asked: Asked) -> UnitQuerySet:
    places = Placement.objects.filter(tree__key=Tree.STATE, during__contains=asked.on)
    if asked.within:
        places = places.filter(parent=asked.within)
    else:
        places = places.filter(Q(parent__kind=Unit.Kind.NATION) | Q(parent=None))
        places = places.exclude(unit__kind=Unit.Kind.NATION)
    return Unit.objects.filter(pk__in=places.values("unit"))


def _rows(units: UnitQuerySet, page: int, asked: Asked) -> list[UnitRow]:
    first = (page - 1) * ON_A_PAGE
    named = units.called_on(asked.on).order_by("sort_on", "pk")  # type: ignore[misc]
    found = list(named[first : first + ON_A_PAGE])
    ids = [unit.pk for unit in found]
    above, below = parents_on(ids, asked.on), _counts_below(ids, asked.on)
    codes, names = _codes_on(ids, asked.on), names_on(above.values(), asked.on)
    return [
        UnitRow(
            name=unit.name_on,
            href=_unit_href(unit.pk, asked),
            kind=kind_called(unit.kind, unit.name_on),
            code=codes.get(unit.pk, ""),
            above=names.get(above.get(unit.pk, 0), ""),
            below=show_number(below[unit.pk]) if unit.pk in below else "",
            below_href=asked.href(within=unit, kind="", text=""),
            is_made_up=unit.is_made_up,
        )
        for unit in found
    ]


_DISTRICTS = ("Huyện", "Quận", "Thị xã", "Thành phố")


def kind_called(kind: str, full_name: str) -> str:
    """“huyện” or “thị xã” of a district, as its name says; else the kind's label."""
    said = next((word for word in _DISTRICTS if full_name.startswith(word)), "")
    if kind == Unit.Kind.DISTRICT and said:
        return said.lower()
    return str(Unit.Kind(kind).label)


def _counts_below(unit_ids: Sequence[int], day: date) -> dict[int, int]:
    places = Placement.objects.filter(
        tree__key=Tree.STATE, during__contains=day, parent__in=unit_ids
    )
    return dict(places.values_list("parent").annotate(Count("pk")))


def _codes_on(unit_ids: Sequence[int], day: date) -> dict[int, str]:
    codes = UnitCode.objects.filter(unit__in=unit_ids, during__contains=day)
    return dict(codes.values_list("unit", "code"))


def _unit_href(pk: int, asked: Asked) -> str:
    day = "" if asked.on == asked.today else f"?ngay={asked.on.isoformat()}"
    return reverse("organisations:unit", args=[pk]) + day


def _heading(asked: Asked) -> str:
    within = unit_called(asked.within, asked.on) if asked.within else _("Cả nước")
    if asked.text:
        return _("“%(text)s” trong %(within)s") % {
            "text": asked.text,
            "within": within[0].lower() + within[1:],
        }
    return within


def _crumbs(asked: Asked) -> list[Link]:
    if asked.within is None:
        return [Link(pgettext("danh mục", "Đơn vị"))]
    above = [
        unit
        for unit in ancestors_of(asked.within, asked.on)
        if unit.kind != Unit.Kind.NATION
    ]
    links = [
        Link(unit.name_on, asked.href(within=unit, kind="", text="")) for unit in above
    ]
    return [
        Link(pgettext("danh mục", "Đơn vị"), asked.href(within=None, kind="", text="")),
        *links,
    ]


def _pills(asked: Asked) -> list[Pill]:
    pills = []
    if asked.text:
        pills.append(Pill(_("tên có “%s”") % asked.text, asked.href(text="")))
    if asked.kind:
        label = Unit.Kind(asked.kind).label
        pills.append(Pill(str(label), asked.href(kind="")))
    if asked.on != asked.today:
        pills.append(
            Pill(_("ngày %s") % dates.show(asked.on), asked.href(on=asked.today))
        )
    return pills


def _eras(asked: Asked) -> list[Link]:
    before = date(2025, 6, 30)
    return [
        Link(
            _("Hôm nay"),
            asked.href(on=asked.today, within=None),
            is_here=asked.on == asked.today,
        ),
        Link(
            _("30/06/2025, ba cấp"),
            asked.href(on=before, within=None),
            is_here=asked.on == before,
        ),
        Link(
            _("01/07/2025, hai cấp"),
            asked.href(on=TWO_TIERS_FROM, within=None),
            is_here=asked.on == TWO_TIERS_FROM,
        ),
    ]


def _snapshot_note(on: date) -> str:
    if on >= date(2025, 6, 30):
        return ""
    return _(
        "Danh mục trước 01/07/2025 là bản chụp ngày 30/06/2025; các lần sắp xếp "
        "trước đó chưa có trong nguồn."
    )
