"""What was promised and not reached: who chooses or signs is told before they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.exemplars.measures import said
from thidua.exemplars.models import ExemplarFigure
from thidua.exemplars.ruling import is_lower_better


def short_of(
    figure: ExemplarFigure, goal: Decimal | None, value: Decimal | None
) -> str:
    """`mới 35 em, đăng ký 40 em`; empty where nothing was promised, where nothing is
    known, and where it was reached."""
    if goal is None or value is None:
        return ""
    is_reached = value <= goal if is_lower_better(figure) else value >= goal
    if is_reached:
        return ""
    told = {"now": said(figure, value), "goal": said(figure, goal)}
    return _("mới %(now)s, đăng ký %(goal)s") % told


def lines_short(
    some: Iterable[tuple[ExemplarFigure, Decimal | None, Decimal | None]],
) -> list[str]:
    """`Trẻ đọc sách: mới 35 em, đăng ký 40 em`, a line for each that falls short of
    its goal; figure, goal and value of each."""
    return [
        f"{figure.name}: {words}"
        for figure, goal, value in some
        if (words := short_of(figure, goal, value))
    ]


def not_kept(
    figures: Sequence[ExemplarFigure], values: Mapping[int, Decimal]
) -> list[str]:
    """The same of what an exemplar registered."""
    return lines_short((one, one.goal, values.get(one.pk)) for one in figures)
