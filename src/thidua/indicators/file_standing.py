"""What the figures of one file are held against, read in a few questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from thidua.indicators.answering import answers_on
from thidua.indicators.checks import Figure
from thidua.indicators.models import Form, FormLine, Observation, Report
from thidua.indicators.periods import from_id

_FIGURES = """
select unit_id, period_id, indicator_id, value, numerator, denominator, state, version,
    missing_reason
from indicators_observation
where unit_id = any(%s) and indicator_id = any(%s) and period_id = any(%s)
"""


class Row(NamedTuple):
    """A figure as it stands; a file can be held against a hundred thousand."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    state: str
    version: int
    missing_reason: str

    @property
    def figure(self) -> Figure:
        return Figure(self.value, self.numerator, self.denominator)

    def is_value(self, value: Decimal) -> bool:
        """Is it this very value, and no ratio?"""
        return self.value == value and self.denominator is self.numerator is None


@dataclass(slots=True)
class Current:
    """Reports and figures as they stand, and what each year has brought so far."""

    reports: dict[tuple[int, int], tuple[str, int, int]] = field(default_factory=dict)
    """By unit and period: the state, who reports and who receives."""
    figures: dict[tuple[int, int], dict[int, Row]] = field(default_factory=dict)
    """By unit and period, then by indicator."""
    years: dict[tuple[int, int], dict[int, Decimal]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        form: Form,
        units: set[int],
        lines: set[FormLine],
        periods: set[int],
        on: date,
    ) -> Current:
        """For the units, lines and periods of a file, on a day."""
        found = cls()
        reports = Report.objects.filter(form=form, unit__in=units, period__in=periods)
        for one in reports.annotate(**answers_on(on)):
            answering = one.reported_by, one.received_by  # type: ignore[attr-defined]
            found.reports[one.unit_id, one.period_id] = (one.state, *answering)
        found._load_figures(units, lines, periods)
        return found

    def _load_figures(
        self, units: set[int], lines: set[FormLine], periods: set[int]
    ) -> None:
        indicators = {line.version.indicator_id for line in lines}
        asked = [[*units], [*indicators], [*periods]]
        with connection.cursor() as cursor:
            cursor.execute(_FIGURES, asked)
            for unit, period, indicator, *rest in cursor.fetchall():
                seat = self.figures.setdefault((unit, period), {})
                seat[indicator] = Row._make(rest)

    def standing(self, unit: int, indicator: int, period: int) -> Row | None:
        """A figure as it stands, if it does."""
        return self.figures.get((unit, period), {}).get(indicator)

    def load_years(
        self, lines: set[FormLine], units: set[int], periods: Collection[int]
    ) -> None:
        """What each unit reported in the months of the years concerned, for lines whose
        figures run through the year."""
        rows = Observation.objects.filter(
            unit__in=units,
            indicator__in=[line.version.indicator_id for line in lines],
            period__in=periods,
            value__isnull=False,
        ).values_list("unit", "indicator", "period", "value")
        for unit, indicator, period, value in rows:
            if value is not None:
                self.tell(unit, indicator, period, value)

    def tell(self, unit: int, indicator: int, period: int, value: Decimal) -> None:
        """What a month brings to its year."""
        self.years.setdefault((unit, indicator), {})[period] = value

    def before(self, unit: int, indicator: int, period: int) -> Decimal:
        """What the year has brought before a period."""
        months = self.years.get((unit, indicator), {})
        year = from_id(period).year
        return sum(
            (v for p, v in months.items() if p < period and from_id(p).year == year),
            Decimal(0),
        )
