"""One report of a half-year or year, with those below it side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.follow_up.answering import Answering, answering_in
from thidua.follow_up.models import Review, ReviewCall
from thidua.follow_up.policies import can_receive_review, can_write_review
from thidua.follow_up.review_words import (
    PARTS,
    figures_shown,
    is_of_the_office,
    period_said,
    said_titles,
    stands_for_it,
)
from thidua.follow_up.states import (
    RECEIVE_REVIEW,
    RETURN_REVIEW,
    SILENT,
    WRITE_REVIEW,
    ReviewState,
)
from thidua.kernel import dates
from thidua.kernel.clock import day_of
from thidua.kernel.policy import Verdict
from thidua.kernel.text import sort_key
from thidua.kernel.ui.parts import Fact, Link
from thidua.organisations.actor import Actor
from thidua.organisations.naming import in_sentence, names_on

TONES = {
    ReviewState.WRITING: "wait",
    ReviewState.SENT: "slow",
    ReviewState.RECEIVED: "done",
    ReviewState.RETURNED: "refused",
}
NOTHING = "–"


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
class May:
    """What the reader may do with a report now."""

    write: Verdict
    receive: Verdict
    give_back: Verdict
    draft: bool
    """Make it a document, now that its words are sent."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything that `review.html` shows."""

    pk: int
    version: int
    title: str
    unit: str
    crumbs: Sequence[Link]
    state: str
    tone: str
    says: str
    """What comes next, for this reader, in one sentence."""
    facts: Sequence[Fact]
    reason: str
    columns: Sequence[str]
    figures: Sequence[Figures]
    unsaid: str
    """How many lines have neither figure nor target, and so are not shown."""
    parts: Sequence[tuple[str, str]]
    sides: Sequence[Side]
    to_take: Sequence[str]
    """The parts of which those below wrote something."""
    silent: str
    """Those below who have not sent yet, in one sentence."""
    may: May
    document: Link | None
    may_draft: bool


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


def review_page(review: Review, actor: Actor, today: date) -> ReviewPage:
    """One report: its figures, its parts, those below it side by side."""
    answers = answering_in(review, today)
    names = names_on({review.unit_id, answers.writer, answers.receiver}, today)
    state, words = ReviewState(review.state), said_titles()
    may, document = _may(review, answers, actor), _document(review, answers)
    shown = figures_shown(review)
    said = [row for row in shown if any(cell != NOTHING for cell in row[2:])]
    sides, silent = _sides(review, today)
    return ReviewPage(
        pk=review.pk,
        version=review.version,
        title=_("Báo cáo %(period)s")
        % {"period": period_said(review.call.period.span)},
        unit=called(review, answers, names),
        crumbs=[
            first_crumb(),
            Link(about(review.call), _call_href(review)),
            Link(names.get(review.unit_id, ""), is_here=True),
        ],
        state=str(state.label),
        tone=TONES[state],
        says=_says(review, names.get(answers.receiver, ""), may),
        facts=_facts(review, answers, names),
        reason=review.return_reason if state == ReviewState.RETURNED else "",
        columns=columns(),
        figures=[_figures(row) for row in said],
        unsaid=_unsaid(len(shown) - len(said)),
        parts=[(words[part], getattr(review, part)) for part in PARTS],
        sides=sides,
        to_take=[
            part
            for place, part in enumerate(PARTS)
            if any(one.parts[place][1] for one in sides)
        ],
        silent=silent,
        may=may,
        document=document,
        may_draft=may.draft and not document,
    )


def _may(review: Review, answers: Answering, actor: Actor) -> May:
    state, takes = review.state, can_receive_review(actor, answers)
    writes = can_write_review(actor, answers)
    write = writes & WRITE_REVIEW.open_from(state)
    return May(
        write=write,
        receive=takes & RECEIVE_REVIEW.open_from(state),
        give_back=takes & RETURN_REVIEW.open_from(state),
        draft=bool(writes) and not write,
    )


def below(review: Review) -> list[Review]:
    """What was sent to the unit of a report for the same period; the office has what
    was sent to the head of its tree too."""
    receivers = [review.unit_id]
    if is_of_the_office(review):
        receivers.append(review.call.campaign.root_id)
    found = Review.objects.filter(call=review.call, receiver__in=receivers)
    return list(found.exclude(pk=review.pk).order_by("pk"))


def taken_over(review: Review, part: str, own: str, today: date) -> str:
    """One's own text of a part, and behind it what those below wrote of it, each under
    its name; what stands there already is not taken twice."""
    sent = [one for one in below(review) if one.state not in SILENT]
    names = names_on({one.unit_id for one in sent}, today)
    said = [
        f"{names.get(one.unit_id, '')}: {getattr(one, part)}"
        for one in sent
        if getattr(one, part)
    ]
    return "\n".join(filter(None, [own, *(one for one in said if one not in own)]))


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
    names, words = names_on({one.unit_id for one in found}, today), said_titles()
    found.sort(key=lambda one: sort_key(names.get(one.unit_id, "")))
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


def _facts(review: Review, answers: Answering, names: Mapping[int, str]) -> list[Fact]:
    facts = [
        Fact(_("Đơn vị báo cáo"), called(review, answers, names)),
        Fact(_("Gửi đến"), names.get(answers.receiver, "")),
        Fact(pgettext("một", "Phong trào"), review.call.campaign.name),
        Fact(_("Hạn gửi"), dates.show(review.call.due_on)),
    ]
    last = review.call.due_changes.last()
    if last:
        said = {"before": dates.show(last.before), "reason": last.reason}
        facts.append(
            Fact(_("Đổi hạn"), _("Trước đây là %(before)s. Lý do: %(reason)s") % said)
        )
    if review.sent_at:
        facts.append(Fact(_("Gửi ngày"), day_shown(review.sent_at)))
    if review.received_at:
        facts.append(Fact(_("Nhận ngày"), day_shown(review.received_at)))
    return facts


def _document(review: Review, answers: Answering) -> Link | None:
    document = review.document
    if document is None or not stands_for_it(document, answers.writer):
        return None
    href = reverse("documents:document", args=[document.pk])
    return Link(str(document.get_state_display()), href)


def _says(review: Review, receiver: str, may: May) -> str:
    said = {"receiver": in_sentence(receiver), "due": dates.show(review.call.due_on)}
    if may.write and review.state == ReviewState.RETURNED:
        return _("Bổ sung theo lý do trả lại, rồi gửi lại %(receiver)s.") % said
    if may.write:
        return _("Ghi phần lời, rồi gửi %(receiver)s chậm nhất ngày %(due)s.") % said
    if may.receive:
        return _("Đọc số liệu và phần lời rồi nhận; thiếu thì trả lại, ghi lý do.")
    if review.state == ReviewState.SENT:
        return _("Đã gửi, chờ %(receiver)s nhận.") % said
    if review.state == ReviewState.RECEIVED:
        return _("%(receiver)s đã nhận; sau này thấy thiếu vẫn trả lại được.") % {
            "receiver": receiver
        }
    return _("Đơn vị đang viết, chưa gửi.")


def called(one: Review, answers: Answering, names: Mapping[int, str]) -> str:
    """The unit; of one that is no more also who reports for it."""
    unit = names.get(one.unit_id, "")
    if answers.writer == one.unit_id:
        return unit
    return _("%(unit)s (nay do %(reporter)s báo cáo)") % {
        "unit": unit,
        "reporter": in_sentence(names.get(answers.writer, "")),
    }


def day_shown(at: datetime) -> str:
    """The office's day of a moment."""
    return dates.show(day_of(at))


def about(call: ReviewCall) -> str:
    """`6 tháng đầu năm 2025: …`, the period and the campaign."""
    return f"{period_said(call.period.span)}: {call.campaign.name}"


def _call_href(review: Review) -> str:
    return reverse("follow_up:review-call", args=[review.call_id])


def first_crumb() -> Link:
    """To the list of all of them."""
    return Link(_("Báo cáo 6 tháng, năm"), reverse("follow_up:reviews"))
