"""In what measure the figures of an exemplar are said, on screens and on papers."""

from __future__ import annotations

from decimal import Decimal

from thidua.campaigns.measure import Measure
from thidua.exemplars.models import ExemplarFigure
from thidua.indicators.models import IndicatorVersion


def measure_of(figure: ExemplarFigure) -> Measure:
    """What a figure is counted in."""
    version = figure.version
    if version is None:
        return Measure(figure.measure, figure.decimals, figure.scale)
    is_rank = version.nature == IndicatorVersion.Nature.RANK
    return Measure(version.measure, version.decimals, figure.scale, is_rank)


def said(figure: ExemplarFigure, value: Decimal | None) -> str:
    """`86 %`, `12,5 km`; “–” for none."""
    return measure_of(figure).say(value)
