"""What a learner means to reach, beside where it began and the exemplar's marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.exemplars.measures import measure_of, said
from thidua.exemplars.models import Learning
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.ruling import bars_of
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class Aim:
    """One figure: where one began, the mark, what one means to reach (`goal`, as it is
    typed: in the measure divided by `scale`)."""

    pk: int
    name: str
    measure: str
    scale: int
    start: str
    bar: str
    goal: Decimal | None


@dataclass(frozen=True, slots=True)
class AimsPage:
    """Everything `goals.html` shows beside its form."""

    frame: ExemplarFrame
    learner: int
    version: int
    name: str
    aims: Sequence[Aim]


def aims_page(learning: Learning, actor: Actor, day: date) -> AimsPage:
    """Every figure of the exemplar, as the learner plans to reach it."""
    exemplar = learning.exemplar
    bars = {one.figure.pk: one.bar.frozen for one in bars_of(exemplar)}
    aims = []
    for row in learning.figures.select_related("figure__version"):
        figure, measure = row.figure, measure_of(row.figure)
        goal = None if row.goal is None else (row.goal / measure.scale).normalize()
        aims.append(
            Aim(
                pk=figure.pk,
                name=figure.name,
                measure=measure.full_name,
                scale=measure.scale,
                start=said(figure, row.start),
                bar=said(figure, bars.get(figure.pk)),
                goal=goal,
            )
        )
    return AimsPage(
        frame=exemplar_frame(exemplar, actor, day, _("Mức sẽ đạt")),
        learner=learning.pk,
        version=learning.version,
        name=learning.name,
        aims=aims,
    )
