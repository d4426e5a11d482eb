"""When mail may go out: not at night, not on days on which nobody works."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from thidua.follow_up.models.notices import QUIET_FROM, QUIET_UNTIL
from thidua.kernel.calendar import next_working_day
from thidua.kernel.clock import ZONE


def not_before(
    at: datetime, quiet_from: int = QUIET_FROM, quiet_until: int = QUIET_UNTIL
) -> datetime:
    """The first moment, from `at` on, that is not in the quiet hours of a working day.

    `quiet_from` and `quiet_until` are hours of the office; equal ones mean that no hour
    is quiet. Days off are quiet as a whole.
    """
    local = at.astimezone(ZONE)
    day, hour = local.date(), local.hour
    if quiet_from > quiet_until:  # over midnight, as usual
        if hour >= quiet_from:
            return _opening(day + timedelta(days=1), quiet_until)
        if hour < quiet_until:
            return _opening(day, quiet_until)
    elif quiet_from <= hour < quiet_until:
        return _opening(day, quiet_until)
    if next_working_day(day) == day:
        return at
    return _opening(day, quiet_until if quiet_from > quiet_until else 0)


def _opening(day: date, hour: int) -> datetime:
    return datetime.combine(next_working_day(day), time(hour), ZONE)
