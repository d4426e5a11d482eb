"""Another due day: of a call to report, of something to be mended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.follow_up.answering import who_answers
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import DueChange, Finding, ReviewCall
from thidua.follow_up.policies import can_call_reviews, can_lead
from thidua.follow_up.review_words import call_about
from thidua.follow_up.states import SILENT, FindingState, InspectionState
from thidua.follow_up.telling import Tale, later, tell
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Changed, RuleBroken, WrongMoment
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor


@transaction.atomic
def change_due_day(
    call: ReviewCall,
    day: date,
    reason: str,
    *,
    known: date | None,
    actor: Actor,
    at: datetime,
) -> DueChange:
    """Give everybody who was called another day by which to report.

    Units that have not sent are told, and those they report to; reminders follow the
    new day. `known` is the day that the page showed. A day that is over is refused, so
    that nobody who sent in time becomes late.
    """
    calls = ReviewCall.objects.select_for_update(of=("self",))
    call = calls.select_related("campaign", "period").get(pk=call.pk)
    can_call_reviews(actor, call.campaign).enforce()

    change = _another_day(call.due_on, day, reason, known=known, actor=actor, at=at)
    change.call, call.due_on = call, day
    change.save()
    call.save(update_fields=["due_on"])
    tell(_tales_of_call(call, change), at=at)

    record(
        "follow_up.reviews.due_changed", call, actor=actor, at=at, reason=change.reason
    )
    return change


@transaction.atomic
def change_mend_by(
    finding: Finding,
    day: date,
    reason: str,
    *,
    known: date | None,
    actor: Actor,
    at: datetime,
) -> DueChange:
    """Give the inspected unit another day by which to mend what was found."""
    findings = Finding.objects.select_for_update(of=("self",))
    finding = findings.select_related("inspection").get(pk=finding.pk)
    inspection = finding.inspection
    can_lead(actor, inspection).enforce()

    if (
        finding.state == FindingState.MENDED
        or inspection.state != InspectionState.ANNOUNCED
    ):
        raise WrongMoment(
            _("Điều này đã khắc phục xong, hạn không đổi nữa."),
            _("Ghi điều phát hiện khác nếu còn việc phải làm."),
        )
    change = _another_day(finding.mend_by, day, reason, known=known, actor=actor, at=at)
    change.finding, finding.mend_by = finding, day
    change.save()
    finding.save(update_fields=["mend_by"])
    tell([_tale_of_finding(finding, change)], at=at)

    record(
        "follow_up.finding.due_changed",
        inspection,
        actor=actor,
        at=at,
        reason=change.reason,
    )
    return change


def _another_day(
    before: date,
    after: date,
    reason: str,
    *,
    known: date | None,
    actor: Actor,
    at: datetime,
) -> DueChange:
    """The change, not yet saved, or why it cannot be."""
    if before != known:
        raise Changed(
            _("Hạn này vừa được đổi thành %(day)s.") % {"day": dates.show(before)},
            _("Mở lại trang, xem lý do rồi quyết định."),
        )
    if after < day_of(at):
        raise RuleBroken(
            _("Ngày này đã qua."), _("Chọn một ngày từ hôm nay trở đi."), field="day"
        )
    if after == before:
        raise RuleBroken(
            _("Hạn đang là đúng ngày này."), _("Chọn ngày khác."), field="day"
        )
    if not reason.strip():
        raise RuleBroken(_("Chưa ghi lý do."), _("Ghi vì sao đổi hạn."), field="reason")
    return DueChange(
        before=before,
        after=after,
        reason=reason.strip(),
        said_by=actor.name,
        office=actor.office,
        actor_id=actor.user_id,
        at=at,
    )


def _tales_of_call(call: ReviewCall, change: DueChange) -> list[Tale]:
    """To each unit that has not sent, and once to each that waits for reports."""
    waiting = call.reviews.filter(state__in=SILENT).select_related("call__campaign")
    silent = list(waiting.order_by("pk"))
    answers = who_answers(silent, day_of(change.at))
    writers = {answers[one.pk].writer: one for one in reversed(silent)}
    receivers = {one.receiver for one in answers.values()} - set(writers)
    to = {unit: address("follow_up:review", one.pk) for unit, one in writers.items()}
    to |= dict.fromkeys(receivers, address("follow_up:review-call", call.pk))
    return [
        Tale(
            key=f"review-due:{change.pk}:{unit}",
            unit_id=unit,
            kind=Kind.REVIEW,
            title=later(_title_of_call, call, change),
            body=later(_body, change),
            path=path,
            origin_id=call.campaign.office_id,
        )
        for unit, path in sorted(to.items())
    ]


def _title_of_call(call: ReviewCall, change: DueChange) -> str:
    return _("Hạn gửi báo cáo %(about)s đổi thành %(day)s") % {
        "about": call_about(call),
        "day": dates.show(change.after),
    }


def _tale_of_finding(finding: Finding, change: DueChange) -> Tale:
    return Tale(
        key=f"finding-due:{change.pk}",
        unit_id=finding.inspection.inspected_id,
        kind=Kind.INSPECTION,
        title=later(_title_of_finding, finding, change),
        body=later(_body, change),
        path=address("follow_up:inspection", finding.inspection_id),
        origin_id=finding.inspection.inspector_id,
    )


def _title_of_finding(finding: Finding, change: DueChange) -> str:
    return _("Hạn khắc phục đổi thành %(day)s: %(what)s") % {
        "day": dates.show(change.after),
        "what": Truncator(finding.what).chars(160),
    }


def _body(change: DueChange) -> str:
    return _("Trước đây là %(before)s. Lý do: %(reason)s") % {
        "before": dates.show(change.before),
        "reason": change.reason,
    }
