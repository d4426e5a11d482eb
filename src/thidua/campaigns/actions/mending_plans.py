"""One-click mends of a unit's own plan, by the action that saves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.campaigns.acceptances import by_hand, still_found, tell_mended
from thidua.campaigns.actions.planning import save_plan
from thidua.campaigns.check import check_plan_facts
from thidua.campaigns.check.facts import PlanFacts
from thidua.campaigns.check.reading_plans import own_keys, plan_facts, subject_of
from thidua.campaigns.check.words import Finding
from thidua.campaigns.drafts import PlanDraft, PlanItemDraft
from thidua.campaigns.models import UnitPlan
from thidua.campaigns.policies import can_plan
from thidua.kernel.errors import WrongMoment
from thidua.kernel.text import tidy
from thidua.organisations.actor import Actor


@transaction.atomic
def mend_plan(
    plan: UnitPlan, rule: str, subject: str, *, actor: Actor, at: datetime
) -> Finding:
    """Put right one finding of a unit's own plan, in the way it offered."""
    can_plan(actor, plan).enforce()

    found = plan_facts(plan.campaign, at.date(), [plan.unit_id])
    if plan.unit_id not in found:
        raise WrongMoment(_("Kế hoạch không còn."))
    plan, facts = found[plan.unit_id]
    finding = still_found(check_plan_facts(facts).findings, rule, subject)
    if not finding.found.mend or rule not in PLAN_MENDS:
        raise by_hand(finding)
    draft = _plan_draft_of(plan)
    save_plan(
        plan.campaign,
        plan.unit_id,
        PLAN_MENDS[rule](draft, plan, facts, subject),
        version=plan.version,
        actor=actor,
        at=at,
    )
    tell_mended(plan.campaign, finding, actor=actor, at=at, unit=plan.unit_id)
    return finding


def _plan_draft_of(plan: UnitPlan) -> PlanDraft:
    return PlanDraft(
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        focus=plan.focus,
        hard_tasks=plan.hard_tasks,
        measures=plan.measures,
        own_resolution=plan.own_resolution,
        items=[
            PlanItemDraft(
                item.node_key,
                item.name,
                item.sector,
                item.routine,
                item.answers,
                item.due_on,
            )
            for item in plan.items.all()
        ],
    )


def _on_its_last_day(
    draft: PlanDraft, plan: UnitPlan, _facts: PlanFacts, subject: str
) -> PlanDraft:
    return replace(draft, items=_changed(plan, draft, subject, due_on=plan.ends_on))


def _tied_as_above(
    draft: PlanDraft, plan: UnitPlan, facts: PlanFacts, subject: str
) -> PlanDraft:
    tie = next(item.above_tie for item in facts.items if item.subject == subject)
    return replace(draft, items=_changed(plan, draft, subject, routine=tie))


def _changed(
    plan: UnitPlan, draft: PlanDraft, subject: str, **values: object
) -> list[PlanItemDraft]:
    return [
        replace(one, **values)  # type: ignore[arg-type]
        if subject_of(item) == subject
        else one
        for item, one in zip(plan.items.all(), draft.items, strict=True)
    ]


def _taken_up(
    draft: PlanDraft, plan: UnitPlan, facts: PlanFacts, _subject: str
) -> PlanDraft:
    """An item for each target without one: its name says the figure and the day."""
    bound = own_keys(plan)
    more = [
        PlanItemDraft(
            bound.get(one.node_key, UUID(one.node_key)),
            tidy(f"{one.name}: {one.measure.say(one.value)}")[:300],
            due_on=min(one.due_on, plan.ends_on),
        )
        for one in facts.uncovered
    ]
    return replace(draft, items=[*draft.items, *more])


PLAN_MENDS: Mapping[str, Callable[[PlanDraft, UnitPlan, PlanFacts, str], PlanDraft]] = {
    "own-no-day": _on_its_last_day,
    "own-day-outside": _on_its_last_day,
    "own-untied": _tied_as_above,
    "plan-uncovered": _taken_up,
}
