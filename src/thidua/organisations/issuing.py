"""In whose name a unit issues documents: its name, the body above, its place, its head.

Decree 30/2020/NĐ-CP, annex I, part I, II.2 and II.4. Documents are Vietnamese whatever
the language of the screen. A hamlet (ấp, khu phố, tổ dân phố) is no tier of the State
but a community that runs itself (Circular 04/2012/TT-BNV, article 2): it has neither a
people's committee nor a symbol, and writes under its own name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.organisations.letterhead import TERRITORIAL
from thidua.organisations.models import Lineage, Mandate, Placement, Unit, UnitName

COMMITTEE = "Ủy ban nhân dân"
HAMLET = Unit.Kind.HAMLET


@dataclass(frozen=True, slots=True)
class Issuer:
    """What stands at the head and the foot of a unit's documents on a day."""

    name: str
    above: str
    """The body directly above; a people's committee and the Party name none."""
    place: str
    head_title: str
    head_name: str
    abbreviation: str
    """A proposal: the head of the body lays it down (II.3 b)."""

    def symbol_of(self, kind: str, *, is_party: bool = False) -> str:
        """A proposal: `KH-UBND`, of the Party `KH/TU`; the kind alone of a hamlet."""
        if not self.abbreviation:
            return kind
        return f"{kind}{'/' if is_party else '-'}{self.abbreviation}"

    def symbol_of_letter(self, drafter: str) -> str:
        """`UBND-TĐKT`: a proposal for a letter drafted by a part of the body."""
        return "-".join(part for part in (self.abbreviation, drafter) if part)

    @property
    def authority(self) -> str:
        """Who decides: `Giám đốc Sở Nội vụ tỉnh …`: the body is named once, also where
        the title names it in short."""
        title, words = self.head_title or "Thủ trưởng", self.name.split(" ")
        for many in range(len(words), 0, -1):
            body = " ".join(["", *words[:many]])
            if title.casefold().endswith(body.casefold()):
                return " ".join([title, *words[many:]])
        return f"{title} {self.name}"

    @property
    def is_committee(self) -> bool:
        """Does a people's committee issue?"""
        return self.name.startswith(COMMITTEE)


def issuer_on(unit: Unit, day: date) -> Issuer:
    """The issuer that a unit is on a day."""
    full_name, bare_name = _name(unit.pk, day)
    name = _body_of(unit, full_name)
    above = ""
    if unit.kind not in TERRITORIAL and unit.kind != Unit.Kind.PARTY:
        placed = Placement.objects.filter(unit=unit, during__contains=day)
        parent = placed.exclude(parent=None).order_by("tree").first()
        above = body_called(parent.parent, day) if parent and parent.parent else ""
    head = (
        Mandate.objects.held_on(day)
        .filter(unit=unit, role=Mandate.Role.HEAD)
        .select_related("person")
        .order_by("pk")
        .first()
    )
    return Issuer(
        name=name,
        above=above,
        place=bare_name if unit.kind in TERRITORIAL else _place(unit, day),
        head_title=head.title if head else "",
        head_name=head.person.full_name if head else "",
        abbreviation="" if unit.kind == HAMLET else abbreviation_of(name),
    )


def body_called(unit: Unit, day: date) -> str:
    """`Ủy ban nhân dân xã Châu Bình`; a hamlet and other bodies by their full name."""
    return _body_of(unit, _name(unit.pk, day)[0])


def _body_of(unit: Unit, full_name: str) -> str:
    if unit.kind == HAMLET or unit.kind not in TERRITORIAL:
        return full_name
    kind, _blank, proper = full_name.partition(" ")
    if kind in {"Thành", "Thị", "Đặc"}:
        second, _blank, proper = proper.partition(" ")
        kind = f"{kind} {second}"
    return f"{COMMITTEE} {kind.lower()} {proper}"


def abbreviation_of(name: str) -> str:
    """`UBND`, `SNV`: first letters, without the place at the end of the name."""
    if name.startswith(COMMITTEE):
        return "UBND"
    words = name.replace("–", " ").replace("-", " ").replace(",", " ").split()
    letters: list[str] = []
    for word in words:
        if letters and word in {"tỉnh", "huyện", "xã", "phường", "thành"}:
            break
        if word != "và":
            letters.append(word[0].upper())
    return "".join(letters)


def _place(unit: Unit, day: date) -> str:
    """The bare name of the nearest place above a unit that is none itself."""
    lines = Lineage.objects.filter(
        unit=unit, ancestor__kind__in=TERRITORIAL, during__contains=day
    )
    nearest = lines.order_by("depth").values_list("ancestor_id", flat=True).first()
    return _name(nearest, day)[1] if nearest else ""


def _name(unit_id: int, day: date) -> tuple[str, str]:
    """Full and bare name on a day, or the last known."""
    names = UnitName.objects.filter(unit=unit_id).order_by("-during")
    on_day = names.filter(during__contains=day).first()
    found = on_day or names.first()
    return (found.full_name, found.name) if found else ("", "")
