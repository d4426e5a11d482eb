"""Expected against received, by unit and month: the counting behind the strip.

`indicators.queries.duties` says of every single duty what became of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
