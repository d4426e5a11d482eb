"""Who learns from an exemplar as Excel: its figures as figures, as filtered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.exemplars.judging import Judged, Line, judged
from thidua.exemplars.measures import measure_of
from thidua.exemplars.models import Exemplar, ExemplarFigure, Learning
from thidua.exemplars.queries.learners import plans_of, verdict_words
from thidua.exemplars.queries.words import called
from thidua.exemplars.ruling import bars_of
from thidua.exemplars.shown import subjects_listed
from thidua.exemplars.states import Learner
from thidua.kernel.sheets import MOST, Column, Columns, Kind, Sheet, Value, listed
from thidua.organisations.actor import Actor

Told = Callable[[Judged], Value]


def learners_sheet(exemplar: Exemplar, actor: Actor, day: date, state: str) -> Sheet:
    """What this reader may know of the learners; of each figure start, now and bar."""
    seen = Learning.objects.visible_to(actor, day).filter(exemplar=exemplar)
    some = seen.filter(state=state) if state in Learner.values else seen
    learners = list(some.order_by("due_on", "pk")[:MOST])
    plans, names = plans_of(learners), called({one.home_id for one in learners}, day)
    listed_as = subjects_listed(learners, day)

    def start_of(figure: ExemplarFigure) -> Told:
        def told(one: Judged) -> Value:
            plan = plans.get((one.learning.pk, figure.pk))
            return _shown(figure, plan.start if plan else None)

        return told

    columns: Columns[Judged] = [
        (Column(_("Nơi học"), width=36), lambda one: listed_as[one.learning.pk]),
        (
            Column(_("Thuộc đơn vị"), width=30),
            lambda one: names.get(one.learning.home_id, ""),
        ),
        *(
            column
            for bar in bars_of(exemplar)
            for column in _columns(bar.figure, bar.bar.frozen, start_of(bar.figure))
        ),
        (Column(_("Theo quy tắc"), width=24), verdict_words),
        (
            Column(_("Trạng thái"), width=18),
            lambda one: str(one.learning.get_state_display()),
        ),
        (Column(_("Hạn"), kind=Kind.DATE, width=14), lambda one: one.learning.due_on),
    ]
    title = _("Học theo %(name)s") % {"name": exemplar.name}
    return listed(title, day, columns, judged(exemplar, learners, day))


def _columns(
    figure: ExemplarFigure, frozen: Decimal, start: Told
) -> list[tuple[Column, Told]]:
    """Start, now and bar of one figure, under its name."""

    def column(head: str) -> Column:
        measure = measure_of(figure)
        return Column(
            head, measure.full_name, Kind.NUMBER, measure.decimals, group=figure.name
        )

    def now(one: Judged) -> Value:
        found = (line.value for line in one.lines if _is_of(line, figure))
        value = next(found, None)
        return _shown(figure, value.value if value else None)

    return [
        (column(_("Bắt đầu")), start),
        (column(_("Nay")), now),
        (column(_("Mốc")), lambda _one: _shown(figure, frozen)),
    ]


def _is_of(line: Line, figure: ExemplarFigure) -> bool:
    return line.barred.figure.pk == figure.pk


def _shown(figure: ExemplarFigure, value: Decimal | None) -> Value:
    """In the measure in which people say it."""
    return measure_of(figure).amount(value)
