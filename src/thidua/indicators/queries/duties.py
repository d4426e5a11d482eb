"""Every report that was expected of a unit and those below it, and what became of it.

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

from thidua.indicators.periods import PeriodSpan
from thidua.kernel.database import prepared

# Every duty of the forms in the months, each month judged on its own last day. Days are
# met as ranges first, so that a unit is looked up once and not once for every month.
_DUTIES = """
with standing as materialized (
    select form.tree_id, duty.form_id, duty.unit_id,
        duty.during * above.during as during
    from indicators_form form
    join indicators_reportduty duty on duty.form_id = form.id
    cross join lateral (
        select line.during from organisations_lineage line
        where line.tree_id = form.tree_id and line.unit_id = duty.unit_id
          and line.ancestor_id = %(unit)s and line.during && duty.during
        offset 0
    ) above
    where form.id = any (%(forms)s)
), spans as materialized (
    select span.form_id, span.period_id, span.due_on, period.ends_on,
        date_trunc('month', period.ends_on)::date as month
    from indicators_formperiod span
    join indicators_period period on period.id = span.period_id
    where span.form_id = any (%(forms)s)
      and period.ends_on between %(first)s and %(last)s
){silent}
select standing.unit_id, spans.form_id, spans.period_id, spans.month, spans.due_on,
    (report.first_submitted_at at time zone 'Asia/Ho_Chi_Minh')::date, report.id,
    coalesce(report.state, ''),
    (select place.parent_id from organisations_placement place
     where place.tree_id = standing.tree_id and place.unit_id = standing.unit_id
       and place.during @> %(last)s::date)
from spans
join standing on standing.form_id = spans.form_id and standing.during @> spans.ends_on
left join indicators_report report
  on report.form_id = spans.form_id and report.unit_id = standing.unit_id
 and report.period_id = spans.period_id
{narrowed}
order by spans.month desc, standing.unit_id, spans.form_id
"""
_SILENT = """, silent as materialized (
    select standing.unit_id
    from spans
    join standing on standing.form_id = spans.form_id
     and standing.during @> spans.ends_on
    where spans.month = %(silent_in)s and spans.due_on < %(today)s
      and (select report.first_submitted_at from indicators_report report
          where report.form_id = spans.form_id and report.unit_id = standing.unit_id
            and report.period_id = spans.period_id) is null
)"""
_NARROWED = "where standing.unit_id = any (array(select unit_id from silent))"
_ALL = _DUTIES.format(silent="", narrowed="")
_OF_THE_SILENT = _DUTIES.format(silent=_SILENT, narrowed=_NARROWED)


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
    above: int | None
    """Who stands directly above the unit on the last day of the months asked for."""

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
    if not months or not forms:
        return []
    values: dict[str, Any] = {
        "unit": unit,
        "forms": list(forms),
        "first": months[0].starts_on,
        "last": months[-1].ends_on,
        "today": today,
        "silent_in": only_missing_in,
    }
    question = _ALL if only_missing_in is None else _OF_THE_SILENT
    return [Duty(*row) for row in prepared.rows(question, values)]


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that has not sent a report that it owes, and to whom it owes it.

    `reporter` is the unit, or who reports for it since it was abolished.
    """

    form: int
    period: int
    unit: int
    reporter: int
    receiver: int


_OWING = """
select span.form_id, span.period_id, duty.unit_id,
    indicators_reporter(span.form_id, duty.unit_id, %(day)s) as reporter,
    indicators_receiver(span.form_id, duty.unit_id, duty.receiver_id, %(day)s)
        as receiver
from unnest(%(forms)s::bigint[], %(periods)s::smallint[]) asked (form_id, period_id)
join indicators_formperiod span using (form_id, period_id)
join indicators_period period on period.id = span.period_id
join indicators_reportduty duty
  on duty.form_id = span.form_id and duty.during @> period.ends_on
where not exists (select from indicators_report report
    where report.form_id = span.form_id and report.unit_id = duty.unit_id
      and report.period_id = span.period_id and report.first_submitted_at is not null)
  and not organisations_is_gone(duty.unit_id, period.ends_on)
order by span.form_id, span.period_id, receiver, duty.unit_id
"""


def owing(asked: Sequence[tuple[int, int]], on: date) -> list[Owing]:
    """Who has not sent yet, of each (form, period), whether or not it is due; who
    reports and receives on a day in the place of units that are no more."""
    if not asked:
        return []
    values: dict[str, Any] = {
        "forms": [form for form, _period in asked],
        "periods": [period for _form, period in asked],
        "day": on,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OWING, values)
        return [Owing(*row) for row in cursor.fetchall()]
