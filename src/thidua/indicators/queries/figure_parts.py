"""A figure beside its parts: shares, what is not broken down, and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from thidua.indicators.kin import Kin, kin_of
from thidua.indicators.models import IndicatorPart, IndicatorVersion
from thidua.indicators.parting import IN_ORDER
from thidua.indicators.periods import PeriodSpan, from_id
from thidua.indicators.queries.figure_table import (
    figure_href,
    reported_tone,
    reported_words,
)
from thidua.indicators.queries.sums import (
    NOTHING,
    Key,
    Sums,
    expected_of,
    figures_of,
    over_time,
)
from thidua.indicators.queries.words import period_words, show_value
from thidua.kernel.numbers import show_percent
from thidua.kernel.ui import charts


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a figure: how much, which share, by how many reported."""

    name: str
    value: str
    share: str
    bar: SafeString
    official: str
    reported: str
    tone: str
    href: str


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period of a whole and its parts; `cells` are in the order of the parts."""

    name: str
    whole: str
    bar: SafeString
    cells: Sequence[tuple[str, str, str]]
    rest: str
    href: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A figure by one breakdown. `rest` is what no part covers, or what is too much."""

    heading: str
    stack: charts.Stack | None
    rows: Sequence[PartRow]
    rest: str
    periods: Sequence[PeriodRow]
    columns: Sequence[str]
    has_rest: bool


@dataclass(frozen=True, slots=True)
class PartOf:
    """Of what a figure is a part: the whole, the share, and its siblings."""

    words: str
    name: str
    href: str
    share: str
    stack: charts.Stack | None


@dataclass(frozen=True, slots=True)
class FigureKin:
    """The parts of a figure, by breakdown; or of what it is a part."""

    broken: Sequence[Broken] = ()
    part_of: PartOf | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure is opened: where, over which periods; `since` if cumulative."""

    unit: int
    span: PeriodSpan
    periods: Sequence[int]
    drawn: Sequence[int]
    tree_id: int
    since: date | None = None

    def href(self, indicator: int, period: PeriodSpan | None = None) -> str:
        """The page of another figure of the same place and time."""
        if period is not None:
            return figure_href(indicator, self.unit, period)
        return figure_href(indicator, self.unit, self.span, self.since)

    @property
    def told(self) -> Sequence[int]:
        """The periods that are told one by one."""
        return self.periods if len(self.periods) > 1 else self.drawn


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole with its parts, read at once, period by period."""

    version: IndicatorVersion
    asked: Asked
    kin: Sequence[Kin]
    sums: Mapping[Key, Sums]
    expected: Mapping[Key, int] = field(default_factory=dict)

    def one(self, indicator: int, period: int) -> Sums:
        return self.sums.get((self.asked.unit, indicator, period), NOTHING)

    def counted(self) -> Sequence[int]:
        """The periods that make up the whole's value: all, or the last one reported."""
        whole = self.version.indicator_id
        known = [p for p in self.asked.periods if self.one(whole, p).reported]
        is_level = self.version.over_time == IndicatorVersion.OverTime.LAST
        return known[-1:] if is_level else known

    def together(self, indicator: int, periods: Sequence[int]) -> Sums:
        by_period = {p: self.one(indicator, p) for p in periods}
        known = {p: sums for p, sums in by_period.items() if sums.reported}
        return over_time(self.version, known, periods)

    def asked_of(self, indicator: int, periods: Iterable[int]) -> int:
        unit = self.asked.unit
        return sum(self.expected.get((unit, indicator, p), 0) for p in periods)


def figure_parts(version: IndicatorVersion, asked: Asked) -> FigureKin:
    """How a figure is parted, and of what it is a part; one query if neither."""
    if version.is_computed:
        return FigureKin()
    first = min(from_id(period).starts_on for period in asked.periods)
    rows = list(
        IndicatorPart.objects.filter(
            Q(whole=version.indicator_id) | Q(part=version.indicator_id)
        )
        .select_related("category__breakdown")
        .order_by("-category__breakdown__kind", *IN_ORDER)
    )
    days = (first, asked.span.ends_on)
    above = [row for row in rows if row.part_id == version.indicator_id]
    below = [row for row in rows if row.part_id != version.indicator_id]
    kin = [kin_of(row) for row in below if _overlaps(row, days)]
    if above:
        return FigureKin(part_of=_part_of(above[-1], asked, days))
    if not kin:
        return FigureKin()
    sheet = _read(version, asked, list({one.part: one for one in kin}.values()))
    return FigureKin(
        [
            _broken(sheet, list(some))
            for _key, some in groupby(sheet.kin, key=lambda one: one.breakdown)
        ]
    )


def _overlaps(row: IndicatorPart, days: tuple[date, date]) -> bool:
    start, end = row.during.lower, row.during.upper
    return start <= days[1] and (end is None or end > days[0])


def _read(version: IndicatorVersion, asked: Asked, kin: Sequence[Kin]) -> Sheet:
    """In two queries, however many parts."""
    indicators = [version.indicator_id, *(one.part for one in kin)]
    periods = sorted({*asked.periods, *asked.told})
    sums = figures_of(asked.tree_id, [asked.unit], indicators, periods)
    expected = expected_of(asked.tree_id, [asked.unit], indicators, asked.periods)
    return Sheet(version, asked, kin, sums, expected)


def _broken(sheet: Sheet, kin: Sequence[Kin]) -> Broken:
    periods = sheet.counted()
    whole = sheet.together(sheet.version.indicator_id, periods)
    is_dividing = kin[0].is_dividing
    slices = _slices(sheet, kin, periods) if is_dividing else []
    rest = _rest(sheet, kin, periods) if is_dividing else None
    told = [_period(sheet, kin, period) for period in reversed(sheet.asked.told)]
    told = [row for row in told if any(value for _n, value, _s in row.cells)]
    return Broken(
        heading=kin[0].heading,
        stack=charts.stack(_finding(slices), slices)
        if any(one.share is not None for one in slices)
        else None,
        rows=[_row(sheet, one, periods, whole) for one in kin],
        rest=_rest_words(sheet.version, rest),
        periods=told if len(told) > 1 else [],
        columns=[one.name for one in kin],
        has_rest=any(row.rest for row in told),
    )


def _row(sheet: Sheet, one: Kin, periods: Sequence[int], whole: Sums) -> PartRow:
    version = sheet.version
    sums = sheet.together(one.part, periods)
    value, official = sums.value(version), sums.official(version)
    share = _share(value, whole.value(version))
    asked = sheet.asked_of(one.part, periods)
    total = whole.official(version)
    said = show_value(version, official)
    if official is not None and total:
        said = f"{said} ({show_percent(_share(official, total), 1)})"
    return PartRow(
        name=one.name,
        value=show_value(version, value),
        share=show_percent(share, 1),
        bar=charts.stack_svg([charts.Slice(one.name, share)]),
        official=said,
        reported=reported_words(sums.reported, asked)
        or (_("biểu chưa hỏi") if whole.reported else ""),
        tone=reported_tone(sums.reported, asked),
        href=sheet.asked.href(one.part),
    )


def _slices(
    sheet: Sheet, kin: Sequence[Kin], periods: Sequence[int], *, is_linked: bool = True
) -> list[charts.Slice]:
    """The parts of a division and what they leave, in percent of the whole."""
    version = sheet.version
    whole = sheet.together(version.indicator_id, periods).value(version)
    slices = []
    for one in kin:
        value = sheet.together(one.part, periods).value(version)
        slices.append(
            charts.Slice(
                one.name,
                _share(value, whole),
                show_value(version, value),
                sheet.asked.href(one.part) if is_linked else "",
            )
        )
    rest = _rest(sheet, kin, periods)
    if rest is not None and rest > 0:
        said = show_value(version, rest)
        share = _share(rest, whole)
        slices.append(charts.Slice(_("chưa phân tổ"), share, said, is_rest=True))
    return slices


def _rest(sheet: Sheet, kin: Sequence[Kin], periods: Sequence[int]) -> Decimal | None:
    """What the parts of a division leave of the whole; None when nothing is known."""
    version = sheet.version
    whole = sheet.together(version.indicator_id, periods).value(version)
    known = [sheet.together(one.part, periods).value(version) for one in kin]
    if whole is None or all(value is None for value in known):
        return None
    return whole - sum((value for value in known if value is not None), Decimal(0))


def _rest_words(version: IndicatorVersion, rest: Decimal | None) -> str:
    if not rest:
        return ""
    said = {"n": show_value(version, abs(rest)), "measure": version.measure}
    if rest > 0:
        return _("Chưa phân tổ: %(n)s %(measure)s.") % said
    return _("Các phần nhiều hơn tổng: %(n)s %(measure)s.") % said


def _rest_short(version: IndicatorVersion, rest: Decimal | None) -> str:
    if not rest:
        return ""
    said = show_value(version, abs(rest))
    return said if rest > 0 else _("thừa %(n)s") % {"n": said}


def _finding(slices: Sequence[charts.Slice]) -> str:
    """Which part is the largest: what the bar shows at a glance."""
    known = [one for one in slices if one.share is not None and not one.is_rest]
    if not known:
        return ""
    most = max(known, key=lambda one: one.share or Decimal(0))
    said = {"name": capfirst(most.name), "share": most.percent}
    return _("%(name)s chiếm %(share)s") % said


def _period(sheet: Sheet, kin: Sequence[Kin], period: int) -> PeriodRow:
    version, one_period = sheet.version, [period]
    whole = sheet.one(version.indicator_id, period).value(version)
    cells, slices = [], []
    for one in kin:
        value = sheet.one(one.part, period).value(version)
        share = _share(value, whole)
        slices.append(charts.Slice(one.name, share))
        cells.append((one.name, show_value(version, value), show_percent(share, 1)))
    is_dividing = kin[0].is_dividing
    rest = _rest(sheet, kin, one_period) if is_dividing else None
    return PeriodRow(
        name=capfirst(period_words(period)),
        whole=show_value(version, whole),
        bar=charts.stack_svg(slices if is_dividing else slices[:1]),
        cells=cells,
        rest=_rest_short(version, rest),
        href=sheet.asked.href(version.indicator_id, from_id(period)),
    )


def _part_of(
    row: IndicatorPart, asked: Asked, days: tuple[date, date]
) -> PartOf | None:
    """The whole of a part, beside it: four queries."""
    versions = IndicatorVersion.objects.filter(indicator=row.whole_id)
    version = versions.filter(during__startswith__lte=days[1]).order_by("number").last()
    if version is None:
        return None
    kin = kin_of(row)
    others = [
        kin_of(one)
        for one in IndicatorPart.objects.filter(
            whole=row.whole_id, category__breakdown=kin.breakdown
        )
        .select_related("category__breakdown")
        .order_by(*IN_ORDER)
        if _overlaps(one, days)
    ] or [kin]
    sheet = _read(version, asked, list({one.part: one for one in others}.values()))
    periods = sheet.counted()
    whole = sheet.together(row.whole_id, periods).value(version)
    part = sheet.together(kin.part, periods).value(version)
    share = _share(part, whole)
    slices = _slices(sheet, sheet.kin, periods) if kin.is_dividing else []
    said = {"share": show_percent(share, 1), "whole": show_value(version, whole)}
    return PartOf(
        words=f"{kin.heading}: {kin.name}",
        name=version.name,
        href=asked.href(row.whole_id),
        share=_("chiếm %(share)s của %(whole)s %(measure)s")
        % (said | {"measure": version.measure})
        if share is not None
        else "",
        stack=charts.stack("", slices)
        if any(one.share is not None for one in slices)
        else None,
    )


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return 100 * part / whole
