"""What stands out in the figures of a report: odd ones, and those with a remark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from thidua.indicators.checks import Figure, findings
from thidua.indicators.file_past import Past
from thidua.indicators.models import FormLine, IndicatorVersion, Observation


class Counted(NamedTuple):
    """How many figures of a report are odd beside the unit's last twelve; how many
    carry a remark (a note, or a reason why there is none)."""

    odd: int
    remarks: int


def standing_out(forms: Mapping[int, int]) -> Mapping[int, Counted]:
    """What stands out in reports, by number; `forms` gives the form of each.

    Three questions for all; none when there are no reports.
    """
    told = _told(forms) if forms else []
    if not told:
        return dict.fromkeys(forms, Counted(0, 0))
    versions = _versions(set(forms.values()))
    past = Past.of(
        {one.unit for one in told},
        {one.indicator for one in told},
        {one.period for one in told},
    )
    odd: Counter[int] = Counter()
    remarks: Counter[int] = Counter()
    for one in told:
        remarks[one.report] += bool(one.note or one.missing_reason)
        version = versions.get((forms[one.report], one.indicator))
        odd[one.report] += bool(version and _is_odd(one, version, past))
    return {pk: Counted(odd[pk], remarks[pk]) for pk in forms}


def _told(reports: Iterable[int]) -> list[_Told]:
    figures = Observation.objects.filter(report__in=[*reports])
    return [*map(_Told._make, figures.values_list(*_Told._fields))]


class _Told(NamedTuple):
    """A figure of a report that waits, as the columns are called."""

    report: int
    unit: int
    indicator: int
    period: int
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    note: str
    missing_reason: str


def _is_odd(one: _Told, version: IndicatorVersion, past: Past) -> bool:
    if one.missing_reason:
        return False
    figure = Figure(one.value, one.numerator, one.denominator)
    seat = one.unit, one.indicator
    held = past.held(seat, one.period, figure.level, version.least)
    return bool(findings(version, figure, *held))


def _versions(forms: set[int]) -> dict[tuple[int, int], IndicatorVersion]:
    lines = FormLine.objects.filter(form__in=forms).select_related("version")
    return {(line.form_id, line.version.indicator_id): line.version for line in lines}
