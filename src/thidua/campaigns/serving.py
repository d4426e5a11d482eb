"""In whose name a unit launches: its own, and those that it serves.

A place (a province, a commune) acts for itself. A department, a standing committee, a
union also serves what stands above it, up to the nearest body that heads a tree: a
province's office serves the province, not the nation and not another province.
"""

from __future__ import annotations

from datetime import date

from thidua.organisations.models import Lineage, Unit

PLACES = (
    Unit.Kind.NATION,
    Unit.Kind.PROVINCE,
    Unit.Kind.CITY,
    Unit.Kind.DISTRICT,
    Unit.Kind.COMMUNE,
    Unit.Kind.WARD,
    Unit.Kind.TOWNSHIP,
    Unit.Kind.SPECIAL_ZONE,
    Unit.Kind.HAMLET,
)
HEADS = (*PLACES[:-1], Unit.Kind.PARTY, Unit.Kind.FRONT)
"""Those from whom a tree of figures may start."""


def served_by(unit_id: int | None, day: date) -> set[int]:
    """The unit itself and those in whose name it may launch on a day."""
    lines = Lineage.objects.filter(unit=unit_id, during__contains=day)
    served, reached = {unit_id or 0}, set()
    for tree, ancestor, depth, kind, own in lines.order_by("tree", "depth").values_list(
        "tree", "ancestor", "depth", "ancestor__kind", "unit__kind"
    ):
        if own in PLACES or depth == 0 or tree in reached:
            continue
        served.add(ancestor)
        if kind in HEADS:
            reached.add(tree)
    return served
