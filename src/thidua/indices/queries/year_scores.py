"""All component scores of a year, for the Excel file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.indices.models import ComponentScore, CompositeIndex
from thidua.indices.queries.words import name_of


@dataclass(frozen=True, slots=True)
class YearScores:
    """Components in their order, and (unit, component) → score."""

    components: Sequence[tuple[int, str]]
    scores: Mapping[tuple[int, int], Decimal]

    def of(self, unit: int, component: int) -> Decimal | None:
        return self.scores.get((unit, component))


def year_scores(index: CompositeIndex, year: int) -> YearScores:
    """Every component that was scored in the year in force."""
    found = ComponentScore.objects.filter(
        result__publication__index=index,
        result__publication__year=year,
        result__publication__state="standing",
    ).select_related("component", "result")
    scores, components = {}, {}
    for one in found:
        scores[one.result.unit_id, one.component_id] = one.score
        components[one.component_id] = one.component
    ordered = sorted(components.values(), key=lambda one: one.position)
    return YearScores([(one.pk, name_of(one)) for one in ordered], scores)
