"""One figure, typed in one place: which form asks for it when several do.

Two forms may ask one unit for the same indicator in the same period. The figure stands
once; it is typed in the report in which it stands already, else in the form that was
opened first. The others show it and ask for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from thidua.indicators.models import Form, FormLine, Period
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The form in which a figure is typed instead."""

    form_id: int
    name: str


# A form that asks the unit for the indicator in the same period, or in whose report the
# figure stands.
_ELSEWHERE = """
select distinct on (asked.indicator_id) asked.indicator_id, form.id, form.name
from unnest(%(indicators)s::bigint[]) as asked (indicator_id)
join lateral (
    select report.form_id, true as stands
    from indicators_observation figure
    join indicators_report report on report.id = figure.report_id
    where figure.unit_id = %(unit)s and figure.period_id = %(period)s
      and figure.indicator_id = asked.indicator_id
    union all
    select line.form_id, false
    from indicators_indicatorversion version
    join indicators_formline line on line.version_id = version.id
    join indicators_formperiod span
      on span.form_id = line.form_id and span.period_id = %(period)s
    join indicators_reportduty duty
      on duty.form_id = line.form_id and duty.unit_id = %(unit)s
     and duty.during @> %(ends_on)s::date
    where version.indicator_id = asked.indicator_id
      and (line.owner_id = %(unit)s
           or line.level = indicators_level_of(%(kind)s))
) place on true
join indicators_form form on form.id = place.form_id and form.opened_at is not null
order by asked.indicator_id, place.stands desc, form.opened_at, form.id
"""


def elsewhere(
    form: Form | int, unit: Unit, period: Period, lines: Sequence[FormLine]
) -> dict[int, Elsewhere]:
    """By indicator: where the figures are typed that are not typed in this form."""
    form_id = form if isinstance(form, int) else form.pk
    indicators = sorted({line.version.indicator_id for line in lines})
    if not indicators:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _ELSEWHERE,
            {
                "indicators": indicators,
                "unit": unit.pk,
                "kind": unit.kind,
                "period": period.pk,
                "ends_on": period.ends_on,
            },
        )
        return {
            indicator: Elsewhere(found, name)
            for indicator, found, name in cursor.fetchall()
            if found != form_id
        }
