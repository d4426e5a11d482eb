"""Who reports for a unit on a day, and who receives it: one rule, `sql/answering.sql`.

A unit that stands reports itself, to whom its duty names. For one that a reform
abolished its successor reports what the last periods still owe (the main one of
several; without any, the office above), to whoever stands where the receiver stood.
The figures stay those of the old unit.
"""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import DateField, F, Func, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields import BigIntegerField


def who_reports(form_id: int, unit_id: int, on: date) -> int:
    """Who reports a form for a unit on a day."""
    with connection.cursor() as cursor:
        cursor.execute("select indicators_reporter(%s, %s, %s)", [form_id, unit_id, on])
        found: int = cursor.fetchone()[0]
        return found


def who_receives(form_id: int, unit_id: int, receiver_id: int, on: date) -> int:
    """Who receives a unit's report on a day, of which the duty names a receiver."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select indicators_receiver(%s, %s, %s, %s)",
            [form_id, unit_id, receiver_id, on],
        )
        found: int = cursor.fetchone()[0]
        return found


def forms_taken_over(unit_id: int | None, on: date) -> RawSQL:
    """The numbers of the forms that a unit reports for others on a day."""
    return RawSQL(
        "select form_id from indicators_reported_for(%s, %s::date)", [unit_id, on]
    )


def answers_on(on: date) -> dict[str, Func]:
    """For `annotate` of reports, duties: `reported_by` and `received_by` on a day."""
    day = Value(on, output_field=DateField())
    return {
        "reported_by": Func(
            F("form_id"),
            F("unit_id"),
            day,
            function="indicators_reporter",
            output_field=BigIntegerField(),
        ),
        "received_by": Func(
            F("form_id"),
            F("unit_id"),
            F("receiver_id"),
            day,
            function="indicators_receiver",
            output_field=BigIntegerField(),
        ),
    }
