"""What an exemplar and its learners stand at on a day, figure by figure.

What a unit reports is read from the roll-up, as everywhere: the same indicators, the
same months, the same window for what flows. What a person, a household, a group or a
practice tells month by month is read from what was typed, and means the same: what
flows is added up over the window, of a level the last month counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from thidua.campaigns.achieved import reached_of
from thidua.campaigns.models import Campaign
from thidua.campaigns.readings import Asking, adds_up
from thidua.exemplars.models import (
    ExemplarFigure,
    FrozenValue,
    LearnedValue,
    Learning,
    TypedValue,
)
from thidua.indicators.models import IndicatorVersion, ReportDuty
from thidua.indicators.periods import PeriodKind, PeriodSpan, containing, from_id
from thidua.organisations.models import Lineage


@dataclass(frozen=True, slots=True)
class Value:
    """One figure on a day: what it is, by the end of which month, of which reports."""

    value: Decimal
    period_id: int
    since: date
    reported: int = 1
    accepted: int = 0
    course: tuple[tuple[int, Decimal], ...] = ()
    is_typed: bool = False
    """Told month by month, for who reports nothing; else read from reports."""

    @property
    def span(self) -> PeriodSpan:
        return from_id(self.period_id)


Known = Mapping[tuple[int, int], Value]
"""By the number of who is measured (an exemplar, a learner) and of the figure."""


_Wanted = tuple[int, ExemplarFigure, Asking]


def window_start(day: date, months: int) -> date:
    """From which day on what flows is added up: so many whole months up to a day's."""
    last = day.year * 12 + day.month - 1
    first = last - months + 1
    return date(first // 12, first % 12 + 1, 1)


def of_exemplar(
    figures: Sequence[ExemplarFigure],
    campaign: Campaign,
    unit_id: int | None,
    day: date,
    months: int,
    *,
    with_course: bool = False,
) -> dict[int, Value]:
    """What an exemplar stands at, by the number of the figure."""
    whose = {0: unit_id} if unit_id is not None else {}
    found = _reported(whose, figures, campaign, day, months, with_course=with_course)
    told = TypedValue.objects.filter(
        figure__in=[one.pk for one in figures if one.source == one.Source.TYPED],
        period__ends_on__lte=_end_of_month(day),
    ).order_by("period", "pk")
    rows = ((0, one.figure_id, one.period_id, one.value) for one in told)
    found |= _typed(rows, _flows(figures), window_start(day, months))
    return {figure: value for (_who, figure), value in found.items()}


def of_learners(
    learners: Sequence[Learning],
    figures: Sequence[ExemplarFigure],
    campaign: Campaign,
    day: date,
    months: int,
    *,
    with_course: bool = False,
) -> Known:
    """What each learner stands at, in one reading of the roll-up for all of them.

    Units are read from their reports wherever the figure is an indicator; what others
    have reached is what was typed. Where the exemplar's own value was frozen as that of
    one month, so is what a learner types.
    """
    units = {one.pk: one.unit_id for one in learners if one.unit_id is not None}
    found = _reported(units, figures, campaign, day, months, with_course=with_course)
    told = LearnedValue.objects.filter(
        learning__in=[one.pk for one in learners],
        period__ends_on__lte=_end_of_month(day),
    ).order_by("period", "pk")
    rows = ((one.learning_id, one.figure_id, one.period_id, one.value) for one in told)
    flows = _flows(figures)
    for one in _of_one_month(flows):
        del flows[one]
    return _typed(rows, flows, window_start(day, months)) | found


def typed_by(learning: Learning) -> list[ExemplarFigure]:
    """The figures that a learner tells itself: all that no report of its unit says. A
    unit that owes no report, nor any below it (a hamlet, say), tells them all."""
    figures = list(learning.exemplar.figures.select_related("version"))
    if learning.unit_id is None or not _owes_reports(learning.unit_id):
        return figures
    return [one for one in figures if one.version is None]


def _owes_reports(unit_id: int) -> bool:
    below = Lineage.objects.filter(ancestor=unit_id).values("unit")
    return ReportDuty.objects.filter(unit__in=below).exists()


def _reported(
    units: Mapping[int, int | None],
    figures: Sequence[ExemplarFigure],
    campaign: Campaign,
    day: date,
    months: int,
    *,
    with_course: bool,
) -> dict[tuple[int, int], Value]:
    counted = [one for one in figures if one.version is not None]
    known = {one for one in units.values() if one is not None}
    trees, ends = _trees(campaign, known, day)
    groups: dict[tuple[int, date], list[_Wanted]] = defaultdict(list)
    for who, unit_id in units.items():
        until = ends.get(unit_id or 0, day)
        since = window_start(until, months)
        for figure in counted if unit_id is not None else ():
            assert figure.version is not None  # noqa: S101 - of those counted
            asked = Asking(unit_id or 0, figure.version, since, has_course=with_course)
            tree = trees.get(unit_id or 0, campaign.tree_id)
            groups[tree, until].append((who, figure, asked))
    found: dict[tuple[int, int], Value] = {}
    for (tree, until), some in groups.items():
        reached = reached_of([asked for *_w, asked in some], tree_id=tree, day=until)
        for (who, figure, asked), got in zip(some, reached, strict=True):
            if got.value is not None and got.last_period_id is not None:
                found[who, figure.pk] = Value(
                    got.value,
                    got.last_period_id,
                    asked.since,
                    got.reported,
                    got.accepted,
                    got.course,
                )
    return found


def _flows(figures: Sequence[ExemplarFigure]) -> dict[int, IndicatorVersion]:
    """Of which figures several months make one, by their number."""
    return {
        one.pk: one.version
        for one in figures
        if one.version is not None and adds_up(one.version)
    }


def _of_one_month(flows: Iterable[int]) -> list[int]:
    """Those whose value was frozen as that of its last month alone."""
    if not (some := list(flows)):
        return []
    found = FrozenValue.objects.filter(figure__in=some, is_of_one_month=True)
    return list(found.values_list("figure", flat=True))


def _typed(
    rows: Iterable[tuple[int, int, int, Decimal]],
    flows: Mapping[int, IndicatorVersion],
    since: date,
) -> dict[tuple[int, int], Value]:
    """The last word on each month counts; of a level the last month is the value."""
    months: dict[tuple[int, int], dict[int, Decimal]] = defaultdict(dict)
    for who, figure, period, value in rows:
        months[who, figure][period] = value
    found = {}
    for key, told in months.items():
        version = flows.get(key[1])
        ordered = sorted(told.items(), key=lambda one: from_id(one[0]).ends_on)
        if version is not None:
            ordered = [one for one in ordered if from_id(one[0]).starts_on >= since]
            ordered = list(_added_up(version, ordered))
        if ordered:
            last, value = ordered[-1]
            start = since if version is not None else from_id(last).starts_on
            course = tuple(ordered)
            found[key] = Value(value, last, start, course=course, is_typed=True)
    return found


def _added_up(
    version: IndicatorVersion, told: Sequence[tuple[int, Decimal]]
) -> Iterator[tuple[int, Decimal]]:
    """By the end of each month all since the first. A share is told without what it is
    a share of, so that of several months their mean counts."""
    total = Decimal(0)
    for count, (period, value) in enumerate(told, start=1):
        total += value
        is_sum = version.nature == IndicatorVersion.Nature.FLOW
        yield period, total if is_sum else total / count


def _trees(
    campaign: Campaign, units: set[int], day: date
) -> tuple[dict[int, int], dict[int, date]]:
    """In which tree each unit's figures add up: the campaign's, else its own. And until
    when units stood that are gone by a day: their line ends there."""
    trees: dict[int, int] = {}
    last: dict[int, date] = {}
    standing: set[int] = set()
    lines = Lineage.objects.filter(unit__in=units, depth=0).order_by("tree")
    for unit, tree, during in lines.values_list("unit_id", "tree_id", "during"):
        if unit not in trees or tree == campaign.tree_id:
            trees[unit] = tree
        if during.upper is None or during.upper > day:
            standing.add(unit)
        else:
            end = during.upper - timedelta(days=1)
            last[unit] = max(end, last.get(unit, end))
    return trees, {unit: end for unit, end in last.items() if unit not in standing}


def _end_of_month(day: date) -> date:
    return containing(day, PeriodKind.MONTH).ends_on
