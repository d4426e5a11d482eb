"""A small province that reports: a form, its duties, and reports on chosen days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from tests.organisations.factories import SINCE_2015, Province, a_province, tree
from thidua.indicators.models import (
    Form,
    FormPeriod,
    IndicatorVersion,
    Observation,
    Period,
    Report,
    ReportDuty,
)
from thidua.indicators.periods import PeriodKind, PeriodSpan, between
from thidua.indicators.states import State
from thidua.kernel.clock import ZONE
from thidua.organisations.models import Unit

ACTING = """select set_config('thidua.actor_id', '1', true),
    set_config('thidua.actor_name', 'Người Thử', true),
    set_config('thidua.office', 'Xã Thử', true),
    set_config('thidua.at', '2025-05-09T08:00:00+07', true)"""
TODAY = date(2025, 5, 20)
APRIL = PeriodSpan(PeriodKind.MONTH, 2025, 4)
MARCH = PeriodSpan(PeriodKind.MONTH, 2025, 3)
YEAR = [*between(date(2024, 5, 1), date(2025, 4, 30), PeriodKind.MONTH)]


def due_on(span: PeriodSpan) -> date:
    """The tests ask for a month by the seventh of the next."""
    after = span.before(-1)
    return date(after.year, after.number, 7)


@dataclass(frozen=True)
class Reporting:
    """A province whose communes report to their districts each month."""

    province: Province
    form: Form

    def send(
        self,
        unit: Unit,
        span: PeriodSpan,
        *,
        days_late: int = 0,
        state: str = State.SUBMITTED,
    ) -> Report:
        """The unit's report of a month, first sent so many days after its day."""
        due = due_on(span)
        sent = datetime(due.year, due.month, due.day + days_late, 9, tzinfo=ZONE)
        return Report.objects.create(
            form=self.form,
            unit=unit,
            period_id=span.id,
            receiver_id=self.receivers[unit.pk],
            state=state,
            first_submitted_at=sent,
            submitted_at=sent,
            submitted_by="Người Thử",
            accepted_at=sent if state == State.ACCEPTED else None,
        )

    def tell(self, report: Report, version: IndicatorVersion, value: str) -> None:
        """A figure of a report, in the report's own state."""
        with connection.cursor() as cursor:
            cursor.execute(ACTING)
        Observation.objects.create(
            unit_id=report.unit_id,
            indicator_id=version.indicator_id,
            period_id=report.period_id,
            report=report,
            state=report.state,
            value=Decimal(value),
        )

    @property
    def receivers(self) -> dict[int, int]:
        duties = ReportDuty.objects.filter(form=self.form)
        return dict(duties.values_list("unit_id", "receiver_id"))


def a_reporting_province(
    spans: Iterable[PeriodSpan] = YEAR, *, during: DateRange = SINCE_2015
) -> Reporting:
    """Six communes that owe a report for every month given."""
    province = a_province()
    form = Form.objects.create(
        name="Biểu tháng",
        owner=province.department,
        tree=tree(),
        period_kind=Period.Kind.MONTH,
        starts_on=date(2020, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    FormPeriod.objects.bulk_create(
        FormPeriod(form=form, period_id=span.id, due_on=due_on(span)) for span in spans
    )
    ReportDuty.objects.bulk_create(
        ReportDuty(form=form, unit=commune, receiver=district, during=during)
        for district in province.districts
        for commune in province.communes_of(district)
    )
    return Reporting(province, form)
