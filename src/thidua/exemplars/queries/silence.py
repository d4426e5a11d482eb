"""Of which months since it began a learner has no figure yet, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from thidua.exemplars.models import Learning
from thidua.exemplars.queries.words import month_words
from thidua.exemplars.values import of_learners
from thidua.indicators.models import FormLine
from thidua.indicators.periods import PeriodKind, PeriodSpan, between

MOST = 12
"""Months that are named; of more, the last."""


def whole_months(learning: Learning, day: date) -> list[PeriodSpan]:
    """The months that began and ended since a learner began, the first at the head."""
    return [
        span
        for span in between(learning.starts_on, day, PeriodKind.MONTH)
        if span.starts_on >= learning.starts_on and span.ends_on < day
    ]


def silent_words(learning: Learning, day: date) -> str:
    """The whole months since the start that no report, nor the learner, tells of some
    figure that is told by the month; “” where none is missing."""
    spans = whole_months(learning, day)[-MOST:]
    figures = list(learning.exemplar.figures.select_related("version", "frozen"))
    if learning.unit_id is not None:
        versions = [one.version_id for one in figures if one.version_id is not None]
        lines = FormLine.objects.filter(version__in=versions)
        slower = set(
            lines.exclude(form__period_kind=PeriodKind.MONTH).values_list(
                "version", flat=True
            )
        )
        figures = [one for one in figures if one.version_id not in slower]
    if not spans or not figures:
        return ""
    campaign, months = learning.exemplar.campaign, len(spans) + 1
    known = of_learners([learning], figures, campaign, day, months, with_course=True)
    courses = [
        dict(got.course) | {got.period_id: got.value}
        if (got := known.get((learning.pk, one.pk)))
        else {}
        for one in figures
    ]
    silent = [
        month_words(span)
        for span in spans
        if any(span.id not in course for course in courses)
    ]
    if not silent:
        return ""
    return _("Chưa có số của %(months)s.") % {"months": ", ".join(silent)}
