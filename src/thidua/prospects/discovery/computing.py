"""What formulas come to at each unit, over both spans and period by period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from thidua.campaigns.models import Campaign
from thidua.indicators.formula import Window
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind, containing, from_id
from thidua.indicators.queries.computed import Book
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
    asked = {window for pair in windows.values() for window in pair if window}
    book = Book.of(campaign.tree_id, units, formulas, asked)
    found: dict[tuple[int, int], Told] = {}
    for version in formulas:
        first, last = windows[version.pk]
        for unit in units:
            months, value = _worked_out(book, unit, version, last)
            if months:
                begun, start = _worked_out(book, unit, version, first)
                told = Told(months, value * months, 0.0, begun, start * begun, 0.0)
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
    book: Book, unit: int, version: IndicatorVersion, window: Window | None
) -> tuple[int, float]:
    """In how many months a part was told, and what the formula comes to."""
    if window is None:
        return 0, 0.0
    months = book.months_with_figures(unit, version, window.first, window.last)
    got = book.read_version(unit, version, window).value if months else None
    return (len(months), float(got)) if got is not None else (0, 0.0)


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
    book = Book.of(campaign.tree_id, some, [version], windows.values())
    for unit in some:
        for period, window in windows.items():
            told, value = _worked_out(book, unit, version, window)
            if told:
                found[unit, version.indicator_id][period] = (value, 0.0)
