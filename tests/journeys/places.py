"""Real places: the part of the country that the story needs, before and after.

Names, codes, eras and successions are read from the official files, so that a journey
begins in a second instead of loading fourteen thousand units.
"""

from __future__ import annotations

from tests.organisations.factories import rebuild_lineage, tree
from thidua.organisations.models import (
    Placement,
    Reorganisation,
    Succession,
    Unit,
    UnitCode,
    UnitName,
)
from thidua.organisations.official import (
    TWO_TIERS_FROM,
    OfficialUnit,
    official_successions,
    official_units,
)

BEN_TRE, GIONG_TROM, BA_TRI, VINH_LONG = "b83", "b834", "b836", "a86"
CHAU_BINH, CHAU_HOA, LUONG_QUOI = "b29008", "b28996", "b29002"


def real_places() -> dict[str, Unit]:
    """Việt Nam, Bến Tre with Giồng Trôm and Ba Tri, and what became of them."""
    wanted = _wanted()
    units = {row.key: Unit.objects.create(kind=row.kind) for row in wanted}
    for row in wanted:
        unit = units[row.key]
        UnitName.written(unit, row.full_name, row.during, name=row.name).save()
        if row.code:
            UnitCode.objects.create(
                unit=unit, scheme=row.scheme, code=row.code, during=row.during
            )
        Placement.objects.create(
            tree=tree(), unit=unit, parent=units.get(row.parent), during=row.during
        )
    rebuild_lineage(tree())
    _successions(units)
    return units


def _successions(units: dict[str, Unit]) -> None:
    act = Reorganisation.objects.create(
        kind=Reorganisation.Kind.MERGER,
        decision="Nghị quyết 1687/NQ-UBTVQH15",
        effective_on=TWO_TIERS_FROM,
    )
    for line in official_successions():
        if line.old in units and line.new in units:
            Succession.objects.create(
                predecessor=units[line.old],
                successor=units[line.new],
                kind=line.kind,
                is_main=line.is_main,
                act=act,
            )


def _wanted() -> list[OfficialUnit]:
    rows = official_units()
    old = {BEN_TRE, GIONG_TROM, BA_TRI}
    old |= {row.key for row in rows if row.parent in (GIONG_TROM, BA_TRI)}
    new = {line.new for line in official_successions() if line.old in old}
    keys = old | new | {"vn"}
    return [row for row in rows if row.key in keys]
