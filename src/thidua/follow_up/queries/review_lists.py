"""Reports of a half-year or year: what I owe, and who has sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.follow_up.answering import Answering, who_answers
from thidua.follow_up.models import Review, ReviewCall
from thidua.follow_up.models.reviews import with_those_before
from thidua.follow_up.policies import can_call_reviews, can_receive_review
from thidua.follow_up.queries.deadlines import due_trail
from thidua.follow_up.queries.reviews import (
    TONES,
    about,
    called,
    day_shown,
    first_crumb,
)
from thidua.follow_up.states import SILENT, ReviewState
from thidua.kernel import dates
from thidua.kernel.ui.filters import Field, chosen, paged
from thidua.kernel.ui.parts import Link, Pager, TrailLine
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on

FIELDS = (Field("tinh-trang", gettext_lazy("Tình trạng"), ReviewState.choices),)
"""What the list of who has sent is filtered by."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One unit's report in a list."""

    unit: str
    receiver: str
    about: str
    href: str
    state: str
    tone: str
    sent: str


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """Everything that `reviews.html` shows."""

    own: Sequence[ReviewRow]
    calls: Sequence[Link]
    campaigns: Sequence[Link]
    """Campaigns for which this office may ask for a period."""


@dataclass(frozen=True, slots=True)
class CallPage:
    """Everything that `review_call.html` shows: who has sent."""

    pk: int
    title: str
    finding: str
    crumbs: Sequence[Link]
    rows: Sequence[ReviewRow]
    pager: Pager
    may_urge: bool
    due_href: str
    """Where its due day is changed; “” for who may not."""
    changes: Sequence[TrailLine]


def reviews_page(actor: Actor, campaigns: Sequence[Link], today: date) -> ReviewsPage:
    """What I owe, and the periods of which I see who has sent."""
    own, answers = own_reviews(actor, today)
    others = Review.objects.visible_to(actor).exclude(unit__in=with_those_before(actor))
    calls = ReviewCall.objects.filter(reviews__in=others)
    return ReviewsPage(
        own=_rows(own, answers, today),
        calls=[
            Link(about(one), reverse("follow_up:review-call", args=[one.pk]))
            for one in calls.select_related("period", "campaign").distinct()
        ],
        campaigns=campaigns,
    )


def own_reviews(actor: Actor, today: date) -> tuple[list[Review], dict[int, Answering]]:
    """What one's unit writes, the last asked for first, and who answers for each."""
    mine = list(
        Review.objects.visible_to(actor)
        .filter(unit__in=with_those_before(actor))
        .select_related("call__period", "call__campaign")
        .order_by("-call__due_on", "pk")
    )
    answers = who_answers(mine, today)
    return [one for one in mine if answers[one.pk].writer == actor.unit_id], answers


def called_found(
    call: ReviewCall, actor: Actor, params: Mapping[str, str]
) -> QuerySet[Review, Review]:
    """The reports of a period as filtered: the silent first, of these whoever reports
    to the reader's own unit."""
    seen = Review.objects.visible_to(actor).filter(call=call)
    if state := chosen(FIELDS, params)["tinh-trang"]:
        seen = seen.filter(state=state)
    is_silent, is_ours = Q(state__in=SILENT), Q(receiver=actor.unit_id)
    return seen.select_related("call__period", "call__campaign").order_by(
        Case(When(is_silent, then=0), default=1),
        Case(When(is_ours, then=0), default=1),
        "pk",
    )


def call_page(
    call: ReviewCall, actor: Actor, today: date, params: Mapping[str, str]
) -> CallPage:
    """Everybody whose report this reader may see."""
    seen = Review.objects.visible_to(actor).filter(call=call)
    is_silent = Q(state__in=SILENT)
    counted = seen.aggregate(every=Count("pk"), silent=Count("pk", filter=is_silent))
    wanted = called_found(call, actor, params)
    here = reverse("follow_up:review-call", args=[call.pk])
    shown, pages = paged(wanted.count(), params, here)
    found = list(wanted[shown])
    answers = who_answers(found, today)
    said = _("%(sent)s/%(all)s đơn vị đã gửi, hạn %(day)s") % {
        "sent": counted["every"] - counted["silent"],
        "all": counted["every"],
        "day": dates.show(call.due_on),
    }
    return CallPage(
        pk=call.pk,
        title=about(call),
        finding=said,
        crumbs=[first_crumb(), Link(about(call), is_here=True)],
        rows=_rows(found, answers, today),
        pager=pages,
        may_urge=any(
            can_receive_review(actor, answers[one.pk])
            for one in found
            if one.state in SILENT
        ),
        due_href=reverse("follow_up:review-due", args=[call.pk])
        if can_call_reviews(actor, call.campaign)
        else "",
        changes=due_trail(call.due_changes.all(), _("đổi hạn gửi")),
    )


def _rows(
    reviews: Sequence[Review], answers: Mapping[int, Answering], today: date
) -> list[ReviewRow]:
    names = names_of(reviews, answers, today)
    return [
        ReviewRow(
            unit=called(one, answers[one.pk], names),
            receiver=names.get(answers[one.pk].receiver, ""),
            about=about(one.call),
            href=reverse("follow_up:review", args=[one.pk]),
            state=str(ReviewState(one.state).label),
            tone=_tone(one, today),
            sent=day_shown(one.sent_at)
            if one.sent_at
            else dates.due(one.call.due_on, today),
        )
        for one in reviews
    ]


def names_of(
    reviews: Sequence[Review], answers: Mapping[int, Answering], today: date
) -> Mapping[int, str]:
    """What all who have to do with these reports are called."""
    known = [answers[one.pk] for one in reviews]
    units = {unit for one in known for unit in (one.writer, one.receiver)}
    return names_on(units | {one.unit_id for one in reviews}, today)


def _tone(one: Review, today: date) -> str:
    if one.state in SILENT and one.call.due_on < today:
        return "late"
    return TONES[ReviewState(one.state)]
