"""Expected against received, by unit and month: the counting behind the strip.

Expected is who stands in `ReportDuty` on the period's last day, below the unit that
was above it on that day; received is what was ever submitted; late is first submitted
after the form's due day. A report returned for mending has been received.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thidua.indicators.models import Form
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.indicators.queries import received


@dataclass(frozen=True, slots=True)
class Count:
    """How many reports were expected of somebody in a month, and what came."""

    on_time: int = 0
    late: int = 0
    missing: int = 0
    waiting: int = 0

    @property
    def received(self) -> int:
        return self.on_time + self.late

    @property
    def expected(self) -> int:
        return self.received + self.missing + self.waiting

    def __add__(self, other: Count) -> Count:
        return Count(
            self.on_time + other.on_time,
            self.late + other.late,
            self.missing + other.missing,
            self.waiting + other.waiting,
        )


NOTHING = Count()

# Every duty of the forms in the months, each month judged on its own last day.
_ASKED = """
    with asked as (
        select form.id as form_id, form.tree_id, fp.period_id, fp.due_on,
               period.ends_on,
               date_trunc('month', period.ends_on)::date as month, duty.unit_id
        from indicators_form form
        join indicators_formperiod fp on fp.form_id = form.id
        join indicators_period period on period.id = fp.period_id
        join indicators_reportduty duty
          on duty.form_id = form.id and duty.during @> period.ends_on
        where form.id = any (%(forms)s)
          and period.ends_on between %(first)s and %(last)s
    )
"""
_SENT = """
    left join lateral (
        select (report.first_submitted_at at time zone 'Asia/Ho_Chi_Minh')::date
        from indicators_report report
        where report.form_id = asked.form_id and report.unit_id = asked.unit_id
          and report.period_id = asked.period_id
          and report.first_submitted_at is not null
    ) sent (on_day) on true
"""


def counts_below(
    unit: int, forms: Sequence[int], months: Sequence[PeriodSpan], today: date
) -> dict[tuple[int, date], Count]:
    """What each child of a unit, with all below it, owed and sent in each month.

    The key is (child, first day of the month); what a unit reports itself stands under
    its own number. A quarter, a half-year and a year count in the month they end in.
    """
    ending = {span.id: month for month in months for span in _ending_with(month)}
    asked = [Form(pk=form) for form in forms]
    found: dict[tuple[int, date], Count] = {}
    for one in received(asked, unit, sorted(ending), today=today) if asked else []:
        key = one.unit_id, ending[one.period_id].starts_on
        count = Count(
            one.on_time,
            one.late,
            one.missing,
            one.expected - one.received - one.missing,
        )
        found[key] = found.get(key, NOTHING) + count
    return found


def _ending_with(month: PeriodSpan) -> list[PeriodSpan]:
    """The periods of every kind that end on the month's last day."""
    spans = [containing(month.starts_on, kind) for kind in PeriodKind]
    return [span for span in spans if span.ends_on == month.ends_on]


@dataclass(frozen=True, slots=True)
class Duty:
    """One report that was expected of one unit in one month, and what became of it."""

    unit: int
    form: int
    period: int
    month: date
    due_on: date
    sent_on: date | None
    report: int | None
    state: str

    @property
    def days_late(self) -> int:
        """Days after the due day on which it came; 0 when in time or not yet come."""
        return max(0, (self.sent_on - self.due_on).days) if self.sent_on else 0


def duties_below(
    unit: int,
    forms: Sequence[int],
    months: Sequence[PeriodSpan],
    today: date,
    *,
    only_missing_in: date | None = None,
) -> list[Duty]:
    """Every report expected at and below a unit, newest month first.

    With `only_missing_in`, those of the units that still owe one of that month.
    """
    silent = "" if only_missing_in is None else "and asked.unit_id = any (%(silent)s)"
    sql = f"""{_ASKED}
        select asked.unit_id, asked.form_id, asked.period_id, asked.month,
               asked.due_on, sent.on_day, report.id, coalesce(report.state, '')
        from asked
        join organisations_lineage above
          on above.tree_id = asked.tree_id and above.ancestor_id = %(unit)s
         and above.unit_id = asked.unit_id and above.during @> asked.ends_on
        left join indicators_report report
          on report.form_id = asked.form_id and report.unit_id = asked.unit_id
         and report.period_id = asked.period_id
        {_SENT}
        where true {silent}
        order by asked.month desc, asked.unit_id, asked.form_id
    """  # noqa: S608 - the parts are constants of this module
    owing: list[int] = []
    if only_missing_in is not None:
        at_the_end = [span for span in months if span.starts_on == only_missing_in]
        owing = [
            duty.unit
            for duty in duties_below(unit, forms, at_the_end, today)
            if duty.sent_on is None and duty.due_on < today
        ]
        if not owing:
            return []
    return [Duty(*row) for row in _rows(sql, unit, forms, months, today, silent=owing)]


def _rows(
    sql: str,
    unit: int,
    forms: Sequence[int],
    months: Sequence[PeriodSpan],
    today: date,
    **more: Any,
) -> list[tuple[Any, ...]]:
    if not months or not forms:
        return []
    values: dict[str, Any] = {
        "unit": unit,
        "forms": list(forms),
        "first": months[0].starts_on,
        "last": months[-1].ends_on,
        "today": today,
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
