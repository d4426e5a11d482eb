"""What the figures of one file are held against, read in a few questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua.indicators.answering import answers_on
from thidua.indicators.checks import Figure
from thidua.indicators.models import Form, FormLine, Observation, Report
from thidua.indicators.periods import from_id


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as it stands."""

    figure: Figure
    state: str
    version: int
    missing_reason: str


@dataclass(slots=True)
class Current:
    """Reports and figures as they stand, and what each year has brought so far."""

    reports: dict[tuple[int, int], tuple[str, int, int]] = field(default_factory=dict)
    """By unit and period: the state, who reports and who receives."""
    figures: dict[tuple[int, int, int], Standing] = field(default_factory=dict)
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
        rows = Observation.objects.filter(
            unit__in=units, indicator__in=indicators, period__in=periods
        ).values_list(
            "unit",
            "indicator",
            "period",
            "state",
            "version",
            "missing_reason",
            "value",
            "numerator",
            "denominator",
        )
        for unit, indicator, period, state, version, why, *parts in rows.iterator(
            chunk_size=5_000
        ):
            self.figures[unit, indicator, period] = Standing(
                Figure(*parts), state, version, why
            )

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
