"""Write what a plan says: in one transaction, under the locks of the trees."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from thidua.organisations.acts.checking import scheme_of, until
from thidua.organisations.acts.words import Founding, Plan
from thidua.organisations.models import (
    Mandate,
    Placement,
    Reorganisation,
    Succession,
    Tree,
    Unit,
    UnitCode,
    UnitName,
)


def lock_trees() -> None:
    """One act at a time: wait for any other, then see what it has written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisations_lock_tree(id)"
            " from (select id from organisations_tree order by id) tree"
        )


def carry_out(plan: Plan) -> tuple[Reorganisation, list[Unit]]:
    """Write the act and everything it changes; the answer names the new units."""
    on = plan.decision.effective_on
    act = Reorganisation.objects.create(
        kind=plan.kind,
        decision=plan.decision.symbol.strip(),
        decided_on=plan.decision.decided_on,
        effective_on=on,
        note=plan.decision.note,
    )
    new = [_found(founding, on) for founding in plan.founds]
    changed = _move(plan, new, on)
    for unit in plan.ends:
        for tree_id in _end(unit, on):
            changed[tree_id].add(unit.pk)
    for unit, full_name, name in plan.renames:
        unit.names.filter(during__contains=on).update(during=until(on))
        UnitName.written(unit, full_name, DateRange(on, None), name=name).save()
    Succession.objects.bulk_create(
        Succession(
            predecessor=line.predecessor,
            successor=new[line.heir],
            kind=line.kind,
            is_main=line.is_main,
            act=act,
        )
        for line in plan.heirlooms
    )
    _rebuild(changed)
    touched = {unit.pk for unit in [*plan.ends, *new]}
    touched |= {move.unit_id for move in plan.moves}
    touched |= {unit.pk for unit, _full, _name in plan.renames}
    act.units.set(touched)
    return act, new


Changed = defaultdict[int, set[int]]


def _found(founding: Founding, on: date) -> Unit:
    unit = Unit.objects.create(
        kind=founding.kind, is_made_up=founding.parent.is_made_up
    )
    during = DateRange(on, None)
    UnitName.written(unit, founding.full_name, during, name=founding.name).save()
    if founding.code:
        # A code freed by a unit that ends the same day is freed first.
        UnitCode.objects.filter(
            scheme=scheme_of(founding.kind), code=founding.code, during__contains=on
        ).update(during=until(on))
        UnitCode.objects.create(
            unit=unit,
            scheme=scheme_of(founding.kind),
            code=founding.code,
            during=during,
        )
    return unit


def _move(plan: Plan, new: list[Unit], on: date) -> Changed:
    """Place the new units, then hang the others under them."""
    changed: Changed = defaultdict(set)
    for heir, tree, parent in plan.places:
        _place(new[heir].pk, tree, parent, DateRange(on, None))
        changed[tree.pk].add(new[heir].pk)
    ending = [unit.pk for unit in plan.ends]
    for move in plan.moves:
        parent = new[move.parent] if isinstance(move.parent, int) else move.parent
        held = Placement.objects.filter(unit=move.unit_id, tree=move.tree)
        if ending:  # only what hangs under those that end is hung elsewhere
            held = held.filter(parent__in=ending)
        place = held.filter(during__contains=on).first()
        if place is not None and place.during.lower != on:
            held.filter(pk=place.pk).update(during=until(on))
            _place(move.unit_id, move.tree, parent, DateRange(on, place.during.upper))
        held.filter(during__startswith__gte=on).update(parent=parent)
        changed[move.tree.pk].add(move.unit_id)
    return changed


def _place(unit_id: int, tree: Tree, parent: Unit | None, during: DateRange) -> None:
    Placement.objects.create(tree=tree, unit_id=unit_id, parent=parent, during=during)


def _end(unit: Unit, on: date) -> list[int]:
    """End what runs beyond the day; the answer names the trees it stood in."""
    places = unit.placements.filter(during__contains=on)
    trees = list(places.values_list("tree", flat=True))
    for rows in (
        places,
        unit.names.filter(during__contains=on),
        unit.codes.filter(during__contains=on),
        Mandate.objects.filter(unit=unit, during__contains=on),
    ):
        rows.update(during=until(on))
    return trees


def _rebuild(changed: Changed) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints organisations_placement_is_checked immediate")
        for tree_id in sorted(changed):
            cursor.execute(
                "select organisations_rebuild_lineage_below(%s, %s)",
                [tree_id, sorted(changed[tree_id])],
            )
        cursor.execute("set constraints organisations_placement_is_checked deferred")
