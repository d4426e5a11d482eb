"""What formulas come to at each unit, over both spans and period by period.

All units at once: the database adds the parts up, each formula is worked out by column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thidua.campaigns.models import Campaign
from thidua.indicators.formula import Window
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.indicators.queries.columns import Columns
from thidua.prospects.discovery.figures import Months, Told
from thidua.prospects.discovery.rhythm import Spans, lasting_of


def formulas_in(versions: Sequence[IndicatorVersion]) -> list[IndicatorVersion]:
    """Those of some that are worked out by a formula."""
    return [one for one in versions if one.nature == "formula"]


def computed(
    campaign: Campaign,
    versions: Sequence[IndicatorVersion],
    units: Sequence[int],
    known: Mapping[int, Spans],
) -> dict[tuple[int, int], Told]:
    """What formulas come to at each unit over both spans; how many periods brought a
    new figure of a part says how well it is known."""
    formulas = formulas_in(versions)
    if not formulas:
        return {}
    windows = {one.pk: _windows(known[one.pk]) for one in formulas}
    asked = [
        (version, window)
        for version in formulas
        for window in windows[version.pk]
        if window
    ]
    columns = Columns.of(campaign.tree_id, units, asked)
    found: dict[tuple[int, int], Told] = {}
    for version in formulas:
        first, last = windows[version.pk]
        start = _worked_out(columns, version, first)
        for unit, (begun, begins), (months, value) in zip(
            units, start, _worked_out(columns, version, last), strict=True
        ):
            if months:
                told = Told(months, value * months, 0.0, begun, begins * begun, 0.0)
                found[unit, version.indicator_id] = told
    return found


def _windows(spans: Spans) -> tuple[Window | None, Window]:
    """The months of both spans."""
    first = None
    if spans.has_start:
        first = _window(*spans.first)
    return first, _window(*spans.last)


def _window(first: int, last: int) -> Window:
    """The months from the first period to the last one."""
    return Window(
        containing(from_id(first).starts_on, PeriodKind.MONTH).id,
        containing(from_id(last).ends_on, PeriodKind.MONTH).id,
    )


def _worked_out(
    columns: Columns, version: IndicatorVersion, window: Window | None
) -> list[tuple[int, float]]:
    """At each unit, in how many months a part was told and what the formula comes to;
    nought in both where it has no value."""
    if window is None:
        return [(0, 0.0)] * len(columns.units)
    return [
        (months, float(value)) if months and value is not None else (0, 0.0)
        for months, value in zip(
            columns.months(version, window),
            columns.values(version, window),
            strict=True,
        )
    ]


def computed_periods(
    found: Months,
    campaign: Campaign,
    version: IndicatorVersion,
    units: Iterable[int],
    spans: Spans,
) -> None:
    """What a formula comes to in each of the last periods."""
    some = sorted(units)
    windows = {period: _window(period, period) for period in range(*lasting_of(spans))}
    asked = [(version, window) for window in windows.values()]
    columns = Columns.of(campaign.tree_id, some, asked)
    for period, window in windows.items():
        worked_out = _worked_out(columns, version, window)
        for unit, (told, value) in zip(some, worked_out, strict=True):
            if told:
                found[unit, version.indicator_id][period] = (value, 0.0)
