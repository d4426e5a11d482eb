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
from thidua.organisations.models import Power, Tree
from thidua.organisations.naming import in_sentence, name_near

TO_ACCEPT_WITHIN = 5
"""How many working days a report may wait for its receiver before it is overdue."""
LONGEST_WHY = 200
"""Characters of the reasons of a return that a task quotes."""

_REPORT, _LEFT = "report", "left"

# The reports that a unit owes; those that wait for it, form by form; the marks of
# standards that wait for it; what was returned to a unit whose place it took.
_WAITING = """
select %(report)s, form.id, form.name, span.period_id, duty.receiver_id, span.due_on,
    count(figure.id) filter (where figure.state in ('returned', 'reopened')),
    report.state, coalesce(report.reopened_because, ''),
    coalesce(string_agg(distinct figure.return_reason, '; ')
        filter (where figure.state = 'returned'), ''),
    coalesce((select full_name from ({receiver}) called), ''), ''
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
group by form.id, form.name, span.period_id, duty.receiver_id, span.due_on,
    report.state, report.reopened_because
union all
select '', form.id, form.name, report.period_id, min(report.unit_id),
    min(report.submitted_at)::date, count(*), null, '', '', '', ''
from indicators_report report
join indicators_form form on form.id = report.form_id
join indicators_period period on period.id = report.period_id
where report.receiver_id = %(unit)s and report.state = 'submitted'
  and period.starts_on <= %(day)s and report.submitted_at < %(ended)s
group by form.id, form.name, report.period_id
union all
select '', criterion.indicator_id, max(version.name), null, %(unit)s,
    min(mark.marked_at)::date, count(*), null, '', '', '', ''
from indicators_criterionmark mark
join indicators_criterion criterion on criterion.id = mark.criterion_id
join indicators_indicatorversion version
  on version.indicator_id = criterion.indicator_id and version.during @> %(day)s::date
join organisations_placement place
  on place.unit_id = mark.unit_id and place.parent_id = %(unit)s
 and place.during @> %(day)s::date
join organisations_tree tree on tree.id = place.tree_id and tree.key = %(tree)s
where mark.state = 'submitted' and mark.marked_at < %(ended)s
group by criterion.indicator_id
union all
select %(left)s, form.id, form.name, report.period_id, report.unit_id, span.due_on,
    count(figure.id), report.state, '',
    coalesce(string_agg(distinct figure.return_reason, '; '), ''),
    coalesce((select full_name from ({issuer}) called), ''),
    coalesce((select full_name from ({gone}) called), '')
from organisations_succession past
join organisations_reorganisation act
  on act.id = past.act_id and act.effective_on <= %(day)s
join indicators_report report on report.unit_id = past.predecessor_id
    and report.state in ('returned', 'reopened')
join indicators_form form on form.id = report.form_id
join indicators_formperiod span
  on span.form_id = form.id and span.period_id = report.period_id
join indicators_period period
  on period.id = report.period_id and period.closed_at is null
join indicators_observation figure on figure.report_id = report.id
    and figure.state in ('returned', 'reopened')
where past.successor_id = %(unit)s and past.is_main
group by form.id, form.name, form.owner_id, report.period_id, report.unit_id,
    span.due_on, report.state
"""
_ISSUER = """coalesce((
    select heir.successor_id from organisations_succession heir
    join organisations_reorganisation act
      on act.id = heir.act_id and act.effective_on <= %(day)s
    where heir.predecessor_id = form.owner_id order by heir.is_main desc limit 1
), form.owner_id)"""


_SQL = _WAITING.format(
    receiver=name_near("duty.receiver_id"),
    issuer=name_near(_ISSUER),
    gone=name_near("report.unit_id"),
)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A report to send; or reports of a form, or marks of a standard, to accept.

    `gone` is a unit that a reform abolished; `receiver` is then who issues the form.
    `unit_id` is who receives the report, or the first unit that sent one; `day` is the
    due day, or since when the longest waits; marks have no period.
    """

    kind: str
    form_id: int
    form_name: str
    period_id: int | None
    unit_id: int
    day: date
    count: int
    state: str | None
    reopened_because: str
    returned_because: str
    receiver: str
    gone: str

    @property
    def words(self) -> str:
        """The form and the period."""
        period = period_words(self.period_id) if self.period_id is not None else ""
        return f"{self.form_name}, {period}"


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """The officer's tasks of this room, overdue first; computed, never stored."""
    if actor.unit_id is None:
        return []
    asked: dict[str, Any] = {"unit": actor.unit_id, "day": on, "tree": Tree.STATE}
    asked |= {"ended": clock.end_of(on), "report": _REPORT, "left": _LEFT}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, asked)
        found = [_Waiting(*row) for row in cursor.fetchall()]
    tasks = [
        _task(one, actor, on)
        for one in found
        if actor.under is None or actor.holds(_power(one))
    ]
    return sorted(tasks, key=in_order)


def _power(one: _Waiting) -> str:
    return Power.REPORT if one.kind in {_REPORT, _LEFT} else Power.ACCEPT


def _task(one: _Waiting, actor: Actor, on: date) -> Task:
    if one.kind == _LEFT:
        return _left_task(one, on)
    return (
        _report_task(one, actor, on) if one.kind == _REPORT else _accept_task(one, on)
    )


def _left_task(one: _Waiting, on: date) -> Task:
    """What was sent back to a unit that is no more: where it went, who decides."""
    said = ngettext(
        "%(count)s số bị trả lại của %(unit)s, nay không còn.",
        "%(count)s số bị trả lại của %(unit)s, nay không còn.",
        one.count,
    ) % {"count": one.count, "unit": in_sentence(one.gone)}
    why = Truncator(one.returned_because).chars(LONGEST_WHY)
    kept = _("Số giữ như lúc ấy; cần sửa thì %(issuer)s mở lại hoặc đính chính.") % {
        "issuer": in_sentence(one.receiver)
    }
    because = _("Vì: %(why)s") % {"why": why} if why else ""
    return Task(
        verb=_("Xem lại"),
        object=one.words,
        detail=" ".join(part for part in (said, because, kept) if part),
        due_on=None,
        turn=THEIRS,
        turn_detail=one.receiver,
        url=reverse(
            "indicators:report", args=[one.form_id, one.period_id, one.unit_id]
        ),
        state=state_on(None, on),
    )


def _report_task(one: _Waiting, actor: Actor, on: date) -> Task:
    place = [one.form_id, one.period_id, actor.unit_id]
    if one.state == State.SUBMITTED:
        return Task(
            verb=_("Chờ nhận"),
            object=one.words,
            detail="",
            due_on=None,
            turn=THEIRS,
            turn_detail=one.receiver,
            url=reverse("indicators:report", args=place),
            state=state_on(None, on),
        )
    verb, detail = _to_do(one)
    due_on = None if one.state == State.REOPENED else one.day
    return Task(
        verb=verb,
        object=one.words,
        detail=detail,
        due_on=due_on,
        turn=MINE,
        turn_detail=_("rồi đến %(receiver)s") % {"receiver": in_sentence(one.receiver)},
        url=reverse("indicators:report", args=place),
        state=state_on(due_on, on),
        is_sent_back=one.state in {State.RETURNED, State.REOPENED},
        button=_("Sửa") if one.state == State.RETURNED else "",
    )


def _to_do(one: _Waiting) -> tuple[str, str]:
    if one.state == State.RETURNED:
        verb = ngettext(
            "Sửa %(count)s số bị trả lại của",
            "Sửa %(count)s số bị trả lại của",
            one.count,
        )
        why = Truncator(one.returned_because).chars(LONGEST_WHY)
        return verb % {"count": one.count}, _("Vì: %(why)s") % {"why": why}
    if one.state == State.REOPENED:
        said = ngettext(
            "Mở lại %(count)s số liệu đã nhận, vì: %(why)s",
            "Mở lại %(count)s số liệu đã nhận, vì: %(why)s",
            one.count,
        )
        words = {"count": one.count, "why": one.reopened_because}
        return _("Sửa và gửi lại"), said % words
    if one.state == State.DRAFT:
        return _("Nhập tiếp và gửi"), ""
    return _("Nhập và gửi"), ""


def _marks_task(one: _Waiting, due_on: date, on: date) -> Task:
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


def _accept_task(one: _Waiting, on: date) -> Task:
    due_on = add_working_days(one.day, TO_ACCEPT_WITHIN)
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
        object=one.words,
        detail=said % {"count": one.count},
        due_on=due_on,
        turn=MINE,
        turn_detail=_("rồi số liệu thành chính thức"),
        url=first if one.count == 1 else reverse("indicators:reports-awaiting"),
        state=state_on(due_on, on),
    )
