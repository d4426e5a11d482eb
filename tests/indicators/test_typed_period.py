"""A month or a quarter is understood as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.indicators.periods import PeriodKind, PeriodSpan
from thidua.indicators.queries.typed_period import typed_period
from thidua.kernel.finding import words_of

TODAY = date(2025, 5, 20)
MAY = PeriodSpan(PeriodKind.MONTH, 2025, 5)
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4)


@pytest.mark.parametrize(
    ("typed", "span", "rest"),
    [
        ("báo cáo tháng 5", MAY, "bao cao"),
        ("bao cao thang 5/2025", MAY, "bao cao"),
        ("thang 05", MAY, ""),
        ("thang5", MAY, ""),
        ("T5", MAY, ""),
        ("t5/2025 nộp", MAY, "nop"),
        ("5/2025", MAY, ""),
        ("05/2025", MAY, ""),
        ("2025-05", MAY, ""),
        ("May report", MAY, "report"),
        ("report may 2025", MAY, "report"),
        ("tháng này", MAY, ""),
        ("this month", MAY, ""),
        ("báo cáo tháng trước", APRIL, "bao cao"),
        ("last month", APRIL, ""),
        ("apr report", APRIL, "report"),
        ("tháng 6", PeriodSpan(PeriodKind.MONTH, 2024, 6), ""),
        ("tháng 12/2024", PeriodSpan(PeriodKind.MONTH, 2024, 12), ""),
        ("quý 1", PeriodSpan(PeriodKind.QUARTER, 2025, 1), ""),
        ("quý II/2025", PeriodSpan(PeriodKind.QUARTER, 2025, 2), ""),
        ("báo cáo q4", PeriodSpan(PeriodKind.QUARTER, 2024, 4), "bao cao"),
    ],
)
def test_a_period_is_read_with_what_was_typed_beside_it(
    typed: str, span: PeriodSpan, rest: str
) -> None:
    found = typed_period(words_of(typed), TODAY)

    assert found is not None
    assert found.span == span
    assert found.rest.typed == rest


@pytest.mark.parametrize(
    "typed", ["may", "tháng 13", "5", "05/CT", "ấp 5", "thang", "quy 5", "tân an", ""]
)
def test_what_is_no_period_is_none(typed: str) -> None:
    assert typed_period(words_of(typed), TODAY) is None
