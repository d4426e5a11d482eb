"""Qualitative content: steps with a day, reached with evidence, confirmed above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.asked import asked_of
from thidua.campaigns.days import refuse_outside
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import (
    Audience,
    Campaign,
    ContentNode,
    Milestone,
    MilestoneMark,
    MilestoneProof,
)
from thidua.campaigns.policies import can_confirm, can_manage, can_mark
from thidua.campaigns.rules import refuse_no_reason, refuse_unfit_day_of_change
from thidua.campaigns.states import State
from thidua.kernel.clock import day_of
from thidua.kernel.dates import show
from thidua.kernel.errors import RuleBroken, WrongMoment
from thidua.kernel.models import StoredFile
from thidua.organisations.actor import Actor


@transaction.atomic
def define_milestone(
    audience: Audience,
    node_key: UUID,
    *,
    name: str,
    due_on: date,
    milestone: Milestone | None = None,
    actor: Actor,
    at: datetime,
) -> Milestone:
    """Set a step for an item of content, or correct one before the launch."""
    campaign = Campaign.objects.locked(audience.campaign)
    can_manage(actor, campaign).enforce()

    _refuse_what_was_launched(campaign, milestone)
    nodes = ContentNode.objects.filter(tree__audience=audience, key=node_key)
    if not nodes.filter(kind=ContentNode.Kind.ITEM).exists():
        raise RuleBroken(
            _("Chỉ đặt mốc cho nội dung thi đua."), _("Chọn một nội dung trong cây.")
        )
    refuse_outside(campaign, due_on, "due_on")
    if milestone is None:
        place = Milestone.objects.filter(audience=audience, node_key=node_key).count()
        milestone = Milestone(audience=audience, node_key=node_key, position=place)
    milestone.name, milestone.due_on = name, due_on
    milestone.save()

    said = {"name": name, "due_on": due_on}
    record("campaigns.milestone.defined", campaign, actor=actor, at=at, **said)
    return milestone


def _refuse_what_was_launched(campaign: Campaign, milestone: Milestone | None) -> None:
    if campaign.state == State.CLOSED:
        raise WrongMoment(
            _("Phong trào đã kết thúc."), _("Đặt mốc ở phong trào tiếp theo.")
        )
    if milestone is not None and campaign.state != State.DRAFT:
        raise WrongMoment(
            _("Mốc đã phát động đến các đơn vị."),
            _("Bỏ mốc này kèm lý do, rồi đặt mốc mới."),
        )


@transaction.atomic
def remove_milestone(
    milestone: Milestone,
    *,
    on: date | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Take a step away, as long as nobody has said that they reached it.

    After the launch it goes on a day and for a reason, which the units read; what a
    signed assessment has looked at stays.
    """
    campaign = Campaign.objects.locked(milestone.audience.campaign)
    can_manage(actor, campaign).enforce()

    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if milestone.marks.exists():
        raise RuleBroken(
            _("Đã có đơn vị báo đạt mốc “%(name)s”.") % {"name": milestone.name},
            _("Giữ mốc này; cần đổi thì đặt thêm mốc mới."),
        )
    details: dict[str, object] = {"name": milestone.name}
    if campaign.state != State.DRAFT:
        _refuse_to_take_from_units(campaign, milestone, on, reason, day_of(at))
        details |= {"on": on, "reason": reason.strip(), "due_on": milestone.due_on}
    milestone.delete()

    record("campaigns.milestone.removed", campaign, actor=actor, at=at, **details)


def _refuse_to_take_from_units(
    campaign: Campaign, milestone: Milestone, on: date | None, reason: str, today: date
) -> None:
    if campaign.state == State.CLOSED:
        raise WrongMoment(_("Phong trào đã kết thúc."), _("Mốc giữ nguyên để xem lại."))
    due = milestone.due_on
    judged = campaign.assessments.filter(since__lte=due, until__gte=due).first()
    if judged is not None:
        raise RuleBroken(
            _("Mốc này đã được xét trong “%(name)s”, chốt ngày %(day)s.")
            % {"name": judged.name, "day": show(day_of(judged.signed_at))},
            _("Giữ mốc này; cần đổi thì đặt thêm mốc mới."),
        )
    refuse_no_reason(reason)
    first = campaign.starts_on
    refuse_unfit_day_of_change(on, starts_on=first, first=first, today=today)


@transaction.atomic
def mark_milestone(
    milestone: Milestone,
    unit_id: int,
    *,
    reached_on: date,
    note: str,
    files: Sequence[StoredFile] = (),
    actor: Actor,
    at: datetime,
) -> MilestoneMark:
    """The unit says when it reached the step, with what result, and shows the proof."""
    can_mark(actor, unit_id).enforce()

    _refuse_outside(milestone, unit_id, reached_on, at)
    mark, is_new = MilestoneMark.objects.select_for_update().get_or_create(
        milestone=milestone,
        unit_id=unit_id,
        defaults={
            "reached_on": reached_on,
            "note": note,
            "marked_at": at,
            "marked_by": actor.name,
        },
    )
    if mark.confirmed_at is not None:
        raise WrongMoment(_("Mốc này đã được công nhận."))
    if not is_new:
        mark.reached_on, mark.note, mark.returned_reason = reached_on, note, ""
        mark.marked_at, mark.marked_by = at, actor.name
        mark.save()
    MilestoneProof.objects.bulk_create(
        MilestoneProof(mark=mark, file=file) for file in files
    )
    if not mark.proofs.exists():
        raise RuleBroken(
            _("Chưa có minh chứng."), _("Đính kèm ít nhất một tệp: văn bản, ảnh, bảng.")
        )

    _tell("campaigns.milestone.marked", mark, actor, at, note=note)
    return mark


def _refuse_outside(
    milestone: Milestone, unit_id: int, reached_on: date, at: datetime
) -> None:
    asked = asked_of([milestone], at.date())[milestone.pk]
    if milestone.audience.campaign.state != State.LAUNCHED or unit_id not in asked:
        raise WrongMoment(
            _("Mốc này không dành cho đơn vị lúc này."),
            _("Xem các mốc của đơn vị trong trang phong trào."),
        )
    if reached_on > at.date():
        raise RuleBroken(
            _("Ngày đạt %(day)s ở tương lai; hôm nay là %(today)s.")
            % {"day": show(reached_on), "today": show(at.date())},
            _("Ghi ngày đã đạt thật, không sau hôm nay."),
            field="reached_on",
        )


@transaction.atomic
def confirm_milestone(
    mark: MilestoneMark, *, actor: Actor, at: datetime
) -> MilestoneMark:
    """The unit above has seen the evidence and confirms."""
    mark = _waiting(mark)
    can_confirm(actor, mark, _receiver(mark, at)).enforce()

    mark.confirmed_at, mark.confirmed_by = at, actor.name
    mark.save(update_fields=["confirmed_at", "confirmed_by"])

    _tell("campaigns.milestone.confirmed", mark, actor, at)
    return mark


@transaction.atomic
def confirm_milestones(
    marks: Sequence[MilestoneMark], *, actor: Actor, at: datetime
) -> list[MilestoneMark]:
    """Confirm several marks of one campaign: all of them, or none and the reason."""
    held = _all_waiting(marks)
    for campaign in {mark.milestone.audience.campaign for mark in held}:
        answer_to = receivers(campaign, at.date())
        for mark in held:
            receiver = answer_to.get(mark.unit_id, campaign.office_id)
            can_confirm(actor, mark, receiver).enforce()

    MilestoneMark.objects.filter(pk__in=[mark.pk for mark in held]).update(
        confirmed_at=at, confirmed_by=actor.name
    )

    for mark in held:
        _tell("campaigns.milestone.confirmed", mark, actor, at, at_once=True)
    return held


@transaction.atomic
def return_milestone(
    mark: MilestoneMark, *, reason: str, actor: Actor, at: datetime
) -> MilestoneMark:
    """The unit above does not confirm yet, and says why."""
    mark = _waiting(mark)
    can_confirm(actor, mark, _receiver(mark, at)).enforce()

    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do chưa công nhận."), _("Ghi điều đơn vị cần bổ sung.")
        )
    mark.returned_reason = reason
    mark.save(update_fields=["returned_reason"])

    _tell("campaigns.milestone.returned", mark, actor, at, reason=reason)
    return mark


def _waiting(mark: MilestoneMark) -> MilestoneMark:
    marks = MilestoneMark.objects.select_related("milestone__audience__campaign")
    held = marks.select_for_update(of=("self",)).get(pk=mark.pk)
    if held.confirmed_at is not None or held.returned_reason:
        raise WrongMoment(
            _("Mốc này không còn chờ công nhận."), _("Tải lại trang để xem mới nhất.")
        )
    return held


def _all_waiting(marks: Sequence[MilestoneMark]) -> list[MilestoneMark]:
    known = MilestoneMark.objects.select_related("milestone__audience__campaign")
    held = known.select_for_update(of=("self",)).filter(
        pk__in=[mark.pk for mark in marks]
    )
    found = list(held.order_by("pk"))
    if any(one.confirmed_at is not None or one.returned_reason for one in found):
        raise WrongMoment(
            _("Có mốc không còn chờ công nhận."), _("Tải lại trang rồi chọn lại.")
        )
    return found


def _receiver(mark: MilestoneMark, at: datetime) -> int:
    campaign = mark.milestone.audience.campaign
    return receivers(campaign, at.date()).get(mark.unit_id, campaign.office_id)


def _tell(
    verb: str, mark: MilestoneMark, actor: Actor, at: datetime, **details: object
) -> None:
    campaign = mark.milestone.audience.campaign
    details |= {"name": mark.milestone.name, "unit": mark.unit_id}
    record(verb, campaign, actor=actor, at=at, **details)
