"""Reports of a half-year or year: asked for, written, sent up, received, urged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from thidua.audit.trail import last_of, record
from thidua.campaigns.ladder import receivers
from thidua.campaigns.models import Campaign
from thidua.documents.actions import draft_document, rewrite_draft
from thidua.documents.models import Document
from thidua.documents.reading import latest_file
from thidua.documents.states import State
from thidua.follow_up.answering import Answering, answering_in, who_answers
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
    call_about,
    figures_shown,
    review_paper,
    said_titles,
    stands_for_it,
)
from thidua.follow_up.states import (
    RECEIVE_REVIEW,
    RETURN_REVIEW,
    SEND_REVIEW,
    SILENT,
    WRITE_REVIEW,
)
from thidua.follow_up.telling import Tale, later, tell
from thidua.indicators.models import Period
from thidua.indicators.periods import PeriodSpan
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.errors import Changed, RuleBroken
from thidua.kernel.ui.addresses import address
from thidua.kernel.version import check_version
from thidua.organisations.actor import Actor
from thidua.organisations.models import Unit


@transaction.atomic
def call_reviews(
    campaign: Campaign, span: PeriodSpan, *, due_on: date, actor: Actor, at: datetime
) -> ReviewCall:
    """Ask everybody who takes part to report; each to the next above, the top to the
    office, and the office to whom it works for."""
    can_call_reviews(actor, campaign).enforce()
    today = day_of(at)
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
    known = who_answers(made, today)
    tell([_asked(one, known[one.pk], call) for one in made], at=at)

    record("follow_up.reviews.called", call, actor=actor, at=at, units=len(made))
    return call


@transaction.atomic
def write_review(
    review: Review,
    words: Mapping[str, str],
    *,
    version: int | None,
    actor: Actor,
    at: datetime,
) -> Review:
    """Write the parts; nothing is sent yet.

    `Changed` with both texts when somebody of the unit saved since `version` was read.
    """
    review, answers = _held(review, at)
    can_write_review(actor, answers).enforce()

    review.state = WRITE_REVIEW.take_from(review.state)
    _count_up(review, version, words)
    for part in PARTS:
        setattr(review, part, words.get(part, getattr(review, part)).strip())
    review.save(update_fields=["state", "version", *PARTS])

    record("follow_up.review.written", review, actor=actor, at=at)
    return review


@transaction.atomic
def draft_review_document(review: Review, *, actor: Actor, at: datetime) -> Document:
    """The report as a document of the unit; written anew as long as it is a draft that
    nobody took to Word."""
    review, answers = _held(review, at)
    can_write_review(actor, answers).enforce()

    paper = review_paper(review, answers, day_of(at))
    writer = Unit.objects.get(pk=answers.writer)
    had = review.document
    if had is not None and not stands_for_it(had, writer.pk):
        had = None
    if had is not None and (had.state != State.DRAFT or latest_file(had)):
        return had
    if had is not None:
        document = rewrite_draft(had, paper, actor=actor, at=at)
    else:
        document = draft_document(writer, paper, about=ABOUT, actor=actor, at=at)
        review.document = document
        review.save(update_fields=["document"])

    record("follow_up.review.drafted", review, actor=actor, at=at)
    return document


@transaction.atomic
def send_review(
    review: Review, *, version: int | None, actor: Actor, at: datetime
) -> Review:
    """Send it up as it was read (`version`), with the figures as they stand."""
    review, answers = _held(review, at)
    can_write_review(actor, answers).enforce()
    if not review.results:
        raise RuleBroken(
            _("Chưa ghi “Kết quả nổi bật”."),
            _("Ghi ít nhất một đoạn rồi gửi."),
            field="results",
        )

    review.state = SEND_REVIEW.take_from(review.state)
    _count_up(review, version)
    review.figures = []
    review.figures = figures_shown(review)
    review.sent_at, review.received_at, review.return_reason = at, None, ""
    review.first_sent_at = review.first_sent_at or at
    review.save()

    record("follow_up.review.sent", review, actor=actor, at=at)
    return review


@transaction.atomic
def receive_review(
    review: Review, *, version: int | None, actor: Actor, at: datetime
) -> Review:
    """Whoever it was sent to takes it: the text that was read, and no later one."""
    review, answers = _held(review, at)
    can_receive_review(actor, answers).enforce()

    review.state = RECEIVE_REVIEW.take_from(review.state)
    _refuse_another_text(review, version)
    review.received_at = at
    review.save(update_fields=["state", "received_at", "version"])

    record("follow_up.review.received", review, actor=actor, at=at)
    return review


@transaction.atomic
def return_review(
    review: Review, *, reason: str, version: int | None, actor: Actor, at: datetime
) -> Review:
    """Back to the unit, with what is missing in the text that was read."""
    review, answers = _held(review, at)
    can_receive_review(actor, answers).enforce()

    review.state = RETURN_REVIEW.take_from(review.state)
    _refuse_another_text(review, version)
    review.return_reason, review.figures = reason.strip(), []
    review.save(update_fields=["state", "return_reason", "figures", "version"])
    said = later(_returned, review.call)
    step = f"returned:{at.isoformat()}"
    tell([_tale(review, answers, step, said, reason)], at=at)

    record("follow_up.review.returned", review, actor=actor, at=at, reason=reason)
    return review


@transaction.atomic
def urge_reviews(
    call: ReviewCall, reviews: Sequence[Review], *, actor: Actor, at: datetime
) -> int:
    """Tell those who have not sent, once a day; how many units were told."""
    answers = who_answers(reviews, day_of(at))
    for review in reviews:
        can_receive_review(actor, answers[review.pk]).enforce()

    title, body = later(_please, call), later(_due, call)
    silent = [one for one in reviews if one.state in SILENT]
    step = f"urged:{day_of(at)}"
    tell([_tale(one, answers[one.pk], step, title, body) for one in silent], at=at)

    record("follow_up.reviews.urged", call, actor=actor, at=at, units=len(silent))
    return len(silent)


def _held(review: Review, at: datetime) -> tuple[Review, Answering]:
    held = Review.objects.locked(review)
    return held, answering_in(held, day_of(at))


def _count_up(
    review: Review, opened: int | None, words: Mapping[str, str] | None = None
) -> None:
    """The next version, when nobody of the unit saved since the page was opened."""
    titles, typed = said_titles(), words or {}
    check_version(
        review,
        opened,
        theirs=[(titles[part], getattr(review, part)) for part in PARTS],
        yours={titles[part]: text for part, text in typed.items() if part in titles},
        by="" if opened == review.version else _last_hand(review),
    )


def _last_hand(review: Review) -> str:
    last = last_of(review)
    return last.actor_name if last else ""


def _refuse_another_text(review: Review, opened: int | None) -> None:
    """The unit got it back and sent another text since the receiver's page opened."""
    if opened != review.version:
        raise Changed(
            _("Đơn vị đã gửi lại bản khác sau khi anh/chị mở trang."),
            _("Quay lại đọc bản đang có rồi quyết định."),
            version=review.version,
        )
    review.version += 1


def _asked(review: Review, answers: Answering, call: ReviewCall) -> Tale:
    return _tale(review, answers, "asked", later(_wanted, call), later(_until, call))


def _wanted(call: ReviewCall) -> str:
    return _("Yêu cầu báo cáo %(period)s") % {"period": call_about(call)}


def _until(call: ReviewCall) -> str:
    return _("Gửi chậm nhất ngày %(day)s.") % {"day": dates.show(call.due_on)}


def _returned(call: ReviewCall) -> str:
    return _("Báo cáo %(period)s được trả lại") % {"period": call_about(call)}


def _please(call: ReviewCall) -> str:
    return _("Đề nghị gửi báo cáo %(period)s") % {"period": call_about(call)}


def _due(call: ReviewCall) -> str:
    said = _("Hạn gửi là %(day)s. Đơn vị chưa gửi báo cáo này.")
    return said % {"day": dates.show_long(call.due_on)}


def _tale(
    review: Review,
    answers: Answering,
    step: str,
    title: StrOrPromise,
    body: StrOrPromise,
) -> Tale:
    return Tale(
        key=f"review:{review.pk}:{step}",
        unit_id=answers.writer,
        kind=Kind.REVIEW,
        title=title,
        body=body,
        path=address("follow_up:review", review.pk),
        origin_id=answers.receiver,
    )
