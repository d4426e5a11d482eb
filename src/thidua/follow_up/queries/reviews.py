"""Reports of a half-year or year: mine, those sent to me, who has sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.follow_up.models import Review, ReviewCall
from thidua.follow_up.policies import can_receive_review, can_write_review
from thidua.follow_up.review_words import (
    PARTS,
    figures_shown,
    is_of_the_office,
    period_said,
)
from thidua.follow_up.states import (
    RECEIVE_REVIEW,
    RETURN_REVIEW,
    SEND_REVIEW,
    WRITE_REVIEW,
    ReviewState,
)
from thidua.kernel import dates
from thidua.kernel.clock import ZONE
from thidua.kernel.policy import Verdict
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.actor import Actor
from thidua.organisations.naming import names_on

TONES = {
    ReviewState.WRITING: "wait",
    ReviewState.SENT: "slow",
    ReviewState.RECEIVED: "done",
    ReviewState.RETURNED: "refused",
}
NOTHING = "–"
SILENT = (ReviewState.WRITING, ReviewState.RETURNED)


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
    may_urge: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A unit below with its written parts, to take over."""

    unit: str
    href: str
    state: str
    tone: str
    parts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """One line of the table, each cell under the name of its column."""

    name: str
    unit: str
    numbers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything that `review.html` shows."""

    pk: int
    title: str
    crumbs: Sequence[Link]
    state: str
    tone: str
    facts: Sequence[Fact]
    reason: str
    columns: Sequence[str]
    figures: Sequence[Figures]
    unsaid: str
    """How many lines have neither figure nor target, and so are not shown."""
    parts: Sequence[tuple[str, str]]
    sides: Sequence[Side]
    silent: str
    """Those below who have not sent yet, in one sentence."""
    write: Verdict
    send: Verdict
    receive: Verdict
    give_back: Verdict
    document: Link | None


def titles() -> dict[str, str]:
    """The written parts, as the screen calls them."""
    return {
        "results": _("Kết quả nổi bật"),
        "exemplars": _("Điển hình, cách làm hay"),
        "difficulties": _("Khó khăn, hạn chế, nguyên nhân"),
        "proposals": _("Đề xuất, kiến nghị"),
    }


def columns() -> list[str]:
    """The heads of the table on the screen; those of the document stay Vietnamese."""
    return [
        _("Chỉ tiêu"),
        _("Đơn vị tính"),
        _("Trong kỳ"),
        _("Lũy kế"),
        _("Được giao"),
        _("Đạt"),
    ]


def reviews_page(actor: Actor, campaigns: Sequence[Link], today: date) -> ReviewsPage:
    """What I owe, and the periods of which I see who has sent."""
    seen = Review.objects.visible_to(actor)
    own = seen.filter(unit=actor.unit_id).order_by("-call__due_on")
    calls = ReviewCall.objects.filter(reviews__in=seen.exclude(unit=actor.unit_id))
    return ReviewsPage(
        own=_rows(list(own.select_related("call__period", "call__campaign")), today),
        calls=[
            Link(_about(one), reverse("follow_up:review-call", args=[one.pk]))
            for one in calls.select_related("period", "campaign").distinct()
        ],
        campaigns=campaigns,
    )


def call_page(call: ReviewCall, actor: Actor, today: date) -> CallPage:
    """Everybody whose report this reader may see, the silent first."""
    reviews = Review.objects.visible_to(actor).filter(call=call)
    found = list(reviews.select_related("call__period", "call__campaign"))
    found.sort(key=lambda one: (one.state not in SILENT, one.pk))
    sent = sum(one.state not in SILENT for one in found)
    said = _("%(sent)s/%(all)s đơn vị đã gửi, hạn %(day)s") % {
        "sent": sent,
        "all": len(found),
        "day": dates.show(call.due_on),
    }
    return CallPage(
        pk=call.pk,
        title=_about(call),
        finding=said,
        crumbs=[_first(), Link(_about(call), is_here=True)],
        rows=_rows(found, today),
        may_urge=sent < len(found)
        and any(can_receive_review(actor, one) for one in found),
    )


def review_page(review: Review, actor: Actor, today: date) -> ReviewPage:
    """One report: its figures, its parts, those below it side by side."""
    names = names_on({review.unit_id, review.receiver_id}, today)
    state = ReviewState(review.state)
    words = titles()
    writes = can_write_review(actor, review)
    takes = can_receive_review(actor, review)
    period = period_said(review.call.period.span)
    shown = figures_shown(review)
    said = [row for row in shown if any(cell != NOTHING for cell in row[2:])]
    sides, silent = _sides(review, today)
    return ReviewPage(
        pk=review.pk,
        title=_("Báo cáo %(period)s") % {"period": period},
        crumbs=[
            _first(),
            Link(_about(review.call), _call_href(review)),
            Link(names.get(review.unit_id, ""), is_here=True),
        ],
        state=str(state.label),
        tone=TONES[state],
        facts=_facts(review, names),
        reason=review.return_reason if state == ReviewState.RETURNED else "",
        columns=columns(),
        figures=[_figures(row) for row in said],
        unsaid=_unsaid(len(shown) - len(said)),
        parts=[(words[part], getattr(review, part)) for part in PARTS],
        sides=sides,
        silent=silent,
        write=writes & WRITE_REVIEW.open_from(state),
        send=writes & SEND_REVIEW.open_from(state),
        receive=takes & RECEIVE_REVIEW.open_from(state),
        give_back=takes & RETURN_REVIEW.open_from(state),
        document=_document(review),
    )


def below(review: Review) -> list[Review]:
    """What was sent to the unit of a report for the same period; the office has what
    was sent to the head of its tree too."""
    receivers = [review.unit_id]
    if is_of_the_office(review):
        receivers.append(review.call.campaign.root_id)
    found = Review.objects.filter(call=review.call, receiver__in=receivers)
    return list(found.exclude(pk=review.pk).order_by("pk"))


def _figures(row: Sequence[str]) -> Figures:
    return Figures(row[0], row[1], list(zip(columns()[2:], row[2:], strict=True)))


def _unsaid(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s dòng chưa có số liệu và không được giao thì không hiện.",
        "%(count)s dòng chưa có số liệu và không được giao thì không hiện.",
        count,
    ) % {"count": count}


def _sides(review: Review, today: date) -> tuple[list[Side], str]:
    """Those below who sent, side by side; the others in one sentence."""
    found = below(review)
    names, words = names_on({one.unit_id for one in found}, today), titles()
    found.sort(key=lambda one: names.get(one.unit_id, ""))
    silent = [names.get(one.unit_id, "") for one in found if one.state in SILENT]
    sides = [
        Side(
            unit=names.get(one.unit_id, ""),
            href=reverse("follow_up:review", args=[one.pk]),
            state=str(ReviewState(one.state).label),
            tone=TONES[ReviewState(one.state)],
            parts=[(words[part], getattr(one, part)) for part in PARTS],
        )
        for one in found
        if one.state not in SILENT
    ]
    said = _("Chưa gửi: %(units)s.") % {"units": ", ".join(silent)} if silent else ""
    return sides, said


def _facts(review: Review, names: dict[int, str]) -> list[Fact]:
    facts = [
        Fact(_("Đơn vị báo cáo"), names.get(review.unit_id, "")),
        Fact(_("Gửi đến"), names.get(review.receiver_id, "")),
        Fact(_("Phong trào"), review.call.campaign.name),
        Fact(_("Hạn gửi"), dates.show(review.call.due_on)),
    ]
    if review.sent_at:
        facts.append(Fact(_("Gửi ngày"), _day(review.sent_at)))
    if review.received_at:
        facts.append(Fact(_("Nhận ngày"), _day(review.received_at)))
    return facts


def _document(review: Review) -> Link | None:
    if review.document is None:
        return None
    href = reverse("documents:document", args=[review.document.pk])
    return Link(str(review.document.get_state_display()), href)


def _rows(reviews: Sequence[Review], today: date) -> list[ReviewRow]:
    units = {unit for one in reviews for unit in (one.unit_id, one.receiver_id)}
    names = names_on(units, today)
    return [
        ReviewRow(
            unit=names.get(one.unit_id, ""),
            receiver=names.get(one.receiver_id, ""),
            about=_about(one.call),
            href=reverse("follow_up:review", args=[one.pk]),
            state=str(ReviewState(one.state).label),
            tone=_tone(one, today),
            sent=_day(one.sent_at)
            if one.sent_at
            else dates.due(one.call.due_on, today),
        )
        for one in reviews
    ]


def _tone(one: Review, today: date) -> str:
    if one.state in SILENT and one.call.due_on < today:
        return "late"
    return TONES[ReviewState(one.state)]


def _day(at: object) -> str:
    return dates.show(at.astimezone(ZONE).date())  # type: ignore[attr-defined]


def _about(call: ReviewCall) -> str:
    return f"{period_said(call.period.span)}: {call.campaign.name}"


def _call_href(review: Review) -> str:
    return reverse("follow_up:review-call", args=[review.call_id])


def _first() -> Link:
    return Link(_("Báo cáo 6 tháng, năm"), reverse("follow_up:reviews"))
