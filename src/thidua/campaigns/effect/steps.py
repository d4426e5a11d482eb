"""Milestones and goals on published indices, as they stand on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from thidua.campaigns.asked import asked_of
from thidua.campaigns.effect.facts import IndexFact, Outcome, Step
from thidua.campaigns.effect.goals import names_of_items
from thidua.campaigns.effect.judging import meets, of_some
from thidua.campaigns.effect.stretches import Stretch
from thidua.campaigns.models import IndexGoal, Milestone, MilestoneMark
from thidua.indices.models import Result
from thidua.indices.queries.words import province_href, result_href


def steps_of(stretch: Stretch, day: date) -> tuple[Step, ...]:
    """The milestones due within the stretch, and how many units had reached each.

    What was reached by the day and confirmed whenever counts: the office confirms
    later.
    """
    due = Milestone.objects.filter(
        audience__campaign=stretch.campaign, due_on__range=(stretch.since, day)
    ).select_related("audience")
    steps = list(due.order_by("due_on", "pk"))
    if not steps:
        return ()
    asked = asked_of(steps, day)
    marks = MilestoneMark.objects.filter(
        milestone__in=steps, confirmed_at__isnull=False, reached_on__lte=day
    )
    reached: dict[int, set[int]] = defaultdict(set)
    for step_id, unit_id in marks.values_list("milestone_id", "unit_id"):
        reached[step_id].add(unit_id)
    items = names_of_items(stretch.campaign.pk)
    found = []
    for one in steps:
        asks = asked[one.pk]
        done = len(reached[one.pk] & asks)
        found.append(
            Step(
                milestone_id=one.pk,
                name=one.name,
                item=items.get(one.node_key, ""),
                audience=one.audience.name,
                due_on=one.due_on,
                asked=len(asks),
                reached=done,
                outcome=of_some(done, len(asks), is_due=True),
            )
        )
    return tuple(found)


def index_facts(stretch: Stretch, day: date) -> tuple[IndexFact, ...]:
    """The goals on indices, with the last year that was over by the day."""
    goals = IndexGoal.objects.filter(campaign=stretch.campaign)
    return tuple(
        _index_fact(goal, day)
        for goal in goals.select_related("index", "make_up").order_by("by_year", "pk")
    )


def _index_fact(goal: IndexGoal, day: date) -> IndexFact:
    last_over = day.year if (day.month, day.day) == (12, 31) else day.year - 1
    year = min(goal.by_year, last_over)
    results = Result.objects.filter(
        publication__index=goal.index_id,
        publication__state="standing",
        publication__year__lte=year,
        unit=goal.unit_id,
    ).select_related("publication")
    last = results.order_by("-publication__year").first()
    told = last.publication.year if last else None
    return IndexFact(
        goal_id=goal.pk,
        index=goal.index.short_name,
        unit_id=goal.unit_id,
        is_rank=goal.kind == IndexGoal.Kind.RANK,
        value=goal.value,
        by_year=goal.by_year,
        decimals=goal.index.decimals,
        year=told,
        rank=last.rank if last else None,
        ranked=last.publication.ranked if last else None,
        score=last.score if last else None,
        missing=last.missing_reason if last else "",
        href=result_href(goal.index, goal.unit_id, told)
        if told
        else province_href(goal.index, goal.unit_id),
        outcome=_outcome(goal, last, is_due=last_over >= goal.by_year),
    )


def _outcome(goal: IndexGoal, last: Result | None, *, is_due: bool) -> Outcome:
    if not is_due:
        return Outcome.OPEN
    if last is None or last.publication.year != goal.by_year:
        return Outcome.SILENT
    met = meets(goal, last)
    if met is None:
        return Outcome.SILENT
    return Outcome.REACHED if met else Outcome.MISSED
