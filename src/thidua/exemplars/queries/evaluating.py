"""A month of an exemplar: its figures beside the form, and the months before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.exemplars.measures import measure_of, said
from thidua.exemplars.models import Evaluation, Exemplar, ExemplarFigure, TypedValue
from thidua.exemplars.months import last_day, open_months
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.words import month_words
from thidua.exemplars.ruling import window_of
from thidua.exemplars.values import Value, of_exemplar
from thidua.indicators.periods import PeriodSpan
from thidua.kernel.ui.parts import Link
from thidua.organisations.actor import Actor

LAST = 6
"""Months of the course that stand beside the form."""


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One figure: promised, and month by month."""

    name: str
    measure: str
    goal: str
    values: Sequence[str]
    note: str


@dataclass(frozen=True, slots=True)
class EvaluatePage:
    """Everything `evaluate.html` shows beside the form."""

    frame: ExemplarFrame
    month: str
    months: Sequence[str]
    rows: Sequence[CourseRow]
    others: Sequence[Link]
    before: str
    proof: str
    proof_href: str
    promise: Sequence[str]
    back: str


def evaluate_page(
    exemplar: Exemplar, month: PeriodSpan, actor: Actor, day: date
) -> EvaluatePage:
    """The figures of the month and of those before it."""
    spans = [month.before(steps) for steps in range(LAST - 1, 0, -1)] + [month]
    known = Evaluation.objects.filter(exemplar=exemplar).select_related("proof")
    judged = {one.period_id: one for one in known}
    this = judged.get(month.id)
    return EvaluatePage(
        frame=exemplar_frame(exemplar, actor, day, _("Đánh giá tháng")),
        month=month_words(month),
        months=[f"{span.number}/{span.year}" for span in spans],
        rows=_course(exemplar, spans, last_day(month, day)),
        others=[
            Link(
                month_words(span),
                reverse("exemplars:evaluate", args=[exemplar.pk, span.id]),
                is_here=span.id == month.id,
            )
            for span in open_months(exemplar, day)[:12]
        ],
        before=_("Đã đánh giá: %(who)s.") % {"who": this.evaluated_by} if this else "",
        proof=this.proof.name if this and this.proof else "",
        proof_href=reverse("exemplars:evaluation-proof", args=[exemplar.pk, month.id]),
        promise=exemplar.promise.splitlines(),
        back=reverse("exemplars:building", args=[exemplar.pk]),
    )


def typed_figures(exemplar: Exemplar) -> list[ExemplarFigure]:
    """The figures that nobody reports."""
    figures = exemplar.figures.filter(source=ExemplarFigure.Source.TYPED)
    return list(figures.select_related("version"))


def standing_of(
    exemplar: Exemplar, month: PeriodSpan
) -> tuple[Any, dict[int, Decimal]]:
    """The evaluation of a month, if any, and what was typed of its figures."""
    one = Evaluation.objects.filter(exemplar=exemplar, period=month.id).first()
    told = TypedValue.objects.filter(figure__exemplar=exemplar, period=month.id)
    values = told.order_by("pk").values_list("figure", "value")
    return one, dict(values)


def _course(
    exemplar: Exemplar, spans: Sequence[PeriodSpan], day: date
) -> list[CourseRow]:
    figures = list(exemplar.figures.select_related("version"))
    found = of_exemplar(
        figures,
        exemplar.campaign,
        exemplar.unit_id,
        day,
        window_of(exemplar),
        with_course=True,
    )
    return [_row(one, found.get(one.pk), spans) for one in figures]


def _row(
    figure: ExemplarFigure, got: Value | None, spans: Sequence[PeriodSpan]
) -> CourseRow:
    course = dict(got.course) if got else {}
    if got and got.period_id not in course:
        course[got.period_id] = got.value
    measure = measure_of(figure)
    by = month_words(got.span) if got else ""
    return CourseRow(
        name=figure.name,
        measure=measure.full_name,
        goal=said(figure, figure.goal),
        values=[measure.number(course.get(span.id)) for span in spans],
        note=_("%(value)s đến hết %(month)s")
        % {"value": said(figure, got.value), "month": by}
        if got
        else _("chưa có số liệu"),
    )
