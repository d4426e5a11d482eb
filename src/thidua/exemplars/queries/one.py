"""One exemplar: who it is, its steps, its story, who learns from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.exemplars.models import Exemplar
from thidua.exemplars.queries.frame import ExemplarFrame, exemplar_frame
from thidua.exemplars.queries.words import said
from thidua.organisations.actor import Actor


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: where it stood, what was promised, what was frozen."""

    name: str
    baseline: str
    goal: str
    frozen: str


@dataclass(frozen=True, slots=True)
class ExemplarPage:
    """Everything `exemplar.html` shows."""

    frame: ExemplarFrame
    summary: str
    promise: Sequence[str]
    story: Sequence[str]
    how_to: Sequence[str]
    figures: Sequence[FigureRow]


def exemplar_page(exemplar: Exemplar, actor: Actor, day: date) -> ExemplarPage:
    """What this reader may know of it."""
    figures = exemplar.figures.select_related("version", "frozen")
    return ExemplarPage(
        frame=exemplar_frame(exemplar, actor, day),
        summary=exemplar.summary,
        promise=exemplar.promise.splitlines(),
        story=exemplar.story.splitlines(),
        how_to=exemplar.how_to.splitlines(),
        figures=[
            FigureRow(
                one.name,
                said(one, one.baseline),
                said(one, one.goal),
                said(one, frozen.value)
                if (frozen := getattr(one, "frozen", None))
                else "–",
            )
            for one in figures
        ],
    )
