"""The questions of the room; the rooms above ask them here."""

from thidua.indicators.queries.completeness import (
    Received,
    Silent,
    late_units,
    received,
)
from thidua.indicators.queries.courses import Course, courses_of
from thidua.indicators.queries.reading import Reading
from thidua.indicators.queries.sums import (
    NOTHING,
    Sums,
    adds_up,
    expected_of,
    figures_of,
    over_time,
)
from thidua.indicators.queries.waiting import waiting_for
from thidua.indicators.queries.words import period_short, period_words, show_value

__all__ = [
    "NOTHING",
    "Course",
    "Reading",
    "Received",
    "Silent",
    "Sums",
    "adds_up",
    "courses_of",
    "expected_of",
    "figures_of",
    "late_units",
    "over_time",
    "period_short",
    "period_words",
    "received",
    "show_value",
    "waiting_for",
]
