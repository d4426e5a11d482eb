"""A unit's own part: its plan, and the milestones it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.asked import asked_of
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import (
    AudienceMember,
    Campaign,
    Milestone,
    MilestoneMark,
    UnitPlan,
)
from thidua.campaigns.policies import can_manage, can_plan
from thidua.campaigns.queries.editing import item_names
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.states import ADOPT_PLAN, REOPEN_PLAN, PlanState, State
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import due, show, show_moment
from thidua.kernel.policy import Verdict
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A unit's plan, to read; the form stands beside it for those who write."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    unit_name: str
    finding: str
    state: str
    tone: str
    words: Sequence[tuple[str, str]]
    items: Sequence[tuple[str, str, str, str, str]]
    version: int
    may_write: Verdict
    may_adopt: Verdict
    may_reopen: Verdict
    exists: bool
    adopted: str


def plan_page(campaign: Campaign, unit_id: int, actor: Actor, day: date) -> PlanPage:
    """The plan of a unit in a campaign, or the place where it will stand."""
    plan = UnitPlan.objects.filter(campaign=campaign, unit=unit_id).first()
    shown = plan or UnitPlan(campaign=campaign, unit_id=unit_id, version=0)
    page = frame(campaign, actor, day, "units")
    name = names_on([unit_id], day).get(unit_id, "")
    names = item_names(campaign)
    may = can_plan(actor, shown)
    is_adopted = shown.state == PlanState.ADOPTED
    return PlanPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Kế hoạch của %(unit)s") % {"unit": name})],
        unit_name=name,
        finding=_finding(plan, name),
        state=str(shown.get_state_display()) if plan else _("chưa có"),
        tone="done" if is_adopted else "wait",
        words=_words(shown) if plan else [],
        items=[
            (
                item.name,
                names.get(str(item.node_key), ""),
                " · ".join(part for part in (item.sector, item.routine) if part),
                item.answers,
                show(item.due_on),
            )
            for item in (plan.items.all() if plan else ())
        ],
        version=shown.version,
        may_write=may,
        may_adopt=may & ADOPT_PLAN.open_from(shown.state),
        may_reopen=may & REOPEN_PLAN.open_from(shown.state),
        exists=plan is not None,
        adopted=_("%(who)s ban hành lúc %(when)s")
        % {
            "who": shown.adopted_by,
            "when": show_moment(shown.adopted_at.astimezone(ZONE)),
        }
        if shown.adopted_at
        else "",
    )


def _finding(plan: UnitPlan | None, name: str) -> str:
    if plan is None:
        return _("%(unit)s chưa cụ thể hóa phong trào này") % {"unit": name}
    if plan.state == PlanState.ADOPTED:
        return _("Kế hoạch thi đua của %(unit)s") % {"unit": name}
    return _("Kế hoạch thi đua của %(unit)s, đang soạn") % {"unit": name}


def _words(plan: UnitPlan) -> list[tuple[str, str]]:
    pairs = [
        (_("Nội dung trọng tâm"), plan.focus),
        (_("Việc khó"), plan.hard_tasks),
        (_("Giải pháp, biện pháp"), plan.measures),
        (_("Nghị quyết của đơn vị"), plan.own_resolution),
        (_("Thời gian"), f"{show(plan.starts_on)}–{show(plan.ends_on)}"),
    ]
    return [(label, text) for label, text in pairs if text]


@dataclass(frozen=True, slots=True)
class MarkView:
    """What one unit said of a milestone."""

    pk: int
    unit: str
    reached: str
    note: str
    state: str
    tone: str
    reason: str
    proofs: Sequence[tuple[str, str]]
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """One step: what, by when, who reached it."""

    pk: int
    name: str
    item: str
    audience: str
    due: str
    tone: str
    count: str
    marks: Sequence[MarkView]
    may_mark: bool
    mark_href: str


@dataclass(frozen=True, slots=True)
class MilestonesPage:
    """All milestones of a campaign as this reader may see them."""

    frame: Frame
    finding: str
    milestones: Sequence[MilestoneView]


def milestones_page(campaign: Campaign, actor: Actor, day: date) -> MilestonesPage:
    """Steps with their marks: one's own, those below, for the bodies all."""
    manages = bool(can_manage(actor, campaign))
    answer_to = receivers(campaign, day)
    taking = _taking(campaign, day)
    concerned = None if manages else _concerned(taking, answer_to, actor)
    milestones = _milestones(campaign, concerned)
    found = MilestoneMark.objects.filter(milestone__in=milestones).order_by("unit_id")
    marks = list(found.prefetch_related("proofs__file"))
    asked = asked_of(milestones, day)
    names = names_on((mark.unit_id for mark in marks), day)
    items = item_names(campaign)
    shown = [
        mark
        for mark in marks
        if manages or actor.unit_id in {mark.unit_id, answer_to.get(mark.unit_id)}
    ]
    views = [
        _milestone(
            one,
            [mark for mark in marks if mark.milestone_id == one.pk],
            asked=asked[one.pk],
            day=day,
            item=items.get(str(one.node_key), ""),
            marked=[
                _mark(campaign, mark, names, answer_to, actor, manages)
                for mark in shown
                if mark.milestone_id == one.pk
            ],
            actor=actor,
        )
        for one in milestones
    ]
    return MilestonesPage(
        frame=frame(campaign, actor, day, "milestones"),
        finding=_milestone_finding(milestones, shown),
        milestones=views,
    )


def _milestones(campaign: Campaign, audiences: set[int] | None) -> list[Milestone]:
    """The campaign's steps, of some audiences or of all (None)."""
    found = Milestone.objects.filter(audience__campaign=campaign)
    if audiences is not None:
        found = found.filter(audience__in=audiences)
    return list(found.select_related("audience__campaign"))


def _concerned(
    taking: set[tuple[int, int]], answer_to: dict[int, int], actor: Actor
) -> set[int]:
    """The audiences that a unit belongs to, or receives the word of."""
    return {
        audience
        for audience, unit in taking
        if actor.unit_id in {unit, answer_to.get(unit)}
    }


def _taking(campaign: Campaign, day: date) -> set[tuple[int, int]]:
    members = AudienceMember.objects.filter(audience__campaign=campaign)
    return set(members.taking_part_on(day).values_list("audience_id", "unit_id"))


def _milestone(
    one: Milestone,
    marks: Sequence[MilestoneMark],
    *,
    asked: set[int],
    day: date,
    item: str,
    marked: Sequence[MarkView],
    actor: Actor,
) -> MilestoneView:
    campaign = one.audience.campaign
    confirmed = sum(mark.confirmed_at is not None for mark in marks)
    said = next((mark for mark in marks if mark.unit_id == actor.unit_id), None)
    return MilestoneView(
        pk=one.pk,
        name=one.name,
        item=item,
        audience=one.audience.name,
        due=f"{show(one.due_on)} ({due(one.due_on, day)})",
        tone="late" if one.due_on < day and confirmed < len(asked) else "wait",
        count=_("%(confirmed)s trên %(asked)s đơn vị được công nhận")
        % {"confirmed": confirmed, "asked": len(asked)},
        marks=marked,
        may_mark=campaign.state == State.LAUNCHED
        and actor.unit_id in asked
        and bool(actor.writes_for(actor.unit_id or 0))
        and (said is None or bool(said.returned_reason)),
        mark_href=reverse("campaigns:mark", args=[campaign.pk, one.pk]),
    )


def _milestone_finding(
    milestones: Sequence[Milestone], marks: Sequence[MilestoneMark]
) -> str:
    waiting = sum(not mark.confirmed_at and not mark.returned_reason for mark in marks)
    if not milestones:
        return _("Phong trào này không có nội dung theo mốc")
    if waiting:
        return _("%(waiting)s mốc đã báo đạt, chờ công nhận") % {"waiting": waiting}
    return _("%(count)s mốc của phong trào") % {"count": len(milestones)}


def _mark(
    campaign: Campaign,
    mark: MilestoneMark,
    names: dict[int, str],
    answer_to: dict[int, int],
    actor: Actor,
    manages: bool,
) -> MarkView:
    state, tone = _("chờ công nhận"), "wait"
    if mark.confirmed_at is not None:
        state, tone = _("đã công nhận"), "done"
    elif mark.returned_reason:
        state, tone = _("cần bổ sung"), "refused"
    receiver = answer_to.get(mark.unit_id, campaign.office_id)
    is_judge = manages or bool(actor.writes_for(receiver))
    return MarkView(
        pk=mark.pk,
        unit=names.get(mark.unit_id, ""),
        reached=show(mark.reached_on),
        note=mark.note,
        state=state,
        tone=tone,
        reason=mark.returned_reason,
        proofs=[
            (reverse("campaigns:proof", args=[campaign.pk, proof.pk]), proof.file.name)
            for proof in mark.proofs.all()
        ],
        may_confirm=is_judge and tone == "wait",
    )
