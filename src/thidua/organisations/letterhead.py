"""The head and the foot of a paper that an office hands on.

Manners of Decree 30/2020/NĐ-CP, annex I: the body above and the issuing body left, the
motto right, place and date below it, leading noughts for days before the tenth and for
January and February. The paper carries no number: it is a table, not a document.
Party bodies write “Đảng Cộng sản Việt Nam” where the state writes the motto.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.organisations.actor import Actor
from thidua.organisations.models import Lineage, Mandate, Placement, Unit, UnitName
from thidua.organisations.naming import in_sentence

TERRITORIAL = frozenset(
    {
        Unit.Kind.PROVINCE,
        Unit.Kind.CITY,
        Unit.Kind.DISTRICT,
        Unit.Kind.COMMUNE,
        Unit.Kind.WARD,
        Unit.Kind.TOWNSHIP,
        Unit.Kind.SPECIAL_ZONE,
        Unit.Kind.HAMLET,
    }
)
"""Places of the State: they issue through their people's committee."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the title and below the table, in its own letters."""

    above: str
    issuer: str
    motto: Sequence[str]
    place_and_date: str
    maker: tuple[str, str]
    signer: tuple[str, str]


def letterhead(unit: Unit, actor: Actor, on: date) -> Letterhead:
    """The paper of a unit, made by the reader who works in its name."""
    place = Placement.objects.filter(unit=unit, during__contains=on).order_by("tree")
    parent = next((p.parent_id for p in place if p.parent_id), None)
    names = _names([unit.pk, *([parent] if parent else [])], on)
    is_place = unit.kind in TERRITORIAL
    above = "" if is_place or parent is None else _body(*names[parent])
    return Letterhead(
        above=above,
        issuer=_body(*names[unit.pk]),
        motto=_motto(unit),
        place_and_date=place_and_date(_locality(unit, names[unit.pk], on), on),
        maker=(_("Người lập biểu"), actor.name),
        signer=_signer(unit, on),
    )


def issuer(actor: Actor, unit: Unit) -> Unit:
    """The body that hands the paper on: the reader's own, not the one looked at."""
    return actor.mandate.unit if actor.mandate else unit


def place_and_date(place: str, on: date) -> str:
    """`Bến Tre, ngày 05 tháng 01 năm 2025`; `… ngày 20 tháng 5 năm 2025`."""
    month = f"{on.month:02}" if on.month <= 2 else str(on.month)
    return _("%(place)s, ngày %(day)s tháng %(month)s năm %(year)s") % {
        "place": place,
        "day": f"{on.day:02}",
        "month": month,
        "year": on.year,
    }


def _names(units: Sequence[int], on: date) -> dict[int, tuple[str, str, str]]:
    """(kind, full name, short name) of each unit on a day, or the last known."""
    rows = UnitName.objects.filter(unit__in=units).order_by("during")
    found: dict[int, tuple[str, str, str]] = {}
    for row in rows.select_related("unit"):
        if (
            row.unit_id not in found
            or row.during.lower is None
            or row.during.lower <= on
        ):
            found[row.unit_id] = (row.unit.kind, row.full_name, row.name)
    return found


def _body(kind: str, full_name: str, _name: str) -> str:
    """A place issues through its people's committee; every other body by its name."""
    if kind == Unit.Kind.HAMLET or kind not in TERRITORIAL:
        return full_name
    return _("Ủy ban nhân dân %(place)s") % {"place": in_sentence(full_name)}


def _motto(unit: Unit) -> Sequence[str]:
    if unit.kind == Unit.Kind.PARTY:
        return ["Đảng Cộng sản Việt Nam"]
    return ["Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"]


def _locality(unit: Unit, name: tuple[str, str, str], on: date) -> str:
    """The bare name of the place: the unit's own, else of the nearest place above."""
    if unit.kind in TERRITORIAL:
        return name[2]
    above = (
        Lineage.objects.filter(
            unit=unit, ancestor__kind__in=TERRITORIAL, during__contains=on
        )
        .order_by("depth")
        .values_list("ancestor_id", flat=True)
        .first()
    )
    return _names([above], on)[above][2] if above else name[2]


def _signer(unit: Unit, on: date) -> tuple[str, str]:
    head = (
        Mandate.objects.held_on(on)
        .filter(unit=unit, role=Mandate.Role.HEAD)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    if head is None:
        return _("Thủ trưởng đơn vị"), ""
    return head.title, head.person.full_name
