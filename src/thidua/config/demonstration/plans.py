"""How units made the campaign their own: a dozen in good words, many in plain ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from thidua.campaigns.actions import adopt_plan, save_plan
from thidua.campaigns.drafts import PlanDraft, PlanItemDraft
from thidua.campaigns.models import UnitPlan, UnitPlanItem
from thidua.campaigns.states import PlanState
from thidua.config.demonstration.bodies import bodies
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import Loading, reporters
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import speaking_for
from thidua.organisations.models import Unit

STARTS_ON = date(2021, 1, 1)


def write_plans(script: Script, loading: Loading) -> None:
    """The dozen by actions, one after the other; the others at one stroke."""
    for number, row in enumerate(told("plans")["plans"]):
        at = on(date(2020, 12, 1) + timedelta(days=2 * number), 9, 15)
        actor = speaking_for(loading, row["unit"])
        plan = save_plan(
            script.campaign,
            loading.stage.ids[row["unit"]],
            _draft(row, script),
            actor=actor,
            at=at,
        )
        later = at + timedelta(days=3)
        adopt_plan(plan, version=plan.version, actor=actor, at=later)
    _write_plain_plans(script, loading)


def _draft(row: Mapping[str, Any], script: Script) -> PlanDraft:
    items = [
        PlanItemDraft(
            node_key=script.nodes[item["node"]],
            name=item["name"],
            sector=item.get("sector", ""),
            routine=item.get("routine", ""),
            answers=item["answers"],
            due_on=item["due_on"],
        )
        for item in row["items"]
    ]
    return PlanDraft(
        starts_on=STARTS_ON,
        ends_on=script.campaign.ends_on,
        focus=row["focus"],
        hard_tasks=row.get("hard_tasks", ""),
        measures=row["measures"],
        own_resolution=row.get("own_resolution", ""),
        items=items,
    )


def _write_plain_plans(script: Script, loading: Loading) -> None:
    texts = told("plan_texts")
    chosen = [
        (key, kind, dice("plan", key))
        for key, kind in _who()
        if kind == "hamlet" or dice("plans at all", key).random() < 0.94
    ]
    plans = UnitPlan.objects.bulk_create(
        UnitPlan(
            campaign=script.campaign,
            unit_id=loading.stage.ids[key],
            focus=chance.choice(texts.get(f"focus_{kind}", texts["focus"])),
            measures=chance.choice(texts["measures"]),
            starts_on=STARTS_ON,
            ends_on=script.campaign.ends_on,
            state=PlanState.ADOPTED,
            adopted_at=on(date(2020, 12, 3) + timedelta(chance.randint(0, 50)), 14),
            adopted_by=loading.crew.officer(key),
        )
        for key, kind, chance in chosen
    )
    UnitPlanItem.objects.bulk_create(
        UnitPlanItem(
            plan=plan,
            node_key=script.nodes[node],
            name=name,
            answers=loading.crew.officer(key),
            due_on=date(2025, chance.choice((3, 6, 9)), 30),
            position=position,
        )
        for plan, (key, kind, chance) in zip(plans, chosen, strict=True)
        for position, (node, name) in enumerate(
            chance.sample(texts["items"][kind], k=2)
        )
    )


def _who() -> Iterator[tuple[str, str]]:
    """Everybody who takes part with a form of content, but the dozen."""
    told_of = {row["unit"] for row in told("plans")["plans"]}
    who = reporters()
    kinds = {
        "communes": "commune",
        "districts": "province",
        "agencies": "agency",
        "hamlets": "hamlet",
    }
    for form, kind in kinds.items():
        for place in who[form].places:
            if place.key not in told_of:
                yield place.key, kind
    for body in bodies():
        is_ours = body.kind == Unit.Kind.DEPARTMENT and body.era == "before"
        if is_ours and body.stands[0].tree == "state" and body.key not in told_of:
            yield body.key, "province"
