"""Who has reported, on time or late, and who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thidua.indicators.models import Form
from thidua.kernel.database import prepared
from thidua.organisations.models import Unit

_RECEIVED = """
select * from indicators_received(
    %(top)s, %(forms)s, %(periods)s::smallint[], %(today)s)
"""

_LATE = """
with asked as (
    select span.form_id, span.period_id, span.due_on, duty.unit_id, duty.receiver_id,
        (report.first_submitted_at at time zone 'Asia/Ho_Chi_Minh')::date as sent_on
    from indicators_formperiod span
    join indicators_form form on form.id = span.form_id
    join indicators_period period on period.id = span.period_id
    join indicators_reportduty duty
      on duty.form_id = span.form_id and duty.during @> period.ends_on
    join organisations_lineage above
      on above.tree_id = form.tree_id and above.unit_id = duty.unit_id
     and above.ancestor_id = %(top)s and above.during @> period.ends_on
    left join indicators_report report
      on report.form_id = span.form_id and report.unit_id = duty.unit_id
     and report.period_id = span.period_id
    where span.form_id = any (%(forms)s) and span.due_on < %(today)s
)
select this.unit_id, this.receiver_id, this.form_id, this.due_on, this.sent_on,
    (select count(*) from asked before
     where before.form_id = this.form_id and before.unit_id = this.unit_id
       and before.period_id <= this.period_id and before.sent_on is null
       and before.period_id > coalesce((
           select max(spoken.period_id) from asked spoken
           where spoken.form_id = this.form_id and spoken.unit_id = this.unit_id
             and spoken.period_id <= this.period_id and spoken.sent_on is not null
       ), 0)) as silent
from asked this
where this.period_id = %(period)s
  and (this.sent_on is null or this.sent_on > this.due_on)
order by silent desc, this.sent_on desc nulls first, this.unit_id
"""


@dataclass(frozen=True, slots=True)
class Received:
    """Reports of one child unit in one period."""

    unit_id: int
    period_id: int
    expected: int
    on_time: int
    late: int
    missing: int
    """Not here although the day has passed."""

    @property
    def received(self) -> int:
        return self.on_time + self.late


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit that sent late or not at all; `silent` periods in a row without a word."""

    unit_id: int
    receiver_id: int
    form_id: int
    due_on: date
    sent_on: date | None
    silent: int

    def days_late(self, today: date) -> int:
        """Days after the due date, until it was sent or until today."""
        return ((self.sent_on or today) - self.due_on).days


def received(
    forms: Form | Iterable[Form],
    unit: Unit | int,
    periods: Iterable[int],
    *,
    today: date,
) -> list[Received]:
    """Expected, on time, late and missing by child unit and period, in one query.

    What the unit reports itself stands under its own number.
    """
    wanted = [forms] if isinstance(forms, Form) else list(forms)
    top = unit if isinstance(unit, int) else unit.pk
    asked = {
        "top": top,
        "forms": [form.pk for form in wanted],
        "periods": list(periods),
        "today": today,
    }
    return [Received(*row) for row in prepared.rows(_RECEIVED, asked)]


def late_units(
    forms: Sequence[Form], unit: Unit | int, period: int, *, today: date
) -> list[Silent]:
    """Who at or below a unit was late or is silent for a period, the silent first."""
    top = unit if isinstance(unit, int) else unit.pk
    asked: dict[str, Any] = {
        "top": top,
        "forms": [form.pk for form in forms],
        "period": period,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LATE, asked)
        return [Silent(*row) for row in cursor.fetchall()]
