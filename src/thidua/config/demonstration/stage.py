"""Put the units on the stage: bulk inserts, then the closure of each tree.

The keys of the content (“b29008”, “ban-thi-dua”, “29008/Ấp 4”) become numbers here;
everything loaded later asks `Stage`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from thidua.audit.trail import record
from thidua.config.demonstration.bodies import ERAS, RENAMED_ON, Body, bodies
from thidua.organisations.actor import Actor
from thidua.organisations.models import (
    Placement,
    Reorganisation,
    Succession,
    Tree,
    Unit,
    UnitCode,
    UnitName,
)
from thidua.organisations.official import TWO_TIERS_FROM, official_units

HEIRS = "Sắp xếp cơ quan, tổ chức của tỉnh theo chính quyền hai cấp (văn bản minh họa)"


@dataclass
class Stage:
    """Which unit stands behind each key of the content."""

    ids: dict[str, int] = field(default_factory=dict)

    def unit(self, key: str) -> Unit:
        return Unit.objects.get(pk=self.ids[key])


def set_the_stage(*, actor: Actor, at: datetime) -> Stage:
    """Found every body beside the official units, which must be loaded."""
    stage = Stage(_official_ids())
    trees = {tree.key: tree for tree in Tree.objects.all()}
    made = bodies()
    units = Unit.objects.bulk_create(
        Unit(kind=body.kind, is_made_up=body.is_made_up) for body in made
    )
    stage.ids |= {body.key: unit.pk for body, unit in zip(made, units, strict=True)}
    UnitName.objects.bulk_create(
        name
        for body, unit in zip(made, units, strict=True)
        for name in _names(body, unit)
    )
    Placement.objects.bulk_create(
        Placement(
            tree=trees[stand.tree],
            unit_id=stage.ids[body.key],
            parent_id=stage.ids[stand.above] if stand.above else None,
            during=DateRange(*ERAS[stand.era]),
        )
        for body in made
        for stand in body.stands
    )
    _rebuild(trees.values(), [unit.pk for unit in units])
    act = _heirs(made, stage)
    record("organisations.units.staged", act, actor=actor, at=at, count=len(units))
    return stage


def stage_again() -> Stage:
    """The same keys, read back from what stands in the database."""
    stage = Stage(_official_ids())
    names = UnitName.objects.exclude(unit__codes__isnull=False).order_by("pk")
    found: dict[tuple[str, str], list[int]] = {}
    for name in names.select_related("unit"):
        found.setdefault((name.unit.kind, name.full_name), []).append(name.unit_id)
    for body in bodies():
        stage.ids[body.key] = found[body.kind, body.name].pop(0)
    return stage


def _official_ids() -> dict[str, int]:
    """The number behind each key of the official list, found by code and era."""
    found: dict[tuple[str, str, bool], int] = {
        (code.scheme, code.code, code.during.lower is None): code.unit_id
        for code in UnitCode.objects.all()
    }
    nation = Unit.objects.get(kind=Unit.Kind.NATION)
    return {
        unit.key: found.get((unit.scheme, unit.code, unit.era != "after"), nation.pk)
        for unit in official_units()
    }


def _names(body: Body, unit: Unit) -> Iterable[UnitName]:
    since, until = ERAS[body.era]
    if body.earlier:
        yield UnitName.written(unit, body.earlier, DateRange(since, RENAMED_ON))
        since = RENAMED_ON
    yield UnitName.written(unit, body.name, DateRange(since, until))


def _rebuild(trees: Iterable[Tree], units: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
        for tree in trees:
            if tree.key == Tree.STATE:
                cursor.execute(
                    "select organisations_rebuild_lineage_below(%s, %s)",
                    [tree.pk, units],
                )
            else:
                cursor.execute("select organisations_rebuild_lineage(%s)", [tree.pk])


def _heirs(made: Iterable[Body], stage: Stage) -> Reorganisation:
    act = Reorganisation.objects.create(
        kind=Reorganisation.Kind.MERGER,
        decision=HEIRS,
        decided_on=date(2025, 6, 25),
        effective_on=TWO_TIERS_FROM,
        note="Đặt ra để minh họa.",
    )
    pairs = [(body.key, heir) for body in made for heir in body.heirs]
    Succession.objects.bulk_create(
        Succession(
            predecessor_id=stage.ids[old],
            successor_id=stage.ids[new],
            kind=Succession.Kind.WHOLE,
            is_main=True,
            act=act,
        )
        for old, new in pairs
    )
    act.units.set({stage.ids[key] for pair in pairs for key in pair})
    return act
