"""What of inspections waits for a person: computed, never stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.follow_up.answering import who_answers
from thidua.follow_up.models import Inspection, Review
from thidua.follow_up.review_words import period_said
from thidua.follow_up.states import (
    TO_MEND,
    FindingState,
    InspectionState,
    ReviewState,
)
from thidua.kernel import clock, dates
from thidua.kernel.calendar import add_working_days
from thidua.kernel.tasks import MINE, THEIRS, Task, in_order, state_on
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.naming import in_sentence, names_on

LOOK_WITHIN = 5
"""Working days within which an answer is looked at."""


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """Findings to mend, answers to look at, plans to announce, inspections to come."""
    if actor.unit_id is None or actor.role not in WRITERS:
        return []
    open_ones = (
        Inspection.objects.exclude(state=InspectionState.CLOSED)
        .filter(Q(inspector=actor.unit_id) | Q(inspected=actor.unit_id))
        .filter(Q(announced_at__isnull=True) | Q(announced_at__lt=clock.end_of(on)))
        .annotate(
            to_mend=Count("findings", filter=Q(findings__state__in=TO_MEND)),
            first=Min("findings__mend_by", filter=Q(findings__state__in=TO_MEND)),
            returned=Count("findings", filter=Q(findings__state=FindingState.RETURNED)),
            answered=Count("findings", filter=Q(findings__state=FindingState.ANSWERED)),
            latest=Max("findings__words__at"),
        )
    )
    rows = list(open_ones)
    names = (
        names_on(
            {unit for one in rows for unit in (one.inspector_id, one.inspected_id)}, on
        )
        if rows
        else {}
    )
    found = [task for one in rows for task in _tasks(one, actor, on, names)]
    return sorted([*found, *_reviews(actor, on)], key=in_order)


def _tasks(
    one: Inspection, actor: Actor, on: date, names: dict[int, str]
) -> Iterator[Task]:
    inspector = in_sentence(names.get(one.inspector_id, ""))
    inspected = in_sentence(names.get(one.inspected_id, ""))
    to_mend, first = getattr(one, "to_mend", 0), getattr(one, "first", None)
    answered = getattr(one, "answered", 0)
    latest = getattr(one, "latest", None)
    said = ngettext("%(n)s điều", "%(n)s điều", to_mend) % {"n": to_mend}
    if actor.unit_id == one.inspected_id:
        if one.state == InspectionState.ANNOUNCED and one.starts_on >= on:
            about = _("Buổi kiểm tra của %(who)s") % {"who": inspector}
            yield _task(one, _("Chuẩn bị"), about, one.starts_on, on)
        if to_mend:
            back = getattr(one, "returned", 0) > 0
            about = _("%(n)s theo kiểm tra của %(who)s") % {"n": said, "who": inspector}
            yield _task(one, _("Khắc phục"), about, first, on, is_sent_back=back)
        return
    about = _("Kiểm tra %(unit)s, %(days)s") % {
        "unit": inspected,
        "days": dates.span(one.starts_on, one.ends_on),
    }
    if one.state == InspectionState.DRAFT:
        yield _task(one, _("Thông báo"), about, one.starts_on, on)
    elif answered and latest:
        due = add_working_days(clock.day_of(latest), LOOK_WITHIN)
        yield _task(one, _("Xem trả lời"), about, due, on)
    elif to_mend:
        yield _task(one, "", about, first, on, turn=THEIRS, turn_detail=inspected)
    elif one.ends_on < on:
        due = add_working_days(one.ends_on, LOOK_WITHIN)
        yield _task(one, pgettext("cuộc kiểm tra", "Ghi kết quả"), about, due, on)


def _reviews(actor: Actor, on: date) -> Iterator[Task]:
    """Reports of a half-year or year to write, and those that were sent to us."""
    called = Review.objects.filter(call__called_at__lt=clock.end_of(on))
    found = called.concerning(actor, on)
    rows = list(found.select_related("call__campaign", "call__period").order_by("pk"))
    answers = who_answers(rows, on)
    names = names_on({one.unit_id for one in rows}, on) if rows else {}
    for one in rows:
        is_sent, who = one.state == ReviewState.SENT, answers[one.pk]
        if actor.unit_id != (who.receiver if is_sent else who.writer):
            continue
        said = {
            "period": period_said(one.call.period.span),
            "unit": in_sentence(names.get(one.unit_id, "")),
        }
        sent = clock.day_of(one.sent_at) if one.sent_at else on
        due = add_working_days(sent, LOOK_WITHIN) if is_sent else one.call.due_on
        yield Task(
            verb=_("Nhận") if is_sent else _("Gửi"),
            object=_("Báo cáo %(period)s") % said
            if one.unit_id == actor.unit_id
            else _("Báo cáo %(period)s của %(unit)s") % said,
            detail=one.call.campaign.name,
            due_on=due,
            turn=MINE,
            turn_detail="",
            url=reverse("follow_up:review", args=[one.pk]),
            state=state_on(due, on),
            is_sent_back=one.state == ReviewState.RETURNED,
        )


def _task(
    one: Inspection,
    verb: str,
    about: str,
    due_on: date | None,
    on: date,
    *,
    turn: str = MINE,
    turn_detail: str = "",
    is_sent_back: bool = False,
) -> Task:
    return Task(
        verb=verb,
        object=about,
        detail="",
        due_on=due_on,
        turn=turn,
        turn_detail=turn_detail,
        url=reverse("follow_up:inspection", args=[one.pk]),
        state=state_on(due_on, on),
        is_sent_back=is_sent_back,
    )
