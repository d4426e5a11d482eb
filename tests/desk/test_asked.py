"""What a campaign asks for, in the words of a table's head."""

from __future__ import annotations

from datetime import date

from thidua.campaigns.measure import Measure
from thidua.desk.queries.asked import Asked
from thidua.indicators.models import IndicatorVersion
from thidua.indicators.periods import PeriodKind


def test_where_less_is_better_the_measure_says_so() -> None:
    poor = IndicatorVersion(better=IndicatorVersion.Better.LOWER)
    road = IndicatorVersion(better=IndicatorVersion.Better.HIGHER)
    since = date(2025, 1, 1)

    words = [
        Asked(one, Measure("hộ"), PeriodKind.MONTH, since).measure_words
        for one in (poor, road)
    ]

    assert words == ["hộ, càng thấp càng tốt", "hộ"]
