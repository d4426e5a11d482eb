"""What a unit reports for those whose place it took, and which forms are to come.

Before a running campaign is handed over its forms still name the abolished units: their
last periods are reported by the successor, the later ones wait for the hand-over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from thidua.organisations.naming import name_near

# Whose reports of which form fall to a unit; whether the form still asks the old unit
# today and not yet this one, and whose it is then to hand it over.
_PAIRS = """
select instead.form_id, form.name, instead.unit_id, called.full_name,
    (select max(upper(during)) - 1 from organisations_placement
     where unit_id = instead.unit_id),
    exists (select from indicators_reportduty duty
            where duty.form_id = form.id and duty.unit_id = instead.unit_id
              and duty.during @> %(day)s::date)
        and not exists (select from indicators_reportduty duty
            where duty.form_id = form.id and duty.unit_id = %(unit)s
              and (upper(duty.during) is null or upper(duty.during) > %(day)s)),
    issuer.full_name
from indicators_reported_for(%(unit)s, %(day)s::date) instead
join indicators_form form on form.id = instead.form_id
left join lateral ({called}) called on true
left join lateral ({issuer}) issuer on true
group by 1, 2, 3, 4, 5, 6, 7, called.sort_key, form.id
order by form.id, called.sort_key, instead.unit_id
"""

# The periods of these that the old unit still owes; it stood on their last day.
_CELLS = """
select span.form_id, duty.unit_id, span.period_id, span.due_on, report.state,
    (report.first_submitted_at at time zone 'Asia/Ho_Chi_Minh')::date
from unnest(%(forms)s::bigint[], %(units)s::bigint[]) asked (form_id, unit_id)
join indicators_reportduty duty
  on duty.form_id = asked.form_id and duty.unit_id = asked.unit_id
join indicators_formperiod span on span.form_id = asked.form_id
join indicators_period period on period.id = span.period_id
left join indicators_report report on report.form_id = span.form_id
    and report.unit_id = duty.unit_id and report.period_id = span.period_id
where duty.during @> period.ends_on and period.starts_on <= %(day)s
  and period.closed_at is null and coalesce(report.state, '') <> 'accepted'
  and exists (select from organisations_placement place
      where place.unit_id = duty.unit_id and place.during @> period.ends_on)
order by span.form_id, span.period_id
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """A period that a unit that is no more still owes, or sent and waits for."""

    period: int
    due_on: date
    state: str | None
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A form of an abolished unit that fell to its successor.

    `is_to_come`: it still asks the old unit, since its campaign was not handed over;
    `issuer` is whom to ask.
    """

    form: int
    form_name: str
    unit: int
    unit_name: str
    until: date
    is_to_come: bool
    issuer: str
    owed: Sequence[Owed]


def taken_over(unit_id: int | None, day: date) -> list[TakenOver]:
    """What falls to a unit on a day; one query, two when there is anything."""
    if unit_id is None:
        return []
    query = _PAIRS.format(
        called=name_near("instead.unit_id", day="%(day)s::date"),
        issuer=name_near(
            "organisations_answering(form.owner_id, %(day)s::date)",
            day="%(day)s::date",
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, {"unit": unit_id, "day": day})
        pairs = cursor.fetchall()
        if not pairs:
            return []
        cursor.execute(
            _CELLS,
            {
                "forms": [row[0] for row in pairs],
                "units": [row[2] for row in pairs],
                "day": day,
            },
        )
        cells: dict[tuple[int, int], list[Owed]] = {}
        for form, unit, *cell in cursor.fetchall():
            cells.setdefault((form, unit), []).append(Owed(*cell))
    return [
        TakenOver(
            form=form,
            form_name=name,
            unit=unit,
            unit_name=unit_name or "",
            until=until,
            is_to_come=is_to_come,
            issuer=issuer or "",
            owed=cells.get((form, unit), []),
        )
        for form, name, unit, unit_name, until, is_to_come, issuer in pairs
    ]
