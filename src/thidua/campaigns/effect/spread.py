"""How a goal, and all goals, came out over the units that hold a part of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from thidua.campaigns.effect.facts import Goal, Outcome, Place, Spread
from thidua.campaigns.effect.goals import JudgedTargets
from thidua.campaigns.effect.judging import Judged, best_and_weakest, is_small
from thidua.campaigns.progress import Standing
from thidua.indicators.models import FormLine, level_of
from thidua.organisations.models import Unit
from thidua.organisations.namesakes import listed_names

Held = tuple[Standing, Judged]


def spread_over(
    found: JudgedTargets, day: date
) -> tuple[tuple[Goal, ...], dict[int, Counter[Outcome]]]:
    """The goals with their spread by level, and every unit's own tally."""
    units = {one.target.unit_id for one, _judged in found.below}
    kinds = dict(Unit.objects.filter(pk__in=units).values_list("pk", "kind"))
    names = listed_names(units, day) if units else {}
    groups: dict[tuple[UUID, int], dict[str, list[Held]]] = defaultdict(
        lambda: defaultdict(list)
    )
    tallies: dict[int, Counter[Outcome]] = defaultdict(Counter)
    for one, judged in found.below:
        target = one.target
        level = level_of(kinds[target.unit_id])
        groups[target.node_key, target.version.indicator_id][level].append(
            (one, judged)
        )
        tallies[target.unit_id][judged.outcome] += 1
    goals = tuple(
        replace(
            goal,
            spread=tuple(
                _spread(level, held, names)
                for level, held in _in_order(
                    groups.get((UUID(goal.node_key), goal.indicator_id), {})
                )
            ),
        )
        for goal in found.goals
    )
    return goals, tallies


def _in_order(levels: Mapping[str, list[Held]]) -> Iterable[tuple[str, list[Held]]]:
    order = list(FormLine.Level)
    return sorted(levels.items(), key=lambda pair: order.index(FormLine.Level(pair[0])))


def _spread(level: str, held: Sequence[Held], names: Mapping[int, str]) -> Spread:
    outcomes = Counter(judged.outcome for _one, judged in held)
    known = [
        (one, judged)
        for one, judged in held
        if judged.asked is not None and judged.share is not None
    ]
    fair = [
        (one, judged)
        for one, judged in known
        if judged.asked is not None and not is_small(judged.asked, one.measure)
    ]
    places = [
        Place(
            one.target.unit_id,
            names.get(one.target.unit_id, ""),
            judged.share,
            one.achieved.value,
            judged.asked,
        )
        for one, judged in fair
        if judged.share is not None
        and judged.asked is not None
        and one.achieved.value is not None
    ]
    best, weakest = best_and_weakest(places)
    return Spread(
        level=level,
        held=len(held),
        reached=outcomes[Outcome.REACHED],
        nearly=outcomes[Outcome.NEARLY],
        missed=outcomes[Outcome.MISSED],
        silent=outcomes[Outcome.SILENT],
        small=len(known) - len(fair),
        best=best,
        weakest=weakest,
    )
