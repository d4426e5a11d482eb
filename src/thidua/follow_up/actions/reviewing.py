"""Reports of a half-year or year: asked for, written, sent up, received, urged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.trail import record
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import Campaign
from thidua.documents.actions import draft_document, rewrite_draft
from thidua.documents.models import Document
from thidua.documents.states import State
from thidua.follow_up.kinds import Kind
from thidua.follow_up.models import Review, ReviewCall
from thidua.follow_up.policies import (
    can_call_reviews,
    can_receive_review,
    can_write_review,
)
from thidua.follow_up.review_words import (
    ABOUT,
    PARTS,
    figures_shown,
    period_said,
    review_paper,
)
from thidua.follow_up.states import (
    RECEIVE_REVIEW,
    RETURN_REVIEW,
    SEND_REVIEW,
    WRITE_REVIEW,
    ReviewState,
)
from thidua.follow_up.telling import Tale, tell
from thidua.indicators.models import Period
from thidua.indicators.periods import PeriodSpan
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.errors import RuleBroken
from thidua.kernel.ui.addresses import address
from thidua.organisations.actor import Actor


@transaction.atomic
def call_reviews(
    campaign: Campaign, span: PeriodSpan, *, due_on: date, actor: Actor, at: datetime
) -> ReviewCall:
    """Ask everybody who takes part to report; each to the next above, the top to the
    office, and the office to whom it works for."""
    can_call_reviews(actor, campaign).enforce()
    today = at.astimezone(ZONE).date()
    if due_on < today:
        raise RuleBroken(
            _("Hạn gửi đã qua."), _("Chọn một ngày sắp tới."), field="due_on"
        )

    period = Period.objects.get(pk=span.id)
    if ReviewCall.objects.filter(campaign=campaign, period=period).exists():
        raise RuleBroken(_("Kỳ này đã yêu cầu báo cáo."), field="period")
    call = ReviewCall.objects.create(
        campaign=campaign,
        period=period,
        due_on=due_on,
        called_at=at,
        called_by=actor.name,
    )
    answers = receivers(campaign, today)
    if campaign.launcher_id != campaign.office_id:
        answers[campaign.office_id] = campaign.launcher_id
    made = Review.objects.bulk_create(
        Review(call=call, unit_id=unit, receiver_id=receiver)
        for unit, receiver in sorted(answers.items())
        if unit != receiver
    )
    tell([_asked(one, call) for one in made], at=at)

    record("follow_up.reviews.called", call, actor=actor, at=at, units=len(made))
    return call


@transaction.atomic
def write_review(
    review: Review, words: Mapping[str, str], *, actor: Actor, at: datetime
) -> Review:
    """Write the parts; nothing is sent yet."""
    review = Review.objects.locked(review)
    can_write_review(actor, review).enforce()

    review.state = WRITE_REVIEW.take_from(review.state)
    for part in PARTS:
        setattr(review, part, words.get(part, getattr(review, part)).strip())
    review.save(update_fields=["state", *PARTS])

    record("follow_up.review.written", review, actor=actor, at=at)
    return review


@transaction.atomic
def draft_review_document(review: Review, *, actor: Actor, at: datetime) -> Document:
    """The report as a document of the unit; written anew as long as it is a draft."""
    review = Review.objects.locked(review)
    can_write_review(actor, review).enforce()

    paper = review_paper(review, at.astimezone(ZONE).date())
    had = review.document
    if had is not None and had.state == State.DRAFT:
        document = rewrite_draft(had, paper, actor=actor, at=at)
    elif had is not None and had.state not in {State.DROPPED, State.VOIDED}:
        return had
    else:
        document = draft_document(review.unit, paper, about=ABOUT, actor=actor, at=at)
        review.document = document
        review.save(update_fields=["document"])

    record("follow_up.review.drafted", review, actor=actor, at=at)
    return document


@transaction.atomic
def send_review(review: Review, *, actor: Actor, at: datetime) -> Review:
    """Send it up, with the figures as they stand."""
    review = Review.objects.locked(review)
    can_write_review(actor, review).enforce()
    if not review.results:
        raise RuleBroken(
            _("Chưa ghi “Kết quả nổi bật”."),
            _("Ghi ít nhất một đoạn rồi gửi."),
            field="results",
        )

    review.state = SEND_REVIEW.take_from(review.state)
    review.figures = []
    review.figures = figures_shown(review)
    review.sent_at, review.received_at, review.return_reason = at, None, ""
    review.first_sent_at = review.first_sent_at or at
    review.save()

    record("follow_up.review.sent", review, actor=actor, at=at)
    return review


@transaction.atomic
def receive_review(review: Review, *, actor: Actor, at: datetime) -> Review:
    """Whoever it was sent to takes it."""
    review = Review.objects.locked(review)
    can_receive_review(actor, review).enforce()

    review.state = RECEIVE_REVIEW.take_from(review.state)
    review.received_at = at
    review.save(update_fields=["state", "received_at"])

    record("follow_up.review.received", review, actor=actor, at=at)
    return review


@transaction.atomic
def return_review(review: Review, *, reason: str, actor: Actor, at: datetime) -> Review:
    """Back to the unit, with what is missing."""
    review = Review.objects.locked(review)
    can_receive_review(actor, review).enforce()

    review.state = RETURN_REVIEW.take_from(review.state)
    review.return_reason, review.figures = reason.strip(), []
    review.save(update_fields=["state", "return_reason", "figures"])
    said = _("Báo cáo %(period)s được trả lại") % {"period": _period(review.call)}
    tell([_tale(review, f"returned:{at.isoformat()}", said, reason)], at=at)

    record("follow_up.review.returned", review, actor=actor, at=at, reason=reason)
    return review


@transaction.atomic
def urge_reviews(
    call: ReviewCall, reviews: Sequence[Review], *, actor: Actor, at: datetime
) -> int:
    """Tell those who have not sent, once a day; how many units were told."""
    for review in reviews:
        can_receive_review(actor, review).enforce()

    day = at.astimezone(ZONE).date()
    title = _("Đề nghị gửi báo cáo %(period)s") % {"period": _period(call)}
    body = _("Hạn gửi là %(day)s. Đơn vị chưa gửi báo cáo này.") % {
        "day": dates.show_long(call.due_on)
    }
    silent = [
        one
        for one in reviews
        if one.state in {ReviewState.WRITING, ReviewState.RETURNED}
    ]
    tell([_tale(one, f"urged:{day}", title, body) for one in silent], at=at)

    record("follow_up.reviews.urged", call, actor=actor, at=at, units=len(silent))
    return len(silent)


def _asked(review: Review, call: ReviewCall) -> Tale:
    title = _("Yêu cầu báo cáo %(period)s") % {"period": _period(call)}
    body = _("Gửi chậm nhất ngày %(day)s.") % {"day": dates.show(call.due_on)}
    return _tale(review, "asked", title, body)


def _period(call: ReviewCall) -> str:
    return f"{period_said(call.period.span)}, {call.campaign.name}"


def _tale(review: Review, step: str, title: str, body: str) -> Tale:
    return Tale(
        key=f"review:{review.pk}:{step}",
        unit_id=review.unit_id,
        kind=Kind.REVIEW,
        title=title,
        body=body,
        path=address("follow_up:review", review.pk),
        origin_id=review.receiver_id,
    )
