"""Reads the facts of a campaign in a fixed number of queries, however large it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count

from thidua.campaigns.at_hand import asked_twice
from thidua.campaigns.check.facts import (
    AudienceFacts,
    CampaignFacts,
    ItemFacts,
    PhaseFacts,
    StepFacts,
    TargetFacts,
)
from thidua.campaigns.check.measuring import doubtful
from thidua.campaigns.check.reading_document import document_facts
from thidua.campaigns.check.reading_levels import skipped_levels
from thidua.campaigns.check.targets import newest_nodes, target_facts
from thidua.campaigns.check.wording import NO_INDICATORS, Indicators, effort_in
from thidua.campaigns.check.words import Said
from thidua.campaigns.ladder import reached_by_rules
from thidua.campaigns.models import (
    USUAL_LIMIT,
    Audience,
    AudienceMember,
    Campaign,
    CheckLimit,
    ContentNode,
    ContentTie,
    MeasureSaid,
    Milestone,
    Target,
)
from thidua.campaigns.states import State
from thidua.indicators.models import IndicatorVersion
from thidua.organisations.models import Unit

_CARRIERS = (
    Unit.Kind.COMMUNE,
    Unit.Kind.WARD,
    Unit.Kind.TOWNSHIP,
    Unit.Kind.SPECIAL_ZONE,
    Unit.Kind.HAMLET,
)
"""Whose hands are few: these units' goals are counted against the limit."""


def limit_of(campaign: Campaign) -> int:
    """How many goals a commune can carry, as the office says, or as is usual."""
    said = CheckLimit.objects.filter(campaign=campaign).values_list("most_goals")
    found = said.first()
    return int(found[0]) if found else USUAL_LIMIT


def campaign_facts(campaign: Campaign, day: date) -> CampaignFacts:
    """Everything that the rules for a campaign look at."""
    audiences = list(campaign.audiences.select_related("below", "tree"))
    nodes = newest_nodes(campaign)
    hanging = _hanging(campaign, day)
    items = {
        audience.pk: tuple(
            _item(node, hanging)
            for node in nodes[audience.pk]
            if node.kind == ContentNode.Kind.ITEM
        )
        for audience in audiences
    }
    limit = limit_of(campaign)
    members = _members(campaign, audiences, day)
    loads = _loads(campaign, members, items)
    return CampaignFacts(
        day=day,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        is_launched=campaign.state != State.DRAFT,
        is_phased=campaign.shape == Campaign.Shape.PHASED,
        document=document_facts(campaign),
        phases=_phases(campaign),
        audiences=tuple(
            _audience(one, items[one.pk], loads[one.pk], limit) for one in audiences
        ),
        skipped=skipped_levels(campaign, members, audiences, day),
        limit=limit,
        indicators=_indicators(campaign, items, day),
        name=campaign.name,
        motto=campaign.motto,
        twice=tuple(asked_twice(campaign, day)),
    )


def _phases(campaign: Campaign) -> tuple[PhaseFacts, ...]:
    return tuple(
        PhaseFacts(one.name, one.kind, one.starts_on, one.ends_on)
        for one in campaign.phases.all()
    )


Stated = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What hangs on the items, by key."""

    targets: Mapping[str, Sequence[TargetFacts]]
    steps: Mapping[tuple[int, UUID], Sequence[StepFacts]]
    ties: Mapping[UUID, ContentTie]
    said: Mapping[tuple[int | None, str], Stated]


def _hanging(campaign: Campaign, day: date) -> _Hanging:
    roots = campaign.targets.open().filter(parent=None)
    targets: dict[str, list[TargetFacts]] = defaultdict(list)
    found_targets = list(roots.select_related("version__indicator"))
    for one in target_facts(campaign, found_targets, day):
        targets[one.node_key].append(one)
    steps: dict[tuple[int, UUID], list[StepFacts]] = defaultdict(list)
    for step in Milestone.objects.filter(audience__campaign=campaign):
        found = StepFacts(step.pk, step.name, step.due_on)
        steps[step.audience_id, step.node_key].append(found)
    ties = {one.node_key: one for one in ContentTie.objects.filter(campaign=campaign)}
    said = by_item(MeasureSaid.objects.filter(campaign=campaign, plan=None))
    return _Hanging(targets, steps, ties, said)


def by_item(stated: Iterable[MeasureSaid]) -> dict[tuple[int | None, str], Stated]:
    """By plan and worded item: what was stated of the indicators that measure it."""
    found: dict[tuple[int | None, str], Stated] = {}
    for one in stated:
        said = Said(
            one.pk,
            one.indicator_id,
            one.said,
            one.reason,
            one.said_by,
            one.office,
            one.said_at,
        )
        found[one.plan_id, one.item] = (*found.get((one.plan_id, one.item), ()), said)
    return found


def _item(node: ContentNode, hanging: _Hanging) -> ItemFacts:
    audience, tie = node.tree.audience_id, hanging.ties.get(node.key)
    item = ItemFacts(
        key=str(node.key),
        pk=node.pk,
        audience=audience,
        name=node.name,
        detail=node.detail,
        nature=node.nature,
        has_lead=node.lead_unit_id is not None,
        is_fixed=node.tree.frozen_at is not None,
        is_read=any(str(key) in hanging.targets for key in node.reads_from),
        is_tied=tie is not None,
        everyday=f"{tie.routine}; {tie.sector}" if tie else "",
        targets=tuple(hanging.targets.get(str(node.key), ())),
        steps=tuple(hanging.steps.get((audience, node.key), ())),
    )
    said = hanging.said.get((None, item.worded))
    return replace(item, said=said) if said else item


@dataclass(frozen=True, slots=True)
class _Load:
    units: int
    loads: tuple[int, ...]


def _audience(
    one: Audience, items: tuple[ItemFacts, ...], load: _Load, limit: int
) -> AudienceFacts:
    return AudienceFacts(
        pk=one.pk,
        name=one.name,
        units=load.units,
        over=sum(goals > limit for goals in load.loads),
        heaviest=max(load.loads, default=0),
        items=items,
    )


def _loads(
    campaign: Campaign,
    members: Mapping[int, Mapping[int, str]],
    items: Mapping[int, Sequence[ItemFacts]],
) -> dict[int, _Load]:
    """By audience: how many units, and how many goals each small one of them has."""
    mine: Counter[int] = Counter()
    for audience, units in members.items():
        for unit_id in units:
            mine[unit_id] += len(items[audience])
    small = {
        unit_id
        for units in members.values()
        for unit_id, kind in units.items()
        if kind in _CARRIERS
    }
    others = _goals_elsewhere(campaign, small)
    return {
        audience: _Load(
            len(units),
            tuple(mine[one] + others[one] for one in units if one in small),
        )
        for audience, units in members.items()
    }


def _members(
    campaign: Campaign, audiences: Sequence[Audience], day: date
) -> dict[int, dict[int, str]]:
    """By audience: who takes part, number → kind."""
    if campaign.state == State.DRAFT:
        return reached_by_rules(audiences, day)
    found: dict[int, dict[int, str]] = {one.pk: {} for one in audiences}
    joined = AudienceMember.objects.filter(audience__in=audiences).taking_part_on(day)
    rows = joined.values_list("audience_id", "unit_id", "unit__kind")
    for audience, unit_id, kind in rows:
        found[audience][unit_id] = kind
    return found


def _goals_elsewhere(campaign: Campaign, units: Iterable[int]) -> Counter[int]:
    """Items for which units hold open targets in other running campaigns."""
    held = (
        Target.objects.open()
        .filter(campaign__state=State.LAUNCHED, parent__isnull=False)
        .filter(unit__in=list(units))
        .exclude(campaign=campaign)
        .values_list("unit_id")
        .annotate(goals=Count("node_key", distinct=True))
    )
    return Counter(dict(held))


def _indicators(
    campaign: Campaign, items: Mapping[int, Sequence[ItemFacts]], day: date
) -> Indicators:
    """The indicators at hand; read only when something needs a counterpart."""
    vague = any(effort_in(text, day) for text in (campaign.name, campaign.motto))
    if vague or any(_asks(item, day) for some in items.values() for item in some):
        return indicators_at_hand(day)
    return NO_INDICATORS


def _asks(item: ItemFacts, day: date) -> bool:
    """Will the item be shown what it may be measured by?"""
    if not item.is_measured or doubtful(item, day):
        return True
    return not item.targets and bool(effort_in(item.name, day))


def indicators_at_hand(day: date) -> Indicators:
    """Every indicator in force on a day."""
    versions = IndicatorVersion.objects.filter(during__contains=day)
    return Indicators.of(versions.order_by("name").values_list("pk", "name"))
