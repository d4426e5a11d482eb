"""“At this pace …”: where a figure is likely to end, how sure that is, and what if.

A small robust method that can be told in three sentences; see
`docs/why/decisions/0025-a-forecast-that-can-be-explained.md`.
"""

from thidua.indicators.forecast.method import (
    ENOUGH,
    FULL_YEAR,
    Forecast,
    Past,
    forecast,
    needed_each,
)

__all__ = ["ENOUGH", "FULL_YEAR", "Forecast", "Past", "forecast", "needed_each"]
