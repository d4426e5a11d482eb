"""Who stands in the place of units that a reform abolished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.organisations.models import Placement, Succession


@dataclass(frozen=True, slots=True)
class Heir:
    """Who succeeded a unit, wholly or in part, and by which decision."""

    unit_id: int
    is_whole: bool
    is_main: bool
    decision: str


def standing(unit_ids: Iterable[int], on: date) -> set[int]:
    """Which of these units stand in any tree on a day."""
    places = Placement.objects.filter(unit__in=unit_ids, during__contains=on)
    return set(places.values_list("unit_id", flat=True))


def heirs_of(unit_ids: Iterable[int], on: date) -> dict[int, tuple[Heir, ...]]:
    """Who stands in the place of each unit on a day, through however many acts."""
    found: dict[int, list[Heir]] = defaultdict(list)
    front = {unit_id: [(unit_id, True, True)] for unit_id in unit_ids}
    seen = set(front)
    while front:
        acts = Succession.objects.filter(
            predecessor__in=front, act__effective_on__lte=on
        ).select_related("act")
        steps = list(acts.order_by("-is_main", "pk"))
        stands = standing((step.successor_id for step in steps), on)
        ahead: dict[int, list[tuple[int, bool, bool]]] = defaultdict(list)
        for step in steps:
            for origin, whole, main in front[step.predecessor_id]:
                is_whole = whole and step.kind == Succession.Kind.WHOLE
                is_main = main and step.is_main
                if step.successor_id in stands:
                    found[origin].append(
                        Heir(step.successor_id, is_whole, is_main, step.act.decision)
                    )
                elif step.successor_id not in seen:
                    ahead[step.successor_id].append((origin, is_whole, is_main))
        seen |= set(ahead)
        front = ahead
    return {origin: tuple(heirs) for origin, heirs in found.items()}


def main_of(heirs: Sequence[Heir]) -> int | None:
    """The one who succeeded wholly, else the main one, else none."""
    best = sorted(heirs, key=lambda heir: (not heir.is_whole, not heir.is_main))
    return best[0].unit_id if best else None
