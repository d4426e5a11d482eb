"""The targets of a stretch, judged on its last day; two readings of the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from thidua.campaigns import progress
from thidua.campaigns.achieved import reached_by
from thidua.campaigns.effect.facts import Goal, Outcome
from thidua.campaigns.effect.judging import Judged, judged
from thidua.campaigns.effect.stretches import Stretch
from thidua.campaigns.models import ContentNode, Target
from thidua.campaigns.progress import Standing, last_day_over
from thidua.campaigns.states import TargetState
from thidua.campaigns.told import told_on
from thidua.indicators.models import IndicatorVersion

ONE_DAY = timedelta(days=1)
NOT_YET = Judged(None, None, Outcome.OPEN)


@dataclass(frozen=True, slots=True)
class JudgedTargets:
    """The goals of the whole, and every target given below with what it came to."""

    goals: tuple[Goal, ...]
    below: Sequence[tuple[Standing, Judged]]


def goals_of(stretch: Stretch, day: date) -> JudgedTargets:
    """All targets pursued on a day; those of the whole beside where they began.

    While the stretch runs they are told up to the month told everywhere (`told.py`);
    once it is over, on its last day.
    """
    campaign = stretch.campaign
    targets = targets_on(stretch, day)
    day = day if day >= stretch.until else told_on(campaign, day)
    standing = progress.standings(campaign, targets, day)
    whole = [one for one in targets if one.parent_id is None]
    began = _began(stretch, whole)
    items = names_of_items(campaign.pk)
    found = {target.pk: _judged(standing[target.pk], day) for target in targets}
    return JudgedTargets(
        goals=tuple(
            _goal(standing[one.pk], found[one.pk], began[one.pk], items, day)
            for one in whole
        ),
        below=[
            (standing[one.pk], found[one.pk])
            for one in targets
            if one.parent_id is not None
        ],
    )


def targets_on(stretch: Stretch, day: date) -> list[Target]:
    """What was agreed and pursued on a day, with what a course needs.

    A figure that its unit had not accepted does not bind it.
    """
    found: QuerySet[Target] = stretch.campaign.targets.open_on(day)
    rows = found.filter(starts_on__lte=day).order_by("pk")
    # Thousands of targets share some dozens of definitions: each is made once.
    targets = list(rows.prefetch_related("version"))
    for target in targets:
        target.state = target.state_on(day)
    return [one for one in targets if one.state == TargetState.ACCEPTED]


def names_of_items(campaign_id: int) -> dict[UUID, str]:
    """Items of content by key, as the newest version calls them."""
    nodes = ContentNode.objects.filter(tree__audience__campaign=campaign_id)
    rows = nodes.order_by("tree__number").values_list("key", "name")
    return dict(rows)


def _began(stretch: Stretch, whole: Sequence[Target]) -> dict[int, Decimal | None]:
    """What stood on the day before the stretch; before its first day the baseline."""
    eve = stretch.since - ONE_DAY
    running = [one for one in whole if one.starts_on <= eve]
    counted = progress.units_counted_by(running)
    tree_id = stretch.campaign.tree_id
    reached = reached_by([*running, *counted], tree_id=tree_id, day=eve)
    found: dict[int, Decimal | None] = {}
    for one in whole:
        value = reached[one.pk].value if one in running else None
        found[one.pk] = one.baseline if value is None else value
        if found[one.pk] is None and flows(one.version):
            found[one.pk] = Decimal(0)
    return found


def flows(version: IndicatorVersion) -> bool:
    """Does it add up over time?"""
    return version.over_time == IndicatorVersion.OverTime.SUM


def _judged(one: Standing, day: date) -> Judged:
    """A goal that is not due is judged on the last day of a period that is over.

    Figures stand at the ends of periods; before the first one nobody can tell.
    """
    target = one.target
    if day < one.course.as_on(day).due_on:
        day = last_day_over(one.kind, day)
        if day < target.starts_on:
            return NOT_YET
    return judged(one.course, one.achieved.value, day, one.measure)


def _goal(
    one: Standing,
    found: Judged,
    began: Decimal | None,
    items: Mapping[UUID, str],
    day: date,
) -> Goal:
    target, measure, course = one.target, one.measure, one.course.as_on(day)
    return Goal(
        target_id=target.pk,
        unit_id=target.unit_id,
        indicator_id=target.version.indicator_id,
        node_key=str(target.node_key),
        item=items.get(target.node_key, ""),
        name=target.version.name,
        measure=measure.name,
        decimals=measure.decimals,
        scale=measure.scale,
        target=course.target,
        due_on=course.due_on,
        asked=found.asked,
        baseline=course.baseline,
        began=began,
        reached=one.achieved.value,
        is_lower_better=course.is_lower_better,
        is_rank=course.is_rank,
        flows=flows(target.version) and target.split != Target.Split.COUNT,
        share=found.share,
        outcome=found.outcome,
        reported=one.achieved.reported,
        accepted=one.achieved.accepted,
        period_id=one.achieved.last_period_id,
        since=one.since,
    )
