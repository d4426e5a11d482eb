"""A person's own targets: what was given to them, and whether last month is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns import progress
from thidua.campaigns.measure import Measure
from thidua.campaigns.models import PersonTarget
from thidua.campaigns.personal import reached
from thidua.campaigns.queries.tasks.row import Row, task
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing
from thidua.kernel.dates import show
from thidua.kernel.tasks import OWN, Task

TELL_WITHIN = timedelta(days=5)
"""How long after a month its result is told (office custom)."""
KIND = "persons"


def tasks(rows: Sequence[Row], on: date) -> Iterator[Task]:
    """What a person is to reach, and the month that waits for their word."""
    if not rows:
        return
    aims = list(
        PersonTarget.objects.filter(pk__in=[row.thing for row in rows])
        .select_related("target__version", "target__campaign")
        .prefetch_related("results")
        .order_by("due_on", "pk")
    )
    asked = progress.measures_of(*{aim.target.campaign for aim in aims})
    month = containing(on, PeriodKind.MONTH).before()
    for aim in aims:
        yield _task(aim, progress.measure(aim.target, asked, below=True), month, on)


def _task(aim: PersonTarget, counted: Measure, month: PeriodSpan, on: date) -> Task:
    results = list(aim.results.all())
    is_told = any(one.period_id == month.id for one in results)
    waits = month.ends_on >= aim.starts_on and not is_told
    said = _("Được giao %(value)s đến %(day)s; đã ghi %(reached)s.") % {
        "value": counted.say(aim.value),
        "day": show(aim.due_on),
        "reached": counted.say(reached(aim.target, results)),
    }
    args = [aim.target.campaign_id, aim.target_id, aim.pk]
    return task(
        _("Ghi kết quả") if waits else _("Làm"),
        _("Chỉ tiêu của tôi “%(name)s”") % {"name": aim.target.version.name},
        month.ends_on + TELL_WITHIN if waits else aim.due_on,
        on,
        reverse("campaigns:person-tell", args=args),
        said,
        whose=OWN,
    )
