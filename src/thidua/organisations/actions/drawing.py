"""Give the official units of today their outlines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.organisations.actor import Actor
from thidua.organisations.models import Shape, Tree, Unit, UnitCode
from thidua.organisations.official import TWO_TIERS_FROM, official_shapes
from thidua.organisations.policies import can_load_units


@transaction.atomic
def draw_official_units(
    *, actor: Actor, at: datetime, tell: Callable[[str], None] = lambda _line: None
) -> int:
    """Write the outline of every official unit that has none yet; how many were drawn.

    A unit is found by its code on 1 July 2025. Idempotent; a unit that is not loaded is
    left out.
    """
    can_load_units(actor).enforce()
    units = dict(
        UnitCode.objects.filter(during__contains=TWO_TIERS_FROM)
        .exclude(scheme=UnitCode.Scheme.DISTRICT)
        .exclude(unit__in=Shape.objects.values("unit"))
        .values_list("code", "unit_id")
    )
    if not units:
        return 0
    tell(_("Vẽ ranh giới giản lược của các đơn vị…"))
    drawn = [
        (units[shape.code], shape.path, *shape.box)
        for shape in official_shapes()
        if shape.code in units
    ]
    _write(drawn)

    nation = Unit.objects.filter(
        kind=Unit.Kind.NATION, placements__tree__key=Tree.STATE
    ).first()
    if nation is not None:
        record(
            "organisations.units.drawn", nation, actor=actor, at=at, count=len(drawn)
        )
    return len(drawn)


def _write(drawn: Sequence[Sequence[object]]) -> None:
    columns = '(unit_id, path, "left", top, "right", bottom)'
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy organisations_shape {columns} from stdin") as copy,
    ):
        for row in drawn:
            copy.write_row(row)
