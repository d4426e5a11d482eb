"""How the value of a formula went, month by month: for targets and their pace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.indicators.formula import Window
from thidua.indicators.formula.windows import month_of
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.queries.computed import NEARLY_COMPLETE, Book
from thidua.indicators.queries.reading import Reading
from thidua.organisations.models import Tree


@dataclass(frozen=True, slots=True)
class Course:
    """The value from a day on, at the end of each month that brought figures.

    `steps` are (month's number, reading), in order.
    """

    steps: tuple[tuple[int, Reading], ...] = ()

    def last(self) -> tuple[int, Reading] | None:
        """The last month of which nearly all reports are in and a value is known."""
        known = [step for step in self.steps if step[1].value is not None]
        if not known:
            return None
        enough = max(reading.reported for _m, reading in known) * NEARLY_COMPLETE
        return [step for step in known if step[1].reported >= enough][-1]


def courses_of(
    tree: Tree | int,
    asked: Iterable[tuple[int, IndicatorVersion, date]],
    day: date,
) -> dict[tuple[int, int, date], Course]:
    """The course of formulas for (unit, version, since), up to a day; all at once.

    The keys are (unit, indicator, since). A month counts when it brought a figure of
    some part. What flows is added from `since` on.
    """
    asked = list(asked)
    last = month_of(day)
    windows = {
        Window(first, month)
        for first in {month_of(since) for _u, _v, since in asked}
        for month in range(first, last + 1)
    }
    versions = {version.pk: version for _u, version, _s in asked}
    units = {unit for unit, _v, _s in asked}
    book = Book.of(tree, units, versions.values(), windows)
    found = {}
    for unit, version, since in asked:
        first = month_of(since)
        months = sorted(book.months_with_figures(unit, version, first, last))
        steps = (
            (m, book.read_version(unit, version, Window(first, m))) for m in months
        )
        found[unit, version.indicator_id, since] = Course(tuple(steps))
    return found
