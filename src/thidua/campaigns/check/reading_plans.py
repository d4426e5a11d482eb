"""Reads the facts of many units' plans at once: the same queries for one or 3,000."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.campaigns.check.facts import OwnItemFacts, PlanFacts, TargetFacts
from thidua.campaigns.check.reading import (
    Stated,
    by_item,
    indicators_at_hand,
    limit_of,
)
from thidua.campaigns.check.targets import newest_nodes, target_facts
from thidua.campaigns.check.wording import Indicators, stamp
from thidua.campaigns.loading import with_versions
from thidua.campaigns.models import (
    Campaign,
    ContentNode,
    ContentTie,
    MeasureSaid,
    Milestone,
    UnitPlan,
    UnitPlanItem,
)

Targets = Mapping[int, Sequence[TargetFacts]]


def plan_facts(
    campaign: Campaign, day: date, units: Iterable[int] | None = None
) -> dict[int, tuple[UnitPlan, PlanFacts]]:
    """The plans of some units, or of all, by unit, with what the rules look at."""
    plans = campaign.plans.all()
    if units is not None:
        plans = plans.filter(unit__in=list(units))
    held = list(plans)
    if not held:
        return {}
    items: dict[int, list[UnitPlanItem]] = defaultdict(list)
    for item in UnitPlanItem.objects.filter(plan__in=plans):
        items[item.plan_id].append(item)
    said = by_item(MeasureSaid.objects.filter(plan__in=plans))
    common = _common(campaign, day, said)
    targets = _targets(campaign, [plan.unit_id for plan in held])
    return {
        plan.unit_id: (
            plan,
            _facts(plan, items[plan.pk], targets.get(plan.unit_id, ()), common),
        )
        for plan in held
    }


@dataclass(frozen=True, slots=True)
class _Above:
    """The campaign's item that a unit's item is bound to."""

    name: str
    reads: frozenset[str]
    tie: ContentTie | None
    has_steps: bool


@dataclass(frozen=True, slots=True)
class _Common:
    """What is the same for every plan of a campaign."""

    campaign: Campaign
    above: Mapping[UUID, _Above]
    limit: int
    indicators: Indicators
    said: Mapping[tuple[int | None, str], Stated]


def _common(
    campaign: Campaign, day: date, said: Mapping[tuple[int | None, str], Stated]
) -> _Common:
    ties = {one.node_key: one for one in ContentTie.objects.filter(campaign=campaign)}
    steps = Milestone.objects.filter(audience__campaign=campaign)
    stepped = set(steps.values_list("node_key", flat=True))
    above = {
        node.key: _Above(
            node.name,
            frozenset(str(key) for key in (node.key, *node.reads_from)),
            ties.get(node.key) or _first(ties, node),
            node.key in stepped,
        )
        for nodes in newest_nodes(campaign).values()
        for node in nodes
    }
    limit, at_hand = limit_of(campaign), indicators_at_hand(day)
    return _Common(campaign, above, limit, at_hand, said)


def _first(ties: Mapping[UUID, ContentTie], node: ContentNode) -> ContentTie | None:
    return next((ties[key] for key in node.reads_from if key in ties), None)


def _targets(campaign: Campaign, units: Sequence[int]) -> Targets:
    held = campaign.targets.open().filter(unit__in=units, parent__isnull=False)
    rows = with_versions(held.order_by("pk"))
    found: dict[int, list[TargetFacts]] = defaultdict(list)
    for row, facts in zip(rows, target_facts(campaign, rows), strict=True):
        found[row.unit_id].append(facts)
    return found


def subject_of(item: UnitPlanItem) -> str:
    """An item's name within its plan: a new wording is a new thing to accept."""
    return f"own:{item.node_key}:{stamp(item.name)}"


def _facts(
    plan: UnitPlan,
    items: Sequence[UnitPlanItem],
    targets: Sequence[TargetFacts],
    common: _Common,
) -> PlanFacts:
    covered = {
        key
        for item in items
        if item.node_key in common.above
        for key in common.above[item.node_key].reads
    }
    return PlanFacts(
        unit_id=plan.unit_id,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        campaign_starts_on=common.campaign.starts_on,
        campaign_ends_on=common.campaign.ends_on,
        focus=plan.focus,
        measures=plan.measures,
        hard_tasks=plan.hard_tasks,
        items=tuple(_item(one, targets, common) for one in items),
        targets=tuple(targets),
        uncovered=tuple(one for one in targets if one.node_key not in covered),
        limit=common.limit,
        indicators=common.indicators,
    )


def _item(
    item: UnitPlanItem, targets: Sequence[TargetFacts], common: _Common
) -> OwnItemFacts:
    above = common.above.get(item.node_key)
    tie = above.tie if above else None
    subject = subject_of(item)
    return OwnItemFacts(
        subject=subject,
        pk=item.pk,
        name=item.name,
        answers=item.answers,
        due_on=item.due_on,
        is_tied=bool(item.sector or item.routine),
        above=above.name if above else "",
        above_tie=(tie.routine or tie.sector) if tie else "",
        has_steps=above.has_steps if above else False,
        everyday=f"{item.routine}; {item.sector}",
        said=common.said.get((item.plan_id, subject), ()),
        targets=tuple(one for one in targets if above and one.node_key in above.reads),
    )


def own_keys(plan: UnitPlan) -> dict[str, UUID]:
    """By key of a content item: the item of the unit's own tree that reads from it."""
    audiences = plan.campaign.audiences.filter(members__unit=plan.unit_id)
    mine = set(audiences.values_list("pk", flat=True))
    return {
        str(key): node.key
        for audience, nodes in newest_nodes(plan.campaign).items()
        if audience in mine
        for node in nodes
        for key in (*node.reads_from, node.key)
    }
