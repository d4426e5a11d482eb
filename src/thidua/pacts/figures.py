"""How the commitments in figures stand: read from the monthly figures, never typed.

Figures of a party that a reform abolished end with it: what came after counts another
place, and nothing is apportioned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.campaigns.achieved import Achieved, reached_of
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign
from thidua.campaigns.pace import Course, Pace, pace
from thidua.campaigns.progress import measures_of
from thidua.campaigns.readings import Asking
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind
from thidua.organisations.models import Lineage
from thidua.pacts.models import Commitment
from thidua.pacts.wording import measure_of


@dataclass(frozen=True, slots=True)
class Standing:
    """One commitment in figures as it stands on a day."""

    measure: Measure
    achieved: Achieved
    pace: Pace


def standings(
    campaign: Campaign, commitments: Sequence[Commitment], day: date
) -> Mapping[int, Standing]:
    """By the number of the commitment; read at once for all that end on one day."""
    asked = [one for one in commitments if one.is_figure]
    if not asked:
        return {}
    kinds = {pk: kind for pk, (_scale, kind) in measures_of(campaign).items()}
    trees = _trees(campaign, {one.party.unit_id for one in asked})
    found: dict[int, Standing] = {}
    groups: dict[tuple[int, date], list[Commitment]] = defaultdict(list)
    for one in asked:
        tree = trees.get(one.party.unit_id, campaign.tree_id)
        groups[tree, min(one.due_on, day)].append(one)
    for (tree, until), some in groups.items():
        reached = reached_of([_asking(one) for one in some], tree_id=tree, day=until)
        for one, got in zip(some, reached, strict=True):
            found[one.pk] = _standing(one, got, kinds, until)
    return found


def _asking(one: Commitment) -> Asking:
    assert one.version is not None  # noqa: S101 - of figures only
    since = one.starts_on or one.edition.starts_on
    return Asking(one.party.unit_id, one.version, since)


def _trees(campaign: Campaign, units: set[int]) -> dict[int, int]:
    """In which tree each unit's figures add up: the campaign's, else its own."""
    lines = Lineage.objects.filter(unit__in=units, depth=0)
    found: dict[int, int] = {}
    for unit, tree in lines.order_by("tree").values_list("unit_id", "tree_id"):
        if unit not in found or tree == campaign.tree_id:
            found[unit] = tree
    return found


def _standing(
    one: Commitment, got: Achieved, kinds: Mapping[int, str], day: date
) -> Standing:
    version = one.version
    assert version is not None  # noqa: S101 - of figures only
    nature = IndicatorVersion.Nature
    baseline = one.baseline
    adds = version.over_time == IndicatorVersion.OverTime.SUM
    if baseline is None and (version.nature == nature.FLOW or adds):
        baseline = Decimal(0)
    measure = measure_of(version, int(one.scale))
    course = Course(
        target=one.value or Decimal(0),
        starts_on=one.starts_on or one.edition.starts_on,
        due_on=one.due_on,
        baseline=baseline,
        is_lower_better=one.is_at_most and version.nature != nature.RANK,
        is_rank=version.nature == nature.RANK,
        has_monthly_pace=kinds.get(version.pk, PeriodKind.MONTH) != PeriodKind.YEAR,
    )
    return Standing(measure, got, pace(course, got.value, day, measure))
