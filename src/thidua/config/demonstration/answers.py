"""How units answered: receipts, and milestones with their proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from thidua.campaigns.actions import (
    confirm_milestone,
    mark_milestone,
)
from thidua.campaigns.asked import asked_of
from thidua.campaigns.models import (
    AudienceMember,
    Milestone,
    MilestoneMark,
    MilestoneProof,
)
from thidua.config.demonstration.campaign_one import Script, on
from thidua.config.demonstration.dice import dice
from thidua.config.demonstration.era_one import TODAY, Loading
from thidua.config.demonstration.giving import speaking_for
from thidua.config.demonstration.papers import kept
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


LEADS = (
    ("tai-nang-tre", "so-noi-vu"),
    ("thu-hut-nha-khoa-hoc", "so-khoa-hoc"),
    ("doi-moi-thiet-bi", "so-cong-thuong"),
    ("tuyen-truyen", "front"),
)
"""Milestones that the story tells one by one, and whose."""

IN_ORDER = ("b29008",)
"""Whose milestones are all told of: the commune of the story has work enough."""

LATELY = date(2025, 1, 1)
"""What was due since then may still wait to be confirmed."""

LONG_AGO = date(2024, 1, 1)
"""What was due before has been caught up with by everybody."""

RESULT = "Đã xong đúng nội dung của mốc; biên bản kèm theo (minh họa)."


def mark_milestones(script: Script, loading: Loading) -> None:
    """A few by actions, one by one; what the others reached at one stroke."""
    told_of = {key: loading.stage.ids[body] for key, body in LEADS}
    for key, body in LEADS:
        for milestone in script.milestones[key]:
            if milestone.due_on < LATELY:
                _reach(milestone, body, script, loading)
    for key, milestones in script.milestones.items():
        for milestone in milestones:
            if milestone.due_on < TODAY.date():
                _reach_all(milestone, told_of.get(key), script, loading)


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
    confirm_milestone(mark, actor=script.actor, at=at + timedelta(days=4))


def _minutes(milestone: Milestone, by: str, at: datetime) -> StoredFile:
    lines = ["Biên bản", milestone.name, f"Ngày {at:%d/%m/%Y}"]
    return kept("bien-ban.pdf", lines, by=by, at=at)


def _reach_all(
    milestone: Milestone, told_of: int | None, script: Script, loading: Loading
) -> None:
    """Most units reached it; what came lately is still to be confirmed."""
    minutes = _minutes(milestone, loading.actor.name, on(milestone.due_on))
    marks = MilestoneMark.objects.bulk_create(_marks(milestone, told_of, loading))
    MilestoneProof.objects.bulk_create(
        MilestoneProof(mark=mark, file=minutes) for mark in marks
    )
    if milestone.due_on < LATELY:
        MilestoneMark.objects.filter(pk__in=[mark.pk for mark in marks]).update(
            confirmed_at=on(milestone.due_on + timedelta(days=31)),
            confirmed_by=script.actor.name,
        )


def _marks(
    milestone: Milestone, told_of: int | None, loading: Loading
) -> Iterator[MilestoneMark]:
    keys = {number: key for key, number in loading.stage.ids.items()}
    asked = asked_of([milestone], TODAY.date())[milestone.pk]
    lately = dice("reached", milestone.name).uniform(0.78, 0.97)
    share = 1 if milestone.due_on < LONG_AGO else lately
    for unit in sorted(asked):
        chance = dice("milestone", milestone.name, keys[unit])
        if unit == told_of and milestone.due_on < LATELY:
            continue
        if keys[unit] not in IN_ORDER and chance.random() > share:
            continue
        day = milestone.due_on + timedelta(days=chance.randint(-30, 12))
        yield MilestoneMark(
            milestone=milestone,
            unit_id=unit,
            reached_on=day,
            note=RESULT,
            marked_at=on(day, 15),
            marked_by=loading.crew.officer(keys[unit]),
        )
