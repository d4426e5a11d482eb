"""What of the campaigns waits for a person: computed, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.asked import asked_of
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    Milestone,
    MilestoneMark,
    Target,
    UnitPlan,
)
from thidua.campaigns.states import PlanState, State
from thidua.kernel.dates import show
from thidua.kernel.tasks import MINE, THEIRS, Task, in_order, state_on
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.naming import in_sentence, names_on

ANSWER_WITHIN = timedelta(days=10)
"""How long a unit has to take up a campaign or answer a figure (office custom)."""
PLAN_WITHIN = timedelta(days=30)
MILESTONE_AHEAD = timedelta(days=30)


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """Campaigns to take up, targets to answer, plans to adopt, milestones to reach."""
    if actor.unit_id is None or actor.role not in WRITERS:
        return []
    found = [
        *_to_acknowledge(actor.unit_id, on),
        *_targets_to_answer(actor.unit_id, on),
        *_counters_to_answer(actor.unit_id, on),
        *_plans_to_adopt(actor.unit_id, on),
        *_milestones_to_reach(actor.unit_id, on),
        *_marks_to_confirm(actor.unit_id, on),
    ]
    return sorted(found, key=in_order)


def _running() -> list[int]:
    return list(Campaign.objects.running().values_list("pk", flat=True))


def _task(
    verb: str,
    thing: str,
    due: date | None,
    on: date,
    url: str,
    detail: str = "",
    turn: str = MINE,
    turn_detail: str = "",
) -> Task:
    return Task(
        verb=verb,
        object=thing,
        detail=detail,
        due_on=due,
        turn=turn,
        turn_detail=turn_detail,
        url=url,
        state=state_on(due, on),
    )


def _to_acknowledge(unit_id: int, on: date) -> Iterator[Task]:
    members = AudienceMember.objects.filter(
        unit=unit_id,
        acknowledged_at__isnull=True,
        audience__campaign__state=State.LAUNCHED,
    ).taking_part_on(on)
    campaigns = {
        m.audience.campaign: m for m in members.select_related("audience__campaign")
    }
    for campaign, member in campaigns.items():
        yield _task(
            _("Tiếp nhận"),
            campaign.name,
            member.joined_on + ANSWER_WITHIN,
            on,
            reverse("campaigns:campaign", args=[campaign.pk]),
            _("Đọc văn bản phát động rồi báo đã tiếp nhận."),
        )


def _targets_to_answer(unit_id: int, on: date) -> Iterator[Task]:
    targets = Target.objects.waiting_for(unit_id).filter(campaign__state=State.LAUNCHED)
    found = Counter(targets.values_list("campaign_id", "campaign__name"))
    for (campaign_id, name), count in found.items():
        yield _task(
            _("Trả lời"),
            _("%(count)s chỉ tiêu được giao") % {"count": count},
            _given_on(campaign_id, unit_id) + ANSWER_WITHIN,
            on,
            reverse("campaigns:my-targets", args=[campaign_id]),
            _("%(name)s: nhận, hoặc đề nghị số khác kèm lý do.") % {"name": name},
        )


def _given_on(campaign_id: int, unit_id: int) -> date:
    """Since when the longest waiting figure has waited: the last word said of it."""
    first = (
        Target.objects.waiting_for(unit_id)
        .filter(campaign=campaign_id, rounds__isnull=False)
        .annotate(last_said_at=Max("rounds__at"))
        .order_by("last_said_at")
        .values_list("last_said_at", flat=True)
        .first()
    )
    if first is None:
        launched = Campaign.objects.values_list("launched_at", flat=True)
        first = launched.get(pk=campaign_id)
    return first.date() if first else date.max - ANSWER_WITHIN


def _counters_to_answer(unit_id: int, on: date) -> Iterator[Task]:
    """For the giver; the figures of the head of the tree are answered by its office."""
    below = Target.objects.countered_to(unit_id)
    as_office = Target.objects.filter(
        campaign__office=unit_id, state="countered"
    ).exclude(parent__unit=unit_id)
    roots = [
        t
        for t in as_office.select_related("campaign", "parent")
        if t.parent and t.parent.unit_id == t.campaign.root_id
    ]
    waiting = [*below.select_related("campaign"), *roots]
    names = names_on((target.unit_id for target in waiting), on)
    for target in waiting:
        if target.campaign.state == State.LAUNCHED:
            yield _task(
                _("Trả lời"),
                _("Đề nghị của %(unit)s")
                % {"unit": in_sentence(names.get(target.unit_id, ""))},
                None,
                on,
                reverse("campaigns:target", args=[target.campaign_id, target.pk]),
                _("Đơn vị đề nghị số khác: đồng ý, giao lại hoặc giữ nguyên."),
            )


def _plans_to_adopt(unit_id: int, on: date) -> Iterator[Task]:
    members = AudienceMember.objects.filter(
        unit=unit_id,
        acknowledged_at__isnull=False,
        audience__campaign__state=State.LAUNCHED,
    ).taking_part_on(on)
    adopted = UnitPlan.objects.filter(unit=unit_id, state=PlanState.ADOPTED)
    open_ones = members.exclude(audience__campaign__in=adopted.values("campaign"))
    campaigns = {
        m.audience.campaign: m for m in open_ones.select_related("audience__campaign")
    }
    for campaign, member in campaigns.items():
        yield _task(
            _("Cụ thể hóa"),
            _("Kế hoạch trong %(name)s") % {"name": campaign.name},
            member.joined_on + PLAN_WITHIN,
            on,
            reverse("campaigns:plan", args=[campaign.pk]),
            _("Ghi trọng tâm, việc khó, giải pháp và người phụ trách."),
        )


def _milestones_to_reach(unit_id: int, on: date) -> Iterator[Task]:
    mine = Milestone.objects.filter(
        audience__members__unit=unit_id,
        audience__members__left_on__isnull=True,
        audience__campaign__state=State.LAUNCHED,
        due_on__lte=on + MILESTONE_AHEAD,
    ).select_related("audience__campaign")
    asked = asked_of(mine, on)
    marks = {
        mark.milestone_id: mark
        for mark in MilestoneMark.objects.filter(unit=unit_id, milestone__in=mine)
    }
    for milestone in mine:
        if unit_id not in asked[milestone.pk]:
            continue
        mark = marks.get(milestone.pk)
        if mark and (mark.confirmed_at or not mark.returned_reason):
            if not mark.confirmed_at:
                yield _milestone(milestone, on, _("Chờ công nhận"), THEIRS)
            continue
        verb = _("Bổ sung") if mark else _("Báo đạt")
        yield _milestone(
            milestone, on, verb, MINE, mark.returned_reason if mark else ""
        )


def _milestone(
    milestone: Milestone, on: date, verb: str, turn: str, detail: str = ""
) -> Task:
    campaign = milestone.audience.campaign
    return _task(
        verb,
        _("Mốc “%(name)s”") % {"name": milestone.name},
        milestone.due_on,
        on,
        reverse("campaigns:milestones", args=[campaign.pk]),
        detail or _("Hạn %(day)s, kèm minh chứng.") % {"day": show(milestone.due_on)},
        turn,
        _("Cấp trên") if turn == THEIRS else "",
    )


def _marks_to_confirm(unit_id: int, on: date) -> Iterator[Task]:
    marks = MilestoneMark.objects.filter(
        confirmed_at__isnull=True,
        returned_reason="",
        milestone__audience__campaign__in=_running(),
    ).select_related("milestone__audience__campaign")
    by_campaign: dict[Campaign, list[int]] = {}
    for mark in marks:
        by_campaign.setdefault(mark.milestone.audience.campaign, []).append(
            mark.unit_id
        )
    for campaign, units in by_campaign.items():
        answer_to = receivers(campaign, on)
        mine = [u for u in units if answer_to.get(u, campaign.office_id) == unit_id]
        if mine:
            yield _task(
                _("Công nhận"),
                _("%(count)s mốc đã báo đạt") % {"count": len(mine)},
                None,
                on,
                reverse("campaigns:milestones", args=[campaign.pk]),
                _("%(name)s: xem minh chứng, công nhận hoặc trả lại.")
                % {"name": campaign.name},
            )
