"""Another figure or deadline for a target after the launch, with a day and a reason."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns import progress
from thidua.campaigns.changing import Below, TargetChangeDraft, followed, rescaled
from thidua.campaigns.days import refuse_outside
from thidua.campaigns.kept_figures import changed_in, counted_in
from thidua.campaigns.models import Target, TargetPlan
from thidua.campaigns.policies import can_revise
from thidua.campaigns.rounds import note_change, note_round
from thidua.campaigns.rules import (
    first_change,
    refuse_unfit_day_of_change,
    refuse_unfit_days,
    refuse_unfit_value,
)
from thidua.campaigns.states import REVISE_TARGET, State, TargetState
from thidua.kernel.dates import show
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.numbers import show_number
from thidua.organisations.actor import Actor


@transaction.atomic
def change_target(
    target: Target,
    draft: TargetChangeDraft,
    *,
    revision: int,
    actor: Actor,
    at: datetime,
) -> Target:
    """Whoever gave a target changes its figure or its deadline from a day on.

    The unit that took it is asked again. Those below keep their figures, or follow
    (`draft.below`) and are asked again where theirs moved. `Changed` when another
    figure was given since `revision` was read.
    """
    target = _as_read(target, revision)
    can_revise(actor, target).enforce()

    _refuse_unfit(target, draft, at.date())
    before = {"value": target.value, "due_on": target.due_on}
    moved = _moved(target, draft)
    _rewrite_plan(target, draft)
    for one, own in [(target, draft), *moved]:
        _change(one, own, actor=actor, at=at)

    said = {"name": target.version.name, "moved": len(moved)} | asdict(draft)
    said["changed"] = changed_in(before, asdict(draft))
    said["measure"] = counted_in(target)
    record("campaigns.target.changed", target.campaign, actor=actor, at=at, **said)
    return target


def _as_read(target: Target, revision: int) -> Target:
    targets = Target.objects.select_related("campaign", "version", "parent__campaign")
    held = targets.select_for_update(of=("self",)).get(pk=target.pk)
    if held.campaign.state != State.LAUNCHED:
        raise WrongMoment(
            _("Phong trào không ở giai đoạn thực hiện."),
            _("Trước khi phát động thì sửa thẳng; sau khi kết thúc thì không đổi."),
        )
    if held.state == TargetState.ENDED:
        raise WrongMoment(
            _("Chỉ tiêu đã khép lại."), _("Giao chỉ tiêu mới nếu vẫn cần.")
        )
    if held.revision != revision:
        raise Changed(
            _("Chỉ tiêu này vừa có thay đổi sau khi anh/chị mở trang."),
            _("Xem số mới nhất rồi quyết định lại."),
            theirs=[
                (_("Số được giao"), show_number(held.value)),
                (_("Thời hạn"), show(held.due_on)),
            ],
        )
    return held


def _refuse_unfit(target: Target, draft: TargetChangeDraft, today: date) -> None:
    if not draft.reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do."),
            _("Ghi lý do; các đơn vị nhận chỉ tiêu sẽ đọc được."),
            field="reason",
        )
    if (draft.value, draft.due_on) == (target.value, target.due_on):
        raise RuleBroken(
            _("Số và hạn vẫn như đang giao."),
            _("Ghi số khác hoặc hạn khác."),
            field="value",
        )
    refuse_unfit_value(target.version, draft.value, target.split)
    refuse_unfit_days(target.starts_on, draft.due_on)
    if draft.due_on != target.due_on:
        refuse_outside(target.campaign, draft.due_on, "due_on")
    refuse_unfit_day_of_change(
        draft.on, starts_on=target.starts_on, first=first_change(target), today=today
    )


def _moved(
    target: Target, draft: TargetChangeDraft
) -> list[tuple[Target, TargetChangeDraft]]:
    """The targets below that follow, each with what it becomes."""
    if Below(draft.below) != Below.FOLLOW:
        return []
    below = target.children.exclude(state=TargetState.ENDED).select_related("version")
    children = list(below.select_for_update(of=("self",)).order_by("pk"))
    measured = progress.measures_of(target.campaign)
    counted = progress.measure(target, measured, below=True)
    drafts = [
        (child, replace(draft, value=one.value, due_on=_due_of(child, target, draft)))
        for child, one in zip(
            children, followed(target, draft.value, children, counted), strict=True
        )
    ]
    return [
        (child, own)
        for child, own in drafts
        if (own.value, own.due_on) != (child.value, child.due_on)
    ]


def _due_of(child: Target, target: Target, draft: TargetChangeDraft) -> date:
    """Those that shared the deadline follow it; a deadline of one's own stays."""
    return draft.due_on if child.due_on == target.due_on else child.due_on


def _change(
    target: Target, draft: TargetChangeDraft, *, actor: Actor, at: datetime
) -> None:
    """Write another figure down; a unit that was given it is asked again."""
    note_change(
        target,
        value=draft.value,
        due_on=draft.due_on,
        on=draft.on,
        reason=draft.reason.strip(),
        actor=actor,
        at=at,
    )
    if target.parent_id is not None:
        target.state = REVISE_TARGET.take_from(target.state)
    target.value, target.due_on, target.proposed_value = draft.value, draft.due_on, None
    target.changed_on = draft.on
    target.revision += 1
    target.save(
        update_fields=[
            "state",
            "value",
            "due_on",
            "proposed_value",
            "changed_on",
            "revision",
        ]
    )
    note_round(target, reason=draft.reason.strip(), actor=actor, at=at)


def _rewrite_plan(target: Target, draft: TargetChangeDraft) -> None:
    """The steps of its own plan that are still to come keep their share."""
    whole = progress.measure(target, progress.measures_of(target.campaign))
    steps = rescaled(target, draft.value, draft.on, whole)
    rows = list(TargetPlan.objects.filter(target=target, period__in=steps))
    for row in rows:
        row.value = steps[row.period_id]
    TargetPlan.objects.bulk_update(rows, ["value"])
