"""Departments, party bodies, the Front, hamlets: who stands beside the official units.

Pure: a list of bodies with their places in the trees. What the documents do not name is
made up and marked so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from thidua.config.demonstration.files import told
from thidua.config.demonstration.places import BEN_TRE, VINH_LONG, Place, communes_of
from thidua.config.demonstration.places import districts_of as districts_with_people
from thidua.organisations.models import Tree, Unit
from thidua.organisations.official import TWO_TIERS_FROM, official_successions

RENAMED_ON = date(2025, 3, 1)
"""When the renamed departments took their later names (a made-up day)."""

Kind = Unit.Kind


@dataclass(frozen=True, slots=True)
class Stand:
    """A place in a tree: below whom, and in which era ("before", "after", "both")."""

    tree: str
    above: str | None
    era: str = "before"


@dataclass(frozen=True, slots=True)
class Body:
    """A unit of the demonstration; `key` is its name within the loading."""

    key: str
    kind: str
    name: str
    stands: tuple[Stand, ...]
    earlier: str = ""
    is_made_up: bool = True
    heirs: tuple[str, ...] = field(default=())

    @property
    def era(self) -> str:
        eras = {stand.era for stand in self.stands}
        return eras.pop() if len(eras) == 1 else "both"


@cache
def bodies() -> tuple[Body, ...]:
    """Every body, those above before those below."""
    return (
        *_after_the_reform(),
        *_departments(),
        *_party_and_front(),
        *(body for place in _districts() for body in _of_district(place)),
        *(body for place in _communes() for body in _of_commune(place)),
        *_hamlets(),
        *_services(),
    )


@cache
def _communes() -> tuple[Place, ...]:
    return communes_of(BEN_TRE)


@cache
def _districts() -> tuple[Place, ...]:
    return districts_with_people(BEN_TRE, _communes())


def lower(name: str) -> str:
    """“Xã Châu Bình” inside a sentence: “xã Châu Bình”."""
    return name[0].lower() + name[1:]


def short(name: str) -> str:
    """“Châu Bình” of “Xã Châu Bình”, “Bến Tre” of “Thành phố Bến Tre”."""
    for kind in ("Thành phố ", "Thị trấn ", "Huyện ", "Phường ", "Xã "):
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def _departments() -> Iterator[Body]:
    heirs = {row["from"]: row["key"] for row in told("bodies")["after"]["departments"]}
    heirs["so-noi-vu"] = "vl-home"
    for row in told("bodies")["province"]["departments"]:
        yield Body(
            key=row["key"],
            kind=Kind.DEPARTMENT,
            name=row["name"],
            earlier=row.get("earlier", ""),
            is_made_up=not row.get("named", False),
            stands=(Stand(Tree.STATE, BEN_TRE),),
            heirs=(heirs[row["key"]],) if row["key"] in heirs else (),
        )
    office = told("bodies")["province"]["office"]
    yield Body(
        key=office["key"],
        kind=Kind.DEPARTMENT,
        name=office["name"],
        is_made_up=False,
        stands=(Stand(Tree.STATE, office["in"]),),
        heirs=("vl-office",),
    )


def _party_and_front() -> Iterator[Body]:
    party, front = (told("bodies")["province"][key] for key in ("party", "front"))
    yield Body(
        "committee",
        Kind.PARTY,
        party["committee"],
        (Stand(Tree.PARTY, None),),
        is_made_up=False,
        heirs=("vl-committee",),
    )
    yield Body(
        "standing",
        Kind.PARTY,
        party["standing"],
        (Stand(Tree.PARTY, "committee"),),
        is_made_up=False,
        heirs=("vl-standing",),
    )
    for number, name in enumerate([party["office"], *party["agencies"]]):
        below = (Stand(Tree.PARTY, "committee"),)
        yield Body(f"party/{number}", Kind.DEPARTMENT, name, below)
    yield Body(
        "paper",
        Kind.SERVICE,
        party["paper"],
        (Stand(Tree.PARTY, "committee"),),
        is_made_up=False,
    )
    yield Body(
        "front",
        Kind.FRONT,
        front["front"],
        (Stand(Tree.FRONT, None), Stand(Tree.PARTY, "committee")),
        is_made_up=False,
        heirs=("vl-front",),
    )
    for number, name in enumerate(front["unions"]):
        stands = (Stand(Tree.FRONT, "front"), Stand(Tree.PARTY, "committee"))
        yield Body(f"union/{number}", Kind.UNION, name, stands)


def _of_district(place: Place) -> Iterator[Body]:
    said = told("bodies")["district"]
    grade = "Thành ủy" if place.name.startswith("Thành phố") else "Huyện ủy"
    words = {"place": lower(place.name), "short": short(place.name), "grade": grade}
    above = f"{place.key}/party"
    yield Body(
        above,
        Kind.PARTY,
        said["committee"].format(**words),
        (Stand(Tree.PARTY, "committee"),),
    )
    for number, name in enumerate(said["agencies"]):
        key, name = f"{place.key}/agency/{number}", name.format(**words)
        yield Body(key, Kind.DEPARTMENT, name, (Stand(Tree.PARTY, above),))
    front = f"{place.key}/front"
    yield Body(
        front,
        Kind.FRONT,
        said["front"].format(**words),
        (Stand(Tree.FRONT, "front"), Stand(Tree.PARTY, above)),
    )
    for number, name in enumerate(said["unions"]):
        stands = (Stand(Tree.FRONT, front), Stand(Tree.PARTY, above))
        name = name.format(**words)
        yield Body(f"{place.key}/union/{number}", Kind.UNION, name, stands)


def _of_commune(place: Place) -> Iterator[Body]:
    said = told("bodies")["commune"]
    words = {"place": lower(place.name)}
    yield Body(
        f"{place.key}/party",
        Kind.PARTY,
        said["committee"].format(**words),
        (Stand(Tree.PARTY, f"{place.above}/party"),),
    )
    yield Body(
        f"{place.key}/front",
        Kind.FRONT,
        said["front"].format(**words),
        (
            Stand(Tree.FRONT, f"{place.above}/front"),
            Stand(Tree.PARTY, f"{place.key}/party"),
        ),
    )


def _hamlets() -> Iterator[Body]:
    """A hamlet goes on under the commune that its commune became."""
    said = dict(told("bodies")["hamlets"])
    named = said.pop("named")
    heirs = {s.old: s.new for s in official_successions() if s.is_main}
    for code, names in said.items():
        for name in names:
            yield Body(
                key=f"{code}/{name}",
                kind=Kind.HAMLET,
                name=name,
                is_made_up=name not in named,
                stands=(
                    Stand(Tree.STATE, f"b{code}"),
                    Stand(Tree.STATE, heirs[f"b{code}"], "after"),
                ),
            )


def _services() -> Iterator[Body]:
    for section, kind in (("services", Kind.SERVICE), ("enterprises", Kind.ENTERPRISE)):
        for code, names in told("bodies")[section].items():
            for name in names:
                yield Body(name, kind, name, (Stand(Tree.STATE, f"b{code}"),))


def _after_the_reform() -> Iterator[Body]:
    said: dict[str, Any] = told("bodies")["after"]
    rows = [
        ("vl-home", Kind.DEPARTMENT, said["home"], Tree.STATE, VINH_LONG),
        ("vl-office", Kind.DEPARTMENT, said["office"], Tree.STATE, "vl-home"),
        ("vl-committee", Kind.PARTY, said["committee"], Tree.PARTY, None),
        ("vl-standing", Kind.PARTY, said["standing"], Tree.PARTY, "vl-committee"),
        ("vl-front", Kind.FRONT, said["front"], Tree.FRONT, None),
        *(
            (row["key"], Kind.DEPARTMENT, row["name"], Tree.STATE, VINH_LONG)
            for row in said["departments"]
        ),
    ]
    for key, kind, name, tree, above in rows:
        yield Body(key, kind, name, (Stand(tree, above, "after"),))


ERAS = {
    "before": (None, TWO_TIERS_FROM),
    "after": (TWO_TIERS_FROM, None),
    "both": (None, None),
}
