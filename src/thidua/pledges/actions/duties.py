"""What the head of a unit did for a campaign, written down with its proof."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.models import Campaign
from thidua.indicators.periods import PeriodKind, containing
from thidua.kernel.clock import ZONE
from thidua.kernel.dates import show
from thidua.kernel.errors import Faults, RuleBroken, WrongMoment
from thidua.kernel.lengths import in_full
from thidua.organisations.actor import Actor
from thidua.pledges.drafts import DutyDraft
from thidua.pledges.models import Duty
from thidua.pledges.policies import can_take_back_duty, can_tell_duty
from thidua.pledges.where import refuse_unless_open


@transaction.atomic
def record_duty(
    campaign: Campaign,
    unit_id: int,
    draft: DutyDraft,
    *,
    actor: Actor,
    at: datetime,
) -> Duty:
    """The head launched, urged, guided or checked on a day; the task is done by it."""
    can_tell_duty(actor, campaign, unit_id).enforce()

    refuse_unless_open(campaign, unit_id, at.date())
    faults = Faults()
    with faults:
        _refuse_nothing(draft)
    with faults:
        _refuse_another_time(campaign, draft, at)
    faults.say()
    made = Duty.objects.create(
        campaign=campaign,
        unit_id=unit_id,
        kind=draft.kind,
        period_id=containing(draft.done_on, PeriodKind.QUARTER).id,
        done_on=draft.done_on,
        what=draft.what.strip(),
        file=draft.file,
        recorded_by=actor.name,
        office=actor.office,
        recorded_at=at,
    )

    record("pledges.duty.recorded", made, actor=actor, at=at, kind=draft.kind)
    return made


def _refuse_nothing(draft: DutyDraft) -> None:
    if not draft.what.strip():
        raise RuleBroken(
            _("Chưa ghi đã làm gì."),
            _("Một câu: họp với ai, đi ấp nào, thấy gì, giao gì."),
            field="what",
        )


def _refuse_another_time(campaign: Campaign, draft: DutyDraft, at: datetime) -> None:
    launched = campaign.launched_at or at
    first = min(campaign.starts_on, launched.astimezone(ZONE).date())
    if not first <= draft.done_on <= at.date():
        raise RuleBroken(
            _("Ngày làm phải từ %(first)s đến hôm nay.") % {"first": show(first)},
            _("Ghi việc đã làm, không ghi việc sắp làm."),
            field="done_on",
        )


@transaction.atomic
def take_back_duty(duty: Duty, *, reason: str, actor: Actor, at: datetime) -> Duty:
    """It was told by mistake; it stays to be read, and the task is open again."""
    one = Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    can_take_back_duty(actor, one).enforce()

    if not reason.strip():
        raise RuleBroken(
            _("Chưa ghi lý do."), _("Ghi vì sao thôi tính việc này."), field="reason"
        )
    if one.taken_back_at is not None:
        raise WrongMoment(_("Việc này đã thôi tính."), _("Tải lại trang."))
    because = in_full(reason.strip(), 300, "reason")
    one.taken_back_at, one.taken_back_because = at, because
    one.save(update_fields=["taken_back_at", "taken_back_because"])

    record("pledges.duty.taken_back", one, actor=actor, at=at)
    return one
