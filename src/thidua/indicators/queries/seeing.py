"""Which figures a person may open: their own line, and what is reported to them.

A unit opens its own figures and those of whoever stood below it in any tree, and what
the units opened whose place it took. Whoever
issued a form (or succeeded the unit that did, or defined the indicator) also opens what
is made up wholly of reports to it: a reporter's own figures, and a sum above reporters
as long as nobody below reports the indicator to others alone. So an office that issues
a form sees its province, and neither another province nor the nation.
"""

from __future__ import annotations

from dataclasses import dataclass

from thidua.kernel.database import prepared
from thidua.organisations.actor import Actor

_SEEN = """
with asking as materialized (
    select form.id, form.owner_id = %(me)s or form.owner_id in (
            select predecessor_id from organisations_succession
            where successor_id = %(me)s
        ) as is_mine
    from indicators_form form
    where form.id in (
        select line.form_id from indicators_formline line
        join indicators_indicatorversion version on version.id = line.version_id
        where version.indicator_id = %(indicator)s
    )
), reporter as materialized (
    select bool_or(asking.is_mine) as reports_to_me
    from asking
    join indicators_reportduty duty on duty.form_id = asking.id
    where exists (
        select from organisations_lineage below
        where below.ancestor_id = %(unit)s and below.unit_id = duty.unit_id
    )
    group by duty.unit_id
)
select
    exists (
        select from organisations_lineage line
        where line.ancestor_id in (select unit_id from organisations_before(%(me)s))
          and line.unit_id = %(unit)s
    ),
    exists (select from reporter where reports_to_me),
    exists (select from reporter where not reports_to_me)
from organisations_unit unit, indicators_period period
where unit.id = %(unit)s and period.id = %(period)s
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """How a person's unit stands to the figures of another.

    `is_below`: it is the unit itself, or ever stood below; `is_reported`: somebody at
    or below it reports the indicator to the person's unit; `is_also_elsewhere`:
    somebody there reports it to others alone.
    """

    is_below: bool
    is_reported: bool
    is_also_elsewhere: bool


def seen_by(actor: Actor, indicator: int, unit: int, period: int) -> Seen | None:
    """How this person's unit stands to a figure; None where no such unit or period."""
    asked = {
        "me": actor.unit_id,
        "indicator": indicator,
        "unit": unit,
        "period": period,
    }
    rows = prepared.rows(_SEEN, asked)
    return Seen(*rows[0]) if rows else None
