"""What a receiver should look at first: odd figures, remarks, what came late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.indicators.checks import Figure, findings
from thidua.indicators.file_past import Past
from thidua.indicators.models import (
    FormLine,
    FormPeriod,
    IndicatorVersion,
    Observation,
)
from thidua.kernel.numbers import show_number

ODD, REMARK, LATE, PLAIN = "bat-thuong", "giai-trinh", "muon", "khong"
"""What a list of waiting reports may be narrowed to."""


class Sent(NamedTuple):
    """A report that waits: its number and place, and when it came first."""

    pk: int
    form: int
    unit: int
    period: int
    first_day: date


@dataclass(frozen=True, slots=True)
class Marks:
    """How many figures of a report are odd, how many carry a remark (a note, or a
    reason why there is none), and how many days late it came."""

    odd: int = 0
    remarks: int = 0
    late: int = 0

    @property
    def kinds(self) -> frozenset[str]:
        """Everything that may be asked about it; PLAIN alone when there is nothing."""
        said = {ODD: self.odd, REMARK: self.remarks, LATE: self.late}
        kinds = frozenset(kind for kind, count in said.items() if count)
        return kinds or frozenset({PLAIN})

    @property
    def is_doubtful(self) -> bool:
        """Should it be opened before it is accepted?"""
        return bool(self.odd or self.remarks)

    @property
    def words(self) -> list[tuple[str, str]]:
        """Each of them: its tone, and in words."""
        odd = ngettext("%(n)s số bất thường", "%(n)s số bất thường", self.odd)
        remarks = ngettext("%(n)s giải trình", "%(n)s giải trình", self.remarks)
        late = ngettext("muộn %(n)s ngày", "muộn %(n)s ngày", self.late)
        said = [(self.odd, odd, "slow"), (self.remarks, remarks, "wait")]
        said += [(self.late, late, "late")]
        return [
            (tone, words % {"n": show_number(count)})
            for count, words, tone in said
            if count
        ]


NO_MARKS = Marks()
"""Nothing stands out."""


def kinds() -> list[tuple[str, str]]:
    """What may be asked for, in words."""
    return [
        (ODD, _("có số bất thường")),
        (REMARK, _("có giải trình")),
        (LATE, _("gửi muộn")),
        (PLAIN, _("không có gì đáng hỏi")),
    ]


def marks_of(reports: Iterable[Sent]) -> Mapping[int, Marks]:
    """What stands out in each report, by its number; four questions for all."""
    those = list(reports)
    if not those:
        return {}
    odd, remarks = _told(those)
    forms, periods = {one.form for one in those}, {one.period for one in those}
    spans = FormPeriod.objects.filter(form__in=forms, period__in=periods)
    due = {
        (form, period): day
        for form, period, day in spans.values_list("form", "period", "due_on")
    }
    return {
        one.pk: Marks(
            odd[one.pk],
            remarks[one.pk],
            max(0, (one.first_day - due.get((one.form, one.period), date.max)).days),
        )
        for one in those
    }


def _told(those: list[Sent]) -> tuple[Counter[int], Counter[int]]:
    """How many figures of each report are odd, and how many carry a remark."""
    forms = {one.pk: one.form for one in those}
    versions = _versions(set(forms.values()))
    past = Past.of(
        {one.unit for one in those},
        {indicator for _form, indicator in versions},
        {one.period for one in those},
    )
    odd: Counter[int] = Counter()
    remarks: Counter[int] = Counter()
    figures = Observation.objects.filter(report__in=forms)
    for one in map(_Told._make, figures.values_list(*_Told._fields)):
        remarks[one.report] += bool(one.note or one.missing_reason)
        version = versions.get((forms[one.report], one.indicator))
        odd[one.report] += bool(version and _is_odd(one, version, past))
    return odd, remarks


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
    levels = past.unusual(seat, one.period, figure.level, version.least)
    return bool(findings(version, figure, levels))


def _versions(forms: set[int]) -> dict[tuple[int, int], IndicatorVersion]:
    lines = FormLine.objects.filter(form__in=forms).select_related("version")
    return {(line.form_id, line.version.indicator_id): line.version for line in lines}
