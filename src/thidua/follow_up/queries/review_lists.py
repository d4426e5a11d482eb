"""Reports of a half-year or year: what I owe, and who has sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _

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
from thidua.kernel.ui.parts import Link, Pager, TrailLine, pager
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on

ON_A_PAGE = 100


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
    seen = Review.objects.visible_to(actor)
    ours = with_those_before(actor)
    mine = list(
        seen.filter(unit__in=ours)
        .select_related("call__period", "call__campaign")
        .order_by("-call__due_on", "pk")
    )
    answers = who_answers(mine, today)
    own = [one for one in mine if answers[one.pk].writer == actor.unit_id]
    calls = ReviewCall.objects.filter(reviews__in=seen.exclude(unit__in=ours))
    return ReviewsPage(
        own=_rows(own, answers, today),
        calls=[
            Link(about(one), reverse("follow_up:review-call", args=[one.pk]))
            for one in calls.select_related("period", "campaign").distinct()
        ],
        campaigns=campaigns,
    )


def call_page(call: ReviewCall, actor: Actor, today: date, page: int) -> CallPage:
    """Everybody whose report this reader may see: the silent first, of these whoever
    reports to the reader's own unit."""
    seen = Review.objects.visible_to(actor).filter(call=call)
    is_silent, is_ours = Q(state__in=SILENT), Q(receiver=actor.unit_id)
    counted = seen.aggregate(every=Count("pk"), silent=Count("pk", filter=is_silent))
    pages = max(1, -(-counted["every"] // ON_A_PAGE))
    at = min(max(page, 1), pages)
    ordered = seen.order_by(
        Case(When(is_silent, then=0), default=1),
        Case(When(is_ours, then=0), default=1),
        "pk",
    )
    shown = ordered[(at - 1) * ON_A_PAGE : at * ON_A_PAGE]
    found = list(shown.select_related("call__period", "call__campaign"))
    answers = who_answers(found, today)
    said = _("%(sent)s/%(all)s đơn vị đã gửi, hạn %(day)s") % {
        "sent": counted["every"] - counted["silent"],
        "all": counted["every"],
        "day": dates.show(call.due_on),
    }
    here = reverse("follow_up:review-call", args=[call.pk])
    return CallPage(
        pk=call.pk,
        title=about(call),
        finding=said,
        crumbs=[first_crumb(), Link(about(call), is_here=True)],
        rows=_rows(found, answers, today),
        pager=pager(at, pages, lambda number: f"{here}?trang={number}"),
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
    known = [answers[one.pk] for one in reviews]
    units = {unit for one in known for unit in (one.writer, one.receiver)}
    names = names_on(units | {one.unit_id for one in reviews}, today)
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


def _tone(one: Review, today: date) -> str:
    if one.state in SILENT and one.call.due_on < today:
        return "late"
    return TONES[ReviewState(one.state)]
