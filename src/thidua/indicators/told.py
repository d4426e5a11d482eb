"""Up to which month it is told how things stand that forms report; ADR 0048.

The month told is the last one that has ended and of which every form that asks for it
is due, or has all accepted that it expected: `sql/told.sql`, one rule for every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import SmallIntegerField
from django.db.models.expressions import RawSQL

from thidua.indicators.periods import PeriodSpan, from_id, month_by_habit


def telling(forms: str, today: date) -> RawSQL:
    """The number of the month told by a day, for `annotate`: who fetches what has forms
    asks nothing more. `forms` is SQL of ours for an array of their numbers.
    """
    sql = f"indicators_told_month({forms}, %s::date, %s::smallint)"
    values = [today, month_by_habit(today).id]
    return RawSQL(sql, values, SmallIntegerField())  # noqa: S611 - our own text


def month_told(forms: Sequence[int], today: date) -> PeriodSpan:
    """The month told by a day of what these forms report."""
    habit = month_by_habit(today)
    if not forms:
        return habit
    with connection.cursor() as cursor:
        cursor.execute(
            "select indicators_told_month(%s::bigint[], %s::date, %s::smallint)",
            [list(forms), today, habit.id],
        )
        return from_id(cursor.fetchone()[0])
