"""What waits for an officer: reports to enter or mend, reports to accept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.queries.words import period_words
from thidua.indicators.states import State
from thidua.kernel import clock
from thidua.kernel.calendar import add_working_days
from thidua.kernel.tasks import MINE, THEIRS, Task, in_order, state_on
from thidua.organisations.actor import Actor
from thidua.organisations.models import Tree
from thidua.organisations.naming import in_sentence
from thidua.organisations.queries import names_on

TO_ACCEPT_WITHIN = 5
"""How many working days a report may wait for its receiver before it is overdue."""
LONGEST_WHY = 200
"""Characters of the reasons of a return that a task quotes."""

_TO_REPORT = """
select form.id, form.name, span.period_id, span.due_on, duty.receiver_id,
    report.state,
    count(figure.id) filter (where figure.state in ('returned', 'reopened')),
    coalesce(report.reopened_because, ''),
    coalesce(string_agg(distinct figure.return_reason, '; ')
        filter (where figure.state = 'returned'), '')
from indicators_reportduty duty
join indicators_form form on form.id = duty.form_id
join indicators_formperiod span on span.form_id = form.id
join indicators_period period on period.id = span.period_id
left join indicators_report report on report.form_id = form.id
    and report.unit_id = duty.unit_id and report.period_id = span.period_id
left join indicators_observation figure on figure.report_id = report.id
where duty.unit_id = %(unit)s and duty.during @> period.ends_on
  and period.closed_at is null and (period.ends_on <= %(day)s
       or report.state in ('submitted', 'returned', 'reopened'))
  and coalesce(report.state, 'draft') <> 'accepted'
group by 1, 2, 3, 4, 5, 6, 8
"""

_TO_ACCEPT = """
select form.id, form.name, report.period_id, count(*), min(report.submitted_at)::date,
    min(report.unit_id)
from indicators_report report
join indicators_form form on form.id = report.form_id
join indicators_period period on period.id = report.period_id
where report.receiver_id = %(unit)s and report.state = 'submitted'
  and period.starts_on <= %(day)s and report.submitted_at < %(ended)s
group by 1, 2, 3
union all
select criterion.indicator_id, max(version.name), null, count(*),
    min(mark.marked_at)::date, %(unit)s
from indicators_criterionmark mark
join indicators_criterion criterion on criterion.id = mark.criterion_id
join indicators_indicatorversion version
  on version.indicator_id = criterion.indicator_id and version.during @> %(day)s::date
join organisations_placement place
  on place.unit_id = mark.unit_id and place.parent_id = %(unit)s
 and place.during @> %(day)s::date
join organisations_tree tree on tree.id = place.tree_id and tree.key = %(tree)s
where mark.state = 'submitted' and mark.marked_at < %(ended)s
group by 1
"""


@dataclass(frozen=True, slots=True)
class _ToReport:
    form_id: int
    form_name: str
    period_id: int
    due_on: date
    receiver_id: int
    state: str | None
    returned: int
    reopened_because: str
    returned_because: str


@dataclass(frozen=True, slots=True)
class _ToAccept:
    """Reports of a form, or (without a period) marks of a standard."""

    form_id: int
    form_name: str
    period_id: int | None
    count: int
    since: date
    unit_id: int


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """The officer's tasks of this room, overdue first; computed, never stored."""
    if actor.unit_id is None:
        return []
    asked: dict[str, Any] = {"unit": actor.unit_id, "day": on, "tree": Tree.STATE}
    asked["ended"] = clock.end_of(on)
    with connection.cursor() as cursor:
        cursor.execute(_TO_REPORT, asked)
        reports = [_ToReport(*row) for row in cursor.fetchall()]
        cursor.execute(_TO_ACCEPT, asked)
        bundles = [_ToAccept(*row) for row in cursor.fetchall()]
    names = names_on({one.receiver_id for one in reports}, on) if reports else {}
    tasks = [_report_task(one, actor, names, on) for one in reports]
    tasks += [_accept_task(bundle, on) for bundle in bundles]
    return sorted(tasks, key=in_order)


def _report_task(one: _ToReport, actor: Actor, names: dict[int, str], on: date) -> Task:
    place = [one.form_id, one.period_id, actor.unit_id]
    receiver = names.get(one.receiver_id, "")
    words = period_words(one.period_id)
    if one.state == State.SUBMITTED:
        return Task(
            verb=_("Chờ nhận"),
            object=f"{one.form_name}, {words}",
            detail="",
            due_on=None,
            turn=THEIRS,
            turn_detail=receiver,
            url=reverse("indicators:report", args=place),
            state=state_on(None, on),
        )
    verb, detail = _to_do(one)
    due_on = None if one.state == State.REOPENED else one.due_on
    return Task(
        verb=verb,
        object=f"{one.form_name}, {words}",
        detail=detail,
        due_on=due_on,
        turn=MINE,
        turn_detail=_("rồi đến %(receiver)s") % {"receiver": in_sentence(receiver)},
        url=reverse("indicators:report", args=place),
        state=state_on(due_on, on),
        is_sent_back=one.state in {State.RETURNED, State.REOPENED},
    )


def _to_do(one: _ToReport) -> tuple[str, str]:
    if one.state == State.RETURNED:
        verb = ngettext(
            "Sửa %(count)s số bị trả lại của",
            "Sửa %(count)s số bị trả lại của",
            one.returned,
        )
        why = Truncator(one.returned_because).chars(LONGEST_WHY)
        return verb % {"count": one.returned}, _("Vì: %(why)s") % {"why": why}
    if one.state == State.REOPENED:
        said = ngettext(
            "Mở lại %(count)s số liệu đã nhận, vì: %(why)s",
            "Mở lại %(count)s số liệu đã nhận, vì: %(why)s",
            one.returned,
        )
        words = {"count": one.returned, "why": one.reopened_because}
        return _("Sửa và gửi lại"), said % words
    if one.state == State.DRAFT:
        return _("Nhập tiếp và gửi"), ""
    return _("Nhập và gửi"), ""


def _marks_task(one: _ToAccept, due_on: date, on: date) -> Task:
    said = ngettext(
        "%(count)s tiêu chí chờ nhận", "%(count)s tiêu chí chờ nhận", one.count
    )
    return Task(
        verb=_("Xem và nhận"),
        object=one.form_name,
        detail=said % {"count": one.count},
        due_on=due_on,
        turn=MINE,
        turn_detail=_("rồi kết quả thành chính thức"),
        url=reverse("indicators:checklist", args=[one.form_id, one.unit_id]),
        state=state_on(due_on, on),
    )


def _accept_task(one: _ToAccept, on: date) -> Task:
    due_on = add_working_days(one.since, TO_ACCEPT_WITHIN)
    if one.period_id is None:
        return _marks_task(one, due_on, on)
    said = ngettext(
        "%(count)s báo cáo chờ nhận", "%(count)s báo cáo chờ nhận", one.count
    )
    first = reverse(
        "indicators:report-review", args=[one.form_id, one.period_id, one.unit_id]
    )
    return Task(
        verb=_("Xem và nhận"),
        object=f"{one.form_name}, {period_words(one.period_id)}",
        detail=said % {"count": one.count},
        due_on=due_on,
        turn=MINE,
        turn_detail=_("rồi số liệu thành chính thức"),
        url=first if one.count == 1 else reverse("indicators:reports-awaiting"),
        state=state_on(due_on, on),
    )
