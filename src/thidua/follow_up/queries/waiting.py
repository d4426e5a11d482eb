"""What of inspections and reports of a period waits for a person: never stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thidua.campaigns.models import Campaign
from thidua.follow_up.answering import who_answers
from thidua.follow_up.models import Review, ReviewCall
from thidua.follow_up.review_words import period_said
from thidua.follow_up.states import TO_MEND, InspectionState, ReviewState
from thidua.indicators.periods import from_id
from thidua.kernel import clock, dates
from thidua.kernel.calendar import add_working_days
from thidua.kernel.tasks import MINE, THEIRS, Task, state_on
from thidua.organisations.actor import WRITERS, Actor
from thidua.organisations.naming import in_sentence, names_on
from thidua.organisations.waiting import Row, Waiting

LOOK_WITHIN = 5
"""Working days within which an answer is looked at."""

_INSPECTIONS = """
select inspection.id, inspector_id, inspected_id, inspection.state, starts_on, ends_on,
    count(*) filter (where finding.state = any(%(to_mend)s))::int,
    min(mend_by) filter (where finding.state = any(%(to_mend)s)),
    coalesce(bool_or(finding.state = 'returned'), false),
    coalesce(bool_or(finding.state = 'answered'), false),
    (select max(word.at) from follow_up_findingword word
        join follow_up_finding said on said.id = word.finding_id
        where said.inspection_id = inspection.id)
from follow_up_inspection inspection
left join follow_up_finding finding on finding.inspection_id = inspection.id
where inspection.state <> 'closed'
  and (inspector_id = %(unit)s or inspected_id = %(unit)s and announced_at is not null)
  and (announced_at is null or announced_at < %(ended)s)
group by inspection.id
order by starts_on desc, inspection.id desc
"""

# Those that the unit, in its own place or in that of one that is gone, may have to
# write or to receive; for which of them it does, `answering.who_answers` says.
_REVIEWS = """
with ours as materialized (select unit_id from organisations_before(%(unit)s))
select review.id, review.unit_id, receiver_id, review.state, sent_at, call.period_id,
    call.due_on, campaign.name, campaign.office_id
from follow_up_review review
join follow_up_reviewcall call on call.id = review.call_id
join campaigns_campaign campaign on campaign.id = call.campaign_id
where review.state <> 'received' and called_at < %(ended)s
  and (review.unit_id in (select unit_id from ours) and review.state <> 'sent'
    or receiver_id in (select unit_id from ours) and review.state = 'sent'
    or (receiver_id in (select unit_id from ours) or campaign.office_id = %(unit)s)
      and (organisations_is_gone(review.unit_id, %(on)s)
        or organisations_is_gone(receiver_id, %(on)s)))
order by review.id
"""


def _given(actor: Actor, on: date) -> dict[str, Any] | None:
    if actor.unit_id is None or actor.role not in WRITERS:
        return None
    return {"unit": actor.unit_id, "ended": clock.end_of(on)}


def _given_inspections(actor: Actor, on: date) -> dict[str, Any] | None:
    given = _given(actor, on)
    return given and {**given, "to_mend": [state.value for state in TO_MEND]}


def _given_reviews(actor: Actor, on: date) -> dict[str, Any] | None:
    given = _given(actor, on)
    return given and {**given, "on": on}


@dataclass(frozen=True, slots=True)
class _Inspection:
    """One that is not closed; `to_mend` of its findings wait, `first_on` the first."""

    pk: int
    inspector_id: int
    inspected_id: int
    state: str
    starts_on: date
    ends_on: date
    to_mend: int
    first_on: date | None
    is_returned: bool
    is_answered: bool
    latest_at: datetime | None


def _inspections(rows: Sequence[Row], actor: Actor, on: date) -> Iterator[Task]:
    found = [_Inspection(*row) for row in rows]
    units = {unit for one in found for unit in (one.inspector_id, one.inspected_id)}
    names = names_on(units, on) if found else {}
    for one in found:
        yield from _tasks(one, actor, on, names)


def _tasks(
    one: _Inspection, actor: Actor, on: date, names: Mapping[int, str]
) -> Iterator[Task]:
    inspector = in_sentence(names.get(one.inspector_id, ""))
    inspected = in_sentence(names.get(one.inspected_id, ""))
    to_mend, first = one.to_mend, one.first_on
    said = ngettext("%(n)s điều", "%(n)s điều", to_mend) % {"n": to_mend}
    if actor.unit_id == one.inspected_id:
        if one.state == InspectionState.ANNOUNCED and one.starts_on >= on:
            about = _("Buổi kiểm tra của %(who)s") % {"who": inspector}
            yield _task(one, _("Chuẩn bị"), about, one.starts_on, on)
        if to_mend:
            about = _("%(n)s theo kiểm tra của %(who)s") % {"n": said, "who": inspector}
            yield _task(one, _("Khắc phục"), about, first, on, is_back=one.is_returned)
        return
    about = _("Kiểm tra %(unit)s, %(days)s") % {
        "unit": inspected,
        "days": dates.span(one.starts_on, one.ends_on),
    }
    if one.state == InspectionState.DRAFT:
        yield _task(one, _("Thông báo"), about, one.starts_on, on)
    elif one.is_answered and one.latest_at:
        due = add_working_days(clock.day_of(one.latest_at), LOOK_WITHIN)
        yield _task(one, _("Xem trả lời"), about, due, on)
    elif to_mend:
        yield _task(one, "", about, first, on, turn=THEIRS, turn_detail=inspected)
    elif one.ends_on < on:
        due = add_working_days(one.ends_on, LOOK_WITHIN)
        yield _task(one, pgettext("cuộc kiểm tra", "Ghi kết quả"), about, due, on)


def _reviews(rows: Sequence[Row], actor: Actor, on: date) -> Iterator[Task]:
    """Reports of a half-year or year to write, and those that were sent to us."""
    found = [_read(row) for row in rows]
    answers = who_answers(found, on) if found else {}
    names = names_on({one.unit_id for one in found}, on) if found else {}
    for one in found:
        is_sent, who = one.state == ReviewState.SENT, answers[one.pk]
        if actor.unit_id != (who.receiver if is_sent else who.writer):
            continue
        said = {
            "period": period_said(from_id(one.call.period_id)),
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


def _read(row: Row) -> Review:
    """A report with as much of its campaign as its tasks ask for."""
    pk, unit, receiver, state, sent_at, period, due_on, name, office = row
    campaign = Campaign(name=name, office_id=office)
    call = ReviewCall(campaign=campaign, period_id=period, due_on=due_on)
    return Review(
        pk=pk,
        unit_id=unit,
        receiver_id=receiver,
        state=state,
        sent_at=sent_at,
        call=call,
    )


def _task(
    one: _Inspection,
    verb: str,
    about: str,
    due_on: date | None,
    on: date,
    *,
    turn: str = MINE,
    turn_detail: str = "",
    is_back: bool = False,
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
        is_sent_back=is_back,
    )


waiting_for = Waiting(
    _INSPECTIONS,
    (
        "pk",
        "inspector",
        "inspected",
        "state",
        "starts_on",
        "ends_on",
        "to_mend",
        "first_on",
        "is_returned",
        "is_answered",
        "latest_at",
    ),
    _given_inspections,
    _inspections,
    also=(
        Waiting(
            _REVIEWS,
            (
                "pk",
                "unit",
                "receiver",
                "state",
                "sent_at",
                "period",
                "due_on",
                "name",
                "office",
            ),
            _given_reviews,
            _reviews,
        ),
    ),
)
"""Findings to mend, answers to look at, plans to announce, inspections to come; reports
    of a half-year or year to send and to receive."""
