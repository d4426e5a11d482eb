"""The months that a figure is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thidua.indicators.periods import PeriodKind, PeriodSpan, from_id


@dataclass(frozen=True, slots=True)
class Window:
    """Whole months from `first` to `last`, both included, counted from January 2000."""

    first: int
    last: int

    @classmethod
    def of(cls, span: PeriodSpan, since: date | None = None) -> Window:
        """The months of a period; with `since`, from that day's month to its end."""
        ends = month_of(span.ends_on)
        starts = month_of(since) if since else ends - span.months + 1
        return cls(min(starts, ends), ends)

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def starts_on(self) -> date:
        return from_id(self.first).starts_on

    @property
    def ends_on(self) -> date:
        return from_id(self.last).ends_on

    @property
    def span(self) -> PeriodSpan | None:
        """The month, quarter, half-year or year that these months are, if they are."""
        for kind in (
            PeriodKind.MONTH,
            PeriodKind.QUARTER,
            PeriodKind.HALF,
            PeriodKind.YEAR,
        ):
            length = PeriodSpan(kind, 2000, 1).months
            if length == self.months and self.first % length == 0:
                return PeriodSpan(
                    kind, 2000 + self.first // 12, self.first % 12 // length + 1
                )
        return None

    def since_new_year(self) -> Window:
        """From the January of the year in which it ends."""
        return Window(self.last // 12 * 12, self.last)

    def back(self, months: int) -> Window:
        """As long, that many months earlier."""
        return Window(self.first - months, self.last - months)

    def last_months(self, months: int) -> Window:
        """So many months that end with it."""
        return Window(self.last - months + 1, self.last)


def month_of(day: date) -> int:
    """The number of a day's month; it is the number of that period as well."""
    return (day.year - 2000) * 12 + day.month - 1
