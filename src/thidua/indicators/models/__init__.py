"""What is counted: indicators, forms, reports, observations and their roll-up.

An indicator knows no campaign; a figure is typed once for all that ask for it.
"""

from thidua.indicators.models.definitions import (
    Indicator,
    IndicatorVersion,
    Period,
    UnitWeight,
)
from thidua.indicators.models.forms import Form, FormLine, FormPeriod, ReportDuty
from thidua.indicators.models.reports import (
    Evidence,
    Observation,
    ObservationChange,
    Report,
    ReportQuerySet,
)
from thidua.indicators.models.sums import Rollup, RollupDelta

__all__ = [
    "Evidence",
    "Form",
    "FormLine",
    "FormPeriod",
    "Indicator",
    "IndicatorVersion",
    "Observation",
    "ObservationChange",
    "Period",
    "Report",
    "ReportDuty",
    "ReportQuerySet",
    "Rollup",
    "RollupDelta",
    "UnitWeight",
]
