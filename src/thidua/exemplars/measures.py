"""In what measure the figures of an exemplar are said, on screens and on papers."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.campaigns.measure import Measure
from thidua.campaigns.readings import adds_up
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


def asked(figure: ExemplarFigure) -> str:
    """How a form asks for a month of it: name, measure, and that it is what flowed in
    the month where the months are added up."""
    parts = [figure.name, measure_of(figure).full_name]
    if flows(figure):
        parts.append(_("phát sinh trong tháng"))
    return ", ".join(part for part in parts if part)


def flows(figure: ExemplarFigure) -> bool:
    """Do several months of it make one?"""
    return figure.version is not None and adds_up(figure.version)
