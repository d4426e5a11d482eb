"""How units answered: receipts, plans of their own, milestones with their proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from thidua.campaigns.actions import (
    adopt_plan,
    confirm_milestone,
    mark_milestone,
    save_plan,
)
from thidua.campaigns.drafts import PlanDraft, PlanItemDraft
from thidua.campaigns.models import (
    AudienceMember,
    Milestone,
    MilestoneMark,
    MilestoneProof,
)
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import TODAY, Loading
from thidua.config.demonstration.files import told
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.papers import kept
from thidua.config.demonstration.places import BEN_TRE, communes_of
from thidua.kernel.models import StoredFile

NEVER_ANSWERED = (
    "b29230",
    "b29224",
    "b28852",
    "b28930",
    "b837/union/3",
    "29020/Ấp Phước An",
)
"""Units that have not said to this day that they received the campaign."""


def acknowledge(script: Script, loading: Loading) -> int:
    """Nearly everybody said within a month that the campaign had reached them."""
    keys = {number: key for key, number in loading.stage.ids.items()}
    silent = {loading.stage.ids[key] for key in NEVER_ANSWERED}
    launched = script.campaign.launched_at or TODAY
    members = list(
        AudienceMember.objects.filter(audience__campaign=script.campaign).exclude(
            unit__in=silent
        )
    )
    for member in members:
        key = keys[member.unit_id]
        chance = dice("receipt", key)
        days = chance.choice((1, 1, 2, 2, 3, 5, 8, 13, 26))
        minutes = chance.randint(0, 500)
        moment = launched + timedelta(days=days, minutes=minutes)
        member.acknowledged_at = moment
        member.acknowledged_by = loading.crew.officer(key)
    AudienceMember.objects.bulk_update(
        members, ["acknowledged_at", "acknowledged_by"], batch_size=500
    )
    return len(members)


def write_plans(script: Script, loading: Loading) -> None:
    """A dozen units made the campaign their own."""
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
        starts_on=date(2021, 1, 1),
        ends_on=script.campaign.ends_on,
        focus=row["focus"],
        hard_tasks=row.get("hard_tasks", ""),
        measures=row["measures"],
        own_resolution=row.get("own_resolution", ""),
        items=items,
    )


LEADS = (
    ("dong-luc-ven-bien", "so-xay-dung"),
    ("tai-nang-tre", "so-noi-vu"),
    ("thu-hut-nha-khoa-hoc", "so-khoa-hoc"),
    ("doi-moi-thiet-bi", "so-cong-thuong"),
    ("chuyen-doi-so", "so-khoa-hoc"),
    ("chuoi-gia-tri", "so-nong-nghiep"),
    ("sang-kien-cong-vu", "so-noi-vu"),
    ("tuyen-truyen", "front"),
    ("b-cau-lac-bo", "front"),
)
"""Which body answers for a qualitative item, and reports its milestones."""

RESULT = "Đã xong đúng nội dung của mốc; biên bản kèm theo (minh họa)."


def mark_milestones(script: Script, loading: Loading) -> None:
    """Lead bodies by actions, one by one; communes' rural customs at one stroke."""
    for key, body in LEADS:
        for milestone in script.milestones[key]:
            if milestone.due_on < TODAY.date() - timedelta(days=40):
                _reach(milestone, body, script, loading)
    for key in ("c-quy-uoc", "c-chi-bo-ap"):
        for milestone in script.milestones[key]:
            if milestone.due_on < TODAY.date():
                _reach_all(milestone, script, loading)


def _reach(milestone: Milestone, body: str, script: Script, loading: Loading) -> None:
    milestone = Milestone.objects.get(pk=milestone.pk)
    chance = dice("milestone", milestone.name)
    day = milestone.due_on + timedelta(days=chance.randint(-20, 25))
    at = on(day, 14)
    actor = speaking_for(loading, body)
    mark = mark_milestone(
        milestone,
        loading.stage.ids[body],
        reached_on=day,
        note=RESULT,
        files=[_minutes(milestone, actor.name, at)],
        actor=actor,
        at=at,
    )
    if milestone.due_on < date(2025, 1, 1):
        confirm_milestone(mark, actor=script.actor, at=at + timedelta(days=4))


def _minutes(milestone: Milestone, by: str, at: datetime) -> StoredFile:
    lines = ["Biên bản", milestone.name, f"Ngày {at:%d/%m/%Y}"]
    return kept("bien-ban.pdf", lines, by=by, at=at)


def _reach_all(milestone: Milestone, script: Script, loading: Loading) -> None:
    """Most communes reached it; the last month's are still to be confirmed."""
    minutes = _minutes(milestone, loading.actor.name, on(milestone.due_on))
    marks = MilestoneMark.objects.bulk_create(_marks(milestone, loading))
    MilestoneProof.objects.bulk_create(
        MilestoneProof(mark=mark, file=minutes) for mark in marks
    )
    if milestone.due_on < date(2025, 1, 1):
        MilestoneMark.objects.filter(pk__in=[mark.pk for mark in marks]).update(
            confirmed_at=on(milestone.due_on + timedelta(days=21)),
            confirmed_by=script.actor.name,
        )


def _marks(milestone: Milestone, loading: Loading) -> Iterator[MilestoneMark]:
    for place in communes_of(BEN_TRE):
        chance = dice("milestone", milestone.name, place.key)
        if chance.random() < 0.07:
            continue
        day = milestone.due_on + timedelta(days=chance.randint(-30, 12))
        yield MilestoneMark(
            milestone=milestone,
            unit_id=loading.stage.ids[place.key],
            reached_on=day,
            note=RESULT,
            marked_at=on(day, 15),
            marked_by=loading.crew.officer(place.key),
        )
