"""The rule of comparison that holds in a campaign, and the bars that it sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from thidua.campaigns.models import Campaign
from thidua.exemplars.comparing import Bar, tolerance_of
from thidua.exemplars.models import (
    ComparisonRule,
    Exemplar,
    ExemplarFigure,
    FrozenValue,
    RuleLine,
)
from thidua.indicators.models import IndicatorVersion

NOTHING: Mapping[int, Decimal] = MappingProxyType({})
USUAL_WINDOW = 12
"""Months of what flows that are added up before anybody set a rule."""


@dataclass(frozen=True, slots=True)
class Barred:
    """A figure whose value was frozen, and what a learner is to reach on it."""

    figure: ExemplarFigure
    frozen: FrozenValue
    bar: Bar


def rule_of(campaign: Campaign) -> ComparisonRule | None:
    """The rule that holds now: its last edition; None before anybody set one."""
    return ComparisonRule.objects.filter(campaign=campaign).order_by("number").last()


def window_of(exemplar: Exemplar) -> int:
    """Over how many months flows are added up: by the rule of its praise, else of
    today."""
    rule = exemplar.rule or rule_of(exemplar.campaign)
    return rule.window if rule else USUAL_WINDOW


def bars_of(
    exemplar: Exemplar, *, instead: Mapping[int, Decimal] = NOTHING
) -> Sequence[Barred]:
    """What is to be reached on each figure that had a value on the day of the praise,
    by the rule that held on that day; `instead`: by figure, were it frozen anew."""
    rule = exemplar.rule
    if rule is None:
        return ()
    lines = {one.indicator_id: one for one in rule.lines.all()}
    figures = exemplar.figures.select_related("version", "frozen__period")
    return [
        Barred(figure, frozen, _bar(figure, value, rule, lines))
        for figure in figures
        if (frozen := getattr(figure, "frozen", None)) is not None
        for value in [instead.get(figure.pk, frozen.value)]
    ]


def _bar(
    figure: ExemplarFigure,
    frozen: Decimal,
    rule: ComparisonRule,
    lines: dict[int, RuleLine],
) -> Bar:
    line = lines.get(figure.version.indicator_id) if figure.version else None
    tolerance = tolerance_of(frozen, rule.tolerance)
    if line is not None and line.tolerance is not None:
        tolerance = line.tolerance
    return Bar(
        frozen,
        tolerance,
        is_lower_better=is_lower_better(figure),
        is_obligatory=line.is_obligatory if line is not None else False,
    )


def is_lower_better(figure: ExemplarFigure) -> bool:
    """Which way is better: as the indicator says, else as it was registered."""
    if figure.version is not None:
        return figure.version.better == IndicatorVersion.Better.LOWER
    return figure.is_lower_better
