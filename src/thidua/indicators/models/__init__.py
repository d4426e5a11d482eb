"""What is counted: indicators, forms, reports, observations and their roll-up.

An indicator knows no campaign; a figure is typed once for all that ask for it.
"""

from thidua.indicators.models.definitions import (
    FormulaPart,
    Indicator,
    IndicatorVersion,
    Period,
    UnitWeight,
)
from thidua.indicators.models.forms import (
    Form,
    FormLine,
    FormPeriod,
    ReportDuty,
    level_of,
    seen_by,
)
from thidua.indicators.models.parts import Breakdown, Category, IndicatorPart
from thidua.indicators.models.reports import (
    Evidence,
    Observation,
    ObservationChange,
    Report,
    ReportQuerySet,
)
from thidua.indicators.models.standards import Criterion, CriterionMark, Standard
from thidua.indicators.models.sums import Rollup, RollupDelta, RollupTurn, StaleTree

HISTORY = ("indicators_observationchange",)

__all__ = [
    "HISTORY",
    "Breakdown",
    "Category",
    "Criterion",
    "CriterionMark",
    "Evidence",
    "Form",
    "FormLine",
    "FormPeriod",
    "FormulaPart",
    "Indicator",
    "IndicatorPart",
    "IndicatorVersion",
    "Observation",
    "ObservationChange",
    "Period",
    "Report",
    "ReportDuty",
    "ReportQuerySet",
    "Rollup",
    "RollupDelta",
    "RollupTurn",
    "StaleTree",
    "Standard",
    "UnitWeight",
    "level_of",
    "seen_by",
]
