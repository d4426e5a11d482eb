"""Plain figures of a file, brought in at once: what can be, without a word for each."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection, transaction

from thidua.indicators.acting import acting
from thidua.indicators.actions.bringing import _seats
from thidua.indicators.models import Form, IndicatorVersion, Report
from thidua.indicators.policies import can_use_files
from thidua.indicators.states import OPEN
from thidua.organisations.actor import Actor

_SEATS = """
select distinct (payload ->> 'u')::bigint, (payload ->> 'p')::smallint
from imports_importrow
where run_id = %s and id <= %s and fate in ('n', 'c') and outcome = ''
"""
_BRING_IN = "select indicators_bring_in(%s, %s, %s::jsonb, %s::text[])"


@transaction.atomic
def bring_in_plain_figures(
    form: Form, run: int, last: int, *, actor: Actor, at: datetime, source: str
) -> int:
    """Keep at once what can be of the figures of an import that wait, up to the row
    `last`; how many. The rest goes on waiting, to be answered by `bring_in_figures`.

    Nothing is kept at once where figures are weighted: each has a weight of its own.
    """
    can_use_files(actor).enforce()

    with connection.cursor() as cursor:
        cursor.execute(_SEATS, [run, last])
        wanted = cursor.fetchall()
    weighted = IndicatorVersion.objects.filter(
        indicator__in=form.lines.values("version__indicator"),
        across=IndicatorVersion.Across.WEIGHTED,
    )
    if weighted.exists():
        return 0
    seats = _seats(form, wanted, actor=actor, at=at)
    reports = {
        f"{unit}-{period}": report.pk
        for (unit, period), report in seats.items()
        if isinstance(report, Report)
    }
    with acting(actor, at=at, reason=source), connection.cursor() as cursor:
        cursor.execute(_BRING_IN, [run, last, json.dumps(reports), [*OPEN]])
        ((kept,),) = cursor.fetchall()
    return int(kept)
