"""One target: what was given, what was said to and fro, what may be said now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.campaigns import progress
from thidua.campaigns.check.wording import stamp
from thidua.campaigns.ladder import next_below
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import Campaign, Target, TargetRound
from thidua.campaigns.policies import can_answer, can_give, can_manage, can_revise
from thidua.campaigns.queries.changing import change_href, changes_said, last_changes
from thidua.campaigns.queries.frame import Frame, frame
from thidua.campaigns.queries.grid import item_name
from thidua.campaigns.queries.item import TARGET_TONES
from thidua.campaigns.queries.item import TONES as PACE_TONES
from thidua.campaigns.queries.next_steps import NextStep, steps_of_unit
from thidua.campaigns.queries.opened import figure_of, places_href
from thidua.campaigns.states import (
    ACCEPT_TARGET,
    AGREE_TO_COUNTER,
    COUNTER_TARGET,
    INSIST_ON_TARGET,
    REVISE_TARGET,
    State,
    TargetState,
)
from thidua.campaigns.told import told_on
from thidua.indicators.periods import from_id
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import period_name, show, show_moment
from thidua.kernel.policy import Verdict
from thidua.kernel.text import sort_key
from thidua.kernel.ui import parts
from thidua.organisations.actor import Actor, signature
from thidua.organisations.naming import in_sentence, names_on

MOVES = {
    TargetState.PROPOSED: gettext_lazy("giao"),
    TargetState.COUNTERED: gettext_lazy("đề nghị"),
    TargetState.INSISTED: gettext_lazy("giữ nguyên"),
    TargetState.ACCEPTED: gettext_lazy("nhận"),
    TargetState.ENDED: gettext_lazy("khép lại"),
}

Names = Mapping[int, str]
"""What units are called on the day."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What either side may say now, and why not."""

    accept: Verdict
    counter: Verdict
    agree: Verdict
    revise: Verdict
    insist: Verdict


@dataclass(frozen=True, slots=True)
class TargetPage:
    """Everything `target.html` shows."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    pk: int
    revision: int
    name: str
    item: str
    unit_name: str
    finding: str
    state: str
    tone: str
    value: str
    proposed: str
    facts: Sequence[parts.Fact]
    plan: Sequence[tuple[str, str]]
    pace: str
    pace_tone: str
    changes: Sequence[parts.TrailLine]
    change_href: str
    rounds: Sequence[parts.TrailLine]
    may: Answers
    stands: str
    is_mine: bool
    outlook_href: str
    places_href: str
    is_giver: bool
    may_give: Verdict
    give_href: str
    edit: parts.Link | None
    measure: str
    next_steps: Sequence[NextStep]
    """For the unit that takes it, while anything is left to do."""


def target_page(target: Target, actor: Actor, day: date) -> TargetPage:
    """A target as either side sees it."""
    campaign, standing = target.campaign, _standing(target, day)
    counted = standing.measure
    page = frame(campaign, actor, day, "campaign")
    answers, revises = can_answer(actor, target), can_revise(actor, target)
    has_giver = target.parent_id is not None
    names = names_on([one.unit_id for one in (target, target.parent) if one], day)
    return TargetPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Chỉ tiêu"), is_here=True)],
        pk=target.pk,
        revision=target.revision,
        name=target.version.name,
        item=item_name(target),
        unit_name=names.get(target.unit_id, ""),
        finding=_finding(target, counted, names),
        state=str(target.get_state_display()),
        tone=TARGET_TONES[TargetState(target.state)],
        value=counted.say(target.value),
        proposed=counted.say(target.proposed_value),
        facts=_facts(target, standing, names),
        plan=_plan(target, counted),
        pace=standing.pace.words,
        pace_tone=PACE_TONES[standing.pace.standing],
        changes=changes_said(target, counted),
        change_href=change_href(target, actor),
        rounds=[_round(one, counted) for one in target.rounds.order_by("-at", "-pk")],
        may=_answers(target, answers, revises),
        stands=_stands(target, counted, names),
        is_mine=bool(answers) and has_giver and campaign.state == State.LAUNCHED,
        outlook_href=reverse("campaigns:target-outlook", args=[campaign.pk, target.pk]),
        places_href=places_href(campaign.pk, target),
        is_giver=bool(revises) and has_giver and campaign.state == State.LAUNCHED,
        may_give=can_give(actor, target),
        give_href=_give_href(target, day),
        edit=_edit(target, actor),
        measure=counted.full_name,
        next_steps=_next_steps(target, actor, day),
    )


def _give_href(target: Target, day: date) -> str:
    """The table for the units below; "" for whoever stands lowest."""
    if not next_below(target.campaign, target.unit_id, day):
        return ""
    return reverse("campaigns:give", args=[target.campaign_id, target.pk])


def _standing(target: Target, day: date) -> progress.Standing:
    """How it stands on a day; what is counted below it comes along."""
    counting = [target, *progress.children_of([target])]
    told = told_on(target.campaign, day)
    return progress.standings(target.campaign, counting, told)[target.pk]


def _edit(target: Target, actor: Actor) -> parts.Link | None:
    """The head's own target is edited where the campaign is; after the launch all of
    it but figure and deadline."""
    is_over = target.campaign.state == State.CLOSED or target.state == TargetState.ENDED
    may = target.parent_id is None and not is_over
    if not (may and can_manage(actor, target.campaign)):
        return None
    return parts.Link(
        _("Sửa chỉ tiêu")
        if target.campaign.state == State.DRAFT
        else _("Sửa cách giao, kế hoạch từng kỳ"),
        reverse("campaigns:target-edit", args=[target.campaign_id, target.pk]),
    )


def _answers(target: Target, answers: Verdict, revises: Verdict) -> Answers:
    state = target.state
    return Answers(
        accept=answers & ACCEPT_TARGET.open_from(state),
        counter=answers & COUNTER_TARGET.open_from(state),
        agree=revises & AGREE_TO_COUNTER.open_from(state),
        revise=revises & REVISE_TARGET.open_from(state),
        insist=revises & INSIST_ON_TARGET.open_from(state),
    )


def _finding(target: Target, counted: Measure, names: Names) -> str:
    words = {
        "unit": names.get(target.unit_id, ""),
        "value": counted.say(target.value),
        "proposed": counted.say(target.proposed_value),
        "day": show(target.due_on),
    }
    if target.state == TargetState.COUNTERED:
        return _("%(unit)s đề nghị %(proposed)s thay vì %(value)s") % words
    if target.state == TargetState.ENDED:
        return _("%(unit)s: chỉ tiêu đã khép lại") % words
    return _("%(unit)s: %(value)s đến %(day)s") % words


def _stands(target: Target, counted: Measure, names: Names) -> str:
    """Where it stands for the unit that takes, when there is nothing to say now."""
    words = {
        "value": counted.say(target.value),
        "proposed": counted.say(target.proposed_value),
        "giver": "",
    }
    if target.parent is not None:
        words["giver"] = in_sentence(names.get(target.parent.unit_id, ""))
    if target.state == TargetState.COUNTERED:
        return _("Đã đề nghị %(proposed)s, đang chờ %(giver)s trả lời.") % words
    if target.state == TargetState.ACCEPTED:
        return _("Đơn vị mình đã nhận %(value)s.") % words
    return _("Chỉ tiêu đã khép lại.")


def _facts(
    target: Target, standing: progress.Standing, names: Names
) -> list[parts.Fact]:
    counted = standing.measure
    giver = _("cơ quan phát động")
    if target.parent is not None:
        giver = names.get(target.parent.unit_id, "")
    facts = [
        parts.Fact(_("Nơi giao"), giver),
        parts.Fact(_("Tính từ ngày"), show(target.starts_on)),
        parts.Fact(_("Thời hạn"), show(target.due_on)),
        parts.Fact(_("Đã đạt"), counted.say(standing.achieved.value)),
        parts.Fact(_("Cách tính"), target.version.definition or "–"),
    ]
    if stated := _stated(target):
        facts.append(parts.Fact(_("Vì sao đo nội dung này"), stated))
    if standing.pace.planned is not None:
        said = counted.say(counted.rounded(standing.pace.planned))
        facts.append(parts.Fact(_("Nhịp"), said))
    if target.baseline is not None:
        facts.append(parts.Fact(_("Xuất phát điểm"), counted.say(target.baseline)))
    if target.split:
        facts.append(parts.Fact(_("Cách giao xuống"), str(target.get_split_display())))
    if target.last_value is not None:
        facts.append(
            parts.Fact(_("Đạt được khi khép lại"), counted.say(target.last_value))
        )
    if target.carried_into_id is not None:
        href = reverse(
            "campaigns:target", args=[target.campaign_id, target.carried_into_id]
        )
        facts.append(parts.Fact(_("Chuyển tiếp"), _("Xem chỉ tiêu kế thừa"), href))
    return facts


def _stated(target: Target) -> str:
    """Why it measures its item, where somebody was asked; “” else."""
    worded = f"node:{target.node_key}:{stamp(item_name(target))}"
    said = target.campaign.measures_said.filter(
        plan=None, item=worded, indicator=target.version.indicator_id
    ).first()
    if said is None:
        return ""
    return _("%(reason)s (%(who)s, %(day)s)") % {
        "reason": said.reason,
        "who": signature(said.said_by, said.office),
        "day": show(said.said_at.astimezone(ZONE).date()),
    }


def _plan(target: Target, counted: Measure) -> list[tuple[str, str]]:
    rows = [(from_id(row.period_id), row.value) for row in target.plan.all()]
    return [
        (period_name(span.starts_on, span.ends_on), counted.say(value))
        for span, value in sorted(rows, key=lambda pair: pair[0].ends_on)
    ]


def _round(one: TargetRound, counted: Measure) -> parts.TrailLine:
    words = f"{MOVES[TargetState(one.move)]} {counted.say(one.value)}"
    return parts.TrailLine(
        when=show_moment(one.at.astimezone(ZONE)),
        words=words,
        who=signature(one.said_by, one.office),
        note=one.reason,
    )


@dataclass(frozen=True, slots=True)
class MyTarget:
    """One target in the list of a unit's own."""

    pk: int
    key: str
    name: str
    changed: str
    value: str
    achieved: str
    figure_href: str
    pace: str
    pace_tone: str
    state: str
    tone: str
    href: str
    give_href: str
    is_waiting: bool
    outlook_href: str


@dataclass(frozen=True, slots=True)
class MyTargetsPage:
    """A unit's targets in a campaign; those that wait may be taken together."""

    frame: Frame
    crumbs: Sequence[parts.Link]
    finding: str
    unit_name: str
    rows: Sequence[MyTarget]
    waiting: int
    next_steps: Sequence[NextStep]


def standings_of(
    campaign: Campaign, actor: Actor, day: date
) -> dict[int, progress.Standing]:
    """How the targets given to the reader's unit stand."""
    unit_id = actor.unit_id or 0
    targets = [
        target
        for target in progress.targets_of(campaign, [unit_id])
        if target.parent_id is not None or unit_id == campaign.root_id
    ]
    return progress.standings(campaign, targets, told_on(campaign, day))


def _next_steps(target: Target, actor: Actor, day: date) -> list[NextStep]:
    is_own = target.unit_id == actor.unit_id
    return steps_of_unit(target.campaign, actor, day) if is_own else []


def my_targets_page(campaign: Campaign, actor: Actor, day: date) -> MyTargetsPage:
    """What the reader's unit was given, what waits for its word first."""
    page = frame(campaign, actor, day, "campaign")
    unit_id = actor.unit_id or 0
    found = standings_of(campaign, actor, day)
    measures = {pk: one.measure for pk, one in found.items()}
    changed = last_changes([one.target for one in found.values()], measures)
    rows = [_mine(one, changed.get(pk, "")) for pk, one in found.items()]
    waiting = sum(row.is_waiting for row in rows)
    return MyTargetsPage(
        frame=page,
        crumbs=[*page.crumbs, parts.Link(_("Chỉ tiêu của đơn vị mình"), is_here=True)],
        finding=_("%(waiting)s trên %(count)s chỉ tiêu chờ đơn vị mình trả lời")
        % {"waiting": waiting, "count": len(rows)}
        if waiting
        else _("%(count)s chỉ tiêu của đơn vị mình") % {"count": len(rows)},
        unit_name=names_on([unit_id], day).get(unit_id, ""),
        rows=sorted(rows, key=lambda row: (not row.is_waiting, sort_key(row.name))),
        waiting=waiting,
        next_steps=steps_of_unit(campaign, actor, day),
    )


def _mine(one: progress.Standing, changed: str) -> MyTarget:
    target = one.target
    args = [target.campaign_id, target.pk]
    waits = target.state in {TargetState.PROPOSED, TargetState.INSISTED}
    return MyTarget(
        pk=target.pk,
        key=f"{target.pk}:{target.revision}",
        name=target.version.name,
        changed=changed,
        value=one.measure.say(target.value),
        achieved=one.measure.say(one.achieved.value),
        figure_href=figure_of(one),
        pace=one.pace.words,
        pace_tone=PACE_TONES[one.pace.standing],
        state=str(target.get_state_display()),
        tone=TARGET_TONES[TargetState(target.state)],
        href=reverse("campaigns:target", args=args),
        give_href=reverse("campaigns:give", args=args)
        if target.state == TargetState.ACCEPTED
        else "",
        is_waiting=waits and target.parent_id is not None,
        outlook_href=reverse("campaigns:target-outlook", args=args)
        if target.split != Target.Split.COUNT and not one.course.is_rank
        else "",
    )
