"""What waits for an officer: reports to enter or mend, reports to accept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.periods import from_id
from thidua.indicators.queries.words import of_the_gone, period_words
from thidua.indicators.states import State
from thidua.kernel import clock
from thidua.kernel.calendar import add_working_days
from thidua.kernel.tasks import MINE, THEIRS, Task, in_order, state_on
from thidua.kernel.text import fold
from thidua.organisations.actor import Actor
from thidua.organisations.models import Power
from thidua.organisations.naming import in_sentence

TO_ACCEPT_WITHIN = 5
"""How many working days a report may wait for its receiver before it is overdue."""
FOLDED = 3
"""So many reports alike of abolished units are one task."""
LONGEST_WHY = 200
"""Characters of the reasons of a return that a task quotes."""

_REPORT = "report"

# `sql/waiting.sql`; the columns are the fields of `_Waiting`.
_WAITING = """
select kind, form_id, form_name, period_id, unit_id, day, count, state,
    reopened_because, returned_because, receiver, gone, until
from indicators_waiting(%s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A report to send; or reports of a form, or marks of a standard, to accept.

    `gone` is a unit that a reform abolished, for which one reports, `until` its last
    day. `unit_id` is whose report it is, or the first unit that sent one; `day` is the
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
    until: date | None

    @property
    def place(self) -> list[int | None]:
        """Form, period and unit."""
        return [self.form_id, self.period_id, self.unit_id]

    @property
    def words(self) -> str:
        """The form and the period, and whose it is when not one's own."""
        period = period_words(self.period_id) if self.period_id is not None else ""
        said = _("%(form)s, %(period)s") % {"form": self.form_name, "period": period}
        if not self.gone:
            return said
        return _("%(report)s, của %(unit)s") % {
            "report": said,
            "unit": in_sentence(self.gone),
        }

    @property
    def why(self) -> str:
        """Why a report of another unit is one's own task; empty for one's own."""
        if self.period_id is None or self.until is None:
            return ""
        return of_the_gone(self.period_id, self.gone, self.until)

    @property
    def like(self) -> tuple[int, int | None, bool] | None:
        """What reports of several abolished units have in common that are one task;
        None for one's own, and for what came back with a reason of its own."""
        if not self.gone or self.state in {State.RETURNED, State.REOPENED}:
            return None
        return self.form_id, self.period_id, self.state == State.SUBMITTED


def waiting_for(actor: Actor, on: date) -> list[Task]:
    """The officer's tasks of this room, overdue first; computed, never stored."""
    if actor.unit_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [actor.unit_id, on, clock.end_of(on)])
        found = [_Waiting(*row) for row in cursor.fetchall()]
    found = [one for one in found if actor.holds(_power(one))]
    alike: dict[object, list[_Waiting]] = defaultdict(list)
    for place, one in enumerate(found):
        alike[one.like or place].append(one)
    tasks: list[Task] = []
    for some in alike.values():
        if len(some) < FOLDED:
            tasks += [_task(one, on) for one in some]
        else:
            tasks.append(_folded(some, on))
    return sorted(tasks, key=in_order)


def _power(one: _Waiting) -> str:
    return Power.REPORT if one.kind == _REPORT else Power.ACCEPT


def _task(one: _Waiting, on: date) -> Task:
    return _report_task(one, on) if one.kind == _REPORT else _accept_task(one, on)


def _report_task(one: _Waiting, on: date) -> Task:
    place = one.place
    if one.state == State.SUBMITTED:
        return Task(
            verb=_("Chờ nhận"),
            object=one.words,
            detail=one.why,
            due_on=None,
            turn=THEIRS,
            turn_detail=one.receiver,
            url=reverse("indicators:report", args=place),
            state=state_on(None, on),
        )
    verb, detail = _to_do(one, on)
    due_on = None if one.state == State.REOPENED else one.day
    return Task(
        verb=verb,
        object=one.words,
        detail=" ".join(part for part in (detail, one.why) if part),
        due_on=due_on,
        turn=MINE,
        turn_detail=_("rồi đến %(receiver)s") % {"receiver": in_sentence(one.receiver)},
        url=reverse("indicators:report", args=place),
        state=state_on(due_on, on),
        is_sent_back=one.state in {State.RETURNED, State.REOPENED},
        button=_("Sửa") if one.state == State.RETURNED else "",
    )


def _folded(some: Sequence[_Waiting], on: date) -> Task:
    """The reports of one form and period that several abolished units owe."""
    some = sorted(some, key=lambda one: fold(one.gone))
    first, receivers = some[0], {one.receiver for one in some}
    words = _("%(n)s báo cáo của các đơn vị đã kết thúc: %(form)s, %(period)s")
    task = _report_task(first, on)
    is_mine = task.turn == MINE
    to_all = _("rồi đến %(n)s nơi nhận") if is_mine else _("%(n)s nơi nhận")
    return replace(
        task,
        verb=_("Nhập và gửi") if is_mine else task.verb,
        object=words
        % {
            "n": len(some),
            "form": first.form_name,
            "period": period_words(first.period_id or 0),
        },
        detail=_("Nơi anh/chị nhận bàn giao; số liệu vẫn ghi cho từng đơn vị cũ."),
        turn_detail=task.turn_detail
        if len(receivers) == 1
        else to_all % {"n": len(receivers)},
        inside=[
            (one.gone, reverse("indicators:report", args=one.place)) for one in some
        ],
    )


def _to_do(one: _Waiting, on: date) -> tuple[str, str]:
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
    runs = one.period_id is not None and from_id(one.period_id).ends_on > on
    detail = _("Kỳ chưa hết: nhập dần được, gửi khi đủ số.") if runs else ""
    if one.state == State.DRAFT:
        return _("Nhập tiếp và gửi"), detail
    return _("Nhập và gửi"), detail


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
